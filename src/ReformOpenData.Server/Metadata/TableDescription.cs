using System.Text.Json;
using ReformOpenData.Server.Answers;
using ReformOpenData.Server.Configuration;
using ReformOpenData.Server.Lists;

namespace ReformOpenData.Server.Metadata;

/// <summary>
/// A list as CSV in the words of CSVW (https://www.w3.org/TR/tabular-metadata/): its address with the very parameters
/// that were asked for, and each of its columns.
/// </summary>
internal static class TableDescription
{
    public const string ContentType = "application/csvm+json";

    /// <param name="url">Of the CSV.</param>
    /// <param name="fields">The columns that it has, in their order.</param>
    /// <param name="notes">What else is told of the table, by name.</param>
    public static byte[] Write(
        string url,
        ListBinding list,
        IReadOnlyList<ListField> fields,
        params IEnumerable<(string Name, string Text)> notes)
    {
        var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Json.Indented))
        {
            json.WriteStartObject();
            json.WriteStartArray("@context");
            json.WriteStringValue("http://www.w3.org/ns/csvw");
            json.WriteStartObject();
            json.WriteString("@language", "ja");
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteString("@type", "Table");
            json.WriteString("url", url);
            json.WriteString("dc:title", list.List.Japanese);
            foreach (var (name, text) in notes)
                json.WriteString(name, text);
            json.WriteStartObject("dialect");
            json.WriteBoolean("header", true);
            json.WriteString("encoding", "utf-8");
            json.WriteStartArray("lineTerminators");
            json.WriteStringValue("\r\n");
            json.WriteEndArray();
            json.WriteEndObject();
            WriteSchema(json, list, fields);
            json.WriteEndObject();
        }

        return buffer.ToArray();
    }

    private static void WriteSchema(Utf8JsonWriter json, ListBinding list, IReadOnlyList<ListField> fields)
    {
        json.WriteStartObject("tableSchema");
        // A row is about the thing whose identifier it has; the address leads to the thing's own.
        if (fields.Any(field => field.Column.Name == "id"))
            json.WriteString("aboutUrl", PublicOrigin.Base + "/id/{id}");
        json.WriteStartArray("columns");
        foreach (var field in fields)
        {
            var (english, japanese) = ColumnTypes.Description(field);
            json.WriteStartObject();
            json.WriteString("name", field.Column.Name);
            json.WriteStartObject("titles");
            // What the first line holds is a title of the table's language.
            json.WriteString("ja", field.Column.Japanese);
            json.WriteString("en", field.Column.Name);
            json.WriteEndObject();
            json.WriteString("datatype", ColumnTypes.Of(field).Csvw);
            if (japanese.Length > 0)
            {
                json.WriteStartArray("dc:description");
                WriteText(json, japanese, "ja");
                WriteText(json, english, "en");
                json.WriteEndArray();
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
        var primary = ListKeys.Primary(list);
        if (primary.Count > 0 && primary.All(name => fields.Any(field => field.Column.Name == name)))
        {
            json.WriteStartArray("primaryKey");
            foreach (var name in primary)
                json.WriteStringValue(name);
            json.WriteEndArray();
        }

        json.WriteEndObject();

        static void WriteText(Utf8JsonWriter json, string text, string language)
        {
            json.WriteStartObject();
            json.WriteString("@value", text);
            json.WriteString("@language", language);
            json.WriteEndObject();
        }
    }
}
