using System.Buffers;
using System.Text;
using ReformOpenData.Data.Plans;

namespace ReformOpenData.Data.Exports;

/// <summary>Writes the tidy table as CSV (RFC 4180, UTF-8 with a byte order mark, which spreadsheets need to see Japanese).</summary>
public static class TidyCsv
{
    private static readonly SearchValues<char> Special = SearchValues.Create("\",\r\n");

    /// <summary>Writes municipality after municipality, so that any number fits in memory. The stream stays open.</summary>
    public static void Write(IEnumerable<Municipality> municipalities, Stream stream)
    {
        using var writer = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), 65536, leaveOpen: true);
        WriteRow(writer, [.. TidyColumns.All.Select(column => column.English)]);
        foreach (var municipality in municipalities)
        {
            foreach (var row in TidyRows.Of(municipality))
                WriteRow(writer, row);
        }
    }

    private static void WriteRow(StreamWriter writer, string[] row)
    {
        for (var index = 0; index < row.Length; index++)
        {
            if (index > 0)
                writer.Write(',');
            WriteCell(writer, FormulaGuard.Protect(row[index]));
        }

        writer.Write("\r\n");
    }

    private static void WriteCell(StreamWriter writer, string cell)
    {
        // A space at either end survives only in quotes with some readers.
        if (!cell.AsSpan().ContainsAny(Special) && (cell.Length == 0 || (cell[0] != ' ' && cell[^1] != ' ')))
        {
            writer.Write(cell);
            return;
        }

        writer.Write('"');
        writer.Write(cell.Replace("\"", "\"\"", StringComparison.Ordinal));
        writer.Write('"');
    }
}
