namespace ReformOpenData.Data.Import;

/// <summary>A header of several rows as one.</summary>
internal static class HeaderRowsText
{
    private const int MaxRows = 4;

    /// <summary>
    /// Lines with the rows of a header as one: what stands above other columns stands above each of them.
    /// </summary>
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
            if (waiting.Count < layout.HeaderRows.Value)
                continue;

            TableLine[] rows = [.. waiting];
            var header = Join(rows);
            var isHeader = ColumnHeadings.LooksLikeHeader(header.Cells, layout)
                && (!ColumnHeadings.LooksLikeHeader(rows[0].Cells, layout) || Known(header) > Known(rows[0]));
            if (Array.TrueForAll(rows, row => row.Sheet == line.Sheet)
                && Filled(rows[0]) > 1
                && (isHeader || Count(rows, 0) == rows.Length))
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

        int Known(TableLine line) => HeadingNames.Read(line.Cells, layout).Count(meaning => meaning is not null);
    }

    /// <summary>
    /// The metadata of a table, with the rows of its header: where it has several and nothing says so, which is an
    /// error, all else that is wrong is then told of the header that they make.
    /// </summary>
    public static DocumentMetadata Declared(IReadOnlyList<TableLine> lines, DocumentMetadata metadata, FindingLog log)
    {
        var layout = metadata.Layout ?? TableLayout.Of(new Dictionary<string, ColumnMeaning>());
        if (layout.HeaderRows is not null || Find(lines, metadata.Layout) is not { Count: > 1 } header)
            return metadata;

        var (first, last) = (lines[header.First], lines[header.First + header.Count - 1]);
        var from = first.Origin?.CellOf(new Place(Line: first.Line)) is { } cell ? cell + ": " : "";
        log.Add(
            FindingKinds.HeaderOfRows,
            new Place(Line: first.Line),
            $"{from}The header has {header.Count} rows (lines {first.Line} to {last.Line}). Say so in the metadata: "
            + $"\"headerRows\": {header.Count}; or \"headerRows\": 1, if it has not.",
            string.Join(" | ", last.Cells),
            japanese: $"{from}見出しが{header.Count}行（{first.Line}～{last.Line}行目）あります。"
                + $"JSON に書いてください: \"headerRows\": {header.Count}（見出しが1行なら \"headerRows\": 1）");
        return metadata with { Layout = layout with { HeaderRows = header.Count } };
    }

    /// <summary>
    /// How many rows the header has that begins on a line: those below it name columns that it leaves to a heading
    /// above several.
    /// </summary>
    public static int Count(IReadOnlyList<TableLine> lines, int first)
    {
        var count = 1;
        while (count < MaxRows && first + count < lines.Count && Goes(lines, first, count))
            count++;
        return count;
    }

    /// <summary>
    /// The first line of the header of a table, and how many rows it has; null where no line looks like one.
    /// </summary>
    public static (int First, int Count)? Find(IReadOnlyList<TableLine> lines, TableLayout? layout)
    {
        var first = Index(line => ColumnHeadings.LooksLikeHeader(line.Cells, layout))
            ?? Index(line => HeadingGuesses.AreLikely(line.Cells));
        if (first is not { } found)
            return null;
        // The lower row of a header may be the one whose names are known.
        while (found > 0
            && Filled(lines[found - 1]) > 2
            && HeadingGuesses.AreShort(lines[found - 1].Cells)
            && Count(lines, found - 1) > 1)
            found--;
        return (found, Count(lines, found));

        int? Index(Func<TableLine, bool> isHeader)
        {
            for (var index = 0; index < lines.Count; index++)
            {
                if (isHeader(lines[index]))
                    return index;
            }

            return null;
        }
    }

    /// <summary>
    /// Whether a line goes on with the header above it: short names, some in columns that are blank so far, to the
    /// right of a heading.
    /// </summary>
    private static bool Goes(IReadOnlyList<TableLine> lines, int first, int count)
    {
        var line = lines[first + count];
        if (line.Sheet != lines[first].Sheet || !HeadingGuesses.AreShort(line.Cells))
            return false;

        var meanings = HeadingNames.Read(Join([.. lines.Skip(first).Take(count)]).Cells, null);
        var isBelowGroup = false;
        for (var column = 0; column < line.Cells.Count; column++)
        {
            var text = Cell(line, column);
            if (text.Length == 0)
                continue;
            if (CellText.IsNothing(text)
                || LevelNumber.Split(text).Number is not null
                || text[0] is '→' or '○' or '◎' or '△' or '×')
                return false;
            // 財政課 is a department, 課 the name of a column of departments.
            if (text.Length > 2 && DepartmentLines.EndsAsName(text) && HeadingNames.Read([text], null)[0] is null)
                return false;
            var isBlankAbove = Enumerable.Range(first, count).All(row => Cell(lines[row], column).Length == 0);
            isBelowGroup |= isBlankAbove
                && column > 0
                && Enumerable.Range(0, column).Any(left => Cell(lines[first], left).Length > 0);
            if (!isBlankAbove
                && column < meanings.Length
                && meanings[column]?.Role == ColumnRole.Initiative
                && !IsCovered(column, text))
                return false;
        }

        return isBelowGroup;

        // A merged cell may have been filled downwards.
        bool IsCovered(int column, string text) =>
            Enumerable.Range(first, count).Any(row => Cell(lines[row], column) == text);
    }

    private static int Filled(TableLine line) => line.Cells.Count(cell => !CellText.IsBlank(cell));

    private static string Cell(TableLine line, int column) =>
        column < line.Cells.Count ? line.Cells[column].Trim() : "";

    /// <summary>
    /// The texts of each column from top to bottom. What stands in an upper row goes on to the right over columns that
    /// have something below it and nothing of their own above.
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

        bool HasBelow(int row, int column) =>
            Enumerable.Range(row + 1, lines.Count - row - 1).Any(below => Cell(lines[below], column).Length > 0)
                && Enumerable.Range(0, row).All(above => Cell(lines[above], column).Length == 0);
    }
}
