using ReformOpenData.Data.Import;
using ReformOpenData.Data.Plans;
using static ReformOpenData.Tests.Import.TestWorkbook;

namespace ReformOpenData.Tests.Import;

/// <summary>What nobody sees in a workbook is neither published nor left out without a word.</summary>
public sealed class WorkbookVisibilityTests
{
    private const string Cell = "<c r=\"F5\" t=\"inlineStr\"><is><t>終えた。</t></is></c>";

    private const string Styles = $"""
        <styleSheet xmlns="{Main}">
          <numFmts count="1"><numFmt numFmtId="170" formatCode=";;;"/></numFmts>
          <fonts><font/><font><strike/></font><font><color theme="0"/></font><font><sz val="1"/></font><font><strike val="0"/></font></fonts>
          <fills><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FF1F4E78"/></patternFill></fill>
            <fill><patternFill patternType="solid"><fgColor indexed="8"/></patternFill></fill></fills>
          <cellXfs><xf fontId="0"/><xf fontId="1"/><xf fontId="2"/><xf fontId="3"/><xf numFmtId="170" fontId="0"/><xf fontId="2" fillId="1"/><xf fontId="4"/>
            <xf fillId="2" fontId="0"/></cellXfs>
        </styleSheet>
        """;

    private static readonly Dictionary<string, (Func<string, string> Edit, string Code, string Message)> Cases = new()
    {
        ["a hidden row"] = (Row("hidden=\"1\""), "SHEET_HIDDEN_ROWS", Hidden),
        ["a row of no height"] = (Row("ht=\"0\" customHeight=\"1\""), "SHEET_HIDDEN_ROWS", Hidden),
        ["a row of a group that is closed"] = (Row("outlineLevel=\"1\" hidden=\"true\""), "SHEET_HIDDEN_ROWS", Hidden),
        ["all rows by default"] = (
            sheet => sheet.Replace(
                "<sheetData>", "<sheetFormatPr defaultRowHeight=\"0\"/><sheetData>", StringComparison.Ordinal),
            "SHEET_HIDDEN_ROWS",
            "Rows of the sheet “表1” are hidden or filtered out, but hold something: 1, 2, 3, 4, 5. Unhide them (clear "
                + "the filter), or delete them."),
        ["a hidden column"] = (Column("width=\"9\" hidden=\"1\""), "SHEET_HIDDEN_COLUMNS", HiddenColumn),
        ["a column of no width"] = (Column("width=\"0\" customWidth=\"1\""), "SHEET_HIDDEN_COLUMNS", HiddenColumn),
        ["a cell that is struck out"] = (Style(1), "SHEET_STRUCK_OUT", Struck),
        ["a run that is struck out"] = (
            Runs("<r><t>終えた。</t></r><r><rPr><strike/></rPr><t>内部</t></r>"), "SHEET_STRUCK_OUT", Struck),
        ["white on white"] = (Style(2), "SHEET_NOT_SEEN", NotSeen),
        ["a white run"] = (
            Runs("<r><t>終えた。</t></r><r><rPr><color rgb=\"FFFFFFFF\"/></rPr><t>内部</t></r>"), "SHEET_NOT_SEEN", NotSeen),
        ["black on black"] = (Style(7), "SHEET_NOT_SEEN", NotSeen),
        ["letters of size 1"] = (Style(3), "SHEET_NOT_SEEN", NotSeen),
        ["a format that shows nothing"] = (Style(4), "SHEET_NOT_SEEN", NotSeen),
        ["a cell under a merged one"] = (
            sheet => sheet.Replace(
                "</sheetData>",
                "</sheetData><mergeCells><mergeCell ref=\"F4:F5\"/></mergeCells>",
                StringComparison.Ordinal),
            "SHEET_NOT_SEEN",
            "Cells of the sheet “表1” hold something, but lie under a merged cell: 表1!F5. Unmerge the cells, and delete "
                + "what is not meant."),
    };

