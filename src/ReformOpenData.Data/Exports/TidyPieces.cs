namespace ReformOpenData.Data.Exports;

/// <summary>
/// A text that is longer than a cell goes on in the rows below: they hold the code of the municipality and the next
/// piece, each in its column, and no number. A piece that is followed by another is as long as it can be, so that no
/// row of people's is taken for one.
/// </summary>
internal static class TidyPieces
{
    /// <summary>Every piece but the last is longer, even in a workbook.</summary>
    public const int MinLength = 32_000;

    private static readonly TidyColumn[] Numbers =
    [
        TidyColumns.PlanFirstFiscalYear, TidyColumns.PlanLastFiscalYear, TidyColumns.CategoryNumber,
        TidyColumns.ItemNumber, TidyColumns.InitiativeNumber, TidyColumns.AssessmentNumber, TidyColumns.FiscalYear,
    ];

    /// <summary>The row, and as many below it as its longest cell needs.</summary>
    public static IEnumerable<string[]> Cut(string[] row, int maxLength)
    {
        // One character is left for the guard of formulas.
        if (Array.TrueForAll(row, cell => cell.Length < maxLength))
            return [row];

        var pieces = Array.ConvertAll(row, cell => Cut(cell, maxLength - 1).ToArray());
        return Enumerable.Range(0, pieces.Max(cell => cell.Length)).Select(line =>
        {
            var cells = Array.ConvertAll(pieces, cell => line < cell.Length ? cell[line] : "");
            cells[TidyColumns.MunicipalityCode.Index] = row[TidyColumns.MunicipalityCode.Index];
            return cells;
        });
    }

    /// <summary>A row that holds one piece alone.</summary>
    public static string[] Continuation(string code, (TidyColumn Column, string Text) piece)
    {
        var row = new string[TidyColumns.All.Count];
        Array.Fill(row, "");
        row[TidyColumns.MunicipalityCode.Index] = code;
        row[piece.Column.Index] = piece.Text;
        return row;
    }

    /// <summary>Whether a row goes on with the cells of the row above.</summary>
    /// <param name="cell">Of the row, by its column.</param>
    /// <param name="above">The cell above it, its last piece.</param>
    public static bool Continues(Func<TidyColumn, string> cell, Func<TidyColumn, string> above) =>
        Array.TrueForAll(Numbers, column => cell(column).Length == 0)
        && TidyColumns.All.Any(column => column != TidyColumns.MunicipalityCode && cell(column).Length > 0)
        && TidyColumns.All.All(column => column == TidyColumns.MunicipalityCode || column == TidyColumns.Provenance
            || cell(column).Length == 0 || above(column).Length >= MinLength);

    /// <summary>Where a part of a text ends, so that it does not cut a character in two.</summary>
    public static int End(string text, int start, int maxLength)
    {
        var end = Math.Min(text.Length, start + maxLength);
        return end < text.Length && char.IsHighSurrogate(text[end - 1]) ? end - 1 : end;
    }

    private static IEnumerable<string> Cut(string text, int maxLength)
    {
        for (var start = 0; start < text.Length;)
        {
            var end = End(text, start, maxLength);
            yield return text[start..end];
            start = end;
        }
    }
}
