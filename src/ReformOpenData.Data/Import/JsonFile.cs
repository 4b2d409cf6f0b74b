using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace ReformOpenData.Data.Import;

/// <summary>
/// Reads the small JSON files beside a document, whose faults are findings like those of the document. They may be in
/// any encoding that a table may have, with comments, and with a comma behind the last entry, as people write them.
/// </summary>
internal static class JsonFile
{
    private const int MaxBytes = 4 * 1024 * 1024;

    private static readonly JsonReaderOptions Options =
        new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    public static T? Read<T>(Stream content, string fileName, JsonTypeInfo<T> type, FindingLog log)
        where T : class
    {
        byte[] bytes;
        try
        {
            bytes = new byte[MaxBytes + 1];
            bytes = bytes[..content.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false)];
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            log.Add(
                FindingKinds.FileUnreadable,
                default,
                $"{fileName} cannot be read to its end; copy it to a folder of this machine, and try again.",
                japanese: $"{fileName} を最後まで読めません。このコンピューターのフォルダーに写してから、もう一度実行してください。");
            return null;
        }

        if (bytes.Length > MaxBytes)
        {
            log.Add(
                FindingKinds.FileTooLarge,
                default,
                $"{fileName} is larger than {MaxBytes / (1024 * 1024)} MiB.",
                japanese: $"{fileName} が {MaxBytes / (1024 * 1024)} MiB を超えています。");
            return null;
        }

        var encoding = TextDecoding.Detect(bytes);
        var text = encoding.Read(bytes);
        var broken = text.IndexOf(TextDecoding.Broken, StringComparison.Ordinal);
        if (broken >= 0)
        {
            var (kind, message, japanese) =
                TextDecoding.Fault(TextDecoding.Broken, broken - text.LastIndexOf('\n', broken), encoding.Name);
            log.Add(
                kind,
                new Place(Line: LineOf(text, broken)),
                $"{fileName}: {message}",
                japanese: $"{fileName}: {japanese}");
            return null;
        }

        var json = Encoding.UTF8.GetBytes(text);
        try
        {
            return CheckTexts(json, fileName, log) ? Deserialize(json, type) : null;
        }
        catch (JsonException fault)
        {
            var (sentence, japanese) = Sentence(fault, text);
            log.Add(
                FindingKinds.MetadataInvalid,
                new Place(Line: (int?)fault.LineNumber + 1),
                $"{fileName} is not what its format asks for (schema/formats): {sentence}",
                japanese: $"{fileName} が書式（schema/formats）のとおりではありません: {japanese}");
            return null;
        }
    }

    private static T Deserialize<T>(byte[] json, JsonTypeInfo<T> type)
    {
        var reader = new Utf8JsonReader(json, Options);
        var value = JsonSerializer.Deserialize(ref reader, type) ?? throw new JsonException("null");
        reader.Read(); // Throws where something follows.
        return value;
    }

    /// <summary>Texts that no output could carry are refused here, whatever they are for.</summary>
    private static bool CheckTexts(byte[] json, string fileName, FindingLog log)
    {
        var reader = new Utf8JsonReader(json, Options);
        while (reader.Read())
        {
            if (reader.TokenType != JsonTokenType.String)
                continue;

            var place = new Place(Line: json.AsSpan(0, (int)reader.TokenStartIndex).Count((byte)'\n') + 1);
            if (!TryGetText(ref reader, out var text) || TextLimits.IndexOfForbidden(text) >= 0)
                log.Add(
                    FindingKinds.MetadataInvalid,
                    place,
                    $"{fileName} holds a control character, or half a character, in a text; delete it.",
                    text,
                    japanese: $"{fileName} の文字列に、制御文字か文字の半分があります。削除してください。");
            else if (TextLimits.IsTooLong(text))
                log.Add(
                    FindingKinds.TextTooLong,
                    place,
                    TextLimits.Sentence($"Texts of {fileName}", $"one of {text.Length}"),
                    text);
        }

        return !log.HasErrors;
    }

    private static bool TryGetText(ref Utf8JsonReader reader, out string text)
    {
        try
        {
            text = reader.GetString()!;
            return true;
        }
        catch (InvalidOperationException) // half a pair of surrogates, as an escape
        {
            text = "";
            return false;
        }
    }

    /// <summary>
    /// What is wrong, in the words of the file: the library's own name types and options of this program.
    /// </summary>
    private static (string English, string Japanese) Sentence(JsonException fault, string text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return ("it is empty.", "何も書かれていません。");
        if (fault.Message == "null")
            return ("it holds null.", "null と書かれています。");
        if (After(fault.Message, "missing required properties including: ") is { } lacking)
        {
            var missing = Excerpts.Of(lacking.TrimEnd('.'));
            return ($"it lacks {missing}.", $"{missing} がありません。");
        }

        if (fault.Message.StartsWith("The JSON property '", StringComparison.Ordinal))
        {
            var name = Excerpts.Of(fault.Message.Split('\'')[1], 60);
            return ($"it has '{name}', which is not a field of it.", $"'{name}' という項目はありません。");
        }

        if (fault.Message.Contains("could not be converted", StringComparison.Ordinal)
            || fault.Message.Contains("nullable annotations", StringComparison.Ordinal)
            || fault.Message.Contains("doesn't allow setting null", StringComparison.Ordinal)
            || fault.Message.Contains("doesn't allow null", StringComparison.Ordinal))
        {
            return fault.Path is null or "$"
                ? ("it is not an object.", "{ } で囲まれていません。")
                : ($"{Excerpts.Of(fault.Path)} is of another kind.", $"{Excerpts.Of(fault.Path)} の値の種類が違います。");
        }

        return fault.Message.Contains("maximum configured depth", StringComparison.Ordinal)
            ? ("it is nested too deeply.", "入れ子が深すぎます。")
            : (
                "it is not JSON here; look for a comma, a quote or a bracket that is missing or too many, on this line "
                    + "or the one above.",
                "ここで JSON が途切れています。この行か前の行の「,」「\"」「{ }」「[ ]」に、足りないものや余分なものがないか確かめてください。");
    }

    private static string? After(string text, string words) =>
        text.IndexOf(words, StringComparison.Ordinal) is >= 0 and var at ? text[(at + words.Length)..] : null;

    private static int LineOf(string text, int index) => text.AsSpan(0, index).Count('\n') + 1;
}
