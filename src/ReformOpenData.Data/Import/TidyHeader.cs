using ReformOpenData.Data.Exports;

namespace ReformOpenData.Data.Import;

/// <summary>Where the columns of a tidy table stand: headings in either language, in any order.</summary>
internal sealed class TidyHeader
{
    private static readonly Dictionary<string, TidyColumn> Names = TidyColumns.All
        .SelectMany(column => new[] { (Name: column.English, Column: column), (Name: Comparable(column.Japanese), Column: column) })
        .ToDictionary(pair => pair.Name, pair => pair.Column);

    private readonly int[] indexes;

    private TidyHeader(int[] indexes, int count)
    {
        this.indexes = indexes;
        Count = count;
    }

    /// <summary>The number of columns of the file.</summary>
    public int Count { get; }

    /// <summary>Whether a row of cells is the header of a tidy table: some of its columns are found nowhere else.</summary>
    public static bool IsHeader(IReadOnlyList<string> cells)
    {
        var found = cells.Select(Find).OfType<TidyColumn>().ToHashSet();
        return found.Contains(TidyColumns.MunicipalityCode)
            || found.Contains(TidyColumns.AssessmentNumber)
            || (found.Contains(TidyColumns.CategoryNumber) && found.Contains(TidyColumns.FiscalYear));
    }

    /// <summary>The columns that the file has.</summary>
    public IReadOnlySet<TidyColumn> Columns => TidyColumns.All.Where(column => indexes[column.Index] >= 0).ToHashSet();

    /// <summary>The index of a column in the file from 0; -1 where the file has none.</summary>
    public int IndexOf(TidyColumn column) => indexes[column.Index];

    /// <summary>The cell of a column; empty where the file has none.</summary>
    public string Cell(IReadOnlyList<string> cells, TidyColumn column) =>
        indexes[column.Index] is var index and >= 0 ? FormulaGuard.Restore(cells[index]) : "";

    /// <summary>Reads a header; null with an error where it cannot be used.</summary>
    public static TidyHeader? Read(IReadOnlyList<string> cells, int page, int line, FindingLog log)
    {
        var found = new int[TidyColumns.All.Count];
        Array.Fill(found, -1);
        for (var index = 0; index < cells.Count; index++)
        {
            var place = new Place(page, Column: index + 1, Line: line);
            if (Find(cells[index]) is not { } column)
            {
                log.Add(
                    FindingKinds.ColumnUnknown,
                    place,
                    "The heading is not one of the tidy table; schema/formats/tidy.md lists them.",
                    cells[index]);
                return null;
            }

            if (found[column.Index] >= 0)
            {
                log.Add(FindingKinds.ColumnRepeated, place, "Two columns carry the same heading.", cells[index]);
                return null;
            }

            found[column.Index] = index;
        }

        var missing = TidyColumns.All.FirstOrDefault(column => column.IsRequired && found[column.Index] < 0);
        if (missing is null)
            return new TidyHeader(found, cells.Count);

        log.Add(
            FindingKinds.ColumnMissing,
            new Place(page, Line: line),
            $"The header has no column “{missing.English}” ({missing.Japanese}).",
            string.Join(" | ", cells));
        return null;
    }

    private static TidyColumn? Find(string heading) => Names.GetValueOrDefault(Comparable(heading));

    private static string Comparable(string heading) => CellText.Narrow(CellText.WithoutSpaces(heading)).ToLowerInvariant();
}
