using ReformOpenData.Data.Exports;
using ReformOpenData.Data.Plans;

namespace ReformOpenData.Data.Import;

/// <summary>
/// Reads the sheet of data beside the sheets that show it as the published table. What people see must be what is read:
/// a printed cell that was changed in such a sheet, and in the same way in the data, is another print; changed in one
/// of them alone, it is an error.
/// </summary>
/// <param name="layouts">The sheets beside the data.</param>
/// <param name="data">The header and the rows of the data.</param>
internal sealed class WorkbookLayouts(IReadOnlyList<XlsxSheet> layouts, List<TableLine> data, FindingLog log)
{
    private readonly TidyHeader? header = TidyHeader.Read(data[0].Cells, data[0].Sheet, data[0].Line, new FindingLog());
    private Dictionary<SourceLocation, int>? lines;

    /// <summary>What the workbook tells; null, with errors in the log, where its sheets disagree.</summary>
    public IReadOnlyList<ReadResult>? Read(Func<IReadOnlyList<TableLine>, IEnumerable<ReadResult>> read)
    {
        var results = Told(read(data));
        if (layouts.Count == 0 || results.Any(result => result.HasErrors))
            return results;

        if (Compare(results, isLast: false) && !log.HasErrors)
        {
            results = Told(read(data));
            if (!results.Any(result => result.HasErrors))
                Compare(results, isLast: true);
        }

        return log.HasErrors ? null : results;
    }

    private List<ReadResult> Told(IEnumerable<ReadResult> read)
    {
        var results = read.ToList();
        results[0] = results[0] with { Findings = [.. log.Findings, .. results[0].Findings] };
        return results;
    }

    /// <summary>Tells what differs; true where the data took over a print.</summary>
    private bool Compare(List<ReadResult> results, bool isLast)
    {
        var expected =
            results.SelectMany(result => PrintedLayout.Of(result.Municipality!)).ToDictionary(sheet => sheet.Name);
        var isTaken = false;
        foreach (var sheet in layouts)
        {
            if (expected.TryGetValue(sheet.Name, out var layout))
            {
                isTaken |= Compare(
                    sheet, [.. layout.Lines.Where(line => line.Cells.Any(cell => cell.Length > 0))], isLast);
                continue;
            }

            log.Add(
                FindingKinds.SheetDiffers,
                new Place(sheet.Lines[0].Sheet),
                $"The sheet “{sheet.Name}” is not one that belongs to the data in “{Workbook.DataSheet}”; delete it, "
                    + "or the sheet of data.",
                japanese: $"シート「{sheet.Name}」は「{Workbook.DataSheet}」と関係がありません。どちらかのシートを削除してください。");
        }

        return isTaken;
    }

    private bool Compare(XlsxSheet sheet, List<PrintedLine> expected, bool isLast)
    {
        var isTaken = false;
        foreach (var (line, printed) in sheet.Lines.Zip(expected))
        {
            for (var index = 0; index < Math.Max(line.Cells.Count, printed.Cells.Length); index++)
            {
                var cell = index < line.Cells.Count ? line.Cells[index] : "";
                var told = index < printed.Cells.Length ? printed.Cells[index] : "";
                if (cell == told)
                    continue;
                if (!isLast && TryTake(printed, index, cell))
                    isTaken = true;
                else
                    Report(sheet, line, index, cell, told, printed);
            }
        }

        if (sheet.Lines.Count != expected.Count)
        {
            log.Add(
                FindingKinds.SheetDiffers,
                new Place(sheet.Lines[0].Sheet),
                $"The sheet “{sheet.Name}” has {sheet.Lines.Count} lines that are not blank, and the data in "
                + $"“{Workbook.DataSheet}” makes {expected.Count}; add or delete the row in both sheets, or delete one "
                    + "of the sheets.",
                japanese: $"シート「{sheet.Name}」の行（空行を除く）は {sheet.Lines.Count}、"
                    + $"「{Workbook.DataSheet}」から作ると {expected.Count} です。両方のシートで行を足すか削除するか、どちらかのシートを削除してください。");
        }

        return isTaken;
    }

