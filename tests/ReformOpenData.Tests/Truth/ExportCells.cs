using System.Text;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using ReformOpenData.Data.Exports;
using ReformOpenData.Data.Plans;

namespace ReformOpenData.Tests.Truth;

/// <summary>
/// The cells of an export as others read them: CSV by the rules of RFC 4180, workbooks by the SDK of Office. The
/// apostrophe that schema/formats/tidy.md puts before what looks like a formula is taken away; nothing else is.
/// </summary>
internal static class ExportCells
{
    /// <summary>The header, then the rows.</summary>
    public static List<string[]> Csv(IEnumerable<Municipality> municipalities)
    {
        using var stream = new MemoryStream();
        TidyCsv.Write(municipalities, stream);
        return Parse(Encoding.UTF8.GetString(stream.GetBuffer(), 3, (int)stream.Length - 3));
    }

    public static List<string[]> Xlsx(IEnumerable<Municipality> municipalities)
    {
        using var stream = new MemoryStream();
        Data.Exports.Workbook.Write(municipalities, stream);
        using var document = SpreadsheetDocument.Open(stream, isEditable: false);
        var sheets = document.WorkbookPart!;
        var sheet = sheets.Workbook.Descendants<Sheet>().Single(one => one.Name == Data.Exports.Workbook.DataSheet);
        var rows = ((WorksheetPart)sheets.GetPartById(sheet.Id!)).Worksheet.Descendants<Row>();
        var width = 0;
        return [.. rows.Select(row =>
        {
            var cells = row.Elements<Cell>()
                .ToDictionary(cell => Column(cell.CellReference!), cell => Unescape(cell.InlineString!.Text!.Text));
            width = Math.Max(width, cells.Keys.Max() + 1);
            return Enumerable.Range(0, width).Select(index => Unguarded(cells.GetValueOrDefault(index, ""))).ToArray();
        })];
    }

    public static byte[] Write(IEnumerable<string[]> rows) =>
        Encoding.UTF8.GetBytes(string.Join("\r\n", rows.Select(row => string.Join(
        ',',
        row.Select(
            cell => "\"" + FormulaGuard.Protect(cell).Replace("\"", "\"\"", StringComparison.Ordinal) + "\"")))));

    private static List<string[]> Parse(string csv)
    {
        var rows = new List<string[]>();
        var cells = new List<string>();
        var cell = new StringBuilder();
        for (var index = 0; index < csv.Length; index++)
        {
            if (csv[index] == '"')
            {
                for (index++; csv[index] != '"' || (index + 1 < csv.Length && csv[index + 1] == '"'); index++)
                    cell.Append(csv[csv[index] == '"' ? ++index : index]);
            }
            else if (csv[index] == ',')
            {
                EndCell();
            }
            else if (csv[index] is '\n')
            {
                EndCell();
                rows.Add([.. cells]);
                cells.Clear();
            }
            else if (csv[index] != '\r')
            {
                cell.Append(csv[index]);
            }
        }

        return rows;

        void EndCell()
        {
            cells.Add(Unguarded(cell.ToString()));
            cell.Clear();
        }
    }

    private static string Unguarded(string cell) => cell.StartsWith('\'') ? cell[1..] : cell;

    private static int Column(string reference) =>
        reference.TakeWhile(char.IsAsciiLetter).Aggregate(0, (index, letter) => (index * 26) + letter - 'A' + 1) - 1;

    private static string Unescape(string text)
    {
        for (var index = 0; (index = text.IndexOf("_x", index, StringComparison.Ordinal)) >= 0; index++)
        {
            if (index + 6 < text.Length
                && text[index + 6] == '_' && Convert.ToInt32(text.Substring(index + 2, 4), 16) is var code)
                text = text[..index] + (char)code + text[(index + 7)..];
        }

        return text;
    }
}
