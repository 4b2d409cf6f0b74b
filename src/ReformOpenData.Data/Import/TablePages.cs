using System.Globalization;
using System.Text.RegularExpressions;
using ReformOpenData.Data.Plans;

namespace ReformOpenData.Data.Import;

/// <summary>One line of a table: of a text file, or one row of a sheet.</summary>
/// <param name="Sheet">From 1; a text file is one sheet.</param>
/// <param name="Line">From 1, of the file, or of the sheet.</param>
/// <param name="Origin">The sheet of a workbook that the line is of.</param>
internal readonly record struct TableLine(int Sheet, int Line, IReadOnlyList<string> Cells, SheetOrigin? Origin = null);

/// <summary>A row of the table with the category it stands under, before anything of it is understood.</summary>
/// <param name="Cells">As printed, in the columns as printed.</param>
/// <param name="Headings">The meaning of the columns on this page.</param>
internal sealed record PrintedRow(
    int Page,
    int Row,
    int Line,
    int CategoryNumber,
    string CategoryName,
    ColumnHeadings Headings,
    IReadOnlyList<string> Cells);

/// <summary>
/// Finds pages in lines: a title, a category, a header, rows. A title, which carries the plan's title, begins a page; a
/// category may change within one.
/// </summary>
internal sealed partial class TablePages(DocumentMetadata metadata, FindingLog log)
{
    private readonly string planTitle = Comparable(metadata.PlanTitle);
    private readonly List<PrintedRow> rows = [];
    private int sheet;
    private SheetOrigin? origin;
    private int page;
    private int row;
    private bool hasTitle;
    private (int Number, string Name)? category;
    private ColumnHeadings? headings;
    private bool rowsFollowHeader;
    private bool isMisbuilt;
    private int truncatedLine;

    /// <summary>All rows of all pages; what is wrong is in the log.</summary>
    public IReadOnlyList<PrintedRow> Read(IEnumerable<TableLine> lines)
    {
        foreach (var line in lines)
        {
            // A page that is built otherwise says nothing reliable of the rows below it, nor do the pages that are built like it.
            if (isMisbuilt || log.IsFull)
                break;
            if (line.Sheet != sheet)
            {
                sheet = line.Sheet;
                origin = line.Origin;
                StartPage(titled: false);
            }

            ReadLine(line);
        }

        if (rows.Count == 0 && !log.HasErrors)
        {
            log.Add(
                FindingKinds.FileEmpty,
                default,
                "The file holds no row of a table; expected are pages of a title, a category “(1) …”, a header and rows.");
        }

        return rows;
    }

    private void ReadLine(TableLine line)
    {
        var filled = line.Cells.Count(cell => !string.IsNullOrWhiteSpace(cell));
        if (filled == 0)
            return;
        if (filled == 1 && !string.IsNullOrWhiteSpace(line.Cells[0]))
            ReadHeadline(line, line.Cells[0]);
        else if (ColumnHeadings.LooksLikeHeader(line.Cells))
            ReadHeader(line);
        else
            ReadRow(line);
    }

    private void ReadHeadline(TableLine line, string printed)
    {
        var text = CellText.Clean(printed).Text;
        var match = CategoryLine().Match(CellText.Narrow(text));
        if (match.Success)
        {
            ReadCategory(line, match, text);
        }
        else if (Comparable(text).Contains(planTitle, StringComparison.Ordinal))
        {
            StartPage(titled: true);
            CheckTitle(line, printed);
        }
        else
        {
            AddMisbuilt(
                FindingKinds.LineUnknown,
                new Place(page, Line: line.Line),
                $"The line is neither a title (it does not name the plan “{metadata.PlanTitle}”), a category “(1) …”, a header nor a row.",
                printed);
        }
    }

    private void StartPage(bool titled)
    {
        // The first title of a sheet belongs to the page that the sheet itself began.
        if (!titled || hasTitle || headings is not null)
        {
            page++;
            row = 0;
        }

        log.NamePage(page, origin);
        hasTitle = titled;
        category = null;
        headings = null;
        rowsFollowHeader = false;
    }

