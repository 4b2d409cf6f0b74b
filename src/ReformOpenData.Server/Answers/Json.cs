using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ReformOpenData.Server.Answers;

/// <summary>
/// How this host writes JSON: Japanese as itself, not as escapes; pages that show it treat it as text.
/// </summary>
internal static class Json
{
    public static JsonWriterOptions Options { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static JsonWriterOptions Indented { get; } = Options with { Indented = true };

    /// <summary>An object of members in their order; those that are null are left out.</summary>
    public static JsonObject Of(params ReadOnlySpan<(string Name, JsonNode? Value)> members)
    {
        var made = new JsonObject();
        foreach (var (name, value) in members)
        {
            if (value is not null)
                made.Add(name, value);
        }

        return made;
    }

    public static JsonArray All(IEnumerable<JsonNode?> values) => new([.. values]);

    public static JsonArray Texts(IEnumerable<string> texts) => All(texts.Select(text => (JsonNode?)text));

    /// <summary>The values as a list; null where there is none.</summary>
    public static JsonArray? Some(IEnumerable<JsonNode?> values) => All(values) is { Count: > 0 } all ? all : null;

    public static byte[] Write(JsonNode node, JsonWriterOptions options)
    {
        var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, options))
            node.WriteTo(json);
        return buffer.ToArray();
    }
}
