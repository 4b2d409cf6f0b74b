using System.Globalization;

namespace ReformOpenData.Data.Import;

/// <summary>Why a cell, row or column of a sheet cannot be published as it is.</summary>
internal enum SheetCause
{
    HiddenRow,
    HiddenColumn,
    StruckOut,
    NotSeen,
    Covered,
    Formula,
    SpreadsheetError,
    UnknownDisplay,
    TooLong,
    ControlCharacter,
    TextMissing,
}

/// <summary>A fault of a sheet, with the place where it is met first.</summary>
internal sealed record SheetFault(FindingKind Kind, Place Place, string Message, string Japanese, string? Read);

/// <summary>
/// The name of a sheet, and the blank columns before its table, so that a finding names cells as a spreadsheet does.
/// </summary>
internal sealed record SheetOrigin(string Name, int Margin)
{
    /// <summary>
    /// 表1!F7, for the column and line of a place that counts without the margin; of a whole line, its first cell.
    /// </summary>
    public string? CellOf(Place place) => place.Line is { } line
        ? Prefix(Name) + CellName((place.Column ?? 1) + Margin, line)
        : null;

    /// <summary>
    /// 表1! before the name of a cell, as formulas write it: in quotes where a name is more than letters and digits.
    /// </summary>
    public static string Prefix(string sheet) => sheet.Length > 0
        && !char.IsAsciiDigit(sheet[0])
        && sheet.All(character => char.IsLetterOrDigit(character) || character == '_')
        ? sheet + "!"
        : $"'{sheet.Replace("'", "''", StringComparison.Ordinal)}'!";

    /// <summary>F7 for column 6 of row 7.</summary>
    public static string CellName(int column, int row) =>
        ColumnName(column) + row.ToString(CultureInfo.InvariantCulture);

    /// <summary>A for 1, Z for 26, AA for 27.</summary>
    public static string ColumnName(int column) =>
        (column > 26 ? ColumnName((column - 1) / 26) : "") + (char)('A' + ((column - 1) % 26));
}

/// <summary>What is wrong in a sheet: one fault for each cause, with the first of the places where it is met.</summary>
internal sealed class SheetFaults(string sheetName, int sheet)
{
    private const int MaxPlaces = 20;
    private readonly SortedDictionary<SheetCause, Met> causes = [];

    /// <param name="column">From 1.</param>
    /// <param name="read">What the cell holds.</param>
    public void Add(SheetCause cause, int column, int row, string read)
    {
        var place = cause switch
        {
            SheetCause.HiddenRow => row.ToString(CultureInfo.InvariantCulture),
            SheetCause.HiddenColumn => SheetOrigin.ColumnName(column),
            _ => SheetOrigin.CellName(column, row),
        };
        if (!causes.TryGetValue(cause, out var met))
            causes.Add(cause, met = new Met(new Place(sheet, null, column, row), read));
        met.Add(place);
    }

    public IEnumerable<SheetFault> All => causes.Select(cause => new SheetFault(
        Kind(cause.Key),
        cause.Value.First,
        Message(cause.Key, cause.Value),
        $"{Places(cause.Key, cause.Value)}: {Japanese(cause.Key, cause.Value)}",
        cause.Value.Read));

    /// <summary>表1!F7, G9; of rows and columns in words, for a message in Japanese.</summary>
    private string Places(SheetCause cause, Met met) => SheetOrigin.Prefix(Excerpts.Of(sheetName, 60)) + met.List
        + cause switch { SheetCause.HiddenRow => " 行目", SheetCause.HiddenColumn => " 列", _ => "" };

    private string Message(SheetCause cause, Met met)
    {
        var places = cause is SheetCause.HiddenRow or SheetCause.HiddenColumn ? met.List : Places(cause, met);
        var name = $"the sheet “{Excerpts.Of(sheetName, 60)}”";
        return cause switch
        {
            SheetCause.HiddenRow =>
                $"Rows of {name} are hidden or filtered out, but hold something: {places}. Unhide them (clear the "
                    + "filter), or delete them.",
            SheetCause.HiddenColumn =>
                $"Columns of {name} are hidden, but hold something: {places}. Unhide them, or delete them.",
            SheetCause.StruckOut =>
                $"Cells of {name} hold text that is struck out: {places}. Delete that text, or take the line through "
                    + "it away.",
            SheetCause.NotSeen =>
                $"Cells of {name} hold something that nobody sees (letters in the colour of the paper, letters of size "
                + $"1, or a format that shows nothing): {places}. Make it visible, or delete it.",
            SheetCause.Covered =>
                $"Cells of {name} hold something, but lie under a merged cell: {places}. Unmerge the cells, and delete "
                    + "what is not meant.",
            SheetCause.Formula =>
                $"Cells of {name} are formulas: {places}. Replace them by their values (copy, then paste values only).",
            SheetCause.SpreadsheetError =>
                $"Cells of {name} hold an error of the spreadsheet, such as {Excerpts.Of(met.Read, 20)}: {places}. "
                    + "Type what is meant.",
            SheetCause.UnknownDisplay =>
                $"What cells of {name} show is not certain, because of their number format: {places}. "
                + "Format them as text, and type what is to be published.",
            SheetCause.TooLong => TextLimits.Sentence($"Cells of {name}", places),
            SheetCause.ControlCharacter =>
                $"Cells of {name} hold a control character ({TextLimits.NameOfControl(met.Read)}): {places}. Delete "
                    + "it; it cannot be seen.",
            _ => $"Cells of {name} name a text that is not in the workbook: {places}. Save the workbook anew with a "
                + "spreadsheet program.",
        };
    }

    /// <summary>What several causes of one kind have in common would say little.</summary>
    private static string Japanese(SheetCause cause, Met met) => cause switch
    {
        SheetCause.Covered => "結合したセルの下に、見えない内容があります。結合を解除して、要らないものを削除してください。",
        SheetCause.SpreadsheetError =>
            $"表計算ソフトのエラー（{Excerpts.Of(met.Read, 20)}）があります。公表する内容を入力してください。",
        SheetCause.ControlCharacter =>
            $"見えない制御文字（{TextLimits.NameOfControl(met.Read)}）があります。削除してください。",
        SheetCause.TextMissing => "セルの文字がブックにありません。表計算ソフトで開き、保存し直してください。",
        _ => Kind(cause).Japanese,
    };

    private static FindingKind Kind(SheetCause cause) => cause switch
    {
        SheetCause.HiddenRow => FindingKinds.SheetHiddenRows,
        SheetCause.HiddenColumn => FindingKinds.SheetHiddenColumns,
        SheetCause.StruckOut => FindingKinds.SheetStruckOut,
        SheetCause.NotSeen or SheetCause.Covered => FindingKinds.SheetNotSeen,
        SheetCause.Formula => FindingKinds.SheetFormula,
        SheetCause.SpreadsheetError => FindingKinds.ValueInvalid,
        SheetCause.UnknownDisplay => FindingKinds.SheetDisplayUnknown,
        SheetCause.TooLong => FindingKinds.TextTooLong,
        SheetCause.ControlCharacter => FindingKinds.FileBinary,
        _ => FindingKinds.WorkbookBroken,
    };

    /// <summary>The places of one cause; a row or column is named once.</summary>
    private sealed class Met(Place first, string read)
    {
        private readonly List<string> places = [];
        private int count;
        private string last = "";

        public Place First => first;

        public string Read => read;

        public string List => Excerpts.List(places, count);

        public void Add(string place)
        {
            if (place == last || places.Contains(place))
                return;
            last = place;
            count++;
            if (places.Count < MaxPlaces)
                places.Add(place);
        }
    }
}
