using System.Diagnostics;
using System.Text;
using ReformOpenData.Data.Import;
using ReformOpenData.Data.Plans;
using ReformOpenData.Data.Releases;
using static ReformOpenData.Tests.Import.TestWorkbook;

namespace ReformOpenData.Tests.Import;

/// <summary>Files as the programs of an office write them: each is read, or refused by a sentence that names the
/// cause.</summary>
public sealed class FilesOfTheWorldTests
{
    private const string Title = "「行政サービスの向上と財政基盤の強化に向けた取組」における令和3年度取組状況と総括";

    private static readonly string Table = $"""
        {Title}
        (1) 分類
        改革項目{'\t'}具体的取組{'\t'}内容{'\t'}所管課{'\t'}R3取組状況{'\t'}総括{'\t'}最終評価
        ①項目{'\t'}取組{'\t'}内容です。{'\t'}財政課{'\t'}見直した。{'\t'}終えた。{'\t'}A
        {'\t'}{'\t'}{'\t'}納税課{'\t'}-{'\t'}終えた。{'\t'}B

        """;

    private static readonly string[] Tidy =
    [
        "municipality_code,"
            + "municipality_name,"
            + "municipality_roman_name,plan_title,plan_first_fiscal_year,plan_last_fiscal_year,rating_scale,"
            + "category_number,"
            + "category_name,"
            + "item_number,item_name,initiative_number,initiative_name,assessment_number,departments,fiscal_year,"
            + "progress,rating",
        "012025,函館市,Hakodate,行革プラン,2020,2024,\"A=A,B=B\",1,財政,1,健全化,1,基金,1,財政課,2021,進めた。,A",
    ];

    private static readonly string[] Endings = ["\r", "\r\n", "\n"];

    private static readonly Dictionary<string, (Func<byte[]> Bytes, string Code, string Message)> Refused = new()
    {
        ["a workbook with a password"] = (
            () => Compound("EncryptionInfo", "EncryptedPackage"),
            "FILE_BINARY",
            "The workbook is protected by a password; open it, take the password away, and save it as .xlsx."),
        ["a workbook of the old kind"] = (
            () => Compound("Workbook"), "FILE_BINARY",
            "The file is a workbook of the old kind (.xls); save it as .xlsx or CSV."),
        ["a document of Word of the old kind"] = (
            () => Compound("WordDocument"), "FILE_BINARY",
            "The file is a document of Word (.doc); give the table as .xlsx, text or CSV."),
        ["a web page"] = (
            () => Utf8(
                "<html xmlns:o=\"urn:schemas-microsoft-com:office:office\">"
                    + "<table><tr><td>改革項目</td></tr></table></html>"),
            "FILE_BINARY",
            "The file is a web page (HTML), whatever its name says; open it in a spreadsheet program, and save it as "
                + ".xlsx."),
        ["an XML spreadsheet"] = (
            () => Utf8("<?xml version=\"1.0\"?><?mso-application progid=\"Excel.Sheet\"?><Workbook/>"),
            "FILE_BINARY",
            "The file is XML, such as an XML spreadsheet, whatever its name says; open it in a spreadsheet program, "
                + "and save it as .xlsx."),
        ["metadata"] = (
            () => Utf8("{ \"municipality\": {} }"),
            "FILE_BINARY",
            "The file is JSON, not a table; name the table, whose metadata beside it are found by its name."),
        ["a workbook of LibreOffice"] = (
            () => Archive(("mimetype", "application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", "<x/>")),
            "WORKBOOK_BROKEN",
            "The file is a workbook of LibreOffice or OpenOffice (.ods); save it as .xlsx."),
        ["a binary workbook"] = (
            () => Archive(("xl/workbook.bin", "")), "WORKBOOK_BROKEN",
            "The file is a binary workbook (.xlsb); save it as .xlsx."),
        ["a document of Word"] = (
            () => Archive(("word/document.xml", "<x/>")),
            "WORKBOOK_BROKEN",
            "The file is a document of Word or PowerPoint; give the table as .xlsx, text or CSV."),
        ["UTF-16 without its mark"] = (
            () => new UnicodeEncoding(false, false).GetBytes(Table),
            "ENCODING_UNKNOWN",
            "Character 1 of the line is not UTF-8: the file looks like UTF-16 without a byte order mark; save it as "
                + "UTF-8."),
        ["EUC-JP"] = (
            () => CodePagesEncodingProvider.Instance.GetEncoding("euc-jp")!.GetBytes(Table),
            "ENCODING_UNKNOWN",
            "Character 1 of the line is not UTF-8: the file looks like EUC-JP; save it as UTF-8."),
        ["JIS"] = (
            () => CodePagesEncodingProvider.Instance.GetEncoding("iso-2022-jp")!.GetBytes(Table),
            "ENCODING_UNKNOWN",
            "Character 1 of the line is not UTF-8: the file looks like ISO-2022-JP (JIS); save it as UTF-8."),
        ["a stray byte"] = (
            () => [.. Utf8(Table + "①項"), 0xFF, .. Utf8("目")],
            "ENCODING_UNKNOWN",
            "Character 3 of the line is not UTF-8, in which the file is read; open it, mend the line, and save it as "
                + "UTF-8. "
                + "Files may be in UTF-8, CP932 (Shift_JIS), or UTF-16 with a byte order mark."),
    };

