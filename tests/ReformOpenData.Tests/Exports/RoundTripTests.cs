using System.IO.Compression;
using System.Text;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using ReformOpenData.Data.Exports;
using ReformOpenData.Data.Import;
using ReformOpenData.Data.Plans;
using ReformOpenData.Tests.Import;

namespace ReformOpenData.Tests.Exports;

/// <summary>What is written reads back as the same records: every cell, place and verbatim text.</summary>
public sealed class RoundTripTests
{
    public static TheoryData<string> Formats => ["csv", "xlsx"];

    [Theory]
    [MemberData(nameof(Formats))]
    public void The_published_table_comes_back_whole(string format)
    {
        var result = Assert.Single(WriteAndRead(format, [PublishedTable.Municipality]));
        Assert.Empty(result.Findings);
        Assert.Equal(
            PublishedTable.Everything(PublishedTable.Municipality), PublishedTable.Everything(result.Municipality));
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void Corrections_come_back_beside_the_print(string format)
    {
        var key = "072028/2017/01/01/001";
        var corrected = Corrections.Apply(PublishedTable.Municipality,
        [
            new Correction(key, "name", "中期", "長期", "a test", null),
            new Correction($"{key}/001", "summary", "毎年度10月に", "毎年度11月に", "a test", null),
            new Correction($"{key}/001/2021", "text", "令和3年10月", "令和3年11月", "a test", 3),
            new Correction($"{key}/001/2021/01", "grade", "A", "B", "a test", null),
        ]);
        Assert.Empty(corrected.Findings);
        var result = Assert.Single(WriteAndRead(format, [corrected.Municipality!]));
        Assert.Equal(PublishedTable.Everything(corrected.Municipality), PublishedTable.Everything(result.Municipality));
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void Municipalities_nobody_would_think_of_come_back_whole(string format)
    {
        for (var seed = 1; seed <= 40; seed++)
        {
            Municipality[] written =
            [
                .. new[] { "990001", "990019", "990003" }.Select(code => new RandomMunicipality(seed).Create(code))
            ];
            var read = WriteAndRead(format, written);
            Assert.All(read, result => Assert.Empty(result.Findings));
            Assert.Equal(
                PublishedTable.Everything(written),
                PublishedTable.Everything(read.Select(result => result.Municipality).ToArray()));
        }
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void Writing_twice_gives_the_same_bytes(string format) =>
        Assert.Equal(Write(format, [PublishedTable.Municipality]), Write(format, [PublishedTable.Municipality]));

    [Fact]
    public void No_cell_of_the_CSV_begins_like_a_formula()
    {
        var written = Enumerable.Range(1, 40).Select(seed => new RandomMunicipality(seed).Create($"99{seed:0000}"));
        using var text = new StreamReader(new MemoryStream(Write("csv", written)));
        var cells = new CsvRows(text, ',').Read().SelectMany(row => row.Cells).ToList();
        Assert.Contains(cells, cell => cell.StartsWith("'=", StringComparison.Ordinal));
        Assert.DoesNotContain(cells, cell => cell.Length > 0
            && cell != "-" && "=+-@\t\r\n＝＋－＠".Contains(cell[0], StringComparison.Ordinal));
    }

    [Fact]
    public void The_workbook_is_valid_and_holds_inline_texts_alone()
    {
        var bytes = Write("xlsx", [new RandomMunicipality(3).Create("990003"), PublishedTable.Municipality]);
        using var document = SpreadsheetDocument.Open(new MemoryStream(bytes), isEditable: false);
        Assert.Empty(
            new OpenXmlValidator().Validate(document).Select(error => $"{error.Path?.XPath}: {error.Description}"));

        using var archive = new ZipArchive(new MemoryStream(bytes));
        foreach (var entry in archive.Entries.Where(
            entry => entry.FullName.Contains("/sheet", StringComparison.Ordinal)))
        {
            using var reader = new StreamReader(entry.Open());
            var xml = reader.ReadToEnd();
            Assert.DoesNotContain("<f", xml.Replace("<fo", "", StringComparison.Ordinal), StringComparison.Ordinal);
            Assert.Equal(Count(xml, "<c "), Count(xml, "t=\"inlineStr\""));
        }
    }

    [Fact]
    public void The_sheets_for_people_are_the_printed_table_and_can_be_read_alone()
    {
        using var stream = new MemoryStream();
        using (var writer = new XlsxWriter(stream))
        {
            foreach (var sheet in PrintedLayout.Of(PublishedTable.Municipality))
                writer.AddSheet(sheet.Name, sheet.Lines.Select(line => line.Cells));
        }

        var result = PublishedTable.Read(stream.ToArray(), PublishedTable.AnyBytes);
        Assert.False(result.HasErrors);
        Assert.Contains(result.Findings, finding => finding.Code == "ROW_SHIFTED");
        Assert.Equal(Texts(PublishedTable.Municipality), Texts(result.Municipality!));
        Assert.Equal(Cells(PublishedTable.Municipality), Cells(result.Municipality!));

        static string Texts(Municipality municipality) => PublishedTable.Everything(MunicipalityComparison.Compare(
            PublishedTable.Municipality, municipality with { Documents = PublishedTable.Municipality.Documents })
            .Where(change => !MunicipalityComparison.IsOfPrint(change)));
        static IEnumerable<object> Cells(Municipality municipality) =>
            PublishedTable.Rows(municipality).SelectMany(row => row.Row.Cells)
            .Select(cell => (object)(cell.Column, cell.Text, cell.SourceText, cell.Location.Page, cell.Location.Row,
            cell.Location.Column));
    }

    [Fact]
    public void A_large_table_is_read_municipality_by_municipality()
    {
        using var stream = new MemoryStream();
        TidyCsv.Write(
            Enumerable.Range(1, 200).Select(number => new RandomMunicipality(number).Create($"99{number:0000}")),
            stream);
        stream.Position = 0;
        using var results = DocumentReader.ReadAll(stream, "large.csv", null).GetEnumerator();
        Assert.True(results.MoveNext());
        Assert.Empty(results.Current.Findings);
        Assert.Equal("990001", results.Current.Municipality!.Code);
        Assert.InRange(stream.Position, 1, (stream.Length / 4) + 200_000);
        var count = 1;
        while (results.MoveNext())
            Assert.Equal(
                $"99{++count:0000}", results.Current.Municipality?.Code ?? results.Current.Findings[0].ToString());
        Assert.Equal(200, count);
    }

    [Fact]
    public void Headings_may_be_Japanese_and_stand_in_any_order()
    {
        using var text = new StreamReader(new MemoryStream(Write("csv", [PublishedTable.Municipality])));
        var rows = new CsvRows(text, ',').Read().Select(row => row.Cells).ToList();
        rows[0] = [.. TidyColumns.Always.Select(column => column.Japanese)];
        var shuffled = Enumerable.Range(0, rows[0].Length).OrderBy(index => index * 7919 % 41).ToArray();
        var csv = string.Join(
            '\n',
            rows.Select(
                row => string.Join(
                    ',',
                    shuffled.Select(
                        index => "\"" + row[index].Replace("\"", "\"\"", StringComparison.Ordinal) + "\""))));
        foreach (var encoding in new[] { new UTF8Encoding(false), Encoding.Unicode, TextDecoding.Cp932 })
        {
            // CP932 has no 髙 and the like of its own; this table needs none.
            var result = DocumentReader.Read(
                new MemoryStream([.. encoding.GetPreamble(), .. encoding.GetBytes(csv)]), "t.csv", null);
            Assert.Equal([], result.Findings);
            Assert.Equal(
                PublishedTable.Everything(PublishedTable.Municipality), PublishedTable.Everything(result.Municipality));
        }
    }

    /// <param name="columns">Null for those that are used.</param>
    internal static List<ReadResult> WriteAndRead(
        string format, IEnumerable<Municipality> municipalities, IReadOnlyList<TidyColumn>? columns = null) =>
    [
        .. DocumentReader.ReadAll(
            new MemoryStream(Write(format, municipalities, columns)), "export." + format, null,
            Measures(format, municipalities)),
    ];

    /// <summary>The second table of a CSV, where there is one.</summary>
    private static MemoryStream? Measures(string format, IEnumerable<Municipality> municipalities)
    {
        if (format != "csv" || !municipalities.Any(one => MeasureColumns.Rows(one, []).Any()))
            return null;

        var stream = new MemoryStream();
        MeasureColumns.Write(municipalities, stream);
        stream.Position = 0;
        return stream;
    }

    private static byte[] Write(
        string format, IEnumerable<Municipality> municipalities, IReadOnlyList<TidyColumn>? columns = null)
    {
        using var stream = new MemoryStream();
        if (format == "csv")
            TidyCsv.Write(municipalities, stream, columns);
        else
            Workbook.Write(municipalities, stream, columns);
        return stream.ToArray();
    }

    private static int Count(string text, string part) => text.Split(part).Length - 1;
}
