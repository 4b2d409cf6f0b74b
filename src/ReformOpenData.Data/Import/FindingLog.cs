using ReformOpenData.Data.Plans;

namespace ReformOpenData.Data.Import;

/// <summary>A place in a document as findings name it.</summary>
internal readonly record struct Place(int? Page = null, int? Row = null, int? Column = null, int? Line = null);

/// <summary>
/// Collects findings while a document is read. A document that is nothing but errors is not worth more than the first
/// hundred.
/// </summary>
internal sealed class FindingLog
{
    private const int MaxErrors = 100;

    /// <summary>So many are counted, of which the first hundred are told; then reading ends.</summary>
    private const int MaxCounted = 10_000;

    /// <summary>Of warnings and notes together; a table of one city has a few hundred.</summary>
    private const int MaxOthers = 10_000;

    private const int MaxMessage = 1_000;

    private readonly List<Finding> findings = [];
    private readonly List<Question> questions = [];
    private readonly Dictionary<int, SheetOrigin> sheets = [];
    private int errors;
    private int others;

    /// <summary>
    /// In the order of the document: by line, then by column. Of more errors than are worth reading, the last one tells
    /// how many there are besides.
    /// </summary>
    public IReadOnlyList<Finding> Findings =>
        WithRest([.. findings.OrderBy(finding => finding.Line ?? 0).ThenBy(finding => finding.Column ?? 0)]);

    public bool HasErrors => errors > 0;

    /// <summary>The questions among the errors, in the order in which they were asked.</summary>
    public IReadOnlyList<Question> Questions => questions;

    /// <summary>Adds an error that asks something.</summary>
    public void Ask(
        Question question,
        FindingKind kind,
        Place place,
        string message,
        string? read = null,
        string? made = null,
        string? japanese = null)
    {
        // In a table of questions nothing else says where it is.
        questions.Add(CellOf(place) is { } cell ? question with { Asked = $"{cell}: {question.Asked}" } : question);
        Add(kind, place, message, read, made, japanese ?? question.Asked);
    }

    /// <summary>True once so many errors were found that reading on helps nobody.</summary>
    public bool IsFull => errors >= MaxCounted;

    /// <summary>True once more errors were found than are told.</summary>
    public bool IsLong => errors >= MaxErrors;

    /// <summary>
    /// Tells that a page is in a sheet of a workbook, so that what is found on it names its cells as the sheet does.
    /// </summary>
    public void NamePage(int page, SheetOrigin? sheet)
    {
        if (sheet is not null)
            sheets[page] = sheet;
    }

    /// <summary>Tells another log what this one knows of pages and sheets.</summary>
    public void NamePagesIn(FindingLog other)
    {
        foreach (var (page, sheet) in sheets)
            other.NamePage(page, sheet);
    }

    /// <param name="japanese">The message in Japanese; without it, that of the kind.</param>
    public void Add(
        FindingKind kind,
        Place place,
        string message,
        string? read = null,
        string? made = null,
        string? japanese = null)
    {
        japanese ??= kind.Japanese;
        if (kind.Severity == FindingSeverity.Error ? ++errors > MaxErrors : ++others > MaxOthers)
            return;

        if (CellOf(place) is { } cell)
            (message, japanese) = ($"{cell}: {message}", $"{cell}: {japanese}");
        AddAsIs(kind, place, Excerpts.Of(message, MaxMessage), read, made, japanese);
    }

    /// <summary>The cell at a place, as its sheet names it; null outside of workbooks.</summary>
    private string? CellOf(Place place) =>
        place.Page is { } page ? sheets.GetValueOrDefault(page)?.CellOf(place) : null;

    /// <summary>Tells another log all that was told to this one.</summary>
    public void CopyTo(FindingLog other)
    {
        foreach (var finding in findings)
        {
            if (finding.Severity == FindingSeverity.Error)
                other.errors++;
            else
                other.others++;
            other.findings.Add(finding);
        }
    }

    /// <summary>Whether an error of one of these kinds was told.</summary>
    public bool HasAny(params ReadOnlySpan<FindingKind> kinds)
    {
        foreach (var kind in kinds)
        {
            if (findings.Exists(finding => finding.Code == kind.Code))
                return true;
        }

        return false;
    }

    /// <summary>
    /// Takes over the errors of another reading of the same table, at places where this one has none.
    /// </summary>
    public void AddErrorsOf(FindingLog other)
    {
        var places = findings.Where(finding => finding.Severity == FindingSeverity.Error)
            .Select(finding => (finding.Line, finding.Column))
            .ToHashSet();
        foreach (var finding in other.findings.Where(
            finding => finding.Severity == FindingSeverity.Error && !places.Contains((finding.Line, finding.Column))))
        {
            // What was found before may be all that the file holds.
            if (finding.Code == FindingKinds.FileEmpty.Code)
                continue;
            errors++;
            findings.Add(finding);
        }
    }

    /// <summary>Adds a finding whose message names the cells itself.</summary>
    public void Add(SheetFault fault)
    {
        errors++;
        AddAsIs(fault.Kind, fault.Place, fault.Message, fault.Read, null, fault.Japanese);
    }

    /// <summary>The last error says how many there are besides.</summary>
    private List<Finding> WithRest(List<Finding> sorted)
    {
        var rest = errors - sorted.Count(finding => finding.Severity == FindingSeverity.Error);
        var last = rest <= 0 ? -1 : sorted.FindLastIndex(finding => finding.Severity == FindingSeverity.Error);
        if (last >= 0)
        {
            sorted[last] = sorted[last] with
            {
                Message = $"{sorted[last].Message} And {rest} more {(rest == 1 ? "error" : "errors")}.",
                Japanese = $"{sorted[last].Japanese} ほかにエラーが {rest} 件あります。",
            };
        }

        return sorted;
    }

    private void AddAsIs(FindingKind kind, Place place, string message, string? read, string? made, string japanese)
    {
        if (read is not null && made is not null)
            (read, made) = Excerpts.AroundDifference(read, made);
        findings.Add(new Finding(
            kind.Code, kind.Severity, message, place.Page, place.Row, place.Column, place.Line,
            read is null ? null : Excerpts.Of(read), made is null ? null : Excerpts.Of(made))
        {
            Japanese = Excerpts.Of(japanese, MaxMessage),
        });
    }
}
