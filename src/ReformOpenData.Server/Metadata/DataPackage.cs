using System.Globalization;
using System.Text.Json.Nodes;
using ReformOpenData.Server.Answers;
using ReformOpenData.Server.Configuration;
using ReformOpenData.Server.Lists;

namespace ReformOpenData.Server.Metadata;

/// <summary>A file of a package.</summary>
/// <param name="List">The list that is in it.</param>
/// <param name="Path">Its address, relative to that of the package, or an absolute one.</param>
internal sealed record PackagedList(ListBinding List, string Path)
{
    /// <summary>Size and SHA-256 of the file; null where it is made when somebody asks.</summary>
    public FileFacts? Made { get; init; }
}

/// <summary>The lists of a release, or of one plan, as a Data Package (https://datapackage.org/standard/data-package/,
/// version 2).</summary>
internal static class DataPackage
{
    public const string Profile = "https://datapackage.org/profiles/2.0/datapackage.json";

    private const string ResourceProfile = "https://datapackage.org/profiles/2.0/dataresource.json";
    private const string SchemaProfile = "https://datapackage.org/profiles/2.0/tableschema.json";
    private const string DialectProfile = "https://datapackage.org/profiles/2.0/tabledialect.json";

    /// <summary>Names of the lists of a package: those of a release, of which a plan has its part.</summary>
    public static IEnumerable<ListTable> Lists(bool isOfPlan) =>
        ListTables.All.Where(list => !list.IsOfStore && !(isOfPlan && OfNoPlan.Contains(list.Name)));

    /// <summary>Lists whose rows belong to a municipality or to a release, and to no plan.</summary>
    private static readonly string[] OfNoPlan =
        ["municipalities", "departments", "department-successors", "corrections", "changes"];

    /// <param name="answer">What the document Catalogue answers.</param>
    /// <param name="plan">The plan that the package is of; null for all of the release.</param>
    public static byte[] Write(
        CatalogueAnswer.ReleaseData answer, CatalogueAnswer.Plan? plan, IReadOnlyList<PackagedList> lists)
    {
        var plans = plan is null ? answer.Plans.Nodes : [plan];
        // More plans than a page holds have their documents in the list documents alone.
        var isWhole = plan is not null || plans.Count == answer.Plans.TotalCount;
        List<CatalogueAnswer.SourceDocument> documents = isWhole
            ? [.. plans.SelectMany(one => one.SourceDocuments)]
            : [];
        var terms = plan is null ? answer.Plans.Terms : Terms.Of(documents);
        var hasAddress = PublicOrigin.Current.Length > 0;
        var address = string.Create(CultureInfo.InvariantCulture, $"{PublicOrigin.Base}/releases/{answer.Number}");
        var package = Json.Of(
            ("$schema", Profile),
            ("name", plan is null ? "reform-open-data" : $"reform-{plan.Key.Replace('/', '-')}"),
            ("id", hasAddress ? $"{address}{(plan is null ? "" : "/" + plan.Key)}/datapackage.json" : null),
            ("homepage", hasAddress ? PublicOrigin.Base + "/" : null),
            ("title", plan is null ? answer.Dataset.Title : $"{plan.Municipality.Name}「{plan.Title}」"),
            (
                "description",
                $"{answer.Dataset.Description}\n\n利用条件: {terms.Japanese}. Terms of use: {terms.English}."),
            ("version", string.Create(CultureInfo.InvariantCulture, $"{answer.Number}.0.0")),
            (
                "created",
                answer.PublishedAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)),
            ("keywords", Json.Texts(answer.Dataset.Keywords)),
            ("contributors", Json.Some(documents.Select(document => document.Publisher).Distinct()
                .Select(name => Json.Of(("title", name), ("roles", new JsonArray("publisher")))))),
            // Only a licence that is confirmed.
            ("licenses", terms.Known is { } known
                ? new JsonArray(Json.Of(("name", known.Spdx), ("path", known.Url), ("title", terms.Licence)))
                : null),
            ("sources", Json.Some(documents.Select(document => Json.Of(
                ("title", $"{document.Publisher}「{document.Title}」"),
                ("path", CatalogueGraph.WebAddress(document.Url)),
                ("version", $"sha256:{document.Sha256}"))))),
            ("resources", Json.All(lists.Select(list => Resource(list, lists)))));
        return Json.Write(package, Json.Indented);
    }

    private static JsonObject Resource(PackagedList file, IReadOnlyList<PackagedList> others)
    {
        var list = file.List.List;
        return Json.Of(
            ("$schema", ResourceProfile),
            ("name", list.Name),
            ("type", "table"),
            ("path", file.Path),
            ("title", list.Japanese),
            ("scheme", file.Path.Contains("://", StringComparison.Ordinal) ? new Uri(file.Path).Scheme : "file"),
            ("format", "csv"),
            ("mediatype", "text/csv"),
            ("encoding", "utf-8"),
            ("bytes", file.Made?.Bytes),
            ("hash", file.Made is { } made ? "sha256:" + made.Sha256 : null),
            ("dialect", Json.Of(
                ("$schema", DialectProfile),
                ("header", true),
                ("delimiter", ","),
                ("lineTerminator", "\r\n"),
                ("quoteChar", "\""),
                ("doubleQuote", true))),
            ("schema", Json.Of(
                ("$schema", SchemaProfile),
                ("fields", Json.All(file.List.Fields.Select(Field))),
                ("primaryKey", ListKeys.Primary(file.List) is { Count: > 0 } primary ? Json.Texts(primary) : null),
                ("foreignKeys", ForeignKeys(file.List, others)),
                ("missingValues", new JsonArray("")))));
    }

    private static JsonObject Field(ListField field)
    {
        var (english, japanese) = ColumnTypes.Description(field);
        var categories = Json.Some(ColumnTypes.Categories(field)
            .Select(category => Json.Of(("value", category.Value), ("label", category.Meaning))));
        return Json.Of(
            ("name", field.Column.Name),
            ("type", ColumnTypes.Of(field).TableSchema),
            ("title", field.Column.Japanese),
            ("description", english.Length > 0 ? $"{japanese} {english}".Trim() : null),
            ("categories", categories),
            // 完了 and “-” are neither above nor below the letters.
            ("categoriesOrdered", categories is null ? null : false));
    }

    private static JsonArray? ForeignKeys(ListBinding list, IReadOnlyList<PackagedList> others) => Json.Some(
        from key in ListKeys.Foreign(list)
        where others.Any(other => other.List.List.Name == key.List)
        select Json.Of(
            ("fields", Json.Texts(key.Columns)),
            ("reference", Json.Of(("resource", key.List), ("fields", Json.Texts(key.Named))))));
}