    private void CheckTitle(TableLine line, string printed)
    {
        // The title of the plan may carry its period, or a year of its own.
        var named = FiscalYears.NamedIn(Comparable(printed).Replace(planTitle, "", StringComparison.Ordinal));
        if (named.Count > 0 && !named.Contains(metadata.FiscalYear))
        {
            AddMisbuilt(
                FindingKinds.FiscalYearDiffers,
                new Place(page, Line: line.Line),
                $"The title names fiscal year {string.Join(", ", named.Select(Invariant))}, the metadata {Invariant(metadata.FiscalYear)}; one of them is wrong.",
                printed);
        }
        else if (printed.Trim() != metadata.Title)
        {
            log.Add(
                FindingKinds.TitleVaries,
                new Place(page, Line: line.Line),
                "The title of this page is worded otherwise than that of the document.",
                printed,
                metadata.Title);
        }
    }

    private void ReadCategory(TableLine line, Match match, string text)
    {
        if (!hasTitle)
        {
            AddMisbuilt(
                FindingKinds.PageWithoutTitle,
                new Place(page, Line: line.Line),
                "The page has no title line above its category; every page, or sheet, begins with the title of the table.",
                text);
        }

        var number = int.Parse(match.Groups["number"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);
        category = (number, text[match.Groups["name"].Index..]);
    }

    private void ReadHeader(TableLine line)
    {
        if (headings is not null)
        {
            AddMisbuilt(
                rowsFollowHeader ? FindingKinds.PageWithoutTitle : FindingKinds.HeaderRepeated,
                new Place(page, Line: line.Line),
                rowsFollowHeader
                    ? "A second header follows rows of the same page; a page begins with its title line, which is missing here."
                    : "The page has two header lines; keep one.",
                string.Join(" | ", line.Cells));
        }

        headings = ColumnHeadings.Read(line, page, metadata, log);
        isMisbuilt |= headings is null;
        rowsFollowHeader = false;
    }

    private void ReadRow(TableLine line)
    {
        row++;
        var place = new Place(page, row, Line: line.Line);
        if (headings is null)
        {
            AddMisbuilt(FindingKinds.HeaderMissing, place, "The row has no header line above it on its page.", line.Cells[0]);
            return;
        }

        if (category is null)
        {
            AddMisbuilt(FindingKinds.CategoryMissing, place, "The row has no category line “(1) …” above it on its page.", line.Cells[0]);
            return;
        }

        rowsFollowHeader = true;
        if (line.Cells.Count < headings.Count)
        {
            // The second half of a row that is broken in two is told with the first.
            var isSecondHalf = truncatedLine > 0 && truncatedLine == line.Line - 1;
            truncatedLine = line.Line;
            if (isSecondHalf)
                return;

            log.Add(
                FindingKinds.RowTruncated,
                place,
                $"The row has {Invariant(line.Cells.Count)} cells, its header {Invariant(headings.Count)}; was the line cut off, or broken in two?",
                string.Join(" | ", line.Cells));
        }
        else if (line.Cells.Count > headings.Count && line.Cells.Skip(headings.Count).Any(cell => cell.Length > 0))
        {
            log.Add(
                FindingKinds.RowTooLong,
                place with { Column = headings.Count + 1 },
                $"The row has {Invariant(line.Cells.Count)} cells, its header {Invariant(headings.Count)}; is there a tab inside a text?",
                line.Cells[headings.Count]);
        }
        else
        {
            var cells = line.Cells.Take(headings.Count).ToArray();
            rows.Add(new PrintedRow(page, row, line.Line, category.Value.Number, category.Value.Name, headings, cells));
        }
    }

    private void AddMisbuilt(FindingKind kind, Place place, string message, string? read = null)
    {
        isMisbuilt = true;
        log.Add(kind, place, message, read);
    }

    /// <summary>Titles are compared without spaces and widths: they vary in both.</summary>
    private static string Comparable(string title) => CellText.Narrow(CellText.WithoutSpaces(title));

    private static string Invariant(int number) => number.ToString(CultureInfo.InvariantCulture);

    // Widths are made equal before, character by character, so that the name's index holds for the text as printed.
    [GeneratedRegex(@"^\((?<number>[0-9]{1,2})\)\s*(?<name>\S.*)$", RegexOptions.Singleline, 1000)]
    private static partial Regex CategoryLine();
}
