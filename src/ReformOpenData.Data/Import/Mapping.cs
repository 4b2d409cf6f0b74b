using System.Text.Json.Serialization;
using ReformOpenData.Data.Plans;
using ReformOpenData.Data.Search;

namespace ReformOpenData.Data.Import;

/// <summary>
/// A person's answers to the questions of a merge (schema/formats/mapping.md). Keys are those of docs/ARCHITECTURE.md,
/// “Keys”; a key of the document is made of the numbers that the document itself prints, or in whose order it prints.
/// </summary>
public sealed record Mapping(IReadOnlyList<MappingAnswer> Answers);

/// <summary>
/// One answer: with both keys, the row of the document is the stored one; with <paramref name="Document"/> alone, it is
/// new; with <paramref name="Stored"/> alone, the stored row is no longer reported. With <paramref name="Lost"/> and
/// <paramref name="Count"/>, so many values of the municipality <paramref name="Stored"/> may go; with
/// <paramref name="Field"/>, that field of the row <paramref name="Stored"/> is a correction of the print for the
/// <paramref name="Reason"/>. With <see cref="Status"/>, it says what became of the initiative
/// <paramref name="Stored"/>, which may still be reported.
/// </summary>
/// <param name="Reason">For people: why the answer is right.</param>
public sealed record MappingAnswer(
    string? Document = null,
    string? Stored = null,
    string? Reason = null,
    string? Lost = null,
    int? Count = null,
    string? Field = null)
{
    /// <summary>What became of the stored initiative; null where that is not said.</summary>
    public string? Status { get; init; }

    /// <summary>The last fiscal year in which it was reported, where that does not follow from the store.</summary>
    public int? EndedIn { get; init; }

    /// <summary>
    /// Keys of the initiatives that go on with it: of the document, or else stored; of a department, those of
    /// departments.
    /// </summary>
    public IReadOnlyList<string>? Successors { get; init; }

    /// <summary>
    /// What the question showed of the document, where a table of questions asked it: such a table is kept and given
    /// again with other documents, in which the same key or field may be something else. Null in mapping files.
    /// </summary>
    [JsonIgnore]
    public string? Shown { get; init; }

    /// <summary>Whether the answer is about what a document has now.</summary>
    /// <param name="document">In the words of the question.</param>
    internal bool IsAbout(string document) =>
        Shown is null || Folding.Fold(Shown.Trim()) == Folding.Fold(QuestionFile.Words(document).Trim());

    /// <summary>Whether the answer has one of the forms above.</summary>
    internal bool IsComplete => (Document, Stored, Lost, Count, Field) switch
    {
        (null, { } department, null, null, null) when Status is null && EndedIn is null && Successors is not null =>
            department.Count(letter => letter == '/') == 1,
        _ when Status is null && (EndedIn is not null || Successors is not null) => false,
        _ when Status is not null && InitiativeStatuses.Parse(Status) is null => false,
        (not null, _, _, _, _) or (_, _, not null, _, _) or (_, _, _, _, not null) when Status is not null => false,
        (_, _, null, null, null) => Document is not null || Stored is not null,
        (null, not null, not null, > 0, null) => true,
        (null, not null, null, null, not null) => !string.IsNullOrWhiteSpace(Reason),
        _ => false,
    };
}

/// <summary>Reads mapping files.</summary>
public static class MappingFile
{
    /// <summary>Reads a mapping; null with one error where it is not what the format asks for.</summary>
    public static (Mapping? Mapping, IReadOnlyList<Finding> Findings) Read(Stream content, string fileName)
    {
        var log = new FindingLog();
        var mapping = JsonFile.Read(content, fileName, MappingJson.Default.Mapping, log);
        if (mapping?.Answers.FirstOrDefault(answer => !answer.IsComplete) is { } incomplete)
        {
            log.Add(
                FindingKinds.MetadataInvalid,
                default,
                $"{fileName}: an answer has “document”, “stored”, or both; or “stored”, “lost” and “count”; or "
                + $"“stored”, “field” and “reason”; or “stored” and “status” ({InitiativeStatuses.Names}), with "
                + "“endedIn” and “successors” where they are known; or “stored” and “successors” of a department.",
                incomplete.Document ?? incomplete.Stored,
                japanese: $"{fileName} に、必要な項目のない答えがあります。書き方は schema/formats/mapping.md にあります。");
        }

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
