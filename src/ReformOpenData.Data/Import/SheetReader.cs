namespace ReformOpenData.Data.Import;

/// <summary>Reads one sheet: its rows that hold anything, with merged cells filled downwards.</summary>
internal sealed class SheetReader(string name, int sheet, SheetCells cells, WorkbookBudget budget)
{
    private const int MaxColumns = 1_000;
    private const int MaxRanges = 100_000;

    private readonly SheetFaults faults = new(name, sheet);
    private readonly List<Row> rows = [];
    private readonly bool[] hiddenColumns = new bool[MaxColumns + 1];
    private readonly List<(int Left, int Top, int Right, int Bottom)> merges = [];
    private bool hidesColumns;
    private bool hidesRows;
    private bool hidesZeros;
    private int last;

    public XlsxSheet Read(WorkbookPart part)
    {
        while (part.Read())
        {
            switch (part.Element)
            {
                case "sheetView":
                    hidesZeros = part["showZeros"] is "0" or "false";
                    break;
                case "sheetFormatPr":
                    hidesColumns = part.Size("defaultColWidth") == 0;
                    hidesRows = part.Size("defaultRowHeight") == 0;
                    break;
                case "col":
                    ReadColumn(part);
                    break;
                case "row":
                    ReadRow(part);
                    break;
                case "mergeCell" when Range(part["ref"] ?? "") is { } range:
                    if (merges.Count == MaxRanges)
                        throw TooLarge($"more than {MaxRanges} merged cells", $"中に {MaxRanges} を超える結合セル");
                    merges.Add(range);
                    break;
            }
        }

        FillMerges();
        return Finish();
    }

    private void ReadColumn(WorkbookPart part)
    {
        if ((!part.Is("hidden") && part.Size("width") is not 0)
            || part.Number("min") is not { } min
            || part.Number("max") is not { } max)
            return;
        for (var column = min; column <= Math.Min(max, MaxColumns); column++)
            hiddenColumns[column] = true;
    }

    private bool IsHidden(int column) => hidesColumns || (column <= MaxColumns && hiddenColumns[column]);

    private void ReadRow(WorkbookPart part)
    {
        var line = last = part.Number("r") is { } number && number > last ? number : last + 1;
        var isHidden = part.Is("hidden") || (part.Size("ht") is { } height ? height < 1 : hidesRows);
        if (part.IsEmpty)
            return;

        var row = new Row(line);
        var column = 0;
        var depth = part.Depth;
        while (part.ReadWithin(depth))
        {
            if (part.Element != "c")
                continue;

            column = ColumnOf(part["r"]) ?? column + 1;
            var isFar = column > MaxColumns;
            var isInHiddenColumn = IsHidden(column);
            var text = cells.Read(part, column, line, isHidden || isInHiddenColumn, hidesZeros, faults);
            if (text.Length == 0)
                continue;
            if (isFar)
                throw TooLarge(
                    $"something in {SheetOrigin.CellName(column, line)}, beyond the first {MaxColumns} columns",
                    $"{SheetOrigin.CellName(column, line)} に内容（{MaxColumns} 列より右）");
            if (!string.IsNullOrWhiteSpace(text) && isHidden)
                faults.Add(SheetCause.HiddenRow, column, line, text);
            else if (!string.IsNullOrWhiteSpace(text) && isInHiddenColumn)
                faults.Add(SheetCause.HiddenColumn, column, line, text);
            budget.KeepCell();
            row.Set(column, text);
        }

        // What a hidden row holds was told; it will be another row once it is seen, or none.
        if (row.Cells.Count == 0 || isHidden)
            return;

        budget.KeepRow();
        rows.Add(row);
    }

