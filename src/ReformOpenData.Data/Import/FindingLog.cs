using ReformOpenData.Data.Plans;

namespace ReformOpenData.Data.Import;

/// <summary>A place in a document as findings name it.</summary>
internal readonly record struct Place(int? Page = null, int? Row = null, int? Column = null, int? Line = null);

/// <summary>
/// Collects findings while a document is read. A document that is nothing but errors is not worth more than the first hundred.
/// </summary>
internal sealed class FindingLog
{
    private const int MaxErrors = 100;
    private readonly List<Finding> findings = [];
    private int errors;

    /// <summary>In the order of the document: by line, then by column.</summary>
    public IReadOnlyList<Finding> Findings =>
        [.. findings.OrderBy(finding => finding.Line ?? 0).ThenBy(finding => finding.Column ?? 0)];

    public bool HasErrors => errors > 0;

    /// <summary>True once so many errors were found that reading on helps nobody.</summary>
    public bool IsFull => errors >= MaxErrors;

    public void Add(FindingKind kind, Place place, string message, string? read = null, string? made = null)
    {
        if (kind.Severity == FindingSeverity.Error && ++errors > MaxErrors)
            return;

        findings.Add(new Finding(
            kind.Code, kind.Severity, message, place.Page, place.Row, place.Column, place.Line, Excerpt(read), Excerpt(made)));
    }

    /// <summary>Findings are read by people: a long cell is cut in the middle of nothing, with an ellipsis.</summary>
    private static string? Excerpt(string? text)
    {
        const int max = 200;
        if (text is null || text.Length <= max)
            return text;

        var cut = char.IsHighSurrogate(text[max - 1]) ? max - 1 : max;
        return string.Concat(text.AsSpan(0, cut), "…");
    }
}
