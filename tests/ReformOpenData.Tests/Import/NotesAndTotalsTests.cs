using ReformOpenData.Data.Import;
using ReformOpenData.Data.Plans;

namespace ReformOpenData.Tests.Import;

/// <summary>Lines around and between the rows of a table that are not rows of it; and all that is wrong, told in one
/// run.</summary>
public sealed class NotesAndTotalsTests
{
    private const string Head = "「行政サービスの向上と財政基盤の強化に向けた取組」における令和3年度取組状況と総括\n(1) 分類\n";
    private const string Header = "改革項目\t具体的取組\t内容\t所管課\tR3取組状況\t総括\t最終評価\n";
    private const string Row = "①項目\t取組\t内容です。\t財政課\t見直した。\t終えた。\tA\n";
    private const string Next = "\t\t\t納税課\t-\t終えた。\tB\n";

    [Theory]
    [InlineData("※評価区分　A：計画どおり　B：やや遅れ")]
    [InlineData("注）令和4年3月末現在")]
    [InlineData("（注）速報値である。")]
    [InlineData("(注1) 速報値である。")]
    [InlineData("* 速報値")]
    [InlineData("＊速報値")]
    [InlineData("【凡例】")]
    [InlineData("備考：速報値")]
    public void A_note_between_or_below_the_rows_is_left_out_with_a_note(string note)
    {
        foreach (var text in new[] { Head + Header + Row + Next + note, Head + Header + Row + note + "\n" + Next, Head
            + note + "\n" + Header + Row + Next })
        {
            var result = PublishedTable.Read(text);
            var finding = Assert.Single(result.Findings);
            Assert.Equal(
                ("LINE_IS_NOTE", FindingSeverity.Note, "The line is a note to the table, and is left out."),
                (finding.Code, finding.Severity, finding.Message));
            Assert.Equal(note, finding.Read);
            Assert.Equal(["財政課", "納税課"], Departments(result));
        }
    }

    [Fact]
    public void A_note_of_several_lines_ends_at_the_next_category()
    {
        var result = PublishedTable.Read(Head + Header + Row + "※評価区分\n　A：計画どおり\n　B：やや遅れ\n(2) 次\n" + Row);
        Assert.Equal(
            ["LINE_IS_NOTE 5", "LINE_IS_NOTE 6", "LINE_IS_NOTE 7"],
            result.Findings.Select(finding => $"{finding.Code} {finding.Line}"));
        Assert.Equal(2, result.Municipality!.Plans[0].Categories.Count);
    }

    [Theory]
    [InlineData("合計\t\t\t\t12件\t\t-")]
    [InlineData("\t小　計\t\t\t12件\t\t")]
    [InlineData("\t\t\t\t1,234千円\t\t")]
    [InlineData("総合計\t\t\t-\t12件\t\tA")]
    [InlineData("計（千円）\t\t\t\t\t\t")]
    public void A_total_is_left_out_with_a_warning_that_quotes_it(string total)
    {
        var result = PublishedTable.Read(Head + Header + Row + total + "\n" + Next);
        var finding = Assert.Single(result.Findings);
        Assert.Equal(
            (
                "ROW_IS_TOTAL",
                FindingSeverity.Warning,
                "The row is a total, and is left out.",
                5,
                total.Replace("\t", " | ", StringComparison.Ordinal)),
            (finding.Code, finding.Severity, finding.Message, finding.Line, finding.Read));
        Assert.Equal(["財政課", "納税課"], Departments(result));
    }

    [Theory]
    [InlineData("②合計特殊出生率の改善\t取組\t内容です。\t財政課\t見直した。\t終えた。\tA")]
    [InlineData("\t計画の見直し\t内容です。\t財政課\t見直した。\t終えた。\tA")]
    [InlineData("\t計\t内容です。\t財政課\t見直した。\t終えた。\tA")]
    public void A_row_with_a_department_is_a_row(string row) =>
        Assert.Equal(2, Departments(PublishedTable.Read(Head + Header + Row + row)).Count());

