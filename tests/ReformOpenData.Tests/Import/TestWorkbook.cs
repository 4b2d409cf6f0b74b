using System.IO.Compression;
using System.Text;

namespace ReformOpenData.Tests.Import;

/// <summary>Workbooks as bytes, part by part, for tests that need what no library would write.</summary>
internal static class TestWorkbook
{
    public const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

    /// <summary>A table of two rows, A4:G5, with its title and header above.</summary>
    public static readonly string[][] Rows =
    [
        [PublishedTable.Metadata.Title],
        ["(1) 分類"],
        ["改革項目", "具体的取組", "内容", "所管課", "R3取組状況", "総括", "最終評価"],
        ["①項目", "取組", "内容です。", "財政課", "見直した。", "終えた。", "A"],
        ["", "", "", "納税課", "-", "終えた。", "B"],
    ];

    /// <summary>A workbook of one sheet.</summary>
    /// <param name="text">Its lines, whose cells are parted by tabs.</param>
    public static byte[] Of(string text, Func<string, string>? edit = null) =>
        Workbook(edit is null ? SheetOf(text) : edit(SheetOf(text)));

    public static string SheetOf(string text) =>
        Sheet([.. text.Split('\n').Select(line => line.Trim('\r').Split('\t'))]);

    /// <summary>Sheets with these contents; the second one, if there are three, is hidden.</summary>
    public static byte[] Workbook(params string[] sheets) => Archive(Parts(sheets));

    public static (string Name, string Text)[] Parts(params string[] sheets)
    {
        const string relationships = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        var list = string.Concat(sheets.Select((_, index) =>
            $"<sheet name=\"表{index + 1}\" sheetId=\"{index + 1}\" "
                + $"r:id=\"r{index + 1}\"{(sheets.Length == 3 && index == 1 ? " state=\"hidden\"" : "")}/>"));
        var targets = string.Concat(
            sheets.Select(
                (_, index) =>
                    $"<Relationship Id=\"r{index + 1}\" Type=\"{relationships}/worksheet\" "
                        + $"Target=\"worksheets/sheet{index + 1}.xml\"/>"));
        return
        [
            (
                "xl/workbook.xml",
                $"<workbook xmlns=\"{Main}\" xmlns:r=\"{relationships}\"><sheets>{list}</sheets></workbook>"),
            (
                "xl/_rels/workbook.xml.rels",
                "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
                    + $"{targets}</Relationships>"),
            .. sheets.Select((sheet, index) => ($"xl/worksheets/sheet{index + 1}.xml", sheet)),
        ];
    }

    public static string Sheet(string[][] rows) =>
        $"<worksheet xmlns=\"{Main}\"><sheetData>" + string.Concat(rows.Select((row, line) =>
        $"<row r=\"{line + 1}\">" + string.Concat(row.Select((cell, column) => cell.Length == 0
            ? ""
            : $"<c r=\"{(char)('A' + column)}{line + 1}\" t=\"inlineStr\"><is><t>{cell}</t></is></c>")) + "</row>"))
            + "</sheetData></worksheet>";

    public static byte[] Archive(params (string Name, string Text)[] parts)
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, text) in parts)
            {
                using var entry = archive.CreateEntry(name).Open();
                entry.Write(Encoding.UTF8.GetBytes(text));
            }
        }

        return stream.ToArray();
    }
}
