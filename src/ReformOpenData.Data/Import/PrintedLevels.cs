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
            foreach (var role in above is null ? [] : (ColumnRole[])[ColumnRole.Heading, ColumnRole.Item, ColumnRole.Initiative])
                cells = Fill(cells, above!, row.Headings, role);
            filled.Add(cells == row.Cells ? row : row with { Cells = cells });
        }

        return filled;
    }

    private static IReadOnlyList<string> Fill(IReadOnlyList<string> cells, PrintedRow above, ColumnHeadings headings, ColumnRole role)
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