    [Fact]
    public void All_headings_that_are_not_known_are_told_in_one_error()
    {
        var result = PublishedTable.Read(Head + Header.Replace("改革項目", "No.\t改革項目", StringComparison.Ordinal)
            .Replace("総括", "備考\t市民の声", StringComparison.Ordinal).Replace("所管課", "責任者", StringComparison.Ordinal)
                + Row + Next);
        Assert.Equal(
            "These headings are not known: “No.” (column 1), “責任者” (column 5), “備考” (column 7), “市民の声” (column 8); "
                + "known are "
                + "改革項目、具体的取組、内容、所管課、取組状況、総括、最終評価、評価. Rename the columns, delete them, or say in the metadata what "
                + "they are, "
                + "“ignore” if nothing: \"columns\": { \"No.\": \"number\", \"責任者\": \"progress:責任者\", "
                + "\"備考\": \"progress:備考\", \"市民の声\": \"progress:市民の声\" }. The header has no column “所管課”.",
            Assert.Single(result.Findings, finding => finding.Code == "COLUMN_UNKNOWN").Message);
    }

    [Fact]
    public void All_pages_and_rows_with_faults_are_told_in_one_run_and_each_cause_once()
    {
        var other = Header.Replace("総括", "感想", StringComparison.Ordinal);
        var result = PublishedTable.Read(
            Head + other + Row + Next
            + Head + other + Row
            + Head + Header + Row.Replace("\tA\n", "\tS\n", StringComparison.Ordinal) + Next
            + "不明な行\n"
            + Head + Row
            + Head + Header + Row.Replace("財政課", "-", StringComparison.Ordinal) + "\t取組二\t内容です。\t財政課\tない\n");
        Assert.Equal(
            [
                "COLUMN_UNKNOWN 3", "ROW_DUPLICATE 9", "GRADE_UNKNOWN 13", "LINE_UNKNOWN 15", "HEADER_MISSING 18",
                "DEPARTMENT_UNREADABLE 22", "ROW_TRUNCATED 23"
            ],
            result.Findings.Where(finding => finding.Severity == FindingSeverity.Error)
                .Select(finding => $"{finding.Code} {finding.Line}"));
        Assert.StartsWith(
            "“-” is not a department;",
            result.Findings.Single(finding => finding.Line == 22).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_table_without_departments_is_told_once()
    {
        var result = PublishedTable.Read(
            Head + Header + Row.Replace("財政課", "", StringComparison.Ordinal) + "\t取組二\t内容です。\t\t見直した。\t終えた。\tA\n");
        Assert.Equal(
            "The cell names no department, and no row above it does; write the department that carries the initiative.",
            Assert.Single(result.Findings, finding => finding.Severity == FindingSeverity.Error).Message);
    }

    [Fact]
    public void A_year_that_the_metadata_gets_wrong_is_told_once()
    {
        var result = PublishedTable.Read(
            Head + Header + Row + Head + Header + Next, PublishedTable.AnyBytes with { FiscalYear = 2020 });
        Assert.Equal(
            ["FISCAL_YEAR_DIFFERS 1"],
            result.Findings.Where(finding => finding.Severity == FindingSeverity.Error)
                .Select(finding => $"{finding.Code} {finding.Line}"));
    }

    [Fact]
    public void A_cell_of_markup_alone_is_not_an_item() =>
        Assert.Equal(
            "ITEM_WITHOUT_NUMBER",
            Assert.Single(
                PublishedTable.Read(Head + Header + Row.Replace("①項目", "<p></p>", StringComparison.Ordinal)).Findings,
                finding => finding.Severity == FindingSeverity.Error).Code);

    private static IEnumerable<string> Departments(ReadResult result) =>
        PublishedTable.Rows(result.Municipality!).Select(row => row.Row.Responsibilities[0].Department);
}
