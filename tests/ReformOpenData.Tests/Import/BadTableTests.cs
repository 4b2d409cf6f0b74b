using System.Text;
using ReformOpenData.Data.Import;
using ReformOpenData.Data.Plans;

namespace ReformOpenData.Tests.Import;

/// <summary>Each kind of bad input gives one error, with its place, and nothing to store.</summary>
public sealed class BadTableTests
{
    private const string Header = "改革項目\t具体的取組\t内容\t所管課\tR3取組状況\t総括\t最終評価";
    private static readonly string Text = File.ReadAllText(PublishedTable.TextPath);
    private static readonly string[] Lines = Text.Split('\n');

    private static readonly Dictionary<string, (Func<byte[]> Bytes, string Code, string Place)> Cases = new()
    {
        ["an empty file"] = (() => [], "FILE_EMPTY", ""),
        ["a file of blank lines"] = (() => Utf8("\n \n\t\t\n"), "FILE_EMPTY", ""),
        ["a byte order mark and nothing else"] = (() => [0xEF, 0xBB, 0xBF], "FILE_EMPTY", ""),
        ["a picture"] = (() => [0x89, .. "PNG\r\n"u8, 0x1A, 0x0A, 0, 0, 0, 13, .. "IHDR"u8], "FILE_BINARY", ""),
        ["noise"] = (() => Noise(200_000), "ENCODING_UNKNOWN", "line 1"),
        ["a PDF"] = (() => Utf8("%PDF-1.7\n…"), "FILE_BINARY", ""),
        ["a workbook of the old kind"] = (() => [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], "FILE_BINARY", ""),
        ["UTF-16 without a byte order mark"] = (
            () => new UnicodeEncoding(false, false).GetBytes(Text), "ENCODING_UNKNOWN", "line 2"),
        ["one broken byte in UTF-8"] = (() => Broken(20), "ENCODING_UNKNOWN", "line 20"),
        ["EUC-JP"] = (
            () => CodePagesEncodingProvider.Instance.GetEncoding(51932)!.GetBytes(Text[..2000]),
            "ENCODING_UNKNOWN",
            "line 3"),
        ["a NUL in a text"] = (
            () => Edit(10, line => line.Replace("図った", "図\0った", StringComparison.Ordinal)), "FILE_BINARY", "line 10"),
        ["a row cut off"] = (
            () => Edit(9, line => line[..line.LastIndexOf('\t')]), "ROW_TRUNCATED", "page 1, row 2, line 9"),
        ["a row broken in two"] = (
            () => Edit(9, line => line.Replace("\t財政課\t", "\n財政課\t", StringComparison.Ordinal)),
            "ROW_TRUNCATED",
            "page 1, row 2, line 9"),
        ["eight columns"] = (() => Edit(9, line => line + "\tA"), "ROW_TOO_LONG", "page 1, row 2, column 8, line 9"),
        ["an unknown heading"] = (
            () => Edit(7, _ => Header.Replace("総括", "感想", StringComparison.Ordinal)),
            "COLUMN_UNKNOWN",
            "page 1, column 6, line 7"),
        ["a heading twice"] = (
            () => Edit(7, _ => Header.Replace("総括", "内容", StringComparison.Ordinal)),
            "COLUMN_REPEATED",
            "page 1, column 6, line 7"),
        ["a column missing"] = (() => WithoutColumn(2), "COLUMN_MISSING", "page 1, line 7"),
        ["two headers"] = (() => Edit(7, line => line + "\n" + line), "HEADER_REPEATED", "page 1, line 8"),
        ["a page without header"] = (() => Edit(17, _ => ""), "HEADER_MISSING", "page 2, row 1, line 18"),
        ["a page without category"] = (() => Edit(15, _ => ""), "CATEGORY_MISSING", "page 2, row 1, line 18"),
        ["a page without title"] = (() => Edit(13, _ => ""), "PAGE_WITHOUT_TITLE", "page 1, line 17"),
        ["a first page without title"] = (() => Edit(3, _ => ""), "PAGE_WITHOUT_TITLE", "page 1, line 5"),
        ["the title of another plan"] = (
            () => Edit(13, _ => "「まちづくりの取組」における令和3年度取組状況"), "LINE_UNKNOWN", "page 1, line 13"),
        ["a stray line"] = (() => Edit(12, _ => "この表は速報です。"), "LINE_UNKNOWN", "page 1, line 12"),
        ["the title of another year"] = (
            () => Edit(13, line => line.Replace("令和3年度", "令和2年度", StringComparison.Ordinal)),
            "FISCAL_YEAR_DIFFERS",
            "page 2, line 13"),
        ["the heading of another year"] = (
            () => Edit(7, _ => Header.Replace("R3", "R2", StringComparison.Ordinal)),
            "FISCAL_YEAR_DIFFERS",
            "page 1, column 5, line 7"),
        ["a category with two names"] = (
            () => Edit(15, _ => "(1) 財政の強化"), "CATEGORY_NAME_DIFFERS", "page 2, row 1, line 18"),
        ["an item without number"] = (
            () => Edit(28, line => line[1..]), "ITEM_WITHOUT_NUMBER", "page 3, row 1, column 1, line 28"),
        ["an item with two names"] = (
            () => Edit(18, line => "①財政運営" + line[line.IndexOf('\t')..]),
            "ITEM_NAME_DIFFERS",
            "page 2, row 1, column 1, line 18"),
        ["a first row without item"] = (
            () => Edit(8, line => line[line.IndexOf('\t')..]),
            "NOTHING_TO_CONTINUE",
            "page 1, row 1, column 1, line 8"),
        ["an item without initiative"] = (
            () => Edit(28, line => Cell(line, 1, "")), "NOTHING_TO_CONTINUE", "page 3, row 1, column 2, line 28"),
        ["a sentence instead of departments"] = (
            () => Edit(9, line => Cell(line, 3, "担当は未定である。")),
            "DEPARTMENT_UNREADABLE",
            "page 1, row 2, column 4, line 9"),
        ["a bracket that never closes"] = (
            () => Edit(9, line => Cell(line, 3, "財政課（とりまとめ")),
            "DEPARTMENT_UNREADABLE",
            "page 1, row 2, column 4, line 9"),
        ["a department twice"] = (
            () => Edit(9, line => Cell(line, 3, "財政課・財政課")), "DEPARTMENT_REPEATED", "page 1, row 2, column 4, line 9"),
        ["an unknown department as label"] = (
            () => Edit(19, line => Cell(line, 4, "【契約検査課】 共有を図った。 【宇宙開発課】 火星を調べた。")),
            "LABEL_UNKNOWN",
            "page 2, row 2, column 5, line 19"),
        ["a row twice"] = (() => Edit(9, line => line + "\n" + line), "ROW_DUPLICATE", "page 1, row 3, line 10"),
        ["an unknown grade"] = (
            () => Edit(9, line => Cell(line, 6, "S")), "GRADE_UNKNOWN", "page 1, row 2, column 7, line 9"),
        ["a grade in words"] = (
            () => Edit(9, line => Cell(line, 6, "おおむね達成")), "GRADE_UNKNOWN", "page 1, row 2, column 7, line 9"),
        ["no rating"] = (() => Edit(9, line => Cell(line, 6, "")), "RATING_MISSING", "page 1, row 2, column 7, line 9"),
        ["a grade without department"] = (
            () => Edit(19, line => Cell(line, 6, "契約検査課 A B")),
            "RATING_WITHOUT_DEPARTMENT",
            "page 2, row 2, column 7, line 19"),
        ["a department without grade"] = (
            () => Edit(19, line => Cell(line, 6, "契約検査課 A 財政課")), "GRADE_UNKNOWN", "page 2, row 2, column 7, line 19"),
        ["a rating of another department"] = (
            () => Edit(19, line => Cell(line, 6, "契約検査課 A 納税課 A")),
            "RATING_DEPARTMENT_UNKNOWN",
            "page 2, row 2, column 7, line 19"),
        ["a department rated twice"] = (
            () => Edit(19, line => Cell(line, 6, "契約検査課 A 契約検査課 B")),
            "RATING_REPEATED",
            "page 2, row 2, column 7, line 19"),
        ["an unknown grade in a pair"] = (
            () => Edit(19, line => Cell(line, 6, "契約検査課 A 財政課 優")),
            "GRADE_UNKNOWN",
            "page 2, row 2, column 7, line 19"),
    };

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Bad_input_is_one_error_with_its_place(string name)
    {
        var (bytes, code, place) = Cases[name];
        AssertOneError(PublishedTable.Read(bytes(), PublishedTable.AnyBytes), code, place);
    }

