using ReformOpenData.Data.Plans;

namespace ReformOpenData.Data.Import;

/// <summary>
/// Finds pages in lines: a title, a category, a header, rows. A title, which carries the plan's title, begins a page; a
/// category may change within one.
/// </summary>
internal sealed class TablePages(DocumentMetadata metadata, FindingLog log)
{
    private readonly string planTitle = Comparable(metadata.PlanTitle);
    private readonly List<PrintedRow> rows = [];
    private int sheet;
    private SheetOrigin? origin;
    private int page;
    private int row;
    private bool hasTitle;
    private (int Number, string Name, string? Printed)? category;
    private bool sawCategory;
    private readonly CategoryLines categories = new(metadata.Layout);
    private readonly List<(Place Place, string Read)> withoutCategory = [];
    private ColumnHeadings? headings;
    private (string Printed, ColumnHeadings? Headings) latest = ("", null);
    private bool rowsFollowHeader;
    private bool isMisbuilt;
    private bool isAfterUnknown;
    private bool isAfterNote;
    private bool isAfterLoss;
    private int truncatedLine;
    private readonly HashSet<string> faultyHeaders = new(StringComparer.Ordinal);
    private readonly HashSet<int> otherYears = [];
    private readonly Dictionary<int, int> firstHeaders = [];
    private readonly UnknownLines unknown = new(metadata, log);
    private PageNames names;
    private string? ownSheet;

    /// <summary>All rows of all pages; what is wrong is in the log.</summary>
    public IReadOnlyList<PrintedRow> Read(IEnumerable<TableLine> lines)
    {
        List<TableLine> joined = [.. HeaderRowsText.Joined(lines, metadata.Layout)];
        foreach (var sheetLines in metadata.Layout is null ? [] : joined.GroupBy(line => line.Sheet))
            firstHeaders.Add(
                sheetLines.Key,
                sheetLines.FirstOrDefault(line => ColumnHeadings.LooksLikeHeader(line.Cells, metadata.Layout)).Line);
        unknown.Expect(joined);
        foreach (var line in joined)
        {
            if (log.IsFull)
                break;
            if (line.Sheet != sheet)
            {
                sheet = line.Sheet;
                origin = line.Origin;
                StartPage(titled: false);
            }

            ReadLine(line);
        }

        ReportMissingCategories();
        if (rows.Count == 0 && !log.HasErrors)
        {
            log.Add(
                FindingKinds.FileEmpty,
                default,
                "The file holds no row of a table; expected are pages of a title, a category “(1) …”, a header and "
                + "rows.");
        }

        return rows;
    }

    private void ReadLine(TableLine line)
    {
        string[] filled = [.. line.Cells.Where(cell => !CellText.IsBlank(cell))];
        if (filled.Length == 0 || !CheckLengths(line))
            return;
        if (IsNote(line, filled))
        {
            log.Add(
                FindingKinds.LineIsNote,
                new Place(page, Line: line.Line),
                "The line is a note to the table, and is left out.",
                string.Join(" ", filled));
            isAfterNote = true;
            return;
        }

        isAfterNote = false;
        if (PageNames.DepartmentOf(filled) is { } department && metadata.Layout is not null)
        {
            names = names with { Department = department };
            return;
        }

        if (headings is not null && TotalRow.Is(line.Cells, headings))
        {
            log.Add(
                FindingKinds.RowIsTotal,
                new Place(page, Line: line.Line),
                "The row is a total, and is left out.",
                string.Join(" | ", line.Cells));
            return;
        }

        // Its number may be in a cell of its own.
        if (filled.Length == 2
            && CategoryOf(filled[0], filled[0]) is null
            && CategoryPattern.ReadCommon(string.Join(' ', filled)) is not null)
            filled = [string.Join(' ', filled)];
        var isAboveHeader = line.Line < firstHeaders.GetValueOrDefault(line.Sheet);
        if (isAboveHeader
            || (filled.Length == 1 && (!CellText.IsBlank(line.Cells[0]) || (headings is null && !isMisbuilt))))
            ReadHeadline(
                line, filled.Length == 1 ? filled[0] : filled.FirstOrDefault(NamesPlan) ?? string.Join(" ", filled));
        else if (ColumnHeadings.LooksLikeHeader(line.Cells, metadata.Layout))
            ReadHeader(line);
        else
            ReadRow(line);
    }

    /// <summary>
    /// A line that begins with a sign of notes, or goes on with one; a row of the table has more cells.
    /// </summary>
    private bool IsNote(TableLine line, string[] filled)
    {
        var start = CellText.Narrow(VisibleText.Of(filled[0]).TrimStart());
        if (filled.Length <= 2 && (NoteLines.Begins(start)
            || metadata.Layout?.Notes.Any(note => start.StartsWith(note, StringComparison.Ordinal)) == true))
            return true;

        var text = CellText.Clean(filled[0]).Text;
        return isAfterNote && filled.Length == 1 && !CellText.IsBlank(line.Cells[0])
            && CategoryOf(text, filled[0]) is null && !NamesPlan(text);
    }

