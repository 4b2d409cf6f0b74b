using ReformOpenData.Data.Exports;
using ReformOpenData.Data.Plans;

namespace ReformOpenData.Data.Import;

/// <summary>
/// Reads a workbook: sheets in the layout of the published table, or a sheet with the tidy table, beside which sheets in that
/// layout may stand for people, as an export writes them.
/// </summary>
internal static class WorkbookReader
{
    public static IReadOnlyList<ReadResult> Read(Stream stream, SourceDocument document, DocumentMetadata? metadata, FindingLog log)
    {
        var sheets = ReadSheets(stream, log);
        foreach (var fault in sheets.SelectMany(sheet => sheet.Faults))
            log.Add(fault);
        if (log.HasErrors)
            return [new ReadResult(null, document with { Findings = log.Findings }, log.Findings)];

        var tidy = sheets.Where(sheet => TidyHeader.IsHeader(sheet.Lines[0].Cells)).ToList();
        if (tidy.Count == 0)
            return [DocumentReader.ReadTable(sheets.SelectMany(sheet => sheet.Lines), document, metadata, log)];

        var results = new TidyReader(document, metadata).Read(tidy.SelectMany((sheet, index) => index == 0 ? sheet.Lines : sheet.Lines.Skip(1)), () => null).ToList();
        results[0] = results[0] with { Findings = [.. log.Findings, .. results[0].Findings] };
        if (results.Exists(result => result.HasErrors))
            return results;

        CheckLayouts(sheets.Except(tidy), results.Select(result => result.Municipality!), log);
        return log.HasErrors ? [new ReadResult(null, document with { Findings = log.Findings }, log.Findings)] : results;
    }

    /// <summary>The sheets that hold a table; none, with an error, where the workbook cannot be read.</summary>
    private static IReadOnlyList<XlsxSheet> ReadSheets(Stream stream, FindingLog log)
    {
        try
        {
            using var reader = new XlsxReader(stream);
            var sheets = reader.Read();
            if (reader.HiddenSheets > 0)
            {
                log.Add(
                    FindingKinds.SheetHidden,
                    default,
                    FormattableString.Invariant($"Hidden sheets are not read: {reader.HiddenSheets}. Nothing of them is published."));
            }

            return WithTable(sheets, log);
        }
        catch (WorkbookFaultException fault)
        {
            log.Add(fault.Kind, default, fault.Message);
        }
        catch (Exception fault) when (fault is InvalidDataException or IOException or ArgumentException or NotSupportedException)
        {
            log.Add(
                FindingKinds.WorkbookBroken,
                default,
                "The workbook is damaged: it cannot be unpacked. Was it copied whole? Save it anew with a spreadsheet program.");
        }

        return [];
    }

    /// <summary>A cover or a legend beside the table is left out, which is told: it has no header, and no row as wide as a table's.</summary>
    private static IReadOnlyList<XlsxSheet> WithTable(IReadOnlyList<XlsxSheet> sheets, FindingLog log)
    {
        const int widest = 3;
        var tables = sheets.Where(sheet => sheet.Lines.Any(line =>
            line.Cells.Count(cell => !string.IsNullOrWhiteSpace(cell)) > widest
            || ColumnHeadings.LooksLikeHeader(line.Cells)
            || TidyHeader.IsHeader(line.Cells))).ToList();
        if (tables.Count == 0)
            return sheets;

        foreach (var sheet in sheets.Except(tables))
        {
            log.Add(
                FindingKinds.SheetWithoutTable,
                default,
                $"The sheet “{Excerpts.Of(sheet.Name, 60)}” holds no table, and is left out.",
                string.Join(" / ", sheet.Lines.Take(10).SelectMany(line => line.Cells).Where(cell => cell.Length > 0)));
        }

        return tables;
    }

    /// <summary>What people see must be what is read: each sheet beside the data is the layout that the data makes.</summary>
    private static void CheckLayouts(IEnumerable<XlsxSheet> sheets, IEnumerable<Municipality> municipalities, FindingLog log)
    {
        var layouts = municipalities.SelectMany(PrintedLayout.Of).ToDictionary(sheet => sheet.Name);
        foreach (var sheet in sheets)
        {
            if (!layouts.TryGetValue(sheet.Name, out var layout))
            {
                log.Add(
                    FindingKinds.SheetDiffers,
                    new Place(sheet.Lines[0].Sheet),
                    $"The sheet “{sheet.Name}” is none of those that belong to the data; delete it, or the sheet of data.");
                continue;
            }

            var expected = layout.Rows.Where(row => row.Any(cell => cell.Length > 0)).ToList();
            foreach (var (line, row) in sheet.Lines.Zip(expected))
            {
                var column = Enumerable.Range(0, Math.Max(line.Cells.Count, row.Length)).FirstOrDefault(index => Cell(line.Cells, index) != Cell(row, index), -1);
                if (column >= 0)
                    Report(sheet, new Place(line.Sheet, null, column + 1, line.Line), Cell(line.Cells, column), Cell(row, column), log);
            }

            if (sheet.Lines.Count != expected.Count)
                Report(sheet, new Place(sheet.Lines[0].Sheet), null, null, log);
        }

        static string Cell(IReadOnlyList<string> cells, int index) => index < cells.Count ? cells[index] : "";
    }

    private static void Report(XlsxSheet sheet, Place place, string? read, string? expected, FindingLog log) => log.Add(
        FindingKinds.SheetDiffers,
        place,
        $"The sheet “{sheet.Name}” disagrees with the sheet {Workbook.DataSheet}, which is what is read; change it there, or delete that sheet to read the table.",
        read,
        expected);
}