    [Fact]
    public void What_bad_input_is_told() => Snapshots.Match(string.Join('\n', Cases.Select(one =>
        $"{one.Key}: " + PublishedTable.Read(one.Value.Bytes(), PublishedTable.AnyBytes).Findings
            .First(finding => finding.Severity == FindingSeverity.Error).Message)));

    [Fact]
    public void A_table_without_metadata_says_where_to_put_them() =>
        AssertOneError(PublishedTable.Read(Utf8(Text), null), "METADATA_MISSING", "");

    [Fact]
    public void Bytes_with_another_checksum_are_refused() =>
        AssertOneError(PublishedTable.Read(Utf8(Text + "\n"), PublishedTable.Metadata), "CHECKSUM_DIFFERS", "");

    [Fact]
    public void A_hundred_megabytes_of_noise_are_refused_before_they_are_read()
    {
        using var noise = new EndlessStream(100L * 1024 * 1024);
        AssertOneError(DocumentReader.Read(noise, "noise", PublishedTable.AnyBytes), "FILE_TOO_LARGE", "");
        Assert.InRange(noise.Given, 0, DocumentReader.MaxBytes + (1024 * 1024));
    }

    [Fact]
    public void A_stream_that_breaks_is_an_error()
    {
        using var broken = new EndlessStream(1000, breaks: true);
        AssertOneError(DocumentReader.Read(broken, "broken", PublishedTable.AnyBytes), "FILE_UNREADABLE", "");
    }