    public static TheoryData<string> RefusedNames => [.. Refused.Keys];

    [Theory]
    [MemberData(nameof(RefusedNames))]
    public void A_file_that_is_not_a_table_is_refused_by_its_name(string name)
    {
        var (bytes, code, message) = Refused[name];
        var error = Assert.Single(Read(bytes()).Findings);
        Assert.Equal((code, FindingSeverity.Error, message), (error.Code, error.Severity, error.Message));
    }

    [Theory]
    [MemberData(nameof(RefusedNames))]
    public void A_file_that_is_refused_is_named_in_Japanese_too(string name)
    {
        var error = Assert.Single(Read(Refused[name].Bytes()).Findings);
        Assert.Matches("[\u3040-\u30ff].*。$", error.Japanese!);
        Assert.NotEqual(FindingLanguage.InJapanese(error.Code), error.Japanese);
    }

    [Fact]
    public void The_line_of_a_stray_byte_is_told() =>
        Assert.Equal(6, Assert.Single(Read(Refused["a stray byte"].Bytes()).Findings).Line);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void A_table_with_any_line_ends_is_the_same_table(int ending)
    {
        var text = Table.ReplaceLineEndings("\n").Replace("\n", Endings[ending], StringComparison.Ordinal)
            .Replace("内容です。", "内容\u2028で\u0085す。", StringComparison.Ordinal);
        AssertTable(Utf8(text), "内容\u2028で\u0085す。");
    }

    [Fact]
    public void A_table_with_mixed_line_ends_is_the_same_table() =>
        AssertTable(
            Utf8(Table.ReplaceLineEndings("\n").Replace("分類\n", "分類\r", StringComparison.Ordinal).Replace("A\n",
                "A\r\n", StringComparison.Ordinal)));

    [Theory]
    [InlineData(',')]
    [InlineData(';')]
    public void The_published_layout_saved_as_CSV_is_read(char separator)
    {
        var lines = Table.ReplaceLineEndings("\n").Split('\n').Select(line => line.Replace('\t', separator));
        AssertTable(
            Utf8(string.Join("\r\n", lines).Replace("内容です。", $"\"内容\nです。{separator}\"", StringComparison.Ordinal)),
            $"内容\nです。{separator}");
    }

    [Fact]
    public void A_text_with_tabs_as_a_spreadsheet_saves_it_is_read_without_its_quotes()
    {
        var text = Table.Replace("内容です。", "\"内容\nです。\"\"と\"\"\"", StringComparison.Ordinal);
        AssertTable([.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(text)], "内容\nです。\"と\"");
    }

