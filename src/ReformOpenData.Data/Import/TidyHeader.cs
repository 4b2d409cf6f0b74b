using ReformOpenData.Data.Exports;

namespace ReformOpenData.Data.Import;

/// <summary>
/// Where the columns of a tidy table stand: headings in either language, or of an earlier version, in any order.
/// </summary>
internal sealed class TidyHeader
{
    private static readonly Dictionary<string, TidyColumn> Names = TidyColumns.All
        .SelectMany(
            column => new[] { column.English, column.Japanese, column.Earlier }.OfType<string>(),
            (column, name) => (name, column))
        .ToDictionary(pair => Comparable(pair.name), pair => pair.column);

    private const int MaxListed = 20;

    private readonly int[] indexes;

    private TidyHeader(int[] indexes, int count)
    {
        this.indexes = indexes;
        Count = count;
    }

    /// <summary>The number of columns of the file.</summary>
    public int Count { get; }

    /// <summary>
    /// Whether a row of cells is the header of a tidy table: some of its columns are found nowhere else.
    /// </summary>
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

    /// <summary>
    /// Reads a header; null where it cannot be used, which the log then says: each cause once, with all its headings.
    /// </summary>
    public static TidyHeader? Read(IReadOnlyList<string> cells, int page, int line, FindingLog log)
    {
        var found = new int[TidyColumns.All.Count];
        Array.Fill(found, -1);
        var unknown = new List<int>();
        var repeated = new List<int>();
        for (var index = 0; index < cells.Count; index++)
        {
            if (Find(cells[index]) is not { } column)
                unknown.Add(index);
            else if (found[column.Index] >= 0)
                repeated.Add(index);
            else
                found[column.Index] = index;
        }

        string[] missing =
            [.. TidyColumns.All.Where(column => column.IsRequired && found[column.Index] < 0)
                .Select(column => $"“{column.English}” ({column.Japanese})")];
        var lacking = missing.Length > 0 ? $"The header has no column {string.Join(", ", missing)}." : "";
        Report(
            FindingKinds.ColumnUnknown,
            unknown,
            "These headings are not those of the tidy table, which schema/formats/tidy.md lists");
        Report(FindingKinds.ColumnRepeated, repeated, "These columns carry a heading that another one has");
        if (lacking.Length > 0)
            log.Add(
                FindingKinds.ColumnMissing,
                new Place(page, Line: line),
                lacking,
                string.Join(" | ", cells),
                japanese: $"見出しに {string.Join("、", missing)} の列がありません。");
        return unknown.Count + repeated.Count + missing.Length == 0 ? new TidyHeader(found, cells.Count) : null;

        void Report(FindingKind kind, List<int> indexes, string what)
        {
            if (indexes.Count == 0)
                return;

            string[] listed = [.. indexes.Take(MaxListed).Select(index =>
                $"“{Excerpts.Of(cells[index].Trim(), 40)}” (column {index + 1})")];
            log.Add(
                kind,
                new Place(page, Column: indexes[0] + 1, Line: line),
                $"{what}: {Excerpts.List(listed, indexes.Count)}. Rename or delete them. {lacking}".TrimEnd(),
                cells[indexes[0]]);
            lacking = ""; // told with them: one of them may be meant for it
        }
    }

    private static TidyColumn? Find(string heading) => Names.GetValueOrDefault(Comparable(heading));

    private static string Comparable(string heading) =>
        CellText.Narrow(CellText.WithoutSpaces(heading)).ToLowerInvariant();
}
