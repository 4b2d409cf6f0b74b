using ReformOpenData.Data.Plans;

namespace ReformOpenData.Data.Import;

/// <summary>
/// Reads documents: the published table as tab-separated text or as a workbook in its own layout, and the tidy table as CSV or
/// workbook. What a file is, is told from its bytes, never from its name. Bad input never throws: it is a finding that is an error.
/// </summary>
public static class DocumentReader
{
    /// <summary>The largest document that is read as a whole, in bytes: hundreds of times a real one. A tidy CSV has no bound.</summary>
    public const int MaxBytes = 64 * 1024 * 1024;

    /// <summary>
    /// Reads one document of one municipality into what it tells, and nothing else. Where the file holds several municipalities, this is
    /// the first: <see cref="ReadAll"/> gives all.
    /// </summary>
    public static ReadResult Read(Stream content, string fileName, DocumentMetadata? metadata) =>
        ReadAll(content, fileName, metadata).First();

    /// <summary>
    /// Reads a document municipality by municipality, in the order of the file; needs the memory of one. Where any
    /// result has an error, nothing of the document may be stored; the others are read so that all errors are told in one run.
    /// </summary>
    /// <param name="content">Read from its start; a tidy CSV beyond <see cref="MaxBytes"/> must be seekable.</param>
    /// <param name="fileName">For people, and kept with the document.</param>
    /// <param name="metadata">What the document does not say of itself; a tidy table can do without.</param>
    public static IEnumerable<ReadResult> ReadAll(Stream content, string fileName, DocumentMetadata? metadata)
    {
        var log = new FindingLog();
        var source = OpenedDocument.Open(content, log);
        if (source is null || !source.HasChecksum(metadata?.Sha256, log))
            return [Failed(fileName, source?.Sha256 ?? "", metadata, log)];

        var document = Describe(fileName, source.Sha256, metadata);
        return source.Kind switch
        {
            DocumentKind.TidyText => ReadTidyText(source, document, metadata),
            DocumentKind.Workbook => WorkbookReader.Read(source.Stream, document, metadata, log),
            _ => [ReadTable(source, document, metadata, log)],
        };
    }

    /// <summary>Reads the lines of a table in the published layout.</summary>
    internal static ReadResult ReadTable(IEnumerable<TableLine> lines, SourceDocument document, DocumentMetadata? metadata, FindingLog log)
    {
        if (metadata is null)
        {
            log.Add(
                FindingKinds.MetadataMissing,
                default,
                "A table does not say whose it is; put its metadata beside it, under the same name with the ending .json (schema/formats/metadata.md).");
            return new ReadResult(null, document with { Findings = log.Findings }, log.Findings);
        }

        var municipality = log.HasErrors ? null : new TableReader(metadata, document.Sha256, log).Read(lines);
        document = document with { Findings = log.Findings };
        return new ReadResult(log.HasErrors ? null : municipality! with { Documents = [document] }, document, document.Findings);
    }

    private static ReadResult ReadTable(OpenedDocument source, SourceDocument document, DocumentMetadata? metadata, FindingLog log) =>
        ReadTable(source.ReadText(log) is { } text ? TextLines(text) : [], document, metadata, log);

    private static IEnumerable<ReadResult> ReadTidyText(OpenedDocument source, SourceDocument document, DocumentMetadata? metadata)
    {
        using var reader = source.OpenText();
        var rows = new CsvRows(reader, source.Separator);
        var lines = rows.Read().Select(row => new TableLine(1, row.Line, row.Cells));
        foreach (var result in new TidyReader(document, metadata).Read(lines, () => rows.Fault is { } fault ? Finding(fault) : null))
            yield return result;

        static Finding Finding((FindingKind Kind, int Line, string Message) fault) =>
            new(fault.Kind.Code, fault.Kind.Severity, fault.Message, 1, null, null, fault.Line, null, null);
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
        []);

    private static IEnumerable<TableLine> TextLines(string text)
    {
        var number = 0;
        foreach (var line in text.Split('\n'))
            yield return new TableLine(1, ++number, line.TrimEnd('\r').Split('\t'));
    }
}
