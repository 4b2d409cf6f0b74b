using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace ReformOpenData.Data.Import;

/// <summary>Reads the small JSON files beside a document, whose faults are findings like those of the document.</summary>
internal static class JsonFile
{
    private const int MaxBytes = 4 * 1024 * 1024;

    public static T? Read<T>(Stream content, string fileName, JsonTypeInfo<T> type, FindingLog log)
        where T : class
    {
        try
        {
            var buffer = new byte[MaxBytes + 1];
            var length = content.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
            if (length > MaxBytes)
            {
                log.Add(FindingKinds.FileTooLarge, default, $"{fileName} is larger than {MaxBytes / (1024 * 1024)} MiB.");
                return null;
            }

            var json = buffer.AsSpan(0, length);
            return JsonSerializer.Deserialize(json.StartsWith<byte>([0xEF, 0xBB, 0xBF]) ? json[3..] : json, type)
                ?? throw new JsonException("The file holds null.");
        }
        catch (JsonException fault)
        {
            log.Add(
                FindingKinds.MetadataInvalid,
                new Place(Line: (int?)fault.LineNumber + 1),
                $"{fileName} is not what its format asks for (schema/formats): {Sentence(fault)}");
            return null;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            log.Add(FindingKinds.FileUnreadable, default, $"{fileName} cannot be read: {fault.Message}");
            return null;
        }
    }

    /// <summary>What is wrong, in the words of the file: the library's own name types of this program.</summary>
    private static string Sentence(JsonException fault)
    {
        if (After(fault.Message, "missing required properties including: ") is { } lacking)
            return $"it lacks {lacking.TrimEnd('.')}.";
        if (fault.Message.StartsWith("The JSON property '", StringComparison.Ordinal))
            return $"it has '{fault.Message.Split('\'')[1]}', which is no field of it.";
        if (fault.Message.Contains("could not be converted", StringComparison.Ordinal))
            return fault.Path is null or "$" ? "it is no object." : $"{fault.Path} is of another kind.";
        return fault.Message.Split(" Path: ")[0].Split(" LineNumber: ")[0];
    }

    private static string? After(string text, string words) =>
        text.IndexOf(words, StringComparison.Ordinal) is >= 0 and var at ? text[(at + words.Length)..] : null;
}
