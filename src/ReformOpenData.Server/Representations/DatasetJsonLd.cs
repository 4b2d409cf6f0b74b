using System.Text.Json;
using ReformOpenData.Server.Answers;
using ReformOpenData.Server.Configuration;

namespace ReformOpenData.Server.Representations;

/// <summary>
/// What the trusted document AboutTheData answers, in the words of DCAT and schema.org, for catalogues of open data.
/// Addresses are relative to the page's own.
/// </summary>
internal sealed class DatasetJsonLd : Representation
{
    public const string Document = "AboutTheData";

    public override string Format => "jsonld";

    public override string ContentType => "application/ld+json; charset=utf-8";

    public override bool CanWrite(TrustedDocument document) => document.Name == Document;

    public override Written Write(ReadOnlySpan<byte> answer)
    {
        var dataset = JsonSerializer.Deserialize<Response>(answer, JsonSerializerOptions.Web)!.Data.Dataset;
        var buffer = new MemoryStream();
        using (var page = new Utf8JsonWriter(buffer, Json.Indented)) Write(page, dataset);
        return new Written(buffer.ToArray());
    }

    private static void Write(Utf8JsonWriter page, Dataset dataset)
    {
        page.WriteStartObject();
        page.WriteStartObject("@context");
        page.WriteString("dcat", "http://www.w3.org/ns/dcat#");
        page.WriteString("dct", "http://purl.org/dc/terms/");
        page.WriteString("foaf", "http://xmlns.com/foaf/0.1/");
        page.WriteString("xsd", "http://www.w3.org/2001/XMLSchema#");
        page.WriteEndObject();
        page.WriteString("@id", PublicPath.Current + "/");
        page.WriteString("@type", "dcat:Dataset");
        page.WriteString("dct:title", dataset.Title);
        page.WriteString("dct:description", dataset.Description);
        page.WriteString("dct:language", "ja");
        page.WriteStartArray("dct:publisher");
        foreach (var publisher in dataset.Publishers)
        {
            page.WriteStartObject();
            page.WriteString("@type", "foaf:Organization");
            page.WriteString("foaf:name", publisher);
            page.WriteEndObject();
        }

        page.WriteEndArray();
        page.WriteStartArray("dct:license");
        foreach (var licence in dataset.Licences)
        {
            page.WriteStartObject();
            if (licence.Url is { } url) page.WriteString("@id", url);
            // A licence that the publisher has not confirmed is shown as such.
            var name = licence.Confirmed ? licence.Name : $"{licence.Name} (to be confirmed by the publisher)";
            page.WriteString("dct:title", name);
            page.WriteEndObject();
        }

        page.WriteEndArray();
        if (dataset.Modified is { } modified) page.WriteString("dct:modified", modified);
        page.WriteNumber("dcat:version", dataset.Release.Number);
        page.WriteStartObject("dct:temporal");
        if (dataset.FirstFiscalYear is { } first) page.WriteNumber("dcat:startDate", first);
        if (dataset.LastFiscalYear is { } last) page.WriteNumber("dcat:endDate", last);
        page.WriteEndObject();
        page.WriteStartArray("dcat:distribution");
        foreach (var distribution in dataset.Distributions)
        {
            page.WriteStartObject();
            page.WriteString("@type", "dcat:Distribution");
            page.WriteString("dct:title", distribution.Title);
            page.WriteString("dcat:mediaType", distribution.MediaType);
            page.WriteStartObject("dcat:accessURL");
            page.WriteString("@id", distribution.Url);
            page.WriteEndObject();
            page.WriteEndObject();
        }

        page.WriteEndArray();
        page.WriteEndObject();
    }

    private sealed record Response(Data Data);

    private sealed record Data(Dataset Dataset);

    private sealed record Dataset(
        string Title,
        string Description,
        IReadOnlyList<string> Publishers,
        IReadOnlyList<Licence> Licences,
        int? FirstFiscalYear,
        int? LastFiscalYear,
        string? Modified,
        Release Release,
        IReadOnlyList<Distribution> Distributions);

    private sealed record Licence(string Name, string? Url, bool Confirmed);

    private sealed record Release(int Number);

    private sealed record Distribution(string Title, string MediaType, string Url);
}