    [Fact]
    public void A_printed_text_that_begins_with_a_quote_keeps_it() =>
        AssertTable(Utf8(Table.Replace("内容です。", "\"内容\"です。", StringComparison.Ordinal)), "\"内容\"です。");

    [Theory]
    [InlineData(';')]
    [InlineData('\t')]
    public void A_tidy_table_is_read_whatever_parts_its_cells(char separator)
    {
        var text = string.Join('\n', Tidy)
            .Replace("\"A=A,B=B\"", "A=A#B=B", StringComparison.Ordinal).Replace(',', separator)
            .Replace("A=A#B=B", separator == ';' ? "\"A=A;B=B\"" : "A=A;B=B", StringComparison.Ordinal);
        var result = DocumentReader.Read(new MemoryStream(Utf8(text)), "table.csv", null);
        Assert.Equal([], result.Findings);
        Assert.Equal("函館市", result.Municipality!.Name);
    }

    [Fact]
    public void Characters_that_Windows_has_twice_are_read_from_both_codes()
    {
        byte[] Encoded(params byte[] twice) =>
            [
                .. TextDecoding.Cp932.GetBytes(Table.Split("内容です。")[0]), .. twice,
                .. TextDecoding.Cp932.GetBytes(Table.Split("内容です。")[1])
            ];

        AssertTable(Encoded(0xEE, 0xE0, 0xED, 0x95, 0xED, 0x40, 0xEE, 0xEF, 0xEE, 0xFA, 0x87, 0x90), "髙﨑纊ⅰ￤≒");
        AssertTable(Encoded(0xFB, 0xFC, 0xFA, 0xB1, 0xFA, 0x5C, 0xFA, 0x40, 0xFA, 0x55, 0x81, 0xE0), "髙﨑纊ⅰ￤≒");
    }

    [Fact]
    public void CP932_reads_a_pair_that_is_cut_in_two()
    {
        var bytes = TextDecoding.Cp932.GetBytes(new string('あ', 70_000));
        using var reader = new TextEncoding(TextDecoding.Cp932, 1, "CP932").Open(
            new MemoryStream([0x41, .. bytes, 0x81]));
        var text = reader.ReadToEnd();
        Assert.Equal(70_001, text.Length);
        Assert.Equal((70_000, TextDecoding.Broken), (text.LastIndexOf('あ') + 1, text[^1]));
    }

    [Fact]
    public void Letters_in_two_parts_are_put_together_and_what_is_printed_stays()
    {
        var result = Read(Utf8(Table
            .Replace(
                "取組\t内容です。\t財政課",
                "テ\u3099シ\u3099タル取組\t内容て\u3099す。Cafe\u0301 A\u030A\tテ\u3099シ\u3099タル課",
                StringComparison.Ordinal)
            .Replace("最終評価", "最終評価", StringComparison.Ordinal)));
        Assert.Equal(
            ["TEXT_REWRITTEN 4 2", "TEXT_REWRITTEN 4 3", "DEPARTMENT_RESPELLED 4 4"],
            result.Findings.Select(finding => $"{finding.Code} {finding.Line} {finding.Column}"));
        var (_, _, initiative, row) = PublishedTable.Rows(result.Municipality!).First();
        Assert.Equal(
            ("デジタル取組", "内容です。Café Å", "デジタル課"),
            (initiative.Name, initiative.Description, row.Responsibilities[0].Department));
        Assert.Equal("テ\u3099シ\u3099タル取組", row.Cells.First(cell => cell.Column == SourceColumn.Initiative).SourceText);
    }

    [Fact]
    public void Headings_and_titles_are_known_in_two_parts_too()
    {
        var result = Read(Utf8(Table.Replace("分類", "カ\u3099バナンス", StringComparison.Ordinal)), PublishedTable.AnyBytes);
        Assert.Equal("ガバナンス", PublishedTable.Rows(result.Municipality!).First().Category.Name);
    }

