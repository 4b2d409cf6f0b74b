using CsvHelper;
using ReformOpenData.Data.Import;
using ReformOpenData.Data.Plans;

namespace ReformOpenData.Data.Exports;

/// <summary>
/// Writes the tidy table as CSV (RFC 4180, UTF-8 with a byte order mark, which spreadsheets need to see Japanese).
/// </summary>
public static class TidyCsv
{
    private static readonly CsvWriterOptions Options = new()
    {
        WriteByteOrderMark = true,
        Quoting = CsvQuoting.WhenNeededOrWhitespace, // A space at either end survives only in quotes with some readers.
    };

    /// <summary>
    /// Writes municipality after municipality, so that any number fits in memory. The stream stays open.
    /// </summary>
    /// <param name="columns">Those that the municipalities need; null to look through them for it first.</param>
    public static void Write(
        IEnumerable<Municipality> municipalities, Stream stream, IReadOnlyList<TidyColumn>? columns = null)
    {
        columns ??= TidyColumns.Of(municipalities);
        using var writer = CsvWriter.Create(stream, Options, leaveOpen: true);
        writer.WriteRecord([.. columns.Select(column => column.English)]);
        foreach (var municipality in municipalities)
        {
            foreach (var row in TidyRows.Of(municipality, CsvRows.MaxCellLength))
                writer.WriteRecord(TidyRows.In(columns, row));
        }
    }
}
