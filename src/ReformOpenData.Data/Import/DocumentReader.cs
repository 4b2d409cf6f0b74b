using ReformOpenData.Data.Plans;

namespace ReformOpenData.Data.Import;

/// <summary>
/// Reads documents: the published table as tab-separated text or as a workbook in its own layout, and the tidy table as
/// CSV or workbook. What a file is, is told from its bytes, never from its name. Bad input never throws: it is a
/// finding that is an error.
/// </summary>
public static class DocumentReader
{
    /// <summary>The largest workbook, in bytes: hundreds of times a real one, pictures included.</summary>
    public const int MaxBytes = 64 * 1024 * 1024;

    /// <summary>
    /// The largest table in the published layout as text, in bytes: a real one has a hundred thousand.
    /// </summary>
    public const int MaxTableBytes = 8 * 1024 * 1024;

    /// <summary>The largest tidy table as text, in bytes; it is read municipality by municipality.</summary>
    public const long MaxTidyBytes = 4L * 1024 * 1024 * 1024;

    /// <summary>
    /// Reads one document of one municipality into what it tells, and nothing else. Where the file holds several
    /// municipalities, this is the first: <see cref="ReadAll"/> gives all.
    /// </summary>
    public static ReadResult Read(
        Stream content, string fileName, DocumentMetadata? metadata, Stream? measures = null) =>
        ReadAll(content, fileName, metadata, measures).First();

    /// <summary>
    /// Reads a document municipality by municipality, in the order of the file; needs the memory of one. Where any
    /// result has an error, nothing of the document may be stored; the others are read so that all errors are told in
    /// one run.
    /// </summary>
    /// <param name="content">Read from its start; a tidy CSV beyond <see cref="MaxBytes"/> must be seekable.</param>
    /// <param name="fileName">For people, and kept with the document.</param>
    /// <param name="metadata">What the document does not say of itself; a tidy table can do without.</param>
    /// <param name="measures">The second table of a tidy CSV; null for none.</param>
    public static IEnumerable<ReadResult> ReadAll(
        Stream content, string fileName, DocumentMetadata? metadata, Stream? measures = null)
    {
        var log = new FindingLog();
        var source = OpenedDocument.Open(content, log);
        if (source is null)
            return [Failed(fileName, "", metadata, log)];

        // A table of other bytes than those that were declared is refused, but read, so that all that is wrong is told
        // in one run.
        source.CheckChecksum(metadata?.Sha256, log);
        var document = Describe(fileName, source.Sha256, metadata);
        return source.Kind switch
        {
            DocumentKind.TidyText when log.HasErrors => [Failed(fileName, source.Sha256, metadata, log)],
            DocumentKind.TidyText => ReadTidyText(source, document, metadata, measures, log),
            DocumentKind.Workbook => WorkbookReader.Read(source.Stream, document, metadata, log),
            _ => [ReadTable(source, document, metadata, log)],
        };
    }

    /// <summary>
    /// The lines of a table, before anything of it is understood; none, with errors in the log, where the file cannot
    /// be read.
    /// </summary>
    internal static IReadOnlyList<TableLine> Lines(Stream content, FindingLog log)
    {
        if (OpenedDocument.Open(content, log) is not { } source)
            return [];
        return source.Kind == DocumentKind.Workbook
            ? [.. WorkbookReader.Sheets(source.Stream, log).SelectMany(sheet => sheet.Lines)]
            : WithoutMargin([.. TableLines(source, log)]);
    }

    /// <summary>Reads the lines of a table in the published layout.</summary>
    internal static ReadResult ReadTable(
        IEnumerable<TableLine> lines, SourceDocument document, DocumentMetadata? metadata, FindingLog log)
    {
        if (metadata is null)
        {
            log.Add(
                FindingKinds.MetadataMissing,
                default,
                "A table does not say whose it is; put its metadata beside it, under the same name with the ending "
                + ".json (schema/formats/metadata.md).");
            return new ReadResult(null, document with { Findings = log.Findings }, log.Findings);
        }

        // What was found before says nothing of the rows, which are read for what else is wrong.
        var found = log.HasErrors ? new FindingLog() : log;
        List<TableLine> all = [.. lines];
        metadata = HeaderRowsText.Declared(all, metadata, found);
        var municipality = new TableReader(metadata, document.Sha256, found).Read(all);
        if (LikelyLayout.Of(metadata, all, found) is { } likely)
        {
            var further = new FindingLog();
            new TableReader(likely, document.Sha256, further).Read(all);
            found.AddErrorsOf(further);
        }

        if (found != log)
            log.AddErrorsOf(found);
        document = document with { Findings = log.Findings };
        return new ReadResult(
            log.HasErrors ? null : municipality! with { Documents = [document] }, document, document.Findings)
        {
            NamePages = log.NamePagesIn,
        };
    }