    /// <summary>Takes a changed cell for the print where the row of data says the same.</summary>
    private bool TryTake(PrintedLine printed, int index, string cell)
    {
        if (DataLineOf(printed) is not { } number || index >= printed.Columns!.Count)
            return false;

        var column = printed.Columns[index];
        var value = Cell(number, TidyCells.ValueOf(column));
        if (!SaysTheSame(column, cell, value, number))
            return false;

        var (source, text) = TidyCells.Of(column);
        Set(number, source, cell);
        Set(number, text, "");
        if (column == SourceColumn.Rating)
            Set(number, TidyColumns.RatingPrinted, "");
        return true;
    }

    private bool SaysTheSame(SourceColumn column, string cell, string value, int number)
    {
        if (CellText.IsNothing(cell) || CellText.IsNothing(value))
            return CellText.IsNothing(cell) && CellText.IsNothing(value);

        if (column == SourceColumn.Item && int.TryParse(
            Cell(number, TidyColumns.ItemNumber), System.Globalization.CultureInfo.InvariantCulture, out var item))
            return CellText.CircledNumber(cell[0]) == item && NameKey.AreSame(cell[1..], value);

        return column is SourceColumn.Progress or SourceColumn.Summary or SourceColumn.Description
            ? NameKey.AreSame(CellText.Clean(cell).Text, value)
            : NameKey.AreSame(cell, value);
    }

    private void Report(XlsxSheet sheet, TableLine line, int index, string cell, string told, PrintedLine printed)
    {
        var place = new Place(line.Sheet, null, index + 1, line.Line);
        var beside = DataLineOf(printed) is { } number
            && index < printed.Columns!.Count
            && header!.IndexOf(TidyCells.ValueOf(printed.Columns[index])) is var column and >= 0
            ? data[number].Origin?.CellOf(new Place(data[number].Sheet, null, column + 1, data[number].Line))
            : null;
        log.NamePage(line.Sheet, line.Origin);
        log.Add(
            FindingKinds.SheetDiffers,
            place,
            beside is null
                ? $"The cell differs from what the data in “{Workbook.DataSheet}” makes of it; change it in both "
                    + "sheets, or in neither."
                : $"The cell differs from {beside}; change it in both sheets, or in neither.",
            cell,
            told);
    }

    /// <summary>The index of the row of data that a row of the layout shows.</summary>
    private int? DataLineOf(PrintedLine printed)
    {
        if (header is null || printed.Place is not { } place)
            return null;

        lines ??= Index();
        return lines.TryGetValue(place, out var number) ? number : null;
    }

    private Dictionary<SourceLocation, int> Index()
    {
        var index = new Dictionary<SourceLocation, int>();
        for (var number = 1; number < data.Count; number++)
        {
            if (NumberIn(number, TidyColumns.Page) is { } page
                && NumberIn(number, TidyColumns.Row) is { } row
                && NumberIn(number, TidyColumns.Line) is { } line)
                index.TryAdd(new SourceLocation(Cell(number, TidyColumns.Document), page, row, null, line), number);
        }

        return index;
    }

    private int? NumberIn(int number, TidyColumn column) =>
        int.TryParse(Cell(number, column), System.Globalization.CultureInfo.InvariantCulture, out var value)
            ? value
            : null;

    private string Cell(int number, TidyColumn column) => header!.Cell(data[number].Cells, column);

    private void Set(int number, TidyColumn column, string value)
    {
        if (header!.IndexOf(column) is not (>= 0 and var index))
            return;

        string[] cells = [.. data[number].Cells];
        cells[index] = FormulaGuard.Protect(value);
        data[number] = data[number] with { Cells = cells };
    }
}
