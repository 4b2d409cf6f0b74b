using System.Text.Json;
using ReformOpenData.Server.Answers;

namespace ReformOpenData.Server.Representations;

/// <summary>
/// /dataset.jsonld: what the trusted document AboutTheData answers, in the words of DCAT and schema.org, for catalogues of open
/// data. Addresses are relative to the page's own.
/// </summary>
internal static class DatasetPage
{
    public const string Document = "AboutTheData";
    public const string ContentType = "application/ld+json; charset=utf-8";

    public static Content Make(Content answer)
    {
        using var json = JsonDocument.Parse(answer.Plain);
        var dataset = json.RootElement.GetProperty("data").GetProperty("dataset");
        var buffer = new MemoryStream();
        using (var page = new Utf8JsonWriter(buffer, Json.Indented)) Write(page, dataset);
        return new Content(buffer.ToArray(), answer.Tag is { } tag ? tag + "-ld" : null);
    }

    private static void Write(Utf8JsonWriter page, JsonElement dataset)
    {
        page.WriteStartObject();
        page.WriteStartObject("@context");
        page.WriteString("dcat", "http://www.w3.org/ns/dcat#");
        page.WriteString("dct", "http://purl.org/dc/terms/");
        page.WriteString("foaf", "http://xmlns.com/foaf/0.1/");
        page.WriteString("xsd", "http://www.w3.org/2001/XMLSchema#");
        page.WriteEndObject();
        page.WriteString("@id", "/");
        page.WriteString("@type", "dcat:Dataset");
        Copy(page, "dct:title", dataset, "title");
        Copy(page, "dct:description", dataset, "description");
        page.WriteString("dct:language", "ja");
        page.WriteStartArray("dct:publisher");
        foreach (var publisher in dataset.GetProperty("publishers").EnumerateArray())
        {
            page.WriteStartObject();
            page.WriteString("@type", "foaf:Organization");
            page.WriteString("foaf:name", publisher.GetString());
            page.WriteEndObject();
        }
        page.WriteEndArray();
        page.WriteStartArray("dct:license");
        foreach (var licence in dataset.GetProperty("licences").EnumerateArray())
        {
            page.WriteStartObject();
            if (licence.GetProperty("url").GetString() is { } url) page.WriteString("@id", url);
            // A licence that the publisher has not confirmed is shown as such.
            var name = licence.GetProperty("name").GetString();
            page.WriteString("dct:title", licence.GetProperty("confirmed").GetBoolean() ? name : $"{name} (to be confirmed by the publisher)");
            page.WriteEndObject();
        }
        page.WriteEndArray();
        Copy(page, "dct:modified", dataset, "modified");
        page.WriteNumber("dcat:version", dataset.GetProperty("release").GetProperty("number").GetInt32());
        page.WriteStartObject("dct:temporal");
        Copy(page, "dcat:startDate", dataset, "firstFiscalYear");
        Copy(page, "dcat:endDate", dataset, "lastFiscalYear");
        page.WriteEndObject();
        page.WriteStartArray("dcat:distribution");
        foreach (var distribution in dataset.GetProperty("distributions").EnumerateArray())
        {
            page.WriteStartObject();
            page.WriteString("@type", "dcat:Distribution");
            Copy(page, "dct:title", distribution, "title");
            Copy(page, "dcat:mediaType", distribution, "mediaType");
            page.WriteStartObject("dcat:accessURL");
            Copy(page, "@id", distribution, "url");
            page.WriteEndObject();
            page.WriteEndObject();
        }
        page.WriteEndArray();
        page.WriteEndObject();
    }

    private static void Copy(Utf8JsonWriter page, string name, JsonElement from, string property)
    {
        if (from.GetProperty(property) is not { ValueKind: not JsonValueKind.Null } value) return;
        page.WritePropertyName(name);
        value.WriteTo(page);
    }
}
