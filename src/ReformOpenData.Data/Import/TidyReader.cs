using ReformOpenData.Data.Plans;

namespace ReformOpenData.Data.Import;

/// <summary>
/// Reads the tidy table municipality by municipality, so that a file of any size needs the memory of one of them. The rows of a
/// municipality stand together; their order does not matter.
/// </summary>
internal sealed class TidyReader(SourceDocument file, DocumentMetadata? metadata)
{
    /// <summary>Rows of one municipality; a hundred times those of a real one over many years.</summary>
    public const int MaxRowsPerMunicipality = 100_000;

    private readonly HashSet<string> done = new(StringComparer.Ordinal);

    /// <summary>One result for each municipality, in the order of the file; one with an error may be followed by others.</summary>
    /// <param name="rows">The header, then the rows.</param>
    /// <param name="fault">Asked at the end of the rows: what is wrong with the file itself.</param>
    public IEnumerable<ReadResult> Read(IEnumerable<TableLine> rows, Func<Finding?> fault)
    {
        using var lines = rows.GetEnumerator();
        var log = new FindingLog();
        var header = lines.MoveNext() && Name(lines.Current, log) ? TidyHeader.Read(lines.Current.Cells, lines.Current.Sheet, lines.Current.Line, log) : null;
        if (header is null)
        {
            yield return Failed(log, fault());
            yield break;
        }

        var group = new List<TidyRow>();
        var count = 0;
        while (lines.MoveNext())
        {
            Name(lines.Current, log);
            var row = ReadRow(header, lines.Current, ++count, log);
            if (row is null)
            {
                yield return Failed(log, null);
                yield break;
            }

            if (group.Count > 0 && group[0].Code != row.Code)
            {
                yield return ReadGroup(group);
                group = [];
            }

            group.Add(row);
            if (group.Count > 1 || Starts(row, log))
            {
                if (group.Count <= MaxRowsPerMunicipality)
                    continue;
                log.Add(FindingKinds.FileTooLarge, row.Place, $"A municipality has more than {MaxRowsPerMunicipality} rows.", row.Code);
            }

            yield return Failed(log, null);
            yield break;
        }

        if (fault() is { } broken)
            yield return Failed(log, broken);
        else if (group.Count > 0)
            yield return ReadGroup(group);
        else
            yield return Failed(log, NoRows());
    }

    private static bool Name(TableLine line, FindingLog log)
    {
        log.NamePage(line.Sheet, line.Origin);
        return true;
    }

    private static Finding NoRows() => new(
        FindingKinds.FileEmpty.Code, FindingKinds.FileEmpty.Severity, "The table has a header, and no rows.", null, null, null, null, null, null);

    private bool Starts(TidyRow row, FindingLog log)
    {
        if (done.Add(row.Code))
            return true;

        log.Add(
            FindingKinds.RowsNotGrouped,
            row.Place,
            "Rows of this municipality stood further up, with another between; sort the file by municipality_code.",
            row.Code);
        return false;
    }

    private static TidyRow? ReadRow(TidyHeader header, TableLine line, int number, FindingLog log)
    {
        if (line.Cells.Count == header.Count)
            return new TidyRow(header, line, number);

        log.Add(
            line.Cells.Count < header.Count ? FindingKinds.RowTruncated : FindingKinds.RowTooLong,
            new Place(line.Sheet, number, null, line.Line),
            FormattableString.Invariant($"The row has {line.Cells.Count} cells, its header {header.Count}."),
            string.Join(" | ", line.Cells));
        return null;
    }

    private ReadResult ReadGroup(List<TidyRow> rows)
    {
        var log = new FindingLog();
        foreach (var row in rows)
            row.Name(log);
        var tidy = new TidyMunicipality(file, metadata, log);
        var municipality = tidy.Read(rows);
        var document = municipality?.Documents.MaxBy(one => one.FiscalYear) ?? file;
        var findings = log.Findings;
        return new ReadResult(log.HasErrors ? null : municipality, document, findings)
        {
            Columns = rows[0].Columns,
            Locate = tidy.Locate,
            NamePages = other => rows.ForEach(row => row.Name(other)),
        };
    }

    private ReadResult Failed(FindingLog log, Finding? fault)
    {
        IReadOnlyList<Finding> findings = fault is null ? log.Findings : [.. log.Findings, fault];
        return new ReadResult(null, file with { Findings = findings }, findings);
    }
}
