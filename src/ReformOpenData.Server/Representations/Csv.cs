using System.Text.RegularExpressions;
using CsvHelper;
using ReformOpenData.Data.Exports;
using ReformOpenData.Server.Answers;

namespace ReformOpenData.Server.Representations;

/// <summary>
/// CSV (RFC 4180, UTF-8). As it comes, it is for people: with a byte order mark, each row on one line, and no text that
/// a spreadsheet takes for a formula.
/// </summary>
internal sealed partial class Csv : TableFormat
{
    private static readonly CsvWriterOptions Rows = new()
    {
        Quoting = CsvQuoting.WhenNeededOrWhitespace, // A space at either end survives only in quotes with some readers.
    };

    private static readonly CsvWriterOptions Marked = Rows with { WriteByteOrderMark = true };

    public override string Name => "csv";

    public override string ContentType => "text/csv; charset=utf-8; header=present";

    public override void WriteHead(Stream to, TableBody body, TableFacts facts)
    {
        using var writer = CsvWriter.Create(to, body.Options.HasByteOrderMark ? Marked : Rows, leaveOpen: true);
        writer.WriteRecord([.. body.Table.Columns.Select(body.Options.HeadingOf)]);
    }

    public override void WriteRows(Stream to, TableBody body, IReadOnlyList<TableValue[]> rows, bool isFirst)
    {
        using var writer = CsvWriter.Create(to, Rows, leaveOpen: true);
        var columns = body.Table.Columns;
        foreach (var row in rows)
        {
            for (var i = 0; i < row.Length; i++)
                WriteCell(writer, row[i], columns[i].Cell == TableCell.Text, body.Options);
            writer.EndRecord();
        }
    }

    /// <summary>
    /// Most cells are written as the bytes that they are in the answer; the others become text first.
    /// </summary>
    private static void WriteCell(CsvWriter writer, TableValue value, bool isText, TableOptions options)
    {
        if (value.TryGetUtf8(out var utf8) && (!isText || IsPlain(utf8, options)))
            writer.WriteField(utf8);
        else
            writer.WriteField(isText ? Cell(value.Text, options) : value.Text);
    }

    /// <summary>Whether a text of an answer, in which no sign is escaped, is its cell.</summary>
    private static bool IsPlain(ReadOnlySpan<byte> utf8, TableOptions options)
    {
        if (options.IsGuarded && FormulaGuard.NeedsGuard(utf8))
            return false;
        // Breaks of ASCII are escaped in JSON: these are the others. The first byte of each is rare.
        for (int at; !options.KeepsBreaks && (at = utf8.IndexOfAny((byte)0xC2, (byte)0xE2)) >= 0; utf8 = utf8[1..])
        {
            utf8 = utf8[at..];
            if (utf8.StartsWith("\u0085"u8) || utf8.StartsWith("\u2028"u8) || utf8.StartsWith("\u2029"u8))
                return false;
        }

        return true;
    }

    /// <summary>A text as it stands in its cell.</summary>
    public static string Cell(string text, TableOptions options)
    {
        if (!options.KeepsBreaks)
            text = Breaks().Replace(text, " ");
        return options.IsGuarded ? FormulaGuard.Protect(text) : text;
    }

    [GeneratedRegex("[\n\v\f\r\u0085\u2028\u2029]+", RegexOptions.None, 1000)]
    private static partial Regex Breaks();
}
