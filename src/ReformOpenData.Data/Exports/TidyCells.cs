using System.Globalization;
using ReformOpenData.Data.Import;
using ReformOpenData.Data.Plans;

namespace ReformOpenData.Data.Exports;

/// <summary>What the clean text of a printed cell follows from, where the table does not give it.</summary>
/// <param name="Departments">Those that carry the row today, as the print is cleaned.</param>
/// <param name="Ratings">Those of the row's year, as printed.</param>
internal sealed record TidyValues(Item Item, Initiative Initiative, string Departments, IReadOnlyList<Rating> Ratings);

/// <summary>How printed cells stand in the tidy table.</summary>
internal static class TidyCells
{
    /// <summary>
    /// Behind the printed column of a cell whose clean text is blank, although another follows from the row.
    /// </summary>
    public const char BlankMark = '*';

    /// <summary>
    /// The order of the tokens in the column of cells: a printed column, “-” for a cell without one, “.” for no cell.
    /// </summary>
    public static SourceColumn[] Columns { get; } = Enum.GetValues<SourceColumn>();

    /// <summary>
    /// The column that holds a cell as printed, and the one that holds its clean text where that does not follow.
    /// </summary>
    public static (TidyColumn Source, TidyColumn Text) Of(SourceColumn column) => column switch
    {
        SourceColumn.Item => (TidyColumns.ItemSource, TidyColumns.ItemText),
        SourceColumn.Initiative => (TidyColumns.InitiativeSource, TidyColumns.InitiativeText),
        SourceColumn.Description => (TidyColumns.DescriptionSource, TidyColumns.DescriptionText),
        SourceColumn.Department => (TidyColumns.DepartmentSource, TidyColumns.DepartmentText),
        SourceColumn.Progress => (TidyColumns.ProgressSource, TidyColumns.ProgressText),
        SourceColumn.Summary => (TidyColumns.SummarySource, TidyColumns.SummaryText),
        _ => (TidyColumns.RatingSource, TidyColumns.RatingText),
    };

    /// <summary>The clean text of a cell as it follows from its print and from the row.</summary>
    public static string Expected(SourceColumn column, string printed, TidyValues values) => column switch
    {
        SourceColumn.Item => ItemText(values.Item),
        SourceColumn.Initiative => values.Initiative.Name,
        SourceColumn.Description => values.Initiative.Description ?? "",
        SourceColumn.Department => values.Departments,
        SourceColumn.Progress or SourceColumn.Summary => PrintedText(printed),
        _ => RowReader.Canonical(values.Ratings),
    };

    public static string Token(SourceCell? cell, bool isBlank)
    {
        if (cell is null)
            return ".";

        var column = cell.Location.Column?.ToString(CultureInfo.InvariantCulture) ?? "-";
        return isBlank ? column + BlankMark : column;
    }

    /// <summary>Whether the tokens say that the clean text of a cell is blank.</summary>
    public static bool IsBlank(string tokens, SourceColumn column) =>
        tokens.Split(' ', StringSplitOptions.RemoveEmptyEntries) is { } all
        && all.Length == Columns.Length
        && all[(int)column - 1].EndsWith(BlankMark);

    /// <summary>① and the name, as the reader cleans the cell.</summary>
    private static string ItemText(Item item) => item.Number switch
    {
        >= 1 and <= 20 => (char)('①' + item.Number - 1) + item.Name,
        > 20 and <= 35 => (char)('㉑' + item.Number - 21) + item.Name,
        > 35 and <= 50 => (char)('㊱' + item.Number - 36) + item.Name,
        _ => item.Name,
    };

    private static string PrintedText(string printed) =>
        string.IsNullOrWhiteSpace(printed) || CellText.IsDash(printed) ? printed.Trim() : CellText.Clean(printed).Text;

    /// <summary>The column of the value that a printed cell tells.</summary>
    public static TidyColumn ValueOf(SourceColumn column) => column switch
    {
        SourceColumn.Item => TidyColumns.ItemName,
        SourceColumn.Initiative => TidyColumns.InitiativeName,
        SourceColumn.Description => TidyColumns.Description,
        SourceColumn.Department => TidyColumns.Departments,
        SourceColumn.Progress => TidyColumns.Progress,
        SourceColumn.Summary => TidyColumns.Summary,
        _ => TidyColumns.Rating,
    };
}
