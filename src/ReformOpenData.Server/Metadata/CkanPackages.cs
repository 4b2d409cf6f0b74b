using System.Globalization;
using System.Text.Json.Nodes;
using ReformOpenData.Data.Search;
using ReformOpenData.Server.Answers;
using ReformOpenData.Server.Configuration;
using ReformOpenData.Server.Lists;

namespace ReformOpenData.Server.Metadata;

/// <summary>Plans as CKAN's API tells of packages (https://docs.ckan.org/en/2.11/api/), for the harvesters of Japanese
/// catalogues.</summary>
internal static class CkanPackages
{
    /// <summary>As the address of the plan has it, with a prefix that tells whose names these are.</summary>
    public static string NameOf(CatalogueAnswer.Plan plan) => $"reform-{plan.Key.Replace('/', '-')}";

    /// <summary>
    /// What packages are sorted by, as harvesters ask for pages that do not overlap (id asc). The times are those of
    /// the release, and the same for all.
    /// </summary>
    private static readonly Dictionary<string, Func<CatalogueAnswer.Plan, string>> Fields = new(StringComparer.Ordinal)
    {
        ["id"] = NameOf,
        ["name"] = NameOf,
        ["title_string"] = plan => plan.Title,
        ["metadata_created"] = _ => "",
        ["metadata_modified"] = _ => "",
        ["score"] = _ => "",
    };

    public static IEnumerable<string> SortFields => Fields.Keys;

    /// <summary>The plans in an order: fields with asc or desc, parted by commas; null where it is none.</summary>
    public static IEnumerable<CatalogueAnswer.Plan>? Sorted(IEnumerable<CatalogueAnswer.Plan> plans, string sort)
    {
        foreach (var term in sort.Split(',').Reverse())
        {
            if (term.Split(' ', StringSplitOptions.RemoveEmptyEntries) is not [var name, ("asc" or "desc") and var way]
                || !Fields.TryGetValue(name, out var field))
                return null;
            plans = way == "asc" ? plans.OrderBy(field, StringComparer.Ordinal)
                : plans.OrderByDescending(field, StringComparer.Ordinal);
        }

        return plans;
    }

    /// <summary>Whether each word occurs in what a package tells of itself; a star and nothing ask for all.</summary>
    public static bool Matches(CatalogueAnswer.Plan plan, string query)
    {
        var text = Folding.Fold(
            $"{NameOf(plan)} {plan.Title} {plan.Municipality.Code} {plan.Municipality.Name} "
            + $"{plan.Municipality.RomanName}");
        return Folding.Fold(query).Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .All(word => word is "*:*" or "*" || text.Contains(word, StringComparison.Ordinal));
    }

    /// <param name="modified">When the release became current.</param>
    public static JsonObject Of(
        CatalogueAnswer.Plan plan, CatalogueAnswer.ReleaseData release, DateTimeOffset modified)
    {
        var (city, address) = (plan.Municipality, $"{PublicOrigin.Base}/{plan.Key}");
        var terms = Terms.Of(plan.SourceDocuments);
        // Who harvests takes the licence for a fact.
        var known = terms.Known;
        return Json.Of(
            ("id", NameOf(plan)),
            ("name", NameOf(plan)),
            ("title", $"{city.Name}「{plan.Title}」の取組状況と評価"),
            (
                "notes",
                $"{city.Name}が公表した「{plan.Title}」（{plan.FirstFiscalYear}–{plan.LastFiscalYear}年度）の"
                + "取組状況・総括・評価の表を構造化したデータです。"
                + $"利用条件: {terms.Japanese}"),
            ("type", "dataset"),
            ("state", "active"),
            ("private", false),
            ("url", address),
            ("version", release.Number.ToString(CultureInfo.InvariantCulture)),
            ("author", plan.SourceDocuments.Select(document => document.Publisher).FirstOrDefault() ?? city.Name),
            ("metadata_created", Time(release.Dataset.Issued ?? release.PublishedAt)),
            ("metadata_modified", Time(modified)),
            ("license_id", known?.Ckan),
            ("license_title", known is null ? null : terms.Licence),
            ("license_url", known?.Url),
            ("isopen", known is null ? null : true),
            ("organization", Json.Of(
                ("id", city.Code), ("name", city.Code), ("title", city.Name), ("is_organization", true))),
            // A tag of CKAN holds no space.
            ("tags", Json.All(release.Dataset.Keywords.Append(city.Name).Select(keyword =>
                Json.Of(("name", keyword.Replace(' ', '-')), ("display_name", keyword))))),
            ("num_resources", Distributions.All.Count),
            ("resources", Json.All(Distributions.All.Select((kind, index) => new JsonObject
            {
                ["id"] = $"{NameOf(plan)}-{kind.List}-{kind.Format}",
                ["package_id"] = NameOf(plan),
                ["position"] = index,
                ["name"] = kind.Japanese,
                ["description"] = ListTables.Find(kind.List)!.Japanese,
                ["url"] = $"{address}/{kind.List}.{kind.Format}",
                ["format"] = kind.Format.ToUpperInvariant(),
                ["mimetype"] = kind.MediaType,
                ["last_modified"] = Time(modified),
            }))));
    }

    /// <summary>CKAN's times have no zone, and are UTC.</summary>
    private static string Time(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff", CultureInfo.InvariantCulture);
}
