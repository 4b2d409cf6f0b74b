using System.Text.Json.Nodes;
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
        params IEnumerable<(string Name, string Text)> notes) => Json.Write(
        Json.Of(
        [
            ("@context", new JsonArray("http://www.w3.org/ns/csvw", Json.Of(("@language", "ja")))),
            ("@type", "Table"),
            ("url", url),
            ("dc:title", list.List.Japanese),
            .. notes.Select(note => (note.Name, (JsonNode?)note.Text)),
            ("dialect", Json.Of(
                ("header", true), ("encoding", "utf-8"), ("lineTerminators", new JsonArray("\r\n")))),
            ("tableSchema", Schema(list, fields)),
        ]),
        Json.Indented);

    private static JsonObject Schema(ListBinding list, IReadOnlyList<ListField> fields)
    {
        var primary = ListKeys.Primary(list);
        return Json.Of(
            // A row is about the thing whose identifier it has; the address leads to the thing's own.
            ("aboutUrl", Has("id") ? PublicOrigin.Base + "/id/{id}" : null),
            ("columns", Json.All(fields.Select(Column))),
            ("primaryKey", primary.Count > 0 && primary.All(Has) ? Json.Texts(primary) : null));

        bool Has(string name) => fields.Any(field => field.Column.Name == name);
    }

    private static JsonObject Column(ListField field)
    {
        var (english, japanese) = ColumnTypes.Description(field);
        return Json.Of(
            ("name", field.Column.Name),
            // What the first line holds is a title of the table's language.
            ("titles", Json.Of(("ja", field.Column.Japanese), ("en", field.Column.Name))),
            ("datatype", ColumnTypes.Of(field).Csvw),
            ("dc:description", japanese.Length > 0 ? new JsonArray(In(japanese, "ja"), In(english, "en")) : null));

        static JsonObject In(string text, string language) => Json.Of(("@value", text), ("@language", language));
    }
}
