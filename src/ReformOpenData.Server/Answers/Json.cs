using System.Text.Encodings.Web;
using System.Text.Json;

namespace ReformOpenData.Server.Answers;

/// <summary>
/// How this host writes JSON: Japanese as itself, not as escapes; pages that show it treat it as text.
/// </summary>
internal static class Json
{
    public static JsonWriterOptions Options { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static JsonWriterOptions Indented { get; } = Options with { Indented = true };
}
