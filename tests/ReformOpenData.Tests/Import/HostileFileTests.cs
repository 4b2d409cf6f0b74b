using System.IO.Compression;
using System.Text;
using ReformOpenData.Data.Import;
using static ReformOpenData.Tests.Import.TestWorkbook;

namespace ReformOpenData.Tests.Import;

/// <summary>Files that are made to fill a memory: each is refused by one sentence of ours, after reading a bounded part
/// of it.</summary>
public sealed class HostileFileTests
{
    /// <summary>What the thread that reads may allocate in all, most of which is garbage at once.</summary>
    private const long MaxAllocated = 1_000L * 1024 * 1024;

    private const string Sheet1 = "xl/worksheets/sheet1.xml";
    private const string Start = $"<worksheet xmlns=\"{Main}\"><sheetData>";
    private static readonly string Million = new('a', 1_000_000);

    private static readonly Dictionary<string, (Func<byte[]> Bytes, string Code, string Message)> Cases = new()
    {
        ["millions of rows of one far cell"] = (
            () => Bomb(
                Sheet1,
                Start,
                index => $"<row r=\"{index + 1}\"><c r=\"ALL{index + 1}\"><v>1</v></c></row>",
                300_000,
                "<row><c r=\"A1\"><v>1</v></c></row></sheetData></worksheet>"),
            "FILE_TOO_LARGE",
            "The workbook has more than 5 million cells, blank ones between others counted, which no table needs; "
                + "delete the rows and columns around the table."),
        ["millions of filled cells"] = (
            () => Bomb(
                Sheet1,
                Start,
                index => $"<row r=\"{index + 1}\">{string.Concat(Enumerable.Repeat("<c><v>1</v></c>", 100))}</row>",
                30_000),
            "FILE_TOO_LARGE",
            "The workbook has more than 2 million filled cells, which no table needs; delete the rows and columns "
                + "around the table."),
        ["a cell far to the right"] = (
            () => Bomb(Sheet1, Start + "<row r=\"1\"><c r=\"ZZZZZZZZ1\"><v>1</v></c></row>", _ => "", 0),
            "FILE_TOO_LARGE",
            "The sheet “表1” has something in ALKZ1, beyond the first 1000 columns; delete what does not belong to the "
                + "table."),
        ["a text without end"] = (
            () => Bomb("xl/sharedStrings.xml", $"<sst xmlns=\"{Main}\"><si><t>", _ => Million, 250),
            "FILE_TOO_LARGE",
            "The part xl/sharedStrings.xml of the workbook has a text or a tag of more than a million characters, "
                + "which no table has."),
        ["a tag without end"] = (
            () => Bomb(Sheet1, "<worksheet x=\"", _ => Million.Replace('a', '>'), 250),
            "FILE_TOO_LARGE",
            "The part xl/worksheets/sheet1.xml of the workbook has a text or a tag of more than a million characters, "
                + "which no table has."),
        ["CDATA without end"] = (
            () => Bomb(Sheet1, Start + "<row><c t=\"str\"><v><![CDATA[", _ => Million.Replace('a', '<'), 250),
            "FILE_TOO_LARGE",
            "The part xl/worksheets/sheet1.xml of the workbook has a text or a tag of more than a million characters, "
                + "which no table has."),
        ["millions of texts"] = (
            () =>
                Bomb("xl/sharedStrings.xml", $"<sst xmlns=\"{Main}\">", index => $"<si><t>{index}</t></si>", 1_100_000),
            "FILE_TOO_LARGE",
            "The workbook has more than 1000000 texts, which no table needs; copy the table alone into a new "
                + "workbook."),
        ["millions of characters"] = (
            () => Bomb(
                "xl/sharedStrings.xml",
                $"<sst xmlns=\"{Main}\">",
                _ => $"<si><t>{Million.AsSpan(0, 30_000)}</t></si>",
                2_000),
            "FILE_TOO_LARGE",
            "The workbook has more than 32 million characters, which no table needs; delete the rows and columns "
                + "around the table."),
        ["millions of names"] = (
            () => Bomb(Sheet1, "<worksheet>", index => $"<n{index}/>", 1_000_000),
            "FILE_TOO_LARGE",
            "The part xl/worksheets/sheet1.xml of the workbook has more than ten thousand names of elements, which no "
                + "table has."),
        ["elements in elements"] = (
            () => Bomb(Sheet1, "<worksheet>", _ => "<a>", 1_000_000),
            "FILE_TOO_LARGE",
            "The part xl/worksheets/sheet1.xml of the workbook has elements that are nested too deeply, which no table "
                + "has."),
        ["a document type of a million laughs"] = (
            () =>
                Bomb(Sheet1, "<!DOCTYPE x [", index => $"<!ENTITY e{index} \"&e{index - 1};&e{index - 1};\">", 100_000),
            "WORKBOOK_BROKEN",
            "The part xl/worksheets/sheet1.xml of the workbook begins with a document type (DTD), which no workbook "
                + "has; "
                + "save the workbook anew with a spreadsheet program."),
        ["a document type with a long name"] = (
            () => Bomb(Sheet1, "<!DOCTYPE ", _ => Million, 15),
            "WORKBOOK_BROKEN",
            "The part xl/worksheets/sheet1.xml of the workbook begins with a document type (DTD), which no workbook "
                + "has; "
                + "save the workbook anew with a spreadsheet program."),
        ["merged cells over all rows"] = (
            () => Bomb(
                Sheet1,
                Start + string.Concat(
                    Enumerable.Range(1, 5_000).Select(
                        row => $"<row r=\"{row}\"><c r=\"A{row}\"><v>1</v></c></row>")) + "</sheetData><mergeCells>",
                _ => "<mergeCell ref=\"B1:C1048576\"/>",
                50_000,
                "</mergeCells></worksheet>"),
            "FILE_TOO_LARGE",
            "The workbook has more than 5 million cells, blank ones between others counted, which no table needs; "
                + "delete the rows and columns around the table."),
        ["many sheets that are the same part"] = (
            () => Archive(Parts([.. Enumerable.Repeat(Sheet(Rows), 1_002)])[..2]),
            "FILE_TOO_LARGE",
            "The workbook has more than 1000 sheets, which no table needs; copy the table alone into a new workbook."),
        ["an archive of many parts"] = (
            () => Archive([.. Enumerable.Range(0, 10_001).Select(index => ($"{index}", ""))]),
            "FILE_TOO_LARGE",
            "The workbook has more than 10000 parts, which no table needs; copy the table alone into a new workbook."),
        ["an archive of parts with long names"] = (
            () => Archive([.. Enumerable.Range(0, 100).Select(index => (index + Million[..60_000], ""))]),
            "FILE_TOO_LARGE",
            "The workbook lists its parts in more than 4 MiB, which no table needs; copy the table alone into a new "
                + "workbook."),
        ["a table of one line"] = (
            () => Encoding.ASCII.GetBytes(new string('a', DocumentReader.MaxTableBytes + 1)),
            "FILE_TOO_LARGE",
            "The file is larger than 8 MiB, which no table of one city is."),
        ["a tidy table with a row of ten million columns"] = (
            () => Encoding.ASCII.GetBytes("municipality_code,fiscal_year\n" + new string(',', 10_000_000)),
            "COLUMN_MISSING",
            ""),
        ["a tidy table with a quote that never ends"] = (
            () => Encoding.ASCII.GetBytes("municipality_code,fiscal_year\n\"" + new string('a', 60_000_000)),
            "COLUMN_MISSING",
            ""),
        ["a header of eight million columns"] = (
            () => Encoding.ASCII.GetBytes("municipality_code,fiscal_year" + new string(',', 8_000_000)),
            "CSV_BROKEN",
            ""),
    };

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_file_that_would_fill_the_memory_is_refused_by_one_sentence(string name)
    {
        var (make, code, message) = Cases[name];
        var bytes = make();
        var before = GC.GetAllocatedBytesForCurrentThread();
        var findings = DocumentReader.Read(new MemoryStream(bytes), "table.xlsx", PublishedTable.AnyBytes).Findings;
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        var error = findings[0];
        Assert.Equal(code, error.Code);
        if (message.Length > 0)
            Assert.Equal(message, error.Message);
        Assert.InRange(error.Message.Length, 20, 1_001);
        Assert.InRange(allocated, 0, MaxAllocated);
    }

    /// <summary>A workbook of one sheet, one part of which is a start and so many pieces; it may end in the
    /// middle.</summary>
    private static byte[] Bomb(string part, string start, Func<int, string> piece, int count, string end = "")
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, text) in Parts(Sheet(Rows)).Where(other => other.Name != part))
            {
                using var entry = archive.CreateEntry(name).Open();
                entry.Write(Encoding.UTF8.GetBytes(text));
            }

            using var bomb = new StreamWriter(
                archive.CreateEntry(part, CompressionLevel.Fastest).Open(), new UTF8Encoding(false));
            bomb.Write(start);
            for (var index = 0; index < count; index++)
                bomb.Write(piece(index));
            bomb.Write(end);
        }

        return stream.ToArray();
    }
}
