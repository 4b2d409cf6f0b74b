using ReformOpenData.Data.Plans;

namespace ReformOpenData.Data.Exports;

/// <summary>How printed cells stand in the tidy table.</summary>
internal static class TidyCells
{
    /// <summary>The order of the tokens in the column of cells: a printed column, “-” for a cell without one, “.” for no cell.</summary>
    public static SourceColumn[] Columns { get; } = Enum.GetValues<SourceColumn>();

    /// <summary>
    /// The column that holds a cell as printed, the one that holds its clean text where that differs from the current value (none
    /// where the text follows from the print), and that current value.
    /// </summary>
    public static (TidyColumn Source, TidyColumn? Text, string Current) Of(
        SourceColumn column,
        Item item,
        Initiative initiative,
        string departments) => column switch
        {
            SourceColumn.Item => (TidyColumns.ItemSource, TidyColumns.ItemText, ItemText(item)),
            SourceColumn.Initiative => (TidyColumns.InitiativeSource, TidyColumns.InitiativeText, initiative.Name),
            SourceColumn.Description => (TidyColumns.DescriptionSource, TidyColumns.DescriptionText, initiative.Description ?? ""),
            SourceColumn.Department => (TidyColumns.DepartmentSource, TidyColumns.DepartmentText, departments),
            SourceColumn.Progress => (TidyColumns.ProgressSource, null, ""),
            SourceColumn.Summary => (TidyColumns.SummarySource, null, ""),
            _ => (TidyColumns.RatingSource, null, ""),
        };

    /// <summary>① and the name, as the reader cleans the cell.</summary>
    public static string ItemText(Item item) => item.Number switch
    {
        >= 1 and <= 20 => (char)('①' + item.Number - 1) + item.Name,
        > 20 and <= 35 => (char)('㉑' + item.Number - 21) + item.Name,
        > 35 and <= 50 => (char)('㊱' + item.Number - 36) + item.Name,
        _ => item.Name,
    };

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
