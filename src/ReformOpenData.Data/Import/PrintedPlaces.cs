using ReformOpenData.Data.Exports;
using ReformOpenData.Data.Plans;

namespace ReformOpenData.Data.Import;

/// <summary>Looks for rows of a tidy table that cannot be printed where they say.</summary>
internal static class PrintedPlaces
{
    /// <summary>A place in print tells of one assessment.</summary>
    public static void Check(IEnumerable<KeyedRow> rows, FindingLog log)
    {
        var places = rows.Where(row => row.Row[TidyColumns.Document].Length > 0).GroupBy(row =>
            (row.Row[TidyColumns.Document], row.Row[TidyColumns.Page], row.Row[TidyColumns.Row]));
        foreach (var place in places)
        {
            var first = place.First();
            if (place.Skip(1).FirstOrDefault(
                row => row.Key != first.Key || place.Any(beside => SharesCells(row, beside))) is not { } other)
                continue;

            log.Add(
                FindingKinds.ValueInvalid,
                other.Row.PlaceOf(TidyColumns.Row),
                "Another row is printed at the same place of the document; correct the page or the row of one of them.",
                other.Row[TidyColumns.Row],
                japanese: "版面の位置（ページと行）が、ほかの行と同じです。どちらかを直してください。");
        }
    }

    /// <summary>
    /// Whether two years are told of by the same cells: years that stand beside each other have texts and ratings of
    /// their own.
    /// </summary>
    private static bool SharesCells(KeyedRow row, KeyedRow beside)
    {
        if (row.FiscalYear == beside.FiscalYear || row.IsOtherText || beside.IsOtherText)
            return false;

        var (cells, others) = (Tokens(row), Tokens(beside));
        return cells.Length != TidyCells.Columns.Length || others.Length != cells.Length
            || TidyCells.Columns.Any(column => IsShared(column, cells[(int)column - 1], others[(int)column - 1]));

        static string[] Tokens(KeyedRow row) =>
            row.Row[TidyColumns.Cells].Split(' ', StringSplitOptions.RemoveEmptyEntries);

        static bool IsShared(SourceColumn column, string cell, string other) =>
            cell != "."
                && other != "."
                && (column is not (SourceColumn.Progress or SourceColumn.Rating) || cell == other);
    }
}
