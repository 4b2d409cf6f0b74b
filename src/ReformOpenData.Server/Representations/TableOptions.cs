namespace ReformOpenData.Server.Representations;

/// <summary>How a table is written.</summary>
internal sealed record TableOptions
{
    public static TableOptions Default { get; } = new();

    /// <summary>CSV: begin with a byte order mark, which spreadsheets need to see Japanese.</summary>
    public bool HasByteOrderMark { get; init; } = true;

    /// <summary>CSV: write the line breaks of a text as they are, and not as one space.</summary>
    public bool KeepsBreaks { get; init; }

    /// <summary>CSV: write a text that a spreadsheet would take for a formula with an apostrophe before it.</summary>
    public bool IsGuarded { get; init; } = true;

    /// <summary>CSV and XLSX: the headings are the Japanese ones.</summary>
    public bool HasJapaneseHeadings { get; init; }

    /// <summary>The heading of a column.</summary>
    public string HeadingOf(TableColumn column) => HasJapaneseHeadings ? column.Japanese ?? column.Name : column.Name;
}