    [Fact]
    public void A_file_of_nothing_but_errors_is_told_a_hundred_times_at_most()
    {
        var rows = string.Concat(Enumerable.Range(0, 10_000).Select(number => $"①項目\t取組{number}\t内容\t財政課。\t-\t-\tA\n"));
        var result = PublishedTable.Read($"{PublishedTable.Metadata.Title}\n(1) 分類\n{Header}\n{rows}");
        Assert.Equal(100, result.Findings.Count(finding => finding.Severity == FindingSeverity.Error));
        Assert.EndsWith(
            " And 9900 more errors.",
            result.Findings.Last(finding => finding.Severity == FindingSeverity.Error).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Cuts_and_flips_anywhere_never_throw()
    {
        var bytes = Utf8(Text);
        var random = new Random(20_210_401);
        for (var round = 0; round < 150; round++)
        {
            byte[] changed = round % 2 == 0 ? bytes[..random.Next(bytes.Length)] : [.. bytes];
            for (var flips = random.Next(4); flips > 0 && changed.Length > 0; flips--)
                changed[random.Next(changed.Length)] = (byte)random.Next(256);

            var result = PublishedTable.Read(changed, PublishedTable.AnyBytes);
            Assert.Equal(result.HasErrors, result.Municipality is null);
        }
    }

    internal static void AssertOneError(ReadResult result, string code, string place)
    {
        var error = Assert.Single(result.Findings, finding => finding.Severity == FindingSeverity.Error);
        Assert.Null(result.Municipality);
        Assert.Equal((code, place), (error.Code, Place(error)));
        Assert.True(error.Message.Length > 20, error.Message);
    }

    internal static string Place(Finding finding) => string.Join(
        ", ",
        new[] { ("page", finding.Page), ("row", finding.Row), ("column", finding.Column), ("line", finding.Line) }
            .Where(part => part.Item2 is not null)
            .Select(part => $"{part.Item1} {part.Item2}"));

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    private static byte[] Edit(int line, Func<string, string> edit)
    {
        var lines = Lines.ToArray();
        lines[line - 1] = edit(lines[line - 1]);
        return Utf8(string.Join('\n', lines));
    }

    private static string Cell(string line, int index, string value)
    {
        var cells = line.Split('\t');
        cells[index] = value;
        return string.Join('\t', cells);
    }

    private static byte[] WithoutColumn(int column) => Utf8(string.Join('\n', Lines.Select(line =>
        line.Split('\t') is { Length: 7 } cells
            ? string.Join('\t', cells.Where((_, index) => index != column))
            : line)));

    private static byte[] Broken(int line)
    {
        var bytes = Utf8(Text);
        bytes[Encoding.UTF8.GetByteCount(string.Join('\n', Lines[..(line - 1)])) + 5] = 0xFF;
        return bytes;
    }

    private static byte[] Noise(int length)
    {
        var bytes = new byte[length];
        new Random(1).NextBytes(bytes);
        bytes[0] = 0x80;
        bytes[1] = 0;
        return bytes;
    }
}
