using ReformOpenData.Data.Plans;

namespace ReformOpenData.Data.Exports;

/// <summary>A sheet in the layout of the published table.</summary>
internal sealed record PrintedSheet(string Name, IReadOnlyList<PrintedLine> Lines);

/// <summary>A line of such a sheet.</summary>
/// <param name="Cells">Blank ones at the end left out.</param>
/// <param name="Place">Of a row of the table: where it is printed; null for titles, categories, headers and blank
/// lines.</param>
/// <param name="Columns">What each cell of a row is.</param>
internal sealed record PrintedLine(
    string[] Cells, SourceLocation? Place = null, IReadOnlyList<SourceColumn>? Columns = null);

/// <summary>
/// The published table again, from its printed cells: a sheet for each document, with title, category, header and rows
/// of each page. Cells are as printed, each in the column where it was printed; titles and headers are worded alike on
/// all pages.
/// </summary>
internal static class PrintedLayout
{
    private const int MaxNameLength = 31;

    /// <summary>
    /// The sheets of one municipality, in the order of its documents; none for documents whose cells are not kept.
    /// </summary>
    public static IEnumerable<PrintedSheet> Of(Municipality municipality)
    {
        foreach (var document in municipality.Documents)
        {
            var rows = Rows(municipality, document).ToList();
            if (rows.Count > 0)
                yield return new PrintedSheet(Name(municipality, document), Pages(document, rows));
        }
    }

    /// <summary>
    /// 072028 2017-2021, which no two documents of a municipality share; behind the years a part of the checksum if
    /// they do, or if the name is too long.
    /// </summary>
    private static string Name(Municipality municipality, SourceDocument document)
    {
        var name = $"{municipality.Code} {document.PlanCode} {document.FiscalYear}";
        var isUnique = municipality.Documents.Count(one =>
            one.PlanCode == document.PlanCode && one.FiscalYear == document.FiscalYear) == 1;
        return isUnique && name.Length <= MaxNameLength
            ? name
            : $"{municipality.Code} {document.PlanFirstFiscalYear} {document.FiscalYear} "
                + document.Sha256[..Math.Min(8, document.Sha256.Length)];
    }

    private static IEnumerable<LayoutRow> Rows(Municipality municipality, SourceDocument document) =>
        from plan in municipality.Plans
        from category in plan.Categories
        from item in category.Items
        from initiative in item.Initiatives
        from assessment in initiative.Assessments
        from row in assessment.Cells
            .Where(cell => cell.Location.Document == document.Sha256)
            .GroupBy(cell => (cell.Location.Page, cell.Location.Row))
        orderby row.Key.Page, row.Key.Row
        select new LayoutRow(
            row.Key.Page,
            category,
            [.. row],
            assessment.Ratings.Any(rating => rating.IsFinal && rating.Location.Document == document.Sha256));

    private static List<PrintedLine> Pages(SourceDocument document, List<LayoutRow> rows)
    {
        var isFinal = rows.Exists(row => row.IsFinal);
        var columns = rows.SelectMany(row => row.Cells).Select(cell => cell.Column).Distinct().Order().ToArray();
        string[] header = [.. columns.Select(column => Heading(column, document.FiscalYear, isFinal))];
        var sheet = new List<PrintedLine>();
        var page = 0;
        var category = 0;
        foreach (var row in rows)
        {
            if (row.Page != page || row.Category.Number != category)
            {
                if (row.Page != page)
                {
                    if (page > 0)
                        sheet.Add(new PrintedLine([]));
                    sheet.Add(new PrintedLine([Cut(document.Title)]));
                }

                sheet.Add(new PrintedLine([Cut($"({row.Category.Number}) {row.Category.Name}")]));
                if (row.Page != page)
                    sheet.Add(new PrintedLine(header));
                (page, category) = (row.Page, row.Category.Number);
            }

            sheet.Add(Line(row, columns));
        }

        return sheet;
    }

    private static PrintedLine Line(LayoutRow row, SourceColumn[] columns)
    {
        var cells = new string[columns.Length];
        Array.Fill(cells, "");
        SourceColumn[] meanings = [.. columns];
        // A workbook that was not printed has columns of its own; its cells are put into those of the table.
        var isPrinted = row.Cells.All(cell => cell.Location.Column is null || cell.Location.Column <= columns.Length);
        foreach (var cell in row.Cells.Where(cell => cell.SourceText.Length > 0))
        {
            var index = isPrinted && cell.Location.Column is { } at ? at - 1 : Array.IndexOf(columns, cell.Column);
            cells[index] = Cut(cell.SourceText);
            meanings[index] = cell.Column;
        }

        return new PrintedLine(cells, row.Cells[0].Location with { Column = null }, meanings);
    }

    /// <summary>What a cell can hold; the whole text is in the sheet of data.</summary>
    private static string Cut(string text) => text.Length <= XlsxWriter.MaxCellLength
        ? text
        : text[..TidyPieces.End(text, 0, XlsxWriter.MaxCellLength - 1)] + "…";

    private static string Heading(SourceColumn column, int fiscalYear, bool isFinal) => column switch
    {
        SourceColumn.Item => "改革項目",
        SourceColumn.Initiative => "具体的取組",
        SourceColumn.Description => "内容",
        SourceColumn.Department => "所管課",
        SourceColumn.Progress => FiscalYears.Label(fiscalYear) + "取組状況",
        SourceColumn.Summary => "総括",
        _ => isFinal ? "最終評価" : "評価",
    };

    private sealed record LayoutRow(int Page, Category Category, IReadOnlyList<SourceCell> Cells, bool IsFinal);
}
