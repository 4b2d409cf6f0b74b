using System.Globalization;
using System.Text.Json;
using ReformOpenData.Server.Answers;
using ReformOpenData.Server.Configuration;
using ReformOpenData.Server.Lists;

namespace ReformOpenData.Server.Metadata;

/// <summary>
/// A thing in words that others know (schema.org, PROV, DCTERMS): what it is called, what it is a part of, what is
/// printed, and where.
/// </summary>
internal sealed class ThingRepresentation(RdfFormat format, MetadataAddress thing) : Representation
{
    private static readonly byte[] Text = """
        query ($release: Int, $id: ID!) {
          release(number: $release) {
            number
            publishedAt
            thing: node(id: $id) {
              __typename
              ... on Municipality { name code romanName }
              ... on Department { fullName }
              ... on Category { name }
              ... on Item { name }
              ... on Initiative { name description }
              ... on Assessment { initiative { name } location { ...place } }
              ... on YearlyNarrative { initiative { name } fiscalYearLabel text location { ...place } }
              ... on Rating { initiative { name } fiscalYearLabel grade printed location { ...place } departments { fullName } }
              ... on SourceDocument { title publisher url sha256 }
            }
          }
        }
        fragment place on SourceLocation { page row column document { title municipality { code } sha256 } }
        """u8.ToArray();

    private readonly string _root = PublicOrigin.Base + (thing.Release is null ? "" : $"/releases/{thing.Release}");

    /// <summary>The question; <c>id</c> is that of the thing.</summary>
    public static ReadOnlyMemory<byte> Document => Text;

    public override string Format => format.Name;

    public override string ContentType => format.ContentType;

    public override string Key => $"{ContentType}\nthing\n{_root}\n{string.Join('/', thing.Owner)}";

    public override Written Write(ReadOnlyMemory<byte> answer)
    {
        using var json = JsonDocument.Parse(answer);
        var release = json.RootElement.GetProperty("data").GetProperty("release");
        return release.ValueKind == JsonValueKind.Null
            || release.GetProperty("thing") is not { ValueKind: JsonValueKind.Object } known
            ? Written.Missing
            : new Written(
                format.Write(Describe(known)),
                new TableFacts(null, null, release.GetProperty("publishedAt").GetDateTimeOffset()));
    }

    private RdfNode Describe(JsonElement known)
    {
        var type = known.GetProperty("__typename").GetString()!;
        var name = NameOf(known);
        var node = new RdfNode(AddressOf(thing.Owner), type switch
        {
            "Municipality" => "schema:AdministrativeArea",
            "Department" => "schema:Organization",
            "Category" or "Item" => "schema:DefinedTerm",
            "Initiative" => "schema:Project",
            "SourceDocument" => "schema:DigitalDocument",
            _ => "prov:Entity",
        });
        node.AddText("dct:title", name, "ja").AddText("rdfs:label", name, "ja")
            .AddText("dct:identifier", string.Join('/', thing.Owner));
        var above = ListOwner.Above(thing.Owner);
        if (above.Length > 0)
            node.AddAddress("dct:isPartOf", AddressOf(above));
        node.AddText("schema:alternateName", TextOf(known, "romanName"), "ja-Latn")
            .AddText("dct:description", TextOf(known, "description") ?? TextOf(known, "text"), "ja")
            .AddText("dct:publisher", TextOf(known, "publisher"), "ja")
            .AddAddress("dct:source", TextOf(known, "url"));
        if (type == "Rating")
        {
            node.AddText("prov:value", TextOf(known, "printed"), "ja")
                .AddAddress("dct:type", $"{AddressOf(thing.Owner.Take(2))}/grades#{TextOf(known, "grade")}");
            foreach (var department in known.GetProperty("departments").EnumerateArray())
                node.AddAddress(
                    "prov:wasAttributedTo",
                    AddressOf([thing.Owner[0], "departments", TextOf(department, "fullName")!]));
        }

        return known.TryGetProperty("location", out var place) ? Locate(node, place) : node;
    }

    /// <summary>Adds the document, and where in it the thing is printed.</summary>
    private RdfNode Locate(RdfNode node, JsonElement place)
    {
        var document = place.GetProperty("document");
        var (page, row) = (place.GetProperty("page").GetInt32(), place.GetProperty("row").GetInt32());
        var column = place.GetProperty("column") is { ValueKind: JsonValueKind.Number } number
            ? $"、列 {number.GetInt32()}"
            : "";
        return node
            .AddAddress("prov:wasDerivedFrom", AddressOf(
                [
                    document.GetProperty("municipality").GetProperty("code").GetString()!,
                    "documents",
                    TextOf(document, "sha256")!,
                ]))
            .AddText("schema:pagination", page.ToString(CultureInfo.InvariantCulture))
            .AddText(
                "dct:bibliographicCitation",
                string.Create(CultureInfo.InvariantCulture, $"{TextOf(document, "title")}、表 p.{page} 行 {row}{column}"),
                "ja");
    }

    private static string NameOf(JsonElement known)
    {
        if ((TextOf(known, "name") ?? TextOf(known, "fullName") ?? TextOf(known, "title")) is { } name)
            return name;
        var initiative = known.GetProperty("initiative").GetProperty("name").GetString();
        return TextOf(known, "fiscalYearLabel") is not { } year ? $"{initiative}：印字された行"
            : TextOf(known, "printed") is { } printed ? $"{initiative}：{year}の評価 {printed}"
            : $"{initiative}：{year}の取組状況";
    }

    private string AddressOf(IEnumerable<string> segments) => $"{_root}/{PathSegments.Encode(segments)}";

    private static string? TextOf(JsonElement known, string field) =>
        known.TryGetProperty(field, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;
}
