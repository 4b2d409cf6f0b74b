using ReformOpenData.Data.Plans;

namespace ReformOpenData.Data.Import;

/// <summary>A printed row whose cells have found their columns, shifted or not.</summary>
internal sealed class RowCells
{
    private readonly PrintedRow row;
    private readonly int[] indexes;

    private RowCells(PrintedRow row, int[] indexes)
    {
        this.row = row;
        this.indexes = indexes;
    }

    public PrintedRow Row => row;

    /// <summary>The printed cell of a column, byte for byte; empty where the table or a shifted row has none.</summary>
    public string this[SourceColumn column] => indexes[(int)column] is var index and >= 0 ? row.Cells[index] : "";

    public bool Has(SourceColumn column) => row.Headings.IndexOf(column) >= 0;

    public bool IsBlank(SourceColumn column) => CellText.IsBlank(this[column]);

    /// <summary>Where the cell is printed, which is not its own column in a shifted row.</summary>
    public Place PlaceOf(SourceColumn column) => new(row.Page, row.Row, PrintedColumn(column), row.Line);

    public SourceLocation LocationOf(string document, SourceColumn column) =>
        new(document, row.Page, row.Row, PrintedColumn(column), row.Line);

    /// <summary>
    /// Puts the cells of a row into their columns. A row that does not fit where it stands is searched for what it must hold: a
    /// cell of departments that other rows know, two texts, and a rating as the last filled cell. If there is one way to
    /// see it so, the row was shifted; its leading cells are blank, or all there.
    /// </summary>
    /// <param name="known">Departments learnt from the rows that stand where they should.</param>
    public static RowCells Place(
        PrintedRow row,
        DepartmentNames names,
        IReadOnlySet<Department> known,
        DocumentMetadata metadata,
        FindingLog log)
    {
        var asPrinted = new int[8];
        foreach (var column in Enum.GetValues<SourceColumn>())
            asPrinted[(int)column] = row.Headings.IndexOf(column);

        var cells = new RowCells(row, asPrinted);
        if (FitsWhereItStands(cells, names, metadata) || !row.Headings.IsComplete)
            return cells;
        if (FindShift(row.Cells, names, known, metadata) is not { } shifted)
            return cells;

        var repaired = new RowCells(row, shifted);
        log.Add(
            FindingKinds.RowShifted,
            new Place(row.Page, row.Row, Line: row.Line),
            "The cells of the row stand in other columns than those of the header; they were put back by what they hold.",
            string.Join(" | ", row.Cells.Select(Head)),
            string.Join(" | ", Enum.GetValues<SourceColumn>().Select(column => Head(repaired[column]))));
        return repaired;
    }

    /// <summary>Whether departments, rating and item are what their columns ask for.</summary>
    public static bool FitsWhereItStands(RowCells cells, DepartmentNames names, DocumentMetadata metadata) =>
        names.Read(cells[SourceColumn.Department]) is not null
        && (!cells.Has(SourceColumn.Rating) || RatingCell.LooksLikeRating(cells[SourceColumn.Rating], metadata.RatingScale))
        && (cells.IsBlank(SourceColumn.Item) || CellText.CircledNumber(CellText.WithoutSpaces(cells[SourceColumn.Item])[0]) is not null);

    private static int[]? FindShift(
        IReadOnlyList<string> cells,
        DepartmentNames names,
        IReadOnlySet<Department> known,
        DocumentMetadata metadata)
    {
        int[] filled = [.. Enumerable.Range(0, cells.Count).Where(index => !CellText.IsBlank(cells[index]))];
        if (filled.Length < 4 || !RatingCell.LooksLikeRating(cells[filled[^1]], metadata.RatingScale))
            return null;

        var department = filled.Length - 4;
        if (names.Read(cells[filled[department]]) is not { } named || !named.All(one => known.Contains(one.Department)))
            return null;

        var result = new int[8];
        Array.Fill(result, -1);
        for (var back = 0; back < 4; back++)
            result[(int)SourceColumn.Rating - back] = filled[^(back + 1)];

        var startsWithItem = CellText.CircledNumber(CellText.WithoutSpaces(cells[filled[0]])[0]) is not null;
        switch (department, startsWithItem)
        {
            case (0, _):
                return result;
            case (2, false):
                result[(int)SourceColumn.Initiative] = filled[0];
                result[(int)SourceColumn.Description] = filled[1];
                return result;
            case (3, true):
                for (var index = 0; index < 3; index++)
                    result[index + 1] = filled[index];
                return result;
            default:
                return null;
        }
    }

    private static string Head(string cell) => Excerpts.Of(cell, 20);

    private int? PrintedColumn(SourceColumn column) => indexes[(int)column] is var index and >= 0 ? index + 1 : null;
}
