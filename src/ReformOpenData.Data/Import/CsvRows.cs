using System.Buffers;
using CsvHelper;

namespace ReformOpenData.Data.Import;

/// <summary>
/// Reads CSV (RFC 4180; a tab may part cells instead of a comma) row by row, each with the line on which it begins.
/// What no table holds is refused: a cell of a million characters, a row of a thousand cells, a quote that never ends.
/// </summary>
internal sealed class CsvRows(TextReader reader, char separator, string encoding = "UTF-8")
{
    /// <summary>Characters of one cell; the longest of a real table has a few thousand.</summary>
    public const int MaxCellLength = 1_000_000;

    /// <summary>Cells of one row.</summary>
    public const int MaxCells = 1_000;

    /// <summary>Bytes of one row in UTF-8, so that a row without end cannot fill the memory.</summary>
    public const int MaxRowBytes = 4 * 1024 * 1024;

    private static readonly SearchValues<char> ControlCharacters = SearchValues.Create(TextDecoding.ControlCharacters);
    private bool isOdd;
    private int line;

    /// <summary>The rows; the last one may be faulty, which <see cref="Fault"/> then says.</summary>
    public IEnumerable<(int Line, string[] Cells)> Read()
    {
        using var rows = CsvReader.Create(reader, Options(), leaveOpen: true);
        while (ReadRow(rows) is { } cells)
        {
            if (cells is not [""])
                yield return (line, cells);
            isOdd = false;
        }
    }

    /// <summary>What is wrong with the file, and where.</summary>
    public (FindingKind Kind, int Line, string Message, string Japanese)? Fault { get; private set; }

    private CsvReaderOptions Options() => new()
    {
        Separator = separator,
        HasHeader = false,
        TrackLineNumbers = true,
        MaxRecordSize = MaxRowBytes,
        OnMalformedRecord = _ => isOdd = true,
    };

    private string[]? ReadRow(CsvReader rows)
    {
        try
        {
            if (!rows.Read())
                return null;

            line = (int)rows.LineNumber;
        }
        catch (CsvFormatException fault)
        {
            Fault = (
                FindingKinds.CsvBroken,
                (int)fault.LineNumber,
                $"A row has more than {MaxRowBytes} bytes; is a quote missing?",
                $"一行が {MaxRowBytes} バイトを超えています。引用符（\"）が閉じているか確かめてください。");
            return null;
        }

        if (rows.FieldCount > MaxCells)
        {
            Fault = (
                FindingKinds.CsvBroken,
                line,
                $"A row has more than {MaxCells} cells.",
                $"一行のセルが {MaxCells} を超えています。表に関係のない列を削除してください。");
            return null;
        }

        var cells = rows.Current.ToArray();
        var cellLine = line;
        var before = 0;
        for (var index = 0; index < cells.Length && Fault is null; index++)
        {
            Fault = FaultOf(cells[index], before, cellLine)
                ?? (isOdd ? QuoteFault(rows.GetRawSpan(index), cellLine) : null);
            cellLine += cells[index].AsSpan().Count('\n');
            before += cells[index].Length + 1;
        }

        return Fault is null ? cells : null;
    }

    private (FindingKind Kind, int Line, string Message, string Japanese)? FaultOf(
        string cell, int before, int cellLine)
    {
        if (cell.Length > MaxCellLength)
            return (
                FindingKinds.CsvBroken,
                cellLine,
                $"A cell has more than {MaxCellLength} characters; is a quote missing?",
                $"一つのセルが {MaxCellLength} 字を超えています。引用符（\"）が閉じているか確かめてください。");

        var control = cell.AsSpan().IndexOfAny(ControlCharacters);
        if (control < 0)
            return null;

        var lineStart = cell.AsSpan(0, control).LastIndexOf('\n') + 1;
        var (kind, message, japanese) =
            TextDecoding.Fault(cell[control], control - lineStart + 1 + (lineStart == 0 ? before : 0), encoding);
        return (kind, cellLine + cell.AsSpan(0, control).Count('\n'), message, japanese);
    }

    /// <summary>
    /// The reader tells the first oddity of a row only, and a quote within a cell without quotes around it is none: it
    /// is a character. So in an odd row each cell that begins with a quote is looked at.
    /// </summary>
    private static (FindingKind Kind, int Line, string Message, string Japanese)? QuoteFault(
        ReadOnlySpan<byte> raw, int line)
    {
        if (!raw.StartsWith("\""u8))
            return null;

        var position = 1;
        while (raw[position..].IndexOf((byte)'"') is >= 0 and var length)
        {
            position += length + 1;
            if (position == raw.Length)
                return null;
            if (raw[position] != '"')
                return (
                    FindingKinds.CsvBroken,
                    line + raw[..position].Count((byte)'\n'),
                    "There is text after a closing quote; write a quote inside a cell twice.",
                    "閉じる引用符（\"）の後に文字があります。セルの中の引用符は二つ続けて書いてください。");
            position++;
        }

        return (
            FindingKinds.CsvBroken,
            line,
            "A cell begins with a quote that never ends.",
            "セルの初めの引用符（\"）が閉じていません。");
    }
}
