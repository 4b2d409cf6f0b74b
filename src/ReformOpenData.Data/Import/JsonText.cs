using System.Text.Encodings.Web;
using System.Text.Json;

namespace ReformOpenData.Data.Import;

/// <summary>Texts in the lines of JSON that a message gives to paste: Japanese stays as it is.</summary>
internal static class JsonText
{
    /// <summary>The text in quotes.</summary>
    public static string Of(string text) =>
        $"\"{JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"";
}
