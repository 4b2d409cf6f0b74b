using ReformOpenData.Data.Plans;

namespace ReformOpenData.Data.Import;

/// <summary>
/// The answers of a mapping that are about one municipality. Each is used once; those that nothing asks for are told.
/// </summary>
internal sealed class Answers
{
    private readonly Dictionary<string, MappingAnswer> byDocument = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Stored, string What), MappingAnswer> byStored = [];
    private readonly HashSet<MappingAnswer> unused = new(ReferenceEqualityComparer.Instance);

    /// <param name="municipality">The code: answers about others are for other documents.</param>
    public Answers(Mapping? mapping, string municipality, FindingLog log)
    {
        foreach (var answer in mapping?.Answers.Where(answer => IsOf(answer.Document ?? answer.Stored!, municipality))
            ?? [])
        {
            var isNew = answer.Document is not null
                ? byDocument.TryAdd(answer.Document, answer)
                : byStored.TryAdd((answer.Stored!, answer.Lost ?? answer.Field ?? ""), answer);
            if (!isNew)
                log.Add(
                    FindingKinds.MappingRepeated,
                    default,
                    "The mapping answers for the same thing twice.",
                    answer.Document ?? answer.Stored);
            else
                unused.Add(answer);
        }
    }

    /// <summary>
    /// What a thing of the document is: a stored key, or null where it is new. False where nobody answered.
    /// </summary>
    public bool TryGetStored(string document, out string? stored)
    {
        var isAnswered = byDocument.TryGetValue(document, out var answer);
        stored = isAnswered ? Use(answer!).Stored : null;
        return isAnswered;
    }

    /// <summary>
    /// The answer about a row of the document; null where nobody answered, or another document had another row there.
    /// </summary>
    /// <param name="label">As the question shows it.</param>
    public MappingAnswer? OfRow(string document, string label) =>
        byDocument.TryGetValue(document, out var answer) && answer.IsAbout(label) ? Use(answer) : null;

    /// <summary>
    /// Whether a person said that the document rightly has no longer the stored row, or a row above it.
    /// </summary>
    public bool IsGone(string stored) => EndOf(stored) is not null;

    /// <summary>What a person said of a stored row, or of a row above it; null where nobody did.</summary>
    public MappingAnswer? EndOf(string stored)
    {
        for (var end = stored.Length; end > 0; end = stored.LastIndexOf('/', end - 1))
        {
            if (byStored.TryGetValue((stored[..end], ""), out var answer))
                return Use(answer);
        }

        return null;
    }

    /// <summary>The answer that says what became of a stored initiative; null where none does.</summary>
    public MappingAnswer? StatusOf(string stored) =>
        byStored.TryGetValue((stored, ""), out var answer) && answer.Status is not null ? Use(answer) : null;

    /// <summary>The departments that a person said others go on with.</summary>
    public IEnumerable<DepartmentSuccession> DepartmentSuccessions(string municipality)
    {
        foreach (var answer in byStored.Values.Where(answer => answer.Status is null && answer.Successors is not null))
        {
            foreach (var successor in Use(answer).Successors!)
                yield return new DepartmentSuccession(NameOf(answer.Stored!), NameOf(successor));
        }

        string NameOf(string key) =>
            key.StartsWith(municipality + "/", StringComparison.Ordinal) ? key[(municipality.Length + 1)..] : key;
    }

    /// <summary>How many values of a kind a person lets go; null where nobody answered.</summary>
    public int? Lost(string municipality, string kind) =>
        byStored.TryGetValue((municipality, kind), out var answer) && answer.Lost is not null
            ? Use(answer).Count
            : null;

    /// <summary>Why a value is other than printed; null where nobody answered.</summary>
    public string? ReasonOf(string stored, string field, string value) =>
        byStored.TryGetValue((stored, field), out var answer) && answer.Field is not null
            && answer.IsAbout(Excerpts.Of(value)) ? Use(answer).Reason : null;

    /// <summary>
    /// To be called last: an answer that nothing asked for is a typing error, or meant for another document.
    /// </summary>
    public void ReportUnused(FindingLog log)
    {
        foreach (var answer in unused.OrderBy(answer => answer.Document ?? answer.Stored, StringComparer.Ordinal))
        {
            log.Add(
                FindingKinds.MappingUnused,
                default,
                "The mapping answers for something that nothing asks about; is the key right?",
                answer.Document ?? answer.Stored);
        }
    }

    private static bool IsOf(string key, string municipality) =>
        key == municipality || key.StartsWith(municipality + "/", StringComparison.Ordinal);

    private MappingAnswer Use(MappingAnswer answer)
    {
        unused.Remove(answer);
        return answer;
    }
}