    private (int? Number, string Name, string? Printed)? CategoryOf(string text, string printed) =>
        categories.Read(text, printed) ?? (NamesPlan(text) ? null : CategoryPattern.ReadCommon(printed));

    private bool NamesPlan(string text) => Comparable(text).Contains(planTitle, StringComparison.Ordinal);

    /// <summary>False, with an error, where a text is longer than we can write.</summary>
    private bool CheckLengths(TableLine line)
    {
        var (index, text) = line.Cells.Index()
            .FirstOrDefault(cell => TextLimits.IsTooLong(cell.Item), (Index: -1, Item: ""));
        if (index < 0)
            return true;

        log.Add(
            FindingKinds.TextTooLong,
            new Place(page, headings is null ? null : row + 1, index + 1, line.Line),
            TextLimits.Sentence(text.Length),
            text);
        row += headings is null ? 0 : 1;
        isAfterLoss = true;
        return false;
    }

    private void ReadHeadline(TableLine line, string printed)
    {
        var text = CellText.Clean(printed).Text;
        if (CategoryOf(text, printed) is { } named)
        {
            ReadCategory(line, named, text);
        }
        else if (NamesPlan(text))
        {
            StartPage(titled: true);
            CheckTitle(line, printed);
        }
        else if (metadata.Layout is not null && headings is null)
        {
            log.Add(
                FindingKinds.LineIsNote,
                new Place(page, Line: line.Line),
                "The line stands above the header, and is neither a title nor a category: it is left out.",
                printed);
        }
        else
        {
            // It may have been meant for a title or a category, which are then not missed again.
            isAfterUnknown = true;
            isAfterLoss = true;
            unknown.Report(new Place(page, Line: line.Line), text, printed);
        }
    }

    private void StartPage(bool titled)
    {
        // The first title of a sheet belongs to the page that the sheet itself began.
        if (!titled || hasTitle || headings is not null)
            (page, row) = (page + 1, 0);

        log.NamePage(page, origin);
        names = new PageNames(metadata.Layout?.SheetNames == ColumnRole.Department ? origin?.Name : null, 0);
        (isMisbuilt, isAfterUnknown, hasTitle) = (false, false, titled);
        category = metadata.Layout?.SheetNames == ColumnRole.Category && origin is { Name: var name }
            ? categories.Number(CategoryOf(name, name) ?? (null, name, null)) : null;
        (headings, rowsFollowHeader) = (null, false);
    }

    private void CheckTitle(TableLine line, string printed)
    {
        // The title of the plan may carry its period, or a year of its own.
        var named = FiscalYears.NamedIn(Comparable(printed).Replace(planTitle, "", StringComparison.Ordinal));
        if (named.Count > 0 && !named.Contains(metadata.FiscalYear))
        {
            // A year that was forgotten in the metadata is that of all pages.
            if (!otherYears.Add(named[0]))
                return;
            TitleYears.Report(
                named,
                metadata.FiscalYear,
                origin is null ? null : ownSheet,
                printed,
                new Place(page, Line: line.Line),
                log);
            return;
        }

        ownSheet ??= named.Count > 0 ? origin?.Name : null;
        if (printed.Trim() != metadata.Title)
        {
            log.Add(
                FindingKinds.TitleVaries,
                new Place(page, Line: line.Line),
                "The title of this page is worded otherwise than that of the document.",
                printed,
                metadata.Title);
        }
    }

    private void ReadCategory(TableLine line, (int? Number, string Name, string? Printed) named, string text)
    {
        if (!hasTitle && !isAfterUnknown && metadata.Layout is null)
        {
            hasTitle = true; // told once
            log.Add(
                FindingKinds.PageWithoutTitle,
                new Place(page, Line: line.Line),
                "The page has no title line above its category; every page, or sheet, begins with the title of the "
                + "table.",
                text);
        }

        sawCategory = true;
        category = categories.Number(named);
    }

    /// <summary>A table may do without categories; one that has some has one above each row.</summary>
    private void ReportMissingCategories()
    {
        for (var index = rows.Count - 1; index >= 0; index--)
        {
            if (rows[index].CategoryNumber > 0)
                continue;
            if (!sawCategory || rows[index].Headings.Of(ColumnRole.Category).Any())
            {
                rows[index] = rows[index] with { CategoryNumber = 1 };
                continue;
            }

            rows.RemoveAt(index);
            if (index < rows.Count)
                rows[index] = rows[index] with { IsAfterLoss = true };
        }

        foreach (var (place, read) in sawCategory ? withoutCategory : [])
            log.Add(
                FindingKinds.CategoryMissing,
                place,
                "The row has no category line “(1) …” above it on its page.",
                read);
    }