    /// <summary>
    /// A merged cell of the table's rows holds for each of its rows: people see it beside all of them. Titles and
    /// headers are merged for their looks alone.
    /// </summary>
    private void FillMerges()
    {
        foreach (var (left, top, right, bottom) in merges)
        {
            var first = FirstFrom(top);
            if (first == rows.Count)
                continue;

            var value = rows[first].Line == top ? rows[first][left] : "";
            var fills = value.Length > 0 && rows[first].Cells.Count > 1
                && !ColumnHeadings.LooksLikeHeader([.. rows[first].Cells.Select(cell => cell.Text)]);
            for (var index = first; index < rows.Count && rows[index].Line <= bottom; index++)
            {
                budget.Visit(rows[index].Cells.Count);
                foreach (var (column, text) in rows[index].Cells)
                {
                    if (column >= left
                        && column <= right
                        && (column, rows[index].Line) != (left, top)
                        && !string.IsNullOrWhiteSpace(text))
                        faults.Add(SheetCause.Covered, column, rows[index].Line, text);
                }

                if (fills && index > first)
                {
                    budget.KeepCell();
                    rows[index].Set(left, value);
                }
            }
        }
    }

    /// <summary>The index of the first row on this line or below it.</summary>
    private int FirstFrom(int line)
    {
        var (low, high) = (0, rows.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = rows[middle].Line < line ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    /// <summary>
    /// A table may begin in any column: blank ones before it are left out. All rows get the same length.
    /// </summary>
    private XlsxSheet Finish()
    {
        if (rows.Count == 0)
            return new XlsxSheet(name, [], [.. faults.All]);

        var margin = rows.Min(row => row.Cells[0].Column) - 1;
        var width = rows.Max(row => row.Cells[^1].Column) - margin;
        budget.Visit((long)rows.Count * width);
        var origin = new SheetOrigin(Excerpts.Of(name, 60), margin);
        return new XlsxSheet(
            name,
            rows.ConvertAll(row => new TableLine(sheet, row.Line, row.Dense(margin, width), origin)),
            [.. faults.All]);
    }

    private static (int Left, int Top, int Right, int Bottom)? Range(string reference)
    {
        var parts = reference.Replace("$", "", StringComparison.Ordinal).Split(':');
        return parts.Length == 2 && ColumnOf(parts[0]) is { } left && ColumnOf(parts[1]) is { } right
            && RowOf(parts[0]) is { } top && RowOf(parts[1]) is { } bottom
                ? (left, top, right, bottom) : null;
    }

    private static int? RowOf(string reference) =>
        int.TryParse(reference.AsSpan().TrimStart("ABCDEFGHIJKLMNOPQRSTUVWXYZ"), out var row) ? row : null;

    /// <summary>1 for A1; null where the cell does not say.</summary>
    private static int? ColumnOf(string? reference)
    {
        var column = 0;
        foreach (var character in reference ?? "")
        {
            if (!char.IsAsciiLetterUpper(character))
                break;
            column = Math.Min(MaxColumns * 26, (column * 26) + character - 'A' + 1);
        }

        return column == 0 ? null : column;
    }

    private WorkbookFaultException TooLarge(string what, string japanese) => new(
        FindingKinds.FileTooLarge,
        $"The sheet “{Excerpts.Of(name, 60)}” has {what}; delete what does not belong to the table.",
        $"シート「{Excerpts.Of(name, 60)}」の{japanese}があります。表に関係のないものを削除してください。");

    /// <summary>A row with its filled cells in the order of the columns.</summary>
    private sealed class Row(int line)
    {
        private readonly List<(int Column, string Text)> cells = [];

        public int Line => line;

        public IReadOnlyList<(int Column, string Text)> Cells => cells;

        public string this[int column] => cells.Find(cell => cell.Column == column).Text ?? "";

        public void Set(int column, string text)
        {
            var index = cells.FindLastIndex(cell => cell.Column <= column);
            if (index >= 0 && cells[index].Column == column)
                cells[index] = (column, text);
            else
                cells.Insert(index + 1, (column, text));
        }

        public string[] Dense(int margin, int width)
        {
            var dense = new string[width];
            Array.Fill(dense, "");
            foreach (var (column, text) in cells)
                dense[column - margin - 1] = text;
            return dense;
        }
    }
}
