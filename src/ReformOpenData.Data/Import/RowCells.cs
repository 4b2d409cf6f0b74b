using ReformOpenData.Data.Plans;

namespace ReformOpenData.Data.Import;

/// <summary>A printed cell of ratings.</summary>
/// <param name="Column">From 1; null where a shifted row has none.</param>
internal readonly record struct RatingPrint(string Text, int? Column, ColumnMeaning Meaning);

/// <summary>
/// A printed row whose cells have found their columns, shifted or not. Columns of names are joined, and so are a text
/// and the columns that are a part of it, each under its label in 【】.
/// </summary>
internal sealed class RowCells
{
    /// <summary>Between the names of a level that stand in several columns.</summary>
    public const string BetweenNames = "／";

    private readonly PrintedRow row;
    private readonly int[]? shifted;

    private RowCells(PrintedRow row, int[]? shifted)
    {
        this.row = row;
        this.shifted = shifted;
    }

    public PrintedRow Row => row;

    /// <summary>The cells where they stand.</summary>
    public static RowCells Of(PrintedRow row) => new(row, shifted: null);

    /// <summary>
    /// The printed cell of a column, byte for byte where it is one; empty where the table or a shifted row has none.
    /// </summary>
    public string this[SourceColumn column] => TextOf(column, null);

    /// <summary>The category, where a column names it.</summary>
    public string? Category => row.Headings.Of(ColumnRole.Category).Any() ? Joined(ColumnRole.Category) : null;

    /// <summary>The bureau, where a column of its own names it.</summary>
    public string Bureau =>
        row.Headings.Of(ColumnRole.Bureau).Select(column => row.Cells[column.Index].Trim()).FirstOrDefault() ?? "";

    /// <summary>The names of the levels between category and item, one a line; null where no column has one.</summary>
    public string? Headings => string.Join(
        '\n',
        row.Headings.Of(ColumnRole.Heading)
            .Select(column => CellText.Clean(row.Cells[column.Index]).Text.Replace('\n', ' '))
            .Where(text => !CellText.IsNothing(text))) is { Length: > 0 } told ? told : null;

    /// <summary>The printed number of an initiative, where a column of its own has it; null for none.</summary>
    /// <param name="level">Of another level: category, item.</param>
    public string? Number(string? level = null) =>
        row.Headings.Of(ColumnRole.Number).Where(column => column.Meaning.Label == level)
            .Select(column => CellText.WithoutSpaces(row.Cells[column.Index]))
            .FirstOrDefault(text => !CellText.IsNothing(text));

    /// <summary>The departments that support, where a column of their own names them.</summary>
    public string Supporting =>
        row.Headings.Of(ColumnRole.Supporting).Select(column => row.Cells[column.Index].Trim()).FirstOrDefault() ?? "";

    public Place PlaceOfSupporting => new(
        row.Page,
        row.Row,
        row.Headings.Of(ColumnRole.Supporting).Select(column => column.Index + 1).FirstOrDefault(),
        row.Line);

    public bool Has(SourceColumn column) => row.Headings.IndexOf(column) >= 0;

    public bool IsBlank(SourceColumn column) => CellText.IsBlank(this[column]);

    /// <summary>Where the cell is printed, which is not its own column in a shifted row.</summary>
    public Place PlaceOf(SourceColumn column, int? year = null) =>
        new(row.Page, row.Row, PrintedColumn(column, year), row.Line);

    public Place PlaceOf(RatingPrint print) => new(row.Page, row.Row, print.Column, row.Line);

    public SourceLocation LocationOf(string document, SourceColumn column, int? year = null) =>
        new(document, row.Page, row.Row, PrintedColumn(column, year), row.Line);

    public SourceLocation LocationOf(string document, RatingPrint print) =>
        new(document, row.Page, row.Row, print.Column, row.Line);

    /// <summary>Whether the table has a text of the year.</summary>
    public bool HasProgress(int year) => row.Headings.Of(ColumnRole.Progress).Any(column => column.Year == year);

    /// <summary>
    /// Whether it has one that is not a part under a label: blank, it says that nothing was reported.
    /// </summary>
    public bool HasPlainProgress(int year) =>
        row.Headings.Of(ColumnRole.Progress).Any(column => column.Year == year && column.Meaning.Label is null);

    /// <summary>What is printed of the year.</summary>
    public string Progress(int year) => TextOf(SourceColumn.Progress, year);

    /// <summary>
    /// The other texts of the year, by their kind, each with the column where it begins; without those that are blank.
    /// </summary>
    public IEnumerable<(NarrativeKind Kind, string Text, int Column)> Narratives(int year) =>
        from columns in row.Headings.Of(ColumnRole.Narrative)
            .Where(column => column.Year == year)
            .GroupBy(column => column.Meaning.Kind)
        let text = Composed(columns)
        where !CellText.IsBlank(text)
        select (columns.Key, text, columns.First().Index + 1);

