using System.Globalization;
using System.Text.Json;
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
        var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Json.Indented))
        {
            json.WriteStartObject();
            json.WriteString("$schema", Profile);
            json.WriteString("name", plan is null ? "reform-open-data" : $"reform-{plan.Key.Replace('/', '-')}");
            if (PublicOrigin.Current.Length > 0)
            {
                json.WriteString("id", string.Create(
                    CultureInfo.InvariantCulture,
                    $"{PublicOrigin.Base}/releases/{answer.Number}"
                    + $"{(plan is null ? "" : "/" + plan.Key)}/datapackage.json"));
                json.WriteString("homepage", PublicOrigin.Base + "/");
            }

            json.WriteString("title", plan is null ? answer.Dataset.Title : $"{plan.Municipality.Name}「{plan.Title}」");
            json.WriteString(
                "description",
                $"{answer.Dataset.Description}\n\n利用条件: {terms.Japanese}. Terms of use: {terms.English}.");
            json.WriteString("version", string.Create(CultureInfo.InvariantCulture, $"{answer.Number}.0.0"));
            json.WriteString(
                "created",
                answer.PublishedAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
            WriteTexts(json, "keywords", answer.Dataset.Keywords);
            WriteContributors(json, documents.Select(document => document.Publisher).Distinct());
            WriteLicence(json, terms);
            WriteSources(json, documents);
            json.WriteStartArray("resources");
            foreach (var list in lists)
                WriteResource(json, list, lists);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return buffer.ToArray();
    }

    private static void WriteContributors(Utf8JsonWriter json, IEnumerable<string> publishers)
    {
        var names = publishers.ToList();
        if (names.Count == 0)
            return;
        json.WriteStartArray("contributors");
        foreach (var name in names)
        {
            json.WriteStartObject();
            json.WriteString("title", name);
            WriteTexts(json, "roles", ["publisher"]);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>Only a licence that is confirmed.</summary>
    private static void WriteLicence(Utf8JsonWriter json, Terms terms)
    {
        if (terms.Known is not { } known)
            return;
        json.WriteStartArray("licenses");
        json.WriteStartObject();
        json.WriteString("name", known.Spdx);
        json.WriteString("path", known.Url);
        json.WriteString("title", terms.Licence);
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void WriteSources(Utf8JsonWriter json, IReadOnlyList<CatalogueAnswer.SourceDocument> documents)
    {
        if (documents.Count == 0)
            return;
        json.WriteStartArray("sources");
        foreach (var document in documents)
        {
            json.WriteStartObject();
            json.WriteString("title", $"{document.Publisher}「{document.Title}」");
            if (CatalogueGraph.WebAddress(document.Url) is { } url)
                json.WriteString("path", url);
            json.WriteString("version", $"sha256:{document.Sha256}");
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteResource(Utf8JsonWriter json, PackagedList file, IReadOnlyList<PackagedList> others)
    {
        var list = file.List.List;
        json.WriteStartObject();
        json.WriteString("$schema", ResourceProfile);
        json.WriteString("name", list.Name);
        json.WriteString("type", "table");
        json.WriteString("path", file.Path);
        json.WriteString("title", list.Japanese);
        json.WriteString(
            "scheme", file.Path.Contains("://", StringComparison.Ordinal) ? new Uri(file.Path).Scheme : "file");
        json.WriteString("format", "csv");
        json.WriteString("mediatype", "text/csv");
        json.WriteString("encoding", "utf-8");
        if (file.Made is { } made)
        {
            json.WriteNumber("bytes", made.Bytes);
            json.WriteString("hash", "sha256:" + made.Sha256);
        }

        json.WriteStartObject("dialect");
        json.WriteString("$schema", DialectProfile);
        json.WriteBoolean("header", true);
        json.WriteString("delimiter", ",");
        json.WriteString("lineTerminator", "\r\n");
        json.WriteString("quoteChar", "\"");
        json.WriteBoolean("doubleQuote", true);
        json.WriteEndObject();
        json.WriteStartObject("schema");
        json.WriteString("$schema", SchemaProfile);
        json.WriteStartArray("fields");
        foreach (var field in file.List.Fields)
            WriteField(json, field);
        json.WriteEndArray();
        if (ListKeys.Primary(file.List) is { Count: > 0 } primary)
            WriteTexts(json, "primaryKey", primary);
        WriteForeignKeys(json, file.List, others);
        WriteTexts(json, "missingValues", [""]);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteField(Utf8JsonWriter json, ListField field)
    {
        var (english, japanese) = ColumnTypes.Description(field);
        json.WriteStartObject();
        json.WriteString("name", field.Column.Name);
        json.WriteString("type", ColumnTypes.Of(field).TableSchema);
        json.WriteString("title", field.Column.Japanese);
        if (english.Length > 0)
            json.WriteString("description", $"{japanese} {english}".Trim());
        var categories = ColumnTypes.Categories(field).ToList();
        if (categories.Count > 0)
        {
            json.WriteStartArray("categories");
            foreach (var (value, meaning) in categories)
            {
                json.WriteStartObject();
                json.WriteString("value", value);
                json.WriteString("label", meaning);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            // 完了 and “-” are neither above nor below the letters.
            json.WriteBoolean("categoriesOrdered", false);
        }

        json.WriteEndObject();
    }

    private static void WriteForeignKeys(Utf8JsonWriter json, ListBinding list, IReadOnlyList<PackagedList> others)
    {
        var keys = ListKeys.Foreign(list).Where(key => others.Any(other => other.List.List.Name == key.List)).ToList();
        if (keys.Count == 0)
            return;
        json.WriteStartArray("foreignKeys");
        foreach (var (columns, other, named) in keys)
        {
            json.WriteStartObject();
            WriteTexts(json, "fields", columns);
            json.WriteStartObject("reference");
            json.WriteString("resource", other);
            WriteTexts(json, "fields", named);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteTexts(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
            json.WriteStringValue(text);
        json.WriteEndArray();
    }
}
