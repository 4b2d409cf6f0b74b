namespace ReformOpenData.Data.Import;

/// <summary>Levels whose names stand in several columns: a blank upper column continues the one above it.</summary>
internal static class PrintedLevels
{
    public static IReadOnlyList<PrintedRow> Fill(IReadOnlyList<PrintedRow> rows)
    {
        var filled = new List<PrintedRow>(rows.Count);
        foreach (var row in rows)
        {
            var above = filled.Count > 0 && filled[^1].Headings == row.Headings ? filled[^1] : null;
            var cells = row.Cells;
            foreach (var role in above is null
                ? []
                : (ColumnRole[])[ColumnRole.Heading, ColumnRole.Item, ColumnRole.Initiative])
                cells = Fill(cells, above!, row.Headings, role);
            filled.Add(cells == row.Cells ? row : row with { Cells = cells });
        }

        return filled;
    }

    /// <summary>
    /// Rows of one initiative that tell apart by a label what their cells are (目標, 実績) as one: what differs between
    /// them is a part under its label.
    /// </summary>
    public static IReadOnlyList<PrintedRow> Together(IReadOnlyList<PrintedRow> rows)
    {
        var joined = new List<PrintedRow>(rows.Count);
        for (var index = 0; index < rows.Count;)
        {
            var (first, end) = (rows[index], index + 1);
            if (first.Headings.Of(ColumnRole.RowLabel).Select(column => column.Index).FirstOrDefault(-1) is var label
                and >= 0)
            {
                while (end < rows.Count && rows[end].Headings == first.Headings && GoesOn(first, rows[end], label))
                    end++;
                first = first with
                {
                    Cells = Parts([.. rows.Skip(index).Take(end - index).Select(row => row.Cells)], label),
                };
            }

            joined.Add(first);
            index = end;
        }

        return joined;
    }

    /// <summary>The levels are blank or the same, and the label is another.</summary>
    private static bool GoesOn(PrintedRow first, PrintedRow row, int label) =>
        row.Cells[label] != first.Cells[label] && row.CategoryNumber == first.CategoryNumber
        && ((ColumnRole[])[ColumnRole.Category, ColumnRole.Item, ColumnRole.Initiative, ColumnRole.Department])
            .SelectMany(first.Headings.Of)
            .All(column =>
                CellText.IsBlank(row.Cells[column.Index]) || row.Cells[column.Index] == first.Cells[column.Index]);

    private static string[] Parts(List<IReadOnlyList<string>> rows, int label)
    {
        return [.. rows[0].Select((cell, column) => column == label ? "" : Of(column, cell))];

        string Of(int column, string first)
        {
            var told = rows.Where(row => !CellText.IsNothing(row[column])).ToList();
            return told.TrueForAll(row => row[column] == first)
                ? first
                : string.Join(
                    '\n', told.Select(row => $"【{CellText.WithoutSpaces(row[label])}】\n{row[column].Trim()}"));
        }
    }

    private static IReadOnlyList<string> Fill(
        IReadOnlyList<string> cells, PrintedRow above, ColumnHeadings headings, ColumnRole role)
    {
        int[] columns = [.. headings.Of(role).Select(column => column.Index)];
        var first = Array.FindIndex(columns, column => !CellText.IsBlank(cells[column]));
        // A heading continues above items of any name.
        if (role == ColumnRole.Heading && first < 0)
            first = columns.Length;
        if (first <= 0)
            return cells;

        string[] filled = [.. cells];
        foreach (var column in columns[..first])
            filled[column] = above.Cells[column];
        return filled;
    }
}