    /// <summary>The cells of ratings of the year, in the order of the print.</summary>
    public IEnumerable<RatingPrint> Ratings(int year) => shifted is not null
        ? [new RatingPrint(
            this[SourceColumn.Rating], PrintedColumn(SourceColumn.Rating, null), row.Headings.Ratings.First().Meaning)]
        : row.Headings.Ratings.Where(column => column.Year == year)
            .Select(column => new RatingPrint(row.Cells[column.Index], column.Index + 1, column.Meaning));

    private string TextOf(SourceColumn column, int? year)
    {
        if (shifted is not null)
            return shifted[(int)column] is var index and >= 0 ? row.Cells[index] : "";

        return column switch
        {
            SourceColumn.Item => Joined(ColumnRole.Item),
            SourceColumn.Initiative => Joined(ColumnRole.Initiative),
            SourceColumn.Description => Composed(row.Headings.Of(ColumnRole.Description)),
            SourceColumn.Progress =>
                Composed(row.Headings.Of(ColumnRole.Progress).Where(one => year is null || one.Year == year)),
            SourceColumn.Summary => Composed(row.Headings.Of(ColumnRole.Summary)),
            _ => row.Headings.IndexOf(column) is var index and >= 0 ? row.Cells[index] : "",
        };
    }

    private string Joined(ColumnRole role)
    {
        string[] names = [.. row.Headings.Of(role).Select(column => row.Cells[column.Index])];
        return names.Length == 1
            ? names[0]
            : string.Join(BetweenNames, names.Where(name => !CellText.IsBlank(name)).Select(name => name.Trim()));
    }

    private string Composed(IEnumerable<HeadedColumn> columns)
    {
        var all = columns.ToList();
        if (all is [{ Meaning.Label: null } only])
            return row.Cells[only.Index];

        var parts = all.Where(column => !CellText.IsNothing(row.Cells[column.Index]))
            .OrderBy(column => column.Meaning.Label is not null)
            .Select(column => column.Meaning.Label is { } label
                ? $"【{label}】\n{row.Cells[column.Index].Trim()}"
                : row.Cells[column.Index].Trim());
        return string.Join('\n', parts);
    }

    /// <summary>
    /// Puts the cells of a row into their columns. A row that does not fit where it stands is searched for what it must
    /// hold: a cell of departments that other rows know, two texts, and a rating as the last filled cell. If there is
    /// one way to see it so, the row was shifted; its leading cells are blank, or all there.
    /// </summary>
    /// <param name="known">Departments learnt from the rows that stand where they should.</param>
    public static RowCells Place(
        PrintedRow row,
        DepartmentNames names,
        IReadOnlySet<Department> known,
        DocumentMetadata metadata,
        FindingLog log)
    {
        var cells = new RowCells(row, shifted: null);
        if (!row.Headings.IsComplete || FitsWhereItStands(cells, names, metadata))
            return cells;
        if (FindShift(row.Cells, names, known, metadata) is not { } shifted)
            return cells;

        var repaired = new RowCells(row, shifted);
        log.Add(
            FindingKinds.RowShifted,
            new Place(row.Page, row.Row, Line: row.Line),
            "The cells of the row stand in other columns than those of the header; they were put back by what they "
            + "hold.",
            string.Join(" | ", row.Cells.Select(Head)),
            string.Join(" | ", Enum.GetValues<SourceColumn>().Select(column => Head(repaired[column]))));
        return repaired;
    }

    /// <summary>Whether departments, rating and item are what their columns ask for.</summary>
    public static bool FitsWhereItStands(RowCells cells, DepartmentNames names, DocumentMetadata metadata) =>
        names.Read(cells[SourceColumn.Department]) is not null
        && (!cells.Has(SourceColumn.Rating)
            || RatingCell.LooksLikeRating(cells[SourceColumn.Rating], metadata.RatingScale))
        && (cells.IsBlank(SourceColumn.Item)
            || CellText.CircledNumber(CellText.WithoutSpaces(cells[SourceColumn.Item])[0]) is not null);

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

    private int? PrintedColumn(SourceColumn column, int? year)
    {
        var index = shifted is not null ? shifted[(int)column]
            : year is null ? row.Headings.IndexOf(column)
            : row.Headings.Of(ColumnRole.Progress)
                .Where(one => one.Year == year)
                .Select(one => one.Index)
                .FirstOrDefault(-1);
        return index >= 0 ? index + 1 : null;
    }
}
