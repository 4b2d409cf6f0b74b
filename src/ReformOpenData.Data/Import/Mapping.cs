using System.Text.Json.Serialization;
using ReformOpenData.Data.Plans;

namespace ReformOpenData.Data.Import;

/// <summary>
/// A person's answers to the questions of a merge (schema/formats/mapping.md). Keys are those of docs/ARCHITECTURE.md, “Keys”; a
/// key of the document is made of the numbers that the document itself prints, or in whose order it prints.
/// </summary>
public sealed record Mapping(IReadOnlyList<MappingAnswer> Answers);

/// <summary>
/// One answer: with both keys, the row of the document is the stored one; with <paramref name="Document"/> alone, it is new; with
/// <paramref name="Stored"/> alone, the stored row is no longer reported.
/// </summary>
/// <param name="Reason">For people: why the answer is right.</param>
public sealed record MappingAnswer(string? Document = null, string? Stored = null, string? Reason = null);

/// <summary>Reads mapping files.</summary>
public static class MappingFile
{
    /// <summary>Reads a mapping; null with one error where it is not what the format asks for.</summary>
    public static (Mapping? Mapping, IReadOnlyList<Finding> Findings) Read(Stream content, string fileName)
    {
        var log = new FindingLog();
        var mapping = JsonFile.Read(content, fileName, MappingJson.Default.Mapping, log);
        if (mapping is not null && mapping.Answers.Any(answer => answer.Document is null && answer.Stored is null))
            log.Add(FindingKinds.MetadataInvalid, default, $"{fileName}: an answer names a row of the document, a stored row, or both.");
        return (log.HasErrors ? null : mapping, log.Findings);
    }
}

[JsonSerializable(typeof(Mapping))]
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
internal sealed partial class MappingJson : JsonSerializerContext;
