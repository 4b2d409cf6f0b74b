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
        var cells = new string[columns.Count];
        foreach (var row in rows)
        {
            for (var i = 0; i < cells.Length; i++)
                cells[i] = columns[i].Cell == TableCell.Text ? Cell(row[i].Text, body.Options) : row[i].Text;
            writer.WriteRecord(cells);
        }
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
