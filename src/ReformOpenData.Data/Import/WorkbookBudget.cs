namespace ReformOpenData.Data.Import;

/// <summary>
/// Counts what is kept of a workbook, so that none fills the memory: a table of one city has a few thousand cells.
/// </summary>
internal sealed class WorkbookBudget
{
    public const int MaxCells = 2_000_000;
    public const int MaxCharacters = 32 * 1024 * 1024;

    /// <summary>Of all rows, with the blank cells between others.</summary>
    public const int MaxPlaces = 5_000_000;

    /// <summary>Rows that hold anything, of all sheets.</summary>
    public const int MaxRows = 500_000;

    private int cells;
    private int rows;
    private long characters;
    private long places;

    /// <summary>Counts a text that is kept.</summary>
    public void Keep(string text)
    {
        characters += text.Length;
        if (characters > MaxCharacters)
            throw TooLarge($"{MaxCharacters / (1024 * 1024)} million characters", "文字");
    }

    public void KeepRow()
    {
        if (++rows > MaxRows)
            throw TooLarge("500,000 filled rows", "行");
    }

    public void KeepCell()
    {
        if (++cells > MaxCells)
            throw TooLarge($"{MaxCells / 1_000_000} million filled cells", "セル");
    }

    /// <summary>Counts cells that are gone through or made.</summary>
    public void Visit(long count)
    {
        places += count;
        if (places > MaxPlaces)
            throw TooLarge($"{MaxPlaces / 1_000_000} million cells, blank ones between others counted", "セル（間の空白を含む）");
    }

    private static WorkbookFaultException TooLarge(string what, string japanese) => new(
        FindingKinds.FileTooLarge,
        $"The workbook has more than {what}, which no table needs; delete the rows and columns around the table.",
        $"ブックの{japanese}が多すぎます。表のまわりの行と列を削除してください。");
}
