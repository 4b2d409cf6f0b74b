using ReformOpenData.Data.Plans;

namespace ReformOpenData.Data.Import;

/// <summary>
/// Reads a workbook: sheets in the layout of the published table, or a sheet with the tidy table, beside which sheets
/// in that layout may stand for people, as an export writes them.
/// </summary>
internal static class WorkbookReader
{
    public static IReadOnlyList<ReadResult> Read(
        Stream stream, SourceDocument document, DocumentMetadata? metadata, FindingLog log)
    {
        var sheets = ReadSheets(stream, metadata, log);
        foreach (var fault in sheets.SelectMany(sheet => sheet.Faults))
            log.Add(fault);
        foreach (var sheet in sheets.Where(sheet => sheet.TextBoxes > 0))
        {
            // What they say may be meant for nobody: findings are published.
            log.Add(
                FindingKinds.SheetTextBoxes,
                default,
                $"Text boxes of the sheet “{Excerpts.Of(sheet.Name, 60)}” are not read: {sheet.TextBoxes}. Type what "
                    + "belongs to the table into its cells.",
                japanese: $"シート「{Excerpts.Of(sheet.Name, 60)}」のテキストボックス {sheet.TextBoxes} 個は読みません。"
                    + "表の内容なら、セルに入力してください。");
        }

        sheets = [.. sheets.Where(sheet => sheet.Lines.Count > 0)];
        if (sheets.Count == 0 && log.HasErrors)
            return [new ReadResult(null, document with { Findings = log.Findings }, log.Findings)];

        var second = sheets.Where(sheet => MeasureTable.IsHeader(sheet.Lines[0].Cells)).ToList();
        sheets = [.. sheets.Except(second)];
        var measures = second.Count == 0 ? null : MeasureTable.Read(Together(second), log);
        if (sheets.Count == 0 && second.Count > 0)
        {
            log.Add(
                FindingKinds.FileEmpty,
                default,
                "The workbook has a table of measures, and no table that it belongs to.",
                japanese: "ブックに指標と金額の表だけがあり、取組の表がありません。");
            return [new ReadResult(null, document with { Findings = log.Findings }, log.Findings)];
        }

        var tidy = sheets.Where(sheet => TidyHeader.IsHeader(sheet.Lines[0].Cells)).ToList();
        if (tidy.Count == 0 ? IsTooLarge(sheets, log) : log.HasErrors)
            return [new ReadResult(null, document with { Findings = log.Findings }, log.Findings)];
        if (tidy.Count == 0)
            return [DocumentReader.ReadTable(sheets.SelectMany(sheet => sheet.Lines), document, metadata, log)];

        return new WorkbookLayouts([.. sheets.Except(tidy)], Together(tidy), log)
            .Read(lines => new TidyReader(document, metadata, measures).Read(lines, () => null))
            ?? [new ReadResult(null, document with { Findings = log.Findings }, log.Findings)];
    }

    /// <summary>A table that goes on over several sheets, with the header of the first.</summary>
    private static List<TableLine> Together(IReadOnlyList<XlsxSheet> sheets) =>
        [.. sheets.SelectMany((sheet, index) => index == 0 ? sheet.Lines : sheet.Lines.Skip(1))];

    /// <summary>A table in the published layout is of one municipality.</summary>
    private static bool IsTooLarge(IReadOnlyList<XlsxSheet> sheets, FindingLog log)
    {
        var characters = sheets.SelectMany(sheet => sheet.Lines).Sum(line => line.Cells.Sum(cell => (long)cell.Length));
        if (characters <= TidyReader.MaxCharactersPerMunicipality)
            return false;

        log.Add(
            FindingKinds.FileTooLarge,
            default,
            $"The workbook has more than {TidyReader.MaxCharactersPerMunicipality / (1024 * 1024)} million characters, "
                + "which no table of one city has.",
            japanese: "ブックの文字が多すぎます。表だけを新しいブックに写してください。");
        return true;
    }

