using ReformOpenData.Data.Exports;
using ReformOpenData.Data.Plans;

namespace ReformOpenData.Data.Import;

/// <summary>
/// The cells that an export writes of one assessment and fiscal year, whatever documents they come from.
/// </summary>
internal sealed class TidyUnits
{
    private readonly List<string[]> rows = [];

    /// <summary>“中期財政見通しの策定” (財政課).</summary>
    public string Label => $"“{Cell(TidyColumns.InitiativeName)}” ({Cell(TidyColumns.Departments)})";

    /// <summary>By the numbers of the row, and the year.</summary>
    public static Dictionary<string, TidyUnits> Of(Municipality municipality)
    {
        var units = new Dictionary<string, TidyUnits>(StringComparer.Ordinal);
        foreach (var row in TidyRows.Of(municipality, CsvRows.MaxCellLength))
        {
            var key = string.Join(
                '/',
                row[TidyColumns.PlanFirstFiscalYear.Index],
                row[TidyColumns.PlanId.Index],
                row[TidyColumns.CategoryNumber.Index],
                row[TidyColumns.ItemNumber.Index],
                row[TidyColumns.InitiativeNumber.Index],
                row[TidyColumns.AssessmentNumber.Index],
                row[TidyColumns.FiscalYear.Index]);
            if (!units.TryGetValue(key, out var unit))
                units.Add(key, unit = new TidyUnits());
            unit.rows.Add(row);
        }

        return units;
    }

    /// <summary>Whether any cell of the column is filled.</summary>
    public bool Has(TidyColumn column) => rows.Exists(row => row[column.Index].Length > 0);

    /// <summary>The filled cells of the column.</summary>
    public string ValueOf(TidyColumn column) =>
        string.Join(
            '\u001F',
            rows.Select(row => row[column.Index]).Where(cell => cell.Length > 0).Order(StringComparer.Ordinal));

    private string Cell(TidyColumn column) => rows[0][column.Index];
}
