using System.IO.Compression;
using System.Text;
using ReformOpenData.Data.Import;
using static ReformOpenData.Tests.Import.TestWorkbook;

namespace ReformOpenData.Tests.Import;

/// <summary>Workbooks as people and other programs make them, and as nobody should.</summary>
public sealed class BadWorkbookTests
{
    private static readonly Dictionary<string, (Func<byte[]> Bytes, string Code, string Place)> Cases = new()
    {
        ["an archive that is no workbook"] = (() => Archive(("readme.txt", "hello")), "WORKBOOK_BROKEN", ""),
        ["a workbook cut off"] = (() => Workbook(Sheet(Rows))[..^200], "WORKBOOK_BROKEN", ""),
        ["a sheet that is missing"] = (() => Archive(Parts(Sheet(Rows))[..^1]), "WORKBOOK_BROKEN", ""),
        ["a sheet that is no XML"] = (() => Workbook("<worksheet><sheetData>"), "WORKBOOK_BROKEN", ""),
        ["a document type"] = (
            () => Workbook("<!DOCTYPE x [<!ENTITY y SYSTEM \"file:///etc/passwd\">]><worksheet>&y;</worksheet>"),
            "WORKBOOK_BROKEN",
            ""),
        ["a text that is nowhere"] = (
            () => Workbook(
                Sheet(Rows).Replace(
                    "<c r=\"G4\" t=\"inlineStr\"><is><t>A</t></is></c>",
                    "<c r=\"G4\" t=\"s\"><v>99</v></c>",
                    StringComparison.Ordinal)),
            "WORKBOOK_BROKEN",
            "page 1, column 7, line 4"),
        ["a formula"] = (
            () => Workbook(
                Sheet(Rows).Replace(
                    "<c r=\"G4\" t=\"inlineStr\"><is><t>A</t></is></c>",
                    "<c r=\"G4\" t=\"str\"><f>IF(1,\"A\",\"B\")</f><v>A</v></c>",
                    StringComparison.Ordinal)),
            "SHEET_FORMULA",
            "page 1, column 7, line 4"),
        ["an error of the spreadsheet"] = (
            () => Workbook(
                Sheet(Rows).Replace(
                    "<c r=\"G4\" t=\"inlineStr\"><is><t>A</t></is></c>",
                    "<c r=\"G4\" t=\"e\"><v>#REF!</v></c>",
                    StringComparison.Ordinal)),
            "VALUE_INVALID",
            "page 1, column 7, line 4"),
        ["a control character"] = (
            () => Workbook(Sheet(Rows).Replace("内容です。", "内容_x0007_です。", StringComparison.Ordinal)),
            "FILE_BINARY",
            "page 1, column 3, line 4"),
        ["too many columns"] = (
            () => Workbook(Sheet(Rows).Replace("r=\"G4\"", "r=\"XFD4\"", StringComparison.Ordinal)),
            "FILE_TOO_LARGE",
            ""),
        ["a bomb"] = (Bomb, "FILE_TOO_LARGE", ""),
        ["a workbook without rows"] = (() => Workbook(Sheet([])), "FILE_EMPTY", ""),
        ["a sheet of another kind"] = (
            () => Workbook(Sheet([["月", "日"], ["4", "1"]])), "HEADER_MISSING", "page 1, row 1, line 1"),
        ["an unknown grade"] = (
            () => Workbook(Sheet(Rows).Replace("<t>B</t>", "<t>Z</t>", StringComparison.Ordinal)),
            "GRADE_UNKNOWN",
            "page 1, row 2, column 7, line 5"),
        ["a sheet that disagrees with the data"] = (
            () => Exported(sheet => sheet.Replace("財政マネジメント", "財政の運営", StringComparison.Ordinal)),
            "SHEET_DIFFERS",
            "page 2, column 1, line 2"),
    };

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Bad_input_is_an_error_with_its_place(string name)
    {
        var (bytes, code, place) = Cases[name];
        var result = DocumentReader.Read(new MemoryStream(bytes()), "table.xlsx", PublishedTable.AnyBytes);
        Assert.True(result.HasErrors);
        Assert.Null(result.Municipality);
        var error = result.Findings.First(finding => finding.Severity == Data.Plans.FindingSeverity.Error);
        Assert.Equal((code, place), (error.Code, BadTableTests.Place(error)));
    }

    [Fact]
    public void What_bad_input_is_told() => Snapshots.Match(Told(finding => finding.Message));

    /// <summary>What several causes have in common says little of one of them.</summary>
    [Fact]
    public void What_bad_input_is_told_in_Japanese() => Snapshots.Match(Told(finding => finding.InJapanese()));

    private static string Told(Func<Data.Plans.Finding, string> words) => string.Join(
        '\n',
        Cases.Where(one => one.Key is not ("a bomb" or "a workbook cut off")).Select(one =>
            $"{one.Key}: " + words(
                DocumentReader.Read(new MemoryStream(one.Value.Bytes()), "table.xlsx", PublishedTable.AnyBytes).Findings
                    .First(finding => finding.Severity == Data.Plans.FindingSeverity.Error))));

