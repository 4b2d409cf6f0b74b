using System.Globalization;
using System.Text.Json;
using ReformOpenData.Data.Search;
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
    public static void Write(
        Utf8JsonWriter json, CatalogueAnswer.Plan plan, CatalogueAnswer.ReleaseData release, DateTimeOffset modified)
    {
        var (city, address) = (plan.Municipality, $"{PublicOrigin.Base}/{plan.Key}");
        var terms = Terms.Of(plan.SourceDocuments);
        json.WriteStartObject();
        json.WriteString("id", NameOf(plan));
        json.WriteString("name", NameOf(plan));
        json.WriteString("title", $"{city.Name}「{plan.Title}」の取組状況と評価");
        json.WriteString(
            "notes",
            $"{city.Name}が公表した「{plan.Title}」（{plan.FirstFiscalYear}–{plan.LastFiscalYear}年度）の取組状況・総括・評価の表を構造化したデータです。"
            + $"利用条件: {terms.Japanese}");
        json.WriteString("type", "dataset");
        json.WriteString("state", "active");
        json.WriteBoolean("private", false);
        json.WriteString("url", address);
        json.WriteString("version", release.Number.ToString(CultureInfo.InvariantCulture));
        json.WriteString(
            "author", plan.SourceDocuments.Select(document => document.Publisher).FirstOrDefault() ?? city.Name);
        json.WriteString("metadata_created", Time(release.Dataset.Issued ?? release.PublishedAt));
        json.WriteString("metadata_modified", Time(modified));
        // Who harvests takes this field for a fact.
        if (terms.Known is { } known)
        {
            json.WriteString("license_id", known.Ckan);
            json.WriteString("license_title", terms.Licence);
            json.WriteString("license_url", known.Url);
            json.WriteBoolean("isopen", true);
        }

        WriteOrganization(json, city);
        json.WriteStartArray("tags");
        // A tag of CKAN holds no space.
        foreach (var keyword in release.Dataset.Keywords.Append(city.Name))
        {
            json.WriteStartObject();
            json.WriteString("name", keyword.Replace(' ', '-'));
            json.WriteString("display_name", keyword);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteNumber("num_resources", Distributions.All.Count);
        json.WriteStartArray("resources");
        foreach (var (index, kind) in Distributions.All.Index())
        {
            json.WriteStartObject();
            json.WriteString("id", $"{NameOf(plan)}-{kind.List}-{kind.Format}");
            json.WriteString("package_id", NameOf(plan));
            json.WriteNumber("position", index);
            json.WriteString("name", kind.Japanese);
            json.WriteString("description", ListTables.Find(kind.List)!.Japanese);
            json.WriteString("url", $"{address}/{kind.List}.{kind.Format}");
            json.WriteString("format", kind.Format.ToUpperInvariant());
            json.WriteString("mimetype", kind.MediaType);
            json.WriteString("last_modified", Time(modified));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteOrganization(Utf8JsonWriter json, CatalogueAnswer.Municipality city)
    {
        json.WriteStartObject("organization");
        json.WriteString("id", city.Code);
        json.WriteString("name", city.Code);
        json.WriteString("title", city.Name);
        json.WriteBoolean("is_organization", true);
        json.WriteEndObject();
    }

    /// <summary>CKAN's times have no zone, and are UTC.</summary>
    private static string Time(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff", CultureInfo.InvariantCulture);
}
