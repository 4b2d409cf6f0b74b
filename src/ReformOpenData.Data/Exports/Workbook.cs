using ReformOpenData.Data.Plans;

namespace ReformOpenData.Data.Exports;

/// <summary>
/// Writes XLSX: a sheet for each document in the layout of the published table, for people, and the sheet データ, which
/// holds the tidy table and is what an import reads, as is the sheet 指標 of measures where there are any. An import
/// refuses a workbook whose sheets disagree.
/// </summary>
public static class Workbook
{
    /// <summary>The sheet of the tidy table.</summary>
    public const string DataSheet = "データ";

    /// <summary>Beyond so many documents nobody turns sheets: only the tidy table is written.</summary>
    public const int MaxLayoutSheets = 100;

    /// <summary>The stream stays open.</summary>
    /// <param name="columns">Those that the municipalities need; null to look through them for it first.</param>
    public static void Write(
        IEnumerable<Municipality> municipalities, Stream stream, IReadOnlyList<TidyColumn>? columns = null)
    {
        columns ??= TidyColumns.Of(municipalities);
        using var writer = new XlsxWriter(stream);
        var layouts = new List<PrintedSheet>();
        var measures = new List<string[]>();
        writer.AddSheet(DataSheet, Data());
        if (measures.Count > 0)
            writer.AddSheet(MeasureColumns.Sheet, measures.Prepend(MeasureColumns.Headings(columns)));
        foreach (var sheet in layouts)
            writer.AddSheet(sheet.Name, sheet.Lines.Select(line => line.Cells));

        // The municipalities are gone through once: their layouts are kept while the data is written, unless they are
        // too many.
        IEnumerable<IReadOnlyList<string>> Data()
        {
            var isTooMany = false;
            yield return [.. columns.Select(column => column.English)];
            foreach (var municipality in municipalities)
            {
                if (!isTooMany)
                    layouts.AddRange(PrintedLayout.Of(municipality));
                if (layouts.Count > MaxLayoutSheets)
                {
                    isTooMany = true;
                    layouts.Clear();
                }

                measures.AddRange(MeasureColumns.Rows(municipality, columns));
                foreach (var row in TidyRows.Of(municipality, XlsxWriter.MaxCellLength))
                    yield return TidyRows.In(columns, row);
            }
        }
    }
}
