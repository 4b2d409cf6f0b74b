using System.Text;
using ReformOpenData.Data.Exports;
using ReformOpenData.Data.Import;

namespace ReformOpenData.Tests.Import;

/// <summary>A tidy table that people wrote, and what can be wrong with one.</summary>
public sealed class BadTidyTests
{
    private const string Written = """
        自治体コード,自治体名,自治体名（ローマ字）,計画名,計画開始年度,計画終了年度,評価区分,分野番号,分野,改革項目番号,改革項目,具体的取組番号,具体的取組,内容,行番号,所管課,年度,取組状況,総括,評価,最終評価か
        990001,架空市,Kaku,計画,2017,2021,A=A;B=B;COMPLETED=完了,1,分類,1,項目,1,取組,内容,1,財政課・上下水道局 経営企画課（とりまとめ）,2020,【財政課】見直した。,,財政課 A 経営企画課 B,false
        990001,架空市,Kaku,計画,2017,2021,A=A;B=B;COMPLETED=完了,1,分類,1,項目,1,取組,内容,1,財政課・上下水道局 経営企画課（とりまとめ）,2021,-,終えた。,完了,true
        """;

    private static readonly Dictionary<string, (string Csv, string Code, string Place)> Cases = new()
    {
        ["a header alone"] = (Written.Split('\n')[0], "FILE_EMPTY", ""),
        ["an unknown heading"] = (Edit(0, ",年度,", ",年,"), "COLUMN_UNKNOWN", "page 1, column 17, line 1"),
        ["a required column left out"] = (
            string.Join('\n', Written.Split('\n').Select(line => line[(line.IndexOf(',') + 1)..])),
            "COLUMN_MISSING",
            "page 1, line 1"),
        ["a heading twice"] = (Edit(0, "計画終了年度", "計画開始年度"), "COLUMN_REPEATED", "page 1, column 6, line 1"),
        ["a row too short"] = (Edit(1, ",false", ""), "ROW_TRUNCATED", "page 1, row 1, line 2"),
        ["a row too long"] = (Edit(1, ",false", ",false,"), "ROW_TOO_LONG", "page 1, row 1, line 2"),
        ["a quote that never ends"] = (Edit(1, "架空市", "\"架空市"), "CSV_BROKEN", "page 1, line 2"),
        ["text behind a quote"] = (Edit(1, "架空市", "\"架空\"市"), "CSV_BROKEN", "page 1, line 2"),
        ["a cell beyond all measure"] = (Edit(1, "見直した", new string('長', 1_000_001)), "CSV_BROKEN", "page 1, line 2"),
        ["a row beyond all measure"] = (Edit(1, "false", new string(',', 2_000)), "CSV_BROKEN", "page 1, line 2"),
        ["a NUL"] = (Edit(2, "終えた", "終\0えた"), "FILE_BINARY", "page 1, line 3"),
        ["a code without its leading zero"] = (
            Written.Replace("990001", "72028", StringComparison.Ordinal),
            "VALUE_INVALID",
            "page 1, row 1, column 1, line 2"),
        ["a number in words"] = (Edit(1, ",1,分類,", ",一,分類,"), "VALUE_INVALID", "page 1, row 1, column 8, line 2"),
        ["a year outside the plan"] = (
            Edit(2, ",2021,-", ",2022,-"), "VALUE_INVALID", "page 1, row 2, column 17, line 3"),
        ["a blank name"] = (
            Written.Replace(",架空市,", ", ,", StringComparison.Ordinal),
            "VALUE_INVALID",
            "page 1, row 1, column 2, line 2"),
        ["rows that disagree"] = (Edit(2, ",項目,", ",別の項目,"), "VALUE_DIFFERS", "page 1, row 2, column 11, line 3"),
        ["a row twice"] = (Edit(2, ",2021,-,終えた。,完了,true", ",2020,-,,,"), "ROW_DUPLICATE", "page 1, row 2, line 3"),
        ["a row that says nothing"] = (Edit(2, ",-,終えた。,完了,true", ",,,,"), "VALUE_INVALID", "page 1, row 2, line 3"),
        ["a scale that is none"] = (
            Written.Replace("A=A;", "Z=Z;", StringComparison.Ordinal),
            "VALUE_INVALID",
            "page 1, row 1, column 7, line 2"),
        ["an unknown grade"] = (Edit(2, "完了,true", "C,true"), "GRADE_UNKNOWN", "page 1, row 2, column 20, line 3"),
        ["a rating of another department"] = (
            Edit(1, "経営企画課 B", "納税課 B"), "RATING_DEPARTMENT_UNKNOWN", "page 1, row 1, column 20, line 2"),
        ["neither true nor false"] = (Edit(1, "false", "いいえ"), "VALUE_INVALID", "page 1, row 1, column 21, line 2"),
        ["departments that cannot be read"] = (
            Written.Replace("財政課・上", "・上", StringComparison.Ordinal),
            "DEPARTMENT_UNREADABLE",
            "page 1, row 2, column 16, line 3"),
        ["a municipality that comes back"] = (
            Written + "\n" + Row(1).Replace("990001", "990019", StringComparison.Ordinal) + "\n" + Row(1),
            "ROWS_NOT_GROUPED",
            "page 1, row 4, line 5"),
    };

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Fact]
    public void A_table_that_people_wrote_is_its_own_document()
    {
        var result = Read(Written);
        Assert.Equal([], result.Findings);
        var municipality = result.Municipality!;
        var (_, _, _, row) = Assert.Single(PublishedTable.Rows(municipality));
        Assert.Equal(
            [("財政課", null), ("上下水道局経営企画課", "とりまとめ")],
            row.Responsibilities.Select(one => (one.Department, one.Qualifier)));
        Assert.Equal([(2020, "【財政課】見直した。"), (2021, null)], row.Narratives.Select(one => (one.FiscalYear, one.Text)));
        Assert.Equal(
            ("財政課", "財政課", "見直した。"),
            (
                row.Narratives[0].Sections[0].Label,
                row.Narratives[0].Sections[0].Department,
                row.Narratives[0].Sections[0].Text));
        Assert.Equal((2021, "終えた。"), (row.Summary!.FiscalYear, row.Summary.Text));
        Assert.Equal(
            ["2020 A 財政課 False", "2020 B 上下水道局経営企画課 False", "2021 完了 財政課・上下水道局経営企画課 True"],
            row.Ratings.Select(
                rating =>
                    $"{rating.FiscalYear} {rating.Printed} {string.Join("・", rating.Departments)} {rating.IsFinal}"));
        var document = Assert.Single(municipality.Documents);
        Assert.Equal(("table.csv", 2017, 2021), (document.FileName, document.PlanFirstFiscalYear, document.FiscalYear));
        Assert.Equal(
            (1, 2, 20, 3),
            (
                row.Ratings[2].Location.Page,
                row.Ratings[2].Location.Row,
                row.Ratings[2].Location.Column,
                row.Ratings[2].Location.Line));

        using var stream = new MemoryStream();
        TidyCsv.Write([municipality], stream);
        Assert.Equal(
            PublishedTable.Everything(municipality),
            PublishedTable.Everything(
                DocumentReader.Read(new MemoryStream(stream.ToArray()), "t.csv", null).Municipality));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Bad_input_is_one_error_with_its_place(string name) =>
        BadTableTests.AssertOneError(Read(Cases[name].Csv), Cases[name].Code, Cases[name].Place);

    [Fact]
    public void What_bad_input_is_told() => Snapshots.Match(string.Join('\n', Cases.Select(one =>
        $"{one.Key}: {Read(one.Value.Csv).Findings.First().Message}")));

    [Fact]
    public void All_that_is_wrong_is_told_in_one_run()
    {
        var second = Row(1).Replace("990001", "990019", StringComparison.Ordinal);
        var third = Row(2).Replace("990001", "990027", StringComparison.Ordinal);
        var csv = Written.Replace(",1,分類,", ",一,分類,", StringComparison.Ordinal)
            + "\n" + second + "\n" + second + ",多い\n" + third + "\n" + third + ",多い\n"
            + Row(1) + "\n" + Row(1);
        Assert.Equal(
            ["ROW_TOO_LONG 5", "ROW_TOO_LONG 7", "ROWS_NOT_GROUPED 8", "VALUE_INVALID 2", "VALUE_INVALID 3"],
            Read(csv).Findings.Select(finding => $"{finding.Code} {finding.Line}"));
    }

    [Fact]
    public void All_headings_that_are_wrong_are_told_at_once()
    {
        var result = Read(Edit(0, "計画終了年度,評価区分", "備考,計画名,番号"));
        Assert.Equal(
            [
                "These headings are not those of the tidy table, which schema/formats/tidy.md lists: “備考” (column 6), "
                    + "“番号” (column 8). "
                    + "Rename or delete them. The header has no column “plan_last_fiscal_year” (計画終了年度), "
                    + "“rating_scale” (評価区分).",
                "These columns carry a heading that another one has: “計画名” (column 7). Rename or delete them.",
            ],
            result.Findings.Select(finding => finding.Message));
    }

    [Fact]
    public void Provenance_that_was_edited_is_an_error()
    {
        using var stream = new MemoryStream();
        TidyCsv.Write([PublishedTable.Municipality], stream);
        var csv = Encoding.UTF8.GetString(stream.ToArray());
        BadTableTests.AssertOneError(
            Read(csv.Replace("1/1:{", "1/1:[", StringComparison.Ordinal)),
            "VALUE_INVALID",
            "page 1, row 1, column 45, line 2");
        BadTableTests.AssertOneError(
            Read(csv.Replace("1/1:{", "1/2:{", StringComparison.Ordinal)),
            "VALUE_INVALID",
            "page 1, row 1, column 45, line 2");
    }

    [Fact]
    public void Metadata_of_another_municipality_are_refused()
    {
        var result = DocumentReader.Read(
            new MemoryStream(Encoding.UTF8.GetBytes(Written)), "t.csv", PublishedTable.AnyBytes);
        BadTableTests.AssertOneError(result, "VALUE_DIFFERS", "page 1, row 1, column 1, line 2");
    }

    private static ReadResult Read(string csv) =>
        DocumentReader.ReadAll(new MemoryStream(Encoding.UTF8.GetBytes(csv)), "table.csv", null).Last();

    private static string Row(int line) => Written.Split('\n')[line];

    private static string Edit(int line, string from, string to)
    {
        var lines = Written.Split('\n');
        lines[line] = lines[line].Replace(from, to, StringComparison.Ordinal);
        return string.Join('\n', lines);
    }
}