    [Fact]
    public void Characters_that_cannot_be_seen_are_taken_out_of_names_with_a_note()
    {
        var result = Read(Utf8(Table.Replace("①項目\t取組", "\u200B①項\uFEFF目\t取\u2003組", StringComparison.Ordinal)
            .Replace(
                "納税課",
                "納\u200B税課\u2060",
                StringComparison.Ordinal).Replace("最終評価", "最終\u200B評価", StringComparison.Ordinal)));
        Assert.Equal(
            ["NOISE_SPACE 3 7", "TEXT_REWRITTEN 4 1", "NOISE_SPACE 4 2", "DEPARTMENT_RESPELLED 5 4"],
            result.Findings.Select(finding => $"{finding.Code} {finding.Line} {finding.Column}"));
        var rows = PublishedTable.Rows(result.Municipality!).ToList();
        Assert.Equal(
            ("項目", "取組", "納税課"),
            (rows[0].Item.Name, rows[0].Initiative.Name, rows[1].Row.Responsibilities[0].Department));
    }

    [Fact]
    public void A_cell_of_nothing_but_what_cannot_be_seen_is_blank() =>
        AssertTable(Utf8(Table.Replace("\t\t\t納税課", "\u200B\t\uFEFF\t\u2060\t納税課", StringComparison.Ordinal)));

    [Theory]
    [InlineData("municipality.json", "{", "METADATA_INVALID 1", "municipality.json is not what its format asks for "
        + "(schema/formats): it is not JSON here; "
        + "look for a comma, a quote or a bracket that is missing or too many, on this line or the one above.")]
    [InlineData(
        "m.json", "", "METADATA_INVALID 1", "m.json is not what its format asks for (schema/formats): it is empty.")]
    [InlineData(
        "m.json",
        "{\"answers\": [], \"x\": 1}",
        "METADATA_INVALID 1",
        "m.json is not what its format asks for (schema/formats): it has 'x', which is not a field of it.")]
    [InlineData(
        "m.json",
        "{\"answers\": 1}",
        "METADATA_INVALID 1",
        "m.json is not what its format asks for (schema/formats): $.answers is of another kind.")]
    [InlineData(
        "m.json",
        "{\"answers\": null}",
        "METADATA_INVALID 1",
        "m.json is not what its format asks for (schema/formats): $.answers is of another kind.")]
    [InlineData(
        "m.json",
        "{\n\"answers\": [{\"document\": \"a\\u0000\"}]}",
        "METADATA_INVALID 2",
        "m.json holds a control character, or half a character, in a text; delete it.")]
    [InlineData(
        "m.json",
        "{\n\"answers\": [{\"document\": \"\\uD842\"}]}",
        "METADATA_INVALID 2",
        "m.json holds a control character, or half a character, in a text; delete it.")]
    [InlineData("m.json", "{\"answers\": []} {}", "METADATA_INVALID 1", "m.json is not what its format asks for "
        + "(schema/formats): it is not JSON here; "
        + "look for a comma, a quote or a bracket that is missing or too many, on this line or the one above.")]
    public void What_is_wrong_with_JSON_is_told_in_the_words_of_the_file(
        string name, string json, string place, string message)
    {
        var finding = Assert.Single(MappingFile.Read(new MemoryStream(Utf8(json)), name).Findings);
        Assert.Equal((place, message), ($"{finding.Code} {finding.Line}", finding.Message));
    }