    /// <summary>The sheets that hold a table, as they are.</summary>
    public static IReadOnlyList<XlsxSheet> Sheets(Stream stream, FindingLog log) => ReadSheets(stream, null, log);

    /// <summary>The sheets that hold a table; none, with an error, where the workbook cannot be read.</summary>
    private static IReadOnlyList<XlsxSheet> ReadSheets(Stream stream, DocumentMetadata? metadata, FindingLog log)
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
                    $"Hidden sheets are not read: {reader.HiddenSheets}. Nothing of them is published.");
            }

            return WithTable(Named(sheets, metadata, log), metadata?.Layout, log);
        }
        catch (WorkbookFaultException fault)
        {
            log.Add(fault.Kind, default, fault.Message, japanese: fault.Japanese);
        }
        catch (Exception fault) when (fault is InvalidDataException or IOException or ArgumentException
            or NotSupportedException)
        {
            log.Add(
                FindingKinds.WorkbookBroken,
                default,
                "The workbook is damaged: it cannot be unpacked. Was it copied whole? Save it anew with a spreadsheet "
                + "program.");
        }

        return [];
    }

    /// <summary>The sheets that the metadata name; all, where they name none.</summary>
    private static IReadOnlyList<XlsxSheet> Named(
        IReadOnlyList<XlsxSheet> sheets, DocumentMetadata? metadata, FindingLog log)
    {
        if (metadata?.Layout is not { Sheets.Count: > 0 } layout)
            return sheets;

        foreach (var missing in layout.Sheets
            .Where(name => sheets.All(sheet => CellText.WithoutSpaces(sheet.Name) != name)))
        {
            log.Add(
                FindingKinds.SheetMissing,
                default,
                $"The metadata name the sheet “{Excerpts.Of(missing, 60)}”, which the workbook has not, or not "
                + "visibly; it "
                + $"has {string.Join(", ", sheets.Take(20).Select(sheet => $"“{Excerpts.Of(sheet.Name, 60)}”"))}.",
                japanese: $"JSON に書かれたシート「{Excerpts.Of(missing, 60)}」がありません（または非表示です）。あるのは "
                + string.Join("、", sheets.Take(20).Select(sheet => $"「{Excerpts.Of(sheet.Name, 60)}」")) + " です。");
        }

        var named = sheets.Where(sheet => layout.Sheets.Contains(CellText.WithoutSpaces(sheet.Name))).ToList();
        foreach (var other in sheets.Except(named))
            log.Add(
                FindingKinds.SheetWithoutTable,
                default,
                $"The sheet “{Excerpts.Of(other.Name, 60)}” is not one that the metadata name, and is left out.",
                japanese: $"シート「{Excerpts.Of(other.Name, 60)}」は JSON に書かれていないので、読み飛ばしました。");
        return named;
    }

    /// <summary>
    /// A cover or a legend beside the table is left out, which is told: it has no header, and no row as wide as a
    /// table's.
    /// </summary>
    private static IReadOnlyList<XlsxSheet> WithTable(
        IReadOnlyList<XlsxSheet> sheets, TableLayout? layout, FindingLog log)
    {
        const int widest = 3;
        var tables = sheets.Where(sheet => sheet.Lines.Any(line =>
            line.Cells.Count(cell => !string.IsNullOrWhiteSpace(cell)) > widest
            || ColumnHeadings.LooksLikeHeader(line.Cells, layout)
            || TidyHeader.IsHeader(line.Cells))).ToList();
        if (tables.Count == 0)
            return sheets;

        foreach (var sheet in sheets.Except(tables))
        {
            log.Add(
                FindingKinds.SheetWithoutTable,
                default,
                $"The sheet “{Excerpts.Of(sheet.Name, 60)}” holds no table, and is left out.",
                string.Join(" / ", sheet.Lines.Take(10).SelectMany(line => line.Cells).Where(cell => cell.Length > 0)),
                japanese: $"シート「{Excerpts.Of(sheet.Name, 60)}」には表がないので、読み飛ばしました。");
        }

        return tables;
    }
}