    private static readonly Dictionary<string, Func<string, string>> Harmless = new()
    {
        ["white on blue"] = Style(5),
        ["a line through nothing"] = Style(6),
        ["a hidden row that is blank"] = sheet =>
            sheet.Replace("<row r=\"5\">", "<row r=\"5\">", StringComparison.Ordinal)
            .Replace(
                "</sheetData>",
                "<row r=\"6\" hidden=\"1\"><c r=\"A6\" s=\"1\"/><c r=\"B6\" t=\"inlineStr\"><is><t> "
                    + "</t></is></c></row></sheetData>",
                StringComparison.Ordinal),
        ["a hidden column that is blank"] = sheet =>
            sheet.Replace(
                "<sheetData>",
                "<cols><col min=\"8\" max=\"16384\" width=\"9\" hidden=\"1\"/></cols><sheetData>",
                StringComparison.Ordinal),
        ["a struck run of spaces"] = Runs("<r><t>終えた。</t></r><r><rPr><strike/></rPr><t> </t></r>"),
        ["black runs in a white cell"] = sheet => Runs("<r><rPr><color rgb=\"FF000000\"/></rPr><t>終えた。</t></r>")(sheet)
            .Replace("<c r=\"F5\"", "<c r=\"F5\" s=\"2\"", StringComparison.Ordinal),
    };

    private const string Hidden =
        "Rows of the sheet “表1” are hidden or filtered out, but hold something: 5. Unhide them (clear the filter), or "
            + "delete them.";

    private const string HiddenColumn =
        "Columns of the sheet “表1” are hidden, but hold something: F. Unhide them, or delete them.";
    private const string Struck =
        "Cells of the sheet “表1” hold text that is struck out: 表1!F5. Delete that text, or take the line through it "
            + "away.";

    private const string NotSeen =
        "Cells of the sheet “表1” hold something that nobody sees (letters in the colour of the paper, letters of size "
            + "1, "
        + "or a format that shows nothing): 表1!F5. Make it visible, or delete it.";

    public static TheoryData<string> Names => [.. Cases.Keys];

