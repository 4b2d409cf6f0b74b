namespace ReformOpenData.Data.Import;

/// <summary>A header of several rows as one.</summary>
internal static class HeaderRowsText
{
    /// <summary>Lines with the rows of a header as one: what stands above other columns stands above each of them.</summary>
    public static IEnumerable<TableLine> Joined(IEnumerable<TableLine> lines, TableLayout? layout)
    {
        if (layout is not { HeaderRows: > 1 })
        {
            foreach (var line in lines)
                yield return line;
            yield break;
        }

        var waiting = new Queue<TableLine>();
        foreach (var line in lines)
        {
            waiting.Enqueue(line);
            if (waiting.Count < layout.HeaderRows)
                continue;

            var header = Join([.. waiting]);
            if (waiting.All(one => one.Sheet == line.Sheet) && header.Cells.Count(cell => !CellText.IsBlank(cell)) > 1
                && ColumnHeadings.LooksLikeHeader(header.Cells, layout) && !ColumnHeadings.LooksLikeHeader(waiting.Peek().Cells, layout))
            {
                waiting.Clear();
                yield return header;
            }
            else
            {
                yield return waiting.Dequeue();
            }
        }

        foreach (var line in waiting)
            yield return line;
    }

    /// <summary>
    /// The texts of each column from top to bottom. What stands in an upper row goes on to the right over columns that have something below it and
    /// nothing of their own above.
    /// </summary>
    public static TableLine Join(IReadOnlyList<TableLine> lines)
    {
        var width = lines.Max(line => line.Cells.Count);
        var headings = new string[width];
        for (var column = 0; column < width; column++)
        {
            var parts = new List<string>();
            for (var row = 0; row < lines.Count; row++)
            {
                var text = Cell(lines[row], column);
                var isUpper = row < lines.Count - 1;
                for (var left = column - 1; text.Length == 0 && isUpper && left >= 0 && HasBelow(row, column); left--)
                    text = Cell(lines[row], left);
                if (text.Length > 0 && !parts.Contains(text))
                    parts.Add(text);
            }

            headings[column] = string.Concat(parts);
        }

        return lines[0] with { Cells = headings };

        bool HasBelow(int row, int column) => Enumerable.Range(row + 1, lines.Count - row - 1).Any(below => Cell(lines[below], column).Length > 0)
            && Enumerable.Range(0, row).All(above => Cell(lines[above], column).Length == 0);

        static string Cell(TableLine line, int column) => column < line.Cells.Count ? line.Cells[column].Trim() : "";
    }
}