    [Fact]
    public void JSON_that_is_nested_without_end_is_refused()
    {
        var finding = Assert.Single(
            MappingFile.Read(new MemoryStream(Utf8(new string('[', 100_000))), "m.json").Findings);
        Assert.Equal(
            "m.json is not what its format asks for (schema/formats): it is nested too deeply.", finding.Message);
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-8 with a mark")]
    [InlineData("utf-16")]
    [InlineData("cp932")]
    public void JSON_is_read_in_any_encoding_with_comments_and_a_comma_too_many(string name)
    {
        Encoding encoding = name switch
        {
            "utf-8" => new UTF8Encoding(false),
            "utf-8 with a mark" => new UTF8Encoding(true),
            "utf-16" => Encoding.Unicode,
            _ => TextDecoding.Cp932,
        };
        const string json = "{ // 回答\n\"answers\": [ { \"document\": \"a\", \"reason\": \"統合された。表記のゆれ。\", }, ], }";
        var (mapping, findings) = MappingFile.Read(
            new MemoryStream([.. encoding.GetPreamble(), .. encoding.GetBytes(json)]), "m.json");
        Assert.Equal([], findings);
        Assert.Equal("統合された。表記のゆれ。", Assert.Single(mapping!.Answers).Reason);
    }

    [Fact]
    public void A_folder_a_pipe_a_device_and_a_link_to_one_are_refused_without_being_read()
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            var pipe = Path.Combine(folder.FullName, "pipe.csv");
            using (var made = Process.Start("mkfifo", pipe))
                made.WaitForExit();
            var link = Path.Combine(folder.FullName, "link.csv");
            File.CreateSymbolicLink(link, "/dev/zero");
            foreach (var path in new[] { pipe, "/dev/zero", link })
            {
                Assert.Equal(
                    $"{path} is empty, or is not a file but a pipe or a device: save the table to a file, and name "
                        + $"that.",
                    Assert.Single(DocumentFiles.Read([path], null).Single().Findings).Message);
            }

            Assert.Equal(
                $"{folder.FullName} is a folder: name the files in it.",
                Assert.Single(DocumentFiles.Read([folder.FullName], null).Single().Findings).Message);
            var table = Path.Combine(folder.FullName, "table.txt");
            File.WriteAllText(table, Table);
            var linked = Path.Combine(folder.FullName, "linked.txt");
            File.CreateSymbolicLink(linked, table);
            Assert.Equal("METADATA_MISSING", Assert.Single(DocumentFiles.Read([linked], null).Single().Findings).Code);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static void AssertTable(byte[] bytes, string description = "内容です。")
    {
        var result = Read(bytes);
        Assert.Equal([], result.Findings);
        Assert.Equal(
            [$"{description} 財政課 A", $"{description} 納税課 B"],
            PublishedTable.Rows(result.Municipality!).Select(row =>
                $"{row.Initiative.Description} {row.Row.Responsibilities[0].Department} {row.Row.Ratings[0].Printed}"));
    }

    private static ReadResult Read(byte[] bytes, DocumentMetadata? metadata = null) =>
        DocumentReader.Read(new MemoryStream(bytes), "table.xlsx", metadata ?? PublishedTable.AnyBytes);

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    /// <summary>The container of old workbooks, with the names of what it holds far behind its start.</summary>
    internal static byte[] Compound(params string[] streams) =>
    [
        0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. new byte[70_000],
        .. streams.SelectMany(name => Encoding.Unicode.GetBytes(name.PadRight(32, '\0'))), .. new byte[500],
    ];

    [Fact]
    public void A_workbook_of_the_strict_kind_is_read_as_any_other()
    {
        (string Name, string Text)[] strict =
        [
            .. Parts(Sheet(Rows)).Select(part => (part.Name, part.Text
                .Replace(Main, "http://purl.oclc.org/ooxml/spreadsheetml/main", StringComparison.Ordinal)
                .Replace(
                    "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
                    "http://purl.oclc.org/ooxml/officeDocument/relationships",
                    StringComparison.Ordinal))),
        ];
        Assert.DoesNotContain(
            strict, part => part.Text.Contains("schemas.openxmlformats.org/spreadsheetml", StringComparison.Ordinal));
        var read = DocumentReader.Read(new MemoryStream(Archive(strict)), "strict.xlsx", PublishedTable.AnyBytes);
        Assert.Equal([], read.Findings);
        Assert.Equal(["財政課", "納税課"], read.Municipality!.Departments.Select(department => department.FullName));
    }
}