    public static TheoryData<string> HarmlessNames => [.. Harmless.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void What_nobody_sees_is_refused_with_its_place(string name)
    {
        var (edit, code, message) = Cases[name];
        var result = Read(edit(Sheet(Rows)));
        var error = Assert.Single(result.Findings);
        Assert.Equal((code, FindingSeverity.Error, message), (error.Code, error.Severity, error.Message));
        Assert.Null(result.Municipality);
    }

    [Theory]
    [MemberData(nameof(HarmlessNames))]
    public void What_holds_nothing_or_is_seen_is_no_fault(string name)
    {
        var result = Read(Harmless[name](Sheet(Rows)));
        Assert.Equal([], result.Findings);
        Assert.Equal("終えた。", PublishedTable.Rows(result.Municipality!).Last().Row.Summary!.Text);
    }

    [Fact]
    public void Each_cause_is_told_once_with_all_its_places()
    {
        var sheet = Sheet(Rows).Replace("<row r=\"4\">", "<row r=\"4\" hidden=\"1\">", StringComparison.Ordinal)
            .Replace("<row r=\"5\">", "<row r=\"5\" hidden=\"1\">", StringComparison.Ordinal)
            .Replace("<c r=\"A1\"", "<c r=\"A1\" s=\"1\"", StringComparison.Ordinal)
            .Replace("<c r=\"B3\"", "<c r=\"B3\" s=\"1\"", StringComparison.Ordinal);
        Assert.Equal(
            [
                "SHEET_STRUCK_OUT Cells of the sheet “表1” hold text that is struck out: 表1!A1, B3. "
                    + "Delete that text, or take the line through it away.",
                "SHEET_HIDDEN_ROWS Rows of the sheet “表1” are hidden or filtered out, but hold something: 4, 5. "
                    + "Unhide them (clear the filter), or delete them.",
            ],
            Read(sheet).Findings.Select(finding => $"{finding.Code} {finding.Message}"));
    }

    [Fact]
    public void Of_many_places_the_first_twenty_are_named()
    {
        var rows = Enumerable.Range(6, 30)
            .Select(row => $"<row r=\"{row}\" hidden=\"1\"><c r=\"A{row}\"><v>1</v></c></row>");
        var result = Read(
            Sheet(Rows).Replace("</sheetData>", string.Concat(rows) + "</sheetData>", StringComparison.Ordinal));
        Assert.Contains(
            " 24, 25 and 10 more. Unhide", Assert.Single(result.Findings).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_cover_and_a_legend_beside_the_table_are_left_out_with_a_warning()
    {
        string[][] cover = [["令和3年度 進捗状況"], ["", "会津若松市"]];
        string[][] legend = [["評価", "意味"], ["A", "計画どおり"]];
        var bytes = Archive([.. Parts(Sheet(cover), Sheet(Rows), Sheet(legend), Sheet([["予備"]]))]);
        var result = DocumentReader.Read(new MemoryStream(bytes), "table.xlsx", PublishedTable.AnyBytes);
        Assert.Equal(
            [
                "Warning The sheet “表1” holds no table, and is left out. 令和3年度 進捗状況 / 会津若松市",
                "Warning The sheet “表3” holds no table, and is left out. 評価 / 意味 / A / 計画どおり",
                "Warning The sheet “表4” holds no table, and is left out. 予備",
            ],
            result.Findings.Select(finding => $"{finding.Severity} {finding.Message} {finding.Read}"));
        Assert.Equal(2, PublishedTable.Rows(result.Municipality!).Count());
    }

    [Fact]
    public void Merged_cells_are_filled_over_their_rows_whatever_the_column()
    {
        string[][] rows = [Rows[0], Rows[1], Rows[2], Rows[3], ["", "", "", "納税課", "", "", ""]];
        var merged = string.Concat("ABCEFG".Select(column => $"<mergeCell ref=\"{column}4:{column}5\"/>"));
        var result = Read(
            Sheet(rows).Replace(
                "</sheetData>", $"</sheetData><mergeCells>{merged}</mergeCells>", StringComparison.Ordinal));
        Assert.Equal([], result.Findings);
        Assert.Equal(
            ["財政課 見直した。 終えた。 A", "納税課 見直した。 終えた。 A"],
            PublishedTable.Rows(result.Municipality!).Select(row =>
                $"{row.Row.Responsibilities[0].Department} {row.Row.Narratives[0].Text} {row.Row.Summary!.Text} "
                    + $"{row.Row.Ratings[0].Printed}"));
    }

    [Fact]
    public void A_header_and_a_title_merged_over_two_lines_are_read_once()
    {
        string[][] rows = [Rows[0], [], Rows[1], Rows[2], [], Rows[3]];
        var merged = "<mergeCell ref=\"A1:G2\"/>"
            + string.Concat("ABCDEFG".Select(column => $"<mergeCell ref=\"{column}4:{column}5\"/>"));
        var result = Read(
            Sheet(rows).Replace(
                "</sheetData>", $"</sheetData><mergeCells>{merged}</mergeCells>", StringComparison.Ordinal));
        Assert.Equal([], result.Findings);
        Assert.Single(PublishedTable.Rows(result.Municipality!));
    }

    [Fact]
    public void Findings_of_a_workbook_name_sheet_and_cell()
    {
        var margin = Rows.Select(row => row.Prepend("").Prepend("").ToArray()).Prepend([]);
        var result = Read(Sheet([.. margin]).Replace("<t>B</t>", "<t>Z</t>", StringComparison.Ordinal));
        Assert.StartsWith(
            "表1!I6: “Z” is not a grade", Assert.Single(result.Findings).Message, StringComparison.Ordinal);
    }

    private static ReadResult Read(string sheet) => DocumentReader.Read(
        new MemoryStream(Archive([.. Parts(sheet), ("xl/styles.xml", Styles)])), "table.xlsx", PublishedTable.AnyBytes);

    private static Func<string, string> Row(string attributes) =>
        sheet => sheet.Replace("<row r=\"5\">", $"<row r=\"5\" {attributes}>", StringComparison.Ordinal);

    private static Func<string, string> Column(string attributes) =>
        sheet => sheet.Replace(
            "<sheetData>",
            $"<cols><col min=\"6\" max=\"6\" {attributes}/></cols><sheetData>",
            StringComparison.Ordinal);

    private static Func<string, string> Style(int style) =>
        sheet => sheet.Replace(
            Cell,
            Cell.Replace("r=\"F5\"", $"r=\"F5\" s=\"{style}\"", StringComparison.Ordinal),
            StringComparison.Ordinal);

    private static Func<string, string> Runs(string runs) =>
        sheet => sheet.Replace(Cell, $"<c r=\"F5\" t=\"inlineStr\"><is>{runs}</is></c>", StringComparison.Ordinal);
}