    private static ReadResult ReadTable(
        OpenedDocument source, SourceDocument document, DocumentMetadata? metadata, FindingLog log) =>
        ReadTable(WithoutMargin([.. TableLines(source, log)]), document, metadata, log);

    /// <summary>A table may begin in any column: blank ones before it are left out, as those of a sheet are.</summary>
    private static IReadOnlyList<TableLine> WithoutMargin(IReadOnlyList<TableLine> lines)
    {
        var margin = lines.Select(line => line.Cells.TakeWhile(CellText.IsBlank).Count())
            .Where((blank, index) => blank < lines[index].Cells.Count)
            .DefaultIfEmpty()
            .Min();
        return margin == 0 ? lines : [.. lines.Select(line => line with { Cells = [.. line.Cells.Skip(margin)] })];
    }

    /// <summary>
    /// The lines of a text: as they are, or as a spreadsheet writes them, with quotes around cells that need them.
    /// </summary>
    private static IEnumerable<TableLine> TableLines(OpenedDocument source, FindingLog log)
    {
        if (source.Separator == '\t' && !IsQuoted(source))
        {
            using var text = source.OpenText();
            foreach (var line in new TextLines(text, source.EncodingName, log).Read())
                yield return line;
            yield break;
        }

        using var reader = source.OpenText();
        var rows = new CsvRows(reader, source.Separator, source.EncodingName);
        foreach (var (line, cells) in rows.Read())
            yield return new TableLine(1, line, cells);
        if (rows.Fault is { } fault)
            log.Add(fault.Kind, new Place(Line: fault.Line), fault.Message, japanese: fault.Japanese);
    }

    /// <summary>
    /// Whether a text with tabs is that of a spreadsheet, which puts quotes around a cell with a line break or a quote
    /// in it. A printed text may begin with a quote too; it is not taken for one of these.
    /// </summary>
    private static bool IsQuoted(OpenedDocument source)
    {
        using var reader = source.OpenText();
        var rows = new CsvRows(reader, '\t', source.EncodingName);
        var needsQuotes = false;
        foreach (var (_, cells) in rows.Read())
            needsQuotes |= Array.Exists(cells, cell => cell.AsSpan().IndexOfAny('\n', '\r', '\t') >= 0);
        return needsQuotes && rows.Fault is null;
    }

    /// <summary>The second table; null, with errors in the log, where it cannot be read.</summary>
    private static MeasureTable? ReadMeasures(Stream content, FindingLog log)
    {
        if (OpenedDocument.Open(content, log) is not { } source)
            return null;

        using var reader = source.OpenText();
        var rows = new CsvRows(reader, source.Separator, source.EncodingName);
        var table = MeasureTable.Read(rows.Read().Select(row => new TableLine(1, row.Line, row.Cells)), log);
        if (rows.Fault is { } fault)
            log.Add(
                fault.Kind,
                new Place(Line: fault.Line),
                "The table of measures: " + fault.Message,
                japanese: "指標と金額の表: " + fault.Japanese);
        return table;
    }

    private static IEnumerable<ReadResult> ReadTidyText(
        OpenedDocument source, SourceDocument document, DocumentMetadata? metadata, Stream? second, FindingLog log)
    {
        var measures = second is null ? null : ReadMeasures(second, log);
        if (log.HasErrors)
        {
            yield return new ReadResult(null, document with { Findings = log.Findings }, log.Findings);
            yield break;
        }

        using var reader = source.OpenText();
        var rows = new CsvRows(reader, source.Separator, source.EncodingName);
        var lines = rows.Read().Select(row => new TableLine(1, row.Line, row.Cells));
        foreach (var result in new TidyReader(document, metadata, measures)
            .Read(lines, () => rows.Fault is { } fault ? Finding(fault) : null))
            yield return result;

        static Finding Finding((FindingKind Kind, int Line, string Message, string Japanese) fault) =>
            new(fault.Kind.Code, fault.Kind.Severity, fault.Message, 1, null, null, fault.Line, null, null)
            {
                Japanese = fault.Japanese,
            };
    }

    private static ReadResult Failed(string fileName, string sha256, DocumentMetadata? metadata, FindingLog log) =>
        new(null, Describe(fileName, sha256, metadata) with { Findings = log.Findings }, log.Findings);

    private static SourceDocument Describe(string fileName, string sha256, DocumentMetadata? metadata) => new(
        sha256,
        Path.GetFileName(fileName),
        metadata?.Title ?? Path.GetFileName(fileName),
        metadata?.Publisher ?? "",
        metadata?.Url,
        metadata?.Licence,
        metadata?.LicenceConfirmed ?? false,
        metadata?.RetrievedOn,
        metadata?.FirstFiscalYear ?? 0,
        metadata?.FiscalYear ?? 0,
        [])
    {
        PlanId = metadata?.PlanId,
    };
}
