using System.Text.RegularExpressions;
using ReformOpenData.Data.Plans;

namespace ReformOpenData.Data.Import;

/// <summary>Tells rows that only add others up: they name no item, initiative or department of their own.</summary>
internal static partial class TotalRow
{
    /// <summary>
    /// The row begins with a word for a total and names no department, or it has nothing but a number or such a word
    /// among its texts.
    /// </summary>
    public static bool Is(IReadOnlyList<string> cells, ColumnHeadings headings)
    {
        var first = cells.First(cell => !CellText.IsBlank(cell));
        if (!HasNothing(SourceColumn.Department))
            return false;
        if (IsTotal(first))
            return true;
        return HasNothing(SourceColumn.Item)
            && HasNothing(SourceColumn.Initiative)
            && HasNothing(SourceColumn.Description)
            && HasNothing(SourceColumn.Rating)
            && cells.All(cell => CellText.IsBlank(cell) || CellText.IsDash(cell) || IsTotal(cell) || IsNumber(cell));

        bool HasNothing(SourceColumn column) => headings.IndexOf(column) is var index
            && (index < 0 || index >= cells.Count || CellText.IsBlank(cells[index]) || CellText.IsDash(cells[index]));
    }

    private static bool IsTotal(string cell) =>
        cell.Length < 40 && TotalWord().IsMatch(CellText.Narrow(CellText.WithoutSpaces(cell)));

    private static bool IsNumber(string cell) =>
        cell.Length < 40 && Number().IsMatch(CellText.Narrow(CellText.WithoutSpaces(cell)));

    [GeneratedRegex(@"^[(【\[]?(総|小|累|中|年度|全体)?(合)?計(額|件数|数)?[)】\]]?([(:].*)?$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex TotalWord();

    [GeneratedRegex(@"^[-+△▲¥]?[0-9][0-9,.]*(円|千円|百万円|件|人|%|項目)?$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Number();
}
