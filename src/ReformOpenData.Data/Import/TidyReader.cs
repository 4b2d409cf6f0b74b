using ReformOpenData.Data.Plans;

namespace ReformOpenData.Data.Import;

/// <summary>
/// Reads the tidy table municipality by municipality, so that a file of any size needs the memory of one of them. The
/// rows of a municipality stand together; their order does not matter.
/// </summary>
/// <param name="measures">The second table; null where there is none.</param>
internal sealed class TidyReader(SourceDocument file, DocumentMetadata? metadata, MeasureTable? measures)
{
    /// <summary>Rows of one municipality; a hundred times those of a real one over many years.</summary>
    public const int MaxRowsPerMunicipality = 100_000;

    /// <summary>
    /// Characters of the rows of one municipality (<see cref="TidyRow.LengthOf"/>); a real one has half a million for
    /// ten years.
    /// </summary>
    public const int MaxCharactersPerMunicipality = 3 * 1024 * 1024;

    private const int MaxFaults = 100;

    private readonly HashSet<string> done = new(StringComparer.Ordinal);
    private readonly HashSet<string> scattered = new(StringComparer.Ordinal);

    /// <summary>
    /// One result for each municipality, in the order of the file. Once there is an error nothing is given any more;
    /// the file is read on for what else is wrong, and all of it is the last result.
    /// </summary>
    /// <param name="rows">The header, then the rows.</param>
    /// <param name="fault">Asked at the end of the rows: what is wrong with the file itself.</param>
    public IEnumerable<ReadResult> Read(IEnumerable<TableLine> rows, Func<Finding?> fault)
    {
        using var lines = rows.GetEnumerator();
        var log = new FindingLog();
        var header = lines.MoveNext() && Name(lines.Current, log)
            ? TidyHeader.Read(lines.Current.Cells, lines.Current.Sheet, lines.Current.Line, log)
            : null;
        if (header is null)
        {
            yield return Failed(log.Findings, fault());
            yield break;
        }

        var group = new List<TidyRow>();
        var count = 0;
        var characters = 0L;
        var faults = new List<Finding>();
        while (faults.Count < MaxFaults && lines.MoveNext())
        {
            Name(lines.Current, log);
            if (ReadRow(header, lines.Current, ++count, log) is not { } row)
            {
                if (log.IsFull)
                    break;
                continue;
            }

            if (group.Count > 0 && group[0].Code != row.Code)
            {
                if (End(group, faults, log) is { } result)
                    yield return result;
                group = [];
                characters = 0;
            }

            group.Add(row);
            characters += row.Length;
            if (group.Count == 1 && !Starts(row, log))
                group = [];
            else if (IsTooLarge(group, characters, log))
                break;
        }

        if (group.Count > 0 && End(group, faults, log) is { } last && fault() is null)
            yield return last;
        if ((fault() ?? (log.HasErrors || faults.Count > 0 ? null : measures?.Left())) is { } broken)
            yield return Failed([.. log.Findings, .. faults], broken);
        else if (log.HasErrors || faults.Count > 0)
            yield return Failed([.. log.Findings, .. faults], null);
        else if (count == 0)
            yield return Failed([], NoRows());
    }

    /// <summary>What a municipality is; null where it, or one before it, has errors.</summary>
    private ReadResult? End(List<TidyRow> group, List<Finding> faults, FindingLog log)
    {
        var result = ReadGroup(group);
        if (result.HasErrors)
            faults.AddRange(result.Findings);
        return log.HasErrors || faults.Count > 0 ? null : result;
    }

    private static bool IsTooLarge(List<TidyRow> group, long characters, FindingLog log)
    {
        if (group.Count > MaxRowsPerMunicipality)
            log.Add(
                FindingKinds.FileTooLarge,
                group[^1].Place,
                $"A municipality has more than {MaxRowsPerMunicipality} rows.",
                group[0].Code,
                japanese: $"一つの自治体の行が {MaxRowsPerMunicipality} を超えています。");
        else if (characters > MaxCharactersPerMunicipality)
            log.Add(
                FindingKinds.FileTooLarge,
                group[^1].Place,
                $"A municipality has more than {MaxCharactersPerMunicipality / (1024 * 1024)} million characters.",
                group[0].Code,
                japanese: "一つの自治体の文字が多すぎます。");
        else
            return false;
        return true;
    }

    private static bool Name(TableLine line, FindingLog log)
    {
        log.NamePage(line.Sheet, line.Origin);
        return true;
    }

    private static Finding NoRows() => new(
        FindingKinds.FileEmpty.Code,
        FindingKinds.FileEmpty.Severity,
        "The table has a header, and no rows.",
        null,
        null,
        null,
        null,
        null,
        null)
    {
        Japanese = "見出しだけで、行が一つもありません。",
    };

    private bool Starts(TidyRow row, FindingLog log)
    {
        if (done.Add(row.Code))
            return true;
        if (!scattered.Add(row.Code))
            return false;

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
        {
            var row = new TidyRow(header, line, number);
            return row.CheckTexts(log) ? row : null;
        }

        log.Add(
            line.Cells.Count < header.Count ? FindingKinds.RowTruncated : FindingKinds.RowTooLong,
            new Place(line.Sheet, number, null, line.Line),
            $"The row has {line.Cells.Count} cells, its header {header.Count}.",
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
        if (municipality is not null && measures is not null)
            municipality = measures.Attach(municipality, file.Sha256, log);
        var document = municipality?.Documents.MaxBy(one => one.FiscalYear) ?? file;
        var findings = log.Findings;
        return new ReadResult(log.HasErrors ? null : municipality, document, findings)
        {
            Columns = rows[0].Columns,
            TellsMeasures = measures is not null,
            Locate = tidy.Locate,
            NamePages = other => rows.ForEach(row => row.Name(other)),
        };
    }

    private ReadResult Failed(IReadOnlyList<Finding> known, Finding? fault)
    {
        IReadOnlyList<Finding> findings = fault is null ? known : [.. known, fault];
        return new ReadResult(null, file with { Findings = findings }, findings);
    }
}
