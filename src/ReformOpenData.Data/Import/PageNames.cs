using System.Text.RegularExpressions;

namespace ReformOpenData.Data.Import;

/// <summary>
/// What stands above a table, or on its sheet, and holds for all of its rows: the department, as if a last column named
/// it.
/// </summary>
/// <param name="Department">Null where nothing names one.</param>
/// <param name="Width">The columns of the header; 0 where it has one of departments.</param>
internal readonly partial record struct PageNames(string? Department, int Width)
{
    /// <summary>The department of a line such as 担当課：財政課, in one cell or two; null for other lines.</summary>
    public static string? DepartmentOf(string[] filled) =>
        filled.Length <= 2 && Line().Match(CellText.WithoutSpaces(string.Join('：', filled))) is { Success: true } match
            ? match.Groups["name"].Value
            : null;

    public TableLine WithHeading(TableLine header) =>
        Width == 0 ? header : header with { Cells = [.. header.Cells, "担当課"] };

    public TableLine WithDepartment(TableLine row) => Width == 0 || row.Cells.Count > Width
        ? row
        : row with { Cells = [.. row.Cells, .. Enumerable.Repeat("", Width - row.Cells.Count), Department!] };

    [GeneratedRegex(
        "^[(（【]?(担当課|所管課|主管課|担当部署|所管部署|担当部課|担当課名|所管課名|課名|部署名|部署|所属)[:：]+(?<name>[^:：。]{2,40}?)[)）】]?$",
        RegexOptions.ExplicitCapture,
        1000)]
    private static partial Regex Line();
}
