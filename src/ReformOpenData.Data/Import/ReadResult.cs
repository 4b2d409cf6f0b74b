using ReformOpenData.Data.Exports;
using ReformOpenData.Data.Plans;

namespace ReformOpenData.Data.Import;

/// <summary>What was read of one document.</summary>
/// <param name="Municipality">Holds what this document tells, and nothing else; null where a finding is an
/// error.</param>
/// <param name="Document">The document with its findings; also present, as far as known, where it could not be
/// read.</param>
public sealed record ReadResult(Municipality? Municipality, SourceDocument Document, IReadOnlyList<Finding> Findings)
{
    /// <summary>Whether any finding is an error: nothing of the document may be stored.</summary>
    public bool HasErrors => Findings.Any(finding => finding.Severity == FindingSeverity.Error);

    /// <summary>The columns that a tidy table has; null for a table in the published layout.</summary>
    internal IReadOnlySet<TidyColumn>? Columns { get; init; }

    /// <summary>
    /// Whether the values of measures are all that there are: not of a tidy table without its second one.
    /// </summary>
    internal bool TellsMeasures { get; init; } = true;

    /// <summary>
    /// Where a tidy table says a field of a row, by key and name of the field; null where it does not.
    /// </summary>
    internal Func<string, string, Place?>? Locate { get; init; }

    /// <summary>
    /// Tells a log of which sheets the rows are, so that it names cells as a spreadsheet does; null for a text.
    /// </summary>
    internal Action<FindingLog>? NamePages { get; init; }
}
