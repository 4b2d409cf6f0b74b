using ReformOpenData.Data.Exports;
using ReformOpenData.Server.Answers;

namespace ReformOpenData.Server.Representations;

/// <summary>
/// A workbook of three sheets: データ with the rows, 項目定義 with what each column means, 出典・利用条件 with where they come
/// from. A workbook is made whole before its first byte is known.
/// </summary>
internal sealed class Xlsx : TableFormat
{
    private static readonly string[] Definition = ["name", "項目名", "型", "単位", "説明", "description"];

    public override string Name => "xlsx";

    public override string ContentType => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /// <summary>A workbook is compressed already.</summary>
    public override bool IsCompressible => false;

    public override bool IsStreamed => false;

    public override void WriteHead(Stream to, TableBody body, TableFacts facts)
    {
    }

    /// <summary>All rows, once.</summary>
    public override void WriteRows(Stream to, TableBody body, IReadOnlyList<TableValue[]> rows, bool isFirst) =>
        Write(to, body, rows);

    /// <summary>Writes the workbook while its rows come.</summary>
    /// <exception cref="InvalidDataException">There are more rows, or longer texts, than a sheet can hold.</exception>
    public static void Write(Stream to, TableBody body, IEnumerable<TableValue[]> rows)
    {
        var columns = body.Table.Columns;
        SheetCell[] kinds = [.. columns.Select(column => column.Cell switch
        {
            TableCell.Number => SheetCell.Number,
            TableCell.Boolean => SheetCell.Boolean,
            _ => SheetCell.Text,
        })];
        using var writer = new XlsxWriter(to);
        writer.AddSheet(
            "データ",
            rows.Select(row => Array.ConvertAll(row, value => value.Text))
                .Prepend([.. columns.Select(body.Options.HeadingOf)]),
            kinds);
        writer.AddSheet("項目定義", columns.Select(Define).Prepend(Definition));
        writer.AddSheet("出典・利用条件", body.Sources.Select(line => new[] { line }));
    }

    private static string[] Define(TableColumn column)
    {
        var description = column.Description?.Split('\n') ?? [];
        return
        [
            column.Name,
            column.Japanese ?? "",
            column.Cell switch { TableCell.Number => "数値", TableCell.Boolean => "真偽", _ => "文字列" },
            column.Name.EndsWith("fiscal_year", StringComparison.Ordinal) ? "年度（西暦）" : "なし",
            description.Length > 1 ? description[1] : "",
            description.Length > 0 ? description[0] : "",
        ];
    }
}