    [Fact]
    public void Text_boxes_are_told_and_not_quoted()
    {
        const string relationships = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        var bytes = Archive(
        [
            .. Parts(Sheet(Rows)),
            (
                "xl/worksheets/_rels/sheet1.xml.rels",
                "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
                    + $"<Relationship Id=\"d\" Type=\"{relationships}/drawing\" Target=\"../drawings/drawing1.xml\"/>"
                    + "</Relationships>"),
            (
                "xl/drawings/drawing1.xml",
                "<xdr:wsDr xmlns:xdr=\"x\" xmlns:a=\"a\"><xdr:sp><a:t>取組状況の</a:t><a:t>続き</a:t></xdr:sp>"
                    + "<xdr:sp><a:t> </a:t></xdr:sp><xdr:grpSp><xdr:sp><a:t>注意</a:t></xdr:sp></xdr:grpSp></xdr:wsDr>"),
        ]);
        var result = DocumentReader.Read(new MemoryStream(bytes), "table.xlsx", PublishedTable.AnyBytes);
        var finding = Assert.Single(result.Findings);
        Assert.Equal(
            (
                "SHEET_TEXT_BOXES",
                "Text boxes of the sheet “表1” are not read: 2. Type what belongs to the table into its cells."),
            (finding.Code, finding.Message));
        Assert.NotNull(result.Municipality);
    }

    [Fact]
    public void A_table_in_one_sheet_is_read()
    {
        var result = DocumentReader.Read(
            new MemoryStream(Workbook(Sheet(Rows))), "table.xlsx", PublishedTable.AnyBytes);
        Assert.Equal([], result.Findings);
        Assert.Equal(
            ["財政課 A", "納税課 B"],
            PublishedTable.Rows(result.Municipality!).Select(
                row => $"{row.Row.Ratings[0].Departments[0]} {row.Row.Ratings[0].Printed}"));
    }

    [Fact]
    public void Merged_cells_margins_readings_runs_and_shared_texts_are_what_people_see()
    {
        var shifted = Rows.Select(row => row.Prepend("").ToArray()).Prepend([]).Prepend([]);
        var sheet = Sheet([.. shifted])
            .Replace(
                "<c r=\"B6\" t=\"inlineStr\"><is><t>①項目</t></is></c>",
                "<c r=\"B6\" t=\"s\"><v>0</v></c>",
                StringComparison.Ordinal)
            .Replace(
                "</sheetData>",
                "</sheetData><mergeCells><mergeCell ref=\"B6:B7\"/><mergeCell ref=\"C6:C7\"/><mergeCell "
                    + "ref=\"B3:H3\"/></mergeCells>",
                StringComparison.Ordinal);
        const string shared =
            $"<sst xmlns=\"{Main}\"><si><r><t>①</t></r><r><t>項目</t></r><rPh sb=\"0\" "
                + $"eb=\"2\"><t>コウモク</t></rPh></si></sst>";
        var bytes = Archive([.. Parts(sheet), ("xl/sharedStrings.xml", shared)]);
        var result = DocumentReader.Read(new MemoryStream(bytes), "table.xlsx", PublishedTable.AnyBytes);
        Assert.Equal([], result.Findings);
        var rows = PublishedTable.Rows(result.Municipality!).ToList();
        Assert.Equal(
            ["項目 取組 財政課", "項目 取組 納税課"],
            rows.Select(row => $"{row.Item.Name} {row.Initiative.Name} {row.Row.Responsibilities[0].Department}"));
        Assert.Equal((1, 2, 7), (rows[1].Row.Location.Page, rows[1].Row.Location.Row, rows[1].Row.Location.Line));
    }

    [Fact]
    public void Each_visible_sheet_is_a_page()
    {
        string[][] second = [Rows[0], ["(2) 次の分類"], Rows[2], Rows[3]];
        var result = DocumentReader.Read(
            new MemoryStream(Workbook(Sheet(Rows), Sheet([["覚え書き"]]), Sheet(second))),
            "table.xlsx",
            PublishedTable.AnyBytes);
        Assert.Equal(
            ["Hidden sheets are not read: 1. Nothing of them is published."],
            result.Findings.Select(finding => finding.Message));
        Assert.Equal(
            [(1, 1), (1, 2), (2, 1)],
            PublishedTable.Rows(result.Municipality!).Select(row => (row.Row.Location.Page, row.Row.Location.Row)));
    }

    /// <summary>A few hundred kilobytes that unpack to more than a quarter of a gigabyte.</summary>
    private static byte[] Bomb()
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, text) in Parts("")[..^1])
            {
                using var part = archive.CreateEntry(name).Open();
                part.Write(Encoding.UTF8.GetBytes(text));
            }

            using var sheet = archive.CreateEntry("xl/worksheets/sheet1.xml", CompressionLevel.Fastest).Open();
            sheet.Write(Encoding.UTF8.GetBytes($"<worksheet xmlns=\"{Main}\"><sheetData><!--"));
            var spaces = Encoding.ASCII.GetBytes(new string(' ', 1024 * 1024));
            for (var written = 0; written <= XlsxReader.MaxUnpackedBytes / spaces.Length; written++)
                sheet.Write(spaces);
        }

        return stream.ToArray();
    }

    private static byte[] Exported(Func<string, string> editSheet)
    {
        using var stream = new MemoryStream();
        Data.Exports.Workbook.Write([PublishedTable.Municipality], stream);
        using var archive = new ZipArchive(stream, ZipArchiveMode.Update, leaveOpen: true);
        var entry = archive.GetEntry("xl/worksheets/sheet2.xml")!;
        using (var part = entry.Open())
        {
            using var reader = new StreamReader(part, leaveOpen: true);
            var edited = Encoding.UTF8.GetBytes(editSheet(reader.ReadToEnd()));
            part.SetLength(0);
            part.Write(edited);
        }

        archive.Dispose();
        return stream.ToArray();
    }
}
