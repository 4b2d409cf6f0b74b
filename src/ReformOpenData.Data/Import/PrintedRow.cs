namespace ReformOpenData.Data.Import;

/// <summary>A row of the table with the category it stands under, before anything of it is understood.</summary>
/// <param name="Cells">As printed, in the columns as printed.</param>
/// <param name="Headings">The meaning of the columns on this page.</param>
/// <param name="IsAfterLoss">Whether rows above it could not be read, so that what it continues may be among
/// them.</param>
internal sealed record PrintedRow(
    int Page,
    int Row,
    int Line,
    int CategoryNumber,
    string CategoryName,
    ColumnHeadings Headings,
    IReadOnlyList<string> Cells,
    bool IsAfterLoss)
{
    /// <summary>The number of the category as printed, where it is not simply that.</summary>
    public string? CategoryPrinted { get; init; }
}