    private void ReadHeader(TableLine line)
    {
        if (headings is not null && !isAfterUnknown && metadata.Layout is null)
        {
            log.Add(
                rowsFollowHeader ? FindingKinds.PageWithoutTitle : FindingKinds.HeaderRepeated,
                new Place(page, Line: line.Line),
                rowsFollowHeader
                    ? "A second header follows rows of the same page; a page begins with its title line, which is "
                        + "missing here."
                    : "The page has two header lines; keep one.",
                string.Join(" | ", line.Cells));
        }

        // What is wrong with a header is told once, however many pages have it.
        var found = new FindingLog();
        log.NamePagesIn(found);
        var tells = names.Department is not null && !ColumnHeadings.NamesDepartments(line.Cells, metadata.Layout);
        names = names with { Width = tells ? line.Cells.Count : 0 };
        line = names.WithHeading(line);
        var printed = Comparable(string.Join('|', line.Cells));
        var read = ColumnHeadings.Read(line, page, metadata, otherYears, found);
        // Rows go on with those of another page that has the same header.
        headings = read is not null && printed == latest.Printed ? latest.Headings : read;
        latest = headings is null ? latest : (printed, headings);
        if (!found.HasErrors || faultyHeaders.Add(printed))
            found.CopyTo(log);
        isMisbuilt = headings is null;
        rowsFollowHeader = false;
    }

    private void ReadRow(TableLine line)
    {
        row++;
        var place = new Place(page, row, Line: line.Line);
        if (headings is null)
        {
            isAfterLoss = true;
            if (isMisbuilt)
                return; // What is above the row was told; the rows below it are lost with it.

            isMisbuilt = true;
            log.Add(
                FindingKinds.HeaderMissing,
                place,
                "The row has no header line above it on its page; a header names at least three "
                + $"of {ColumnHeadings.KnownNames}."
                + (HeadingGuesses.AreLikely(line.Cells)
                    ? " If this is the header, say in the metadata what its columns "
                        + $"are: {ColumnHeadings.Lines(line.Cells, metadata.Layout)}."
                    : ""),
                line.Cells[0],
                japanese: $"この行の上に見出しの行がありません。見出しには {ColumnHeadings.KnownNames} のうち三つ以上が要ります。"
                + (HeadingGuesses.AreLikely(line.Cells)
                    ? $"これが見出しであれば、列の意味を JSON に書いてください: {ColumnHeadings.Lines(line.Cells, metadata.Layout)}"
                    : ""));
            return;
        }

        if (category is null && !isAfterUnknown && !rowsFollowHeader && !headings.Of(ColumnRole.Category).Any())
            withoutCategory.Add((place, line.Cells[0]));

        rowsFollowHeader = true;
        line = names.WithDepartment(line);
        if (line.Cells.Count < headings.Count)
        {
            // The second half of a row that is broken in two is told with the first.
            var isSecondHalf = truncatedLine > 0 && truncatedLine == line.Line - 1;
            truncatedLine = line.Line;
            isAfterLoss = true;
            if (isSecondHalf)
                return;

            log.Add(
                FindingKinds.RowTruncated,
                place,
                $"The row has {line.Cells.Count} cells, its header {headings.Count}; was the line cut off, or broken "
                + "in two?",
                string.Join(" | ", line.Cells),
                japanese: $"行のセルは{line.Cells.Count}個、見出しは{headings.Count}個です。行が途中で切れていないか確かめてください。");
        }
        else if (line.Cells.Count > headings.Count
            && line.Cells.Skip(headings.Count).Any(cell => !CellText.IsBlank(cell)))
        {
            isAfterLoss = true;
            log.Add(
                FindingKinds.RowTooLong,
                place with { Column = headings.Count + 1 },
                $"The row has {line.Cells.Count} cells, its header {headings.Count}; is there a tab inside a text?",
                line.Cells[headings.Count],
                japanese: $"行のセルは{line.Cells.Count}個、見出しは{headings.Count}個です。文章の中にタブが入っていないか確かめてください。");
        }
        else
        {
            headings.ReportUnnamed(line, place, log);
            rows.Add(new PrintedRow(
                page,
                row,
                line.Line,
                category?.Number ?? 0,
                category?.Name ?? "",
                headings,
                [.. line.Cells.Take(headings.Count)],
                isAfterLoss)
            {
                CategoryPrinted = category?.Printed,
            });
            isAfterLoss = false;
        }
    }

    /// <summary>Titles are compared without spaces and widths: they vary in both.</summary>
    private static string Comparable(string title) => CellText.Narrow(CellText.WithoutSpaces(title));
}
