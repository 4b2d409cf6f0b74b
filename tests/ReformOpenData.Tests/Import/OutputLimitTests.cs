using System.Text;
using ReformOpenData.Data.Exports;
using ReformOpenData.Data.Import;
using ReformOpenData.Data.Plans;

namespace ReformOpenData.Tests.Import;

/// <summary>No limit of an output is unknown at input.</summary>
public sealed class OutputLimitTests
{
    private const string Head = "「行政サービスの向上と財政基盤の強化に向けた取組」における令和3年度取組状況と総括\n(1) 分類\n"
        + "改革項目\t具体的取組\t内容\t所管課\tR3取組状況\t総括\t最終評価\n";

    private static readonly string Longest = new('あ', 32_767);

    [Fact]
    public void A_text_as_long_as_a_cell_of_a_workbook_is_read_and_one_that_is_longer_is_refused()
    {
        Assert.Equal([], PublishedTable.Read(Head + $"①項目\t取組\t内容です。\t財政課\t{Longest}\t終えた。\tA\n").Findings);
        var error = Assert.Single(PublishedTable.Read(Head + $"①項目\t取組\t内容です。\t財政課\t{Longest}い\t終えた。\tA\n").Findings);
        Assert.Equal(("TEXT_TOO_LONG", 1, 1, 5, 4), (error.Code, error.Page, error.Row, error.Column, error.Line));
        Assert.Equal(
            "The text has 32,768 characters; a cell of a workbook cannot hold more than 32,767. Shorten it, or give it "
                + "two rows.",
            error.Message);
        Assert.Equal(201, error.Read!.Length);
    }

    [Fact]
    public void A_text_that_needs_an_apostrophe_has_one_character_less() =>
        Assert.Equal(
            "TEXT_TOO_LONG",
            Assert.Single(
                PublishedTable.Read(Head + $"①項目\t取組\t内容です。\t財政課\t={Longest[1..]}\t終えた。\tA\n").Findings).Code);

    [Fact]
    public void A_text_of_a_tidy_table_that_is_too_long_is_refused_with_its_place()
    {
        const string header =
            "municipality_code,"
                + "municipality_name,municipality_roman_name,plan_title,plan_first_fiscal_year,plan_last_fiscal_year,"
            + "rating_scale,"
            + "category_number,"
            + "category_name,item_number,item_name,initiative_number,initiative_name,assessment_number,departments,"
            + "fiscal_year,progress,rating\n";
        var csv = header + $"012025,函館市,Hakodate,プラン,2020,2024,A=A,1,財政,1,健全化,1,基金,1,財政課,2021,{Longest}い,A\n";
        var error = Assert.Single(
            DocumentReader.Read(new MemoryStream(Encoding.UTF8.GetBytes(csv)), "t.csv", null).Findings);
        Assert.Equal(("TEXT_TOO_LONG", 1, 17, 2), (error.Code, error.Row, error.Column, error.Line));
    }

    [Fact]
    public void A_text_of_a_workbook_that_is_too_long_is_refused_with_its_cell()
    {
        var rows = TestWorkbook.Rows.Select(row => row.ToArray()).ToArray();
        rows[3][2] = Longest + "い";
        var bytes = TestWorkbook.Workbook(TestWorkbook.Sheet(rows));
        Assert.Equal(
            "Cells of the sheet “表1” hold more than 32,767 characters: 表1!C4. A cell of a workbook cannot hold more; "
                + "shorten the text, or give it two rows.",
            Assert.Single(
                DocumentReader.Read(new MemoryStream(bytes), "table.xlsx", PublishedTable.AnyBytes).Findings).Message);
    }

    [Fact]
    public void A_text_of_the_metadata_that_is_too_long_is_refused()
    {
        var json = $"{{\"answers\": [{{\"document\": \"a\", \"reason\": \"{Longest}い\"}}]}}";
        Assert.Equal(
            "TEXT_TOO_LONG",
            Assert.Single(MappingFile.Read(new MemoryStream(Encoding.UTF8.GetBytes(json)), "m.json").Findings).Code);
    }

    [Fact]
    public void What_grew_since_it_was_read_is_found_before_it_is_stored()
    {
        var municipality = PublishedTable.Municipality;
        Assert.Equal([], OutputLimits.Check(municipality));
        var plan = municipality.Plans[0];
        Municipality With(Category category) =>
            municipality with { Plans = [plan with { Categories = [category, .. plan.Categories.Skip(1)] }] };

        var error = OutputLimits.Check(With(plan.Categories[0] with { Name = Longest + "い" }))[0];
        Assert.Equal(("TEXT_TOO_LONG", FindingSeverity.Error), (error.Code, error.Severity));
        Assert.StartsWith("“分野” of the initiative “", error.Message, StringComparison.Ordinal);
        foreach (var forbidden in new[] { "a\0", "a\uFFFF", "a\uD800b", "\uDC00" })
            Assert.Equal("FILE_BINARY", OutputLimits.Check(With(plan.Categories[0] with { Name = forbidden }))[0].Code);
        Assert.Equal(
            "TEXT_TOO_LONG",
            OutputLimits.Check(
                municipality with
                {
                    Departments = [.. municipality.Departments,
                    new Department(new string('課', 201), null)]
                })[0].Code);
    }

    /// <summary>Rows that go on with a text hold the code of the municipality alone.</summary>
    [Fact]
    public void A_municipality_of_too_many_rows_is_refused()
    {
        var header = string.Join(
            ',', TidyColumns.All.Where(column => column.IsRequired).Select(column => column.English));
        var row = "\n072028" + new string(',', TidyColumns.All.Count(column => column.IsRequired) - 1);
        var csv = header + string.Concat(Enumerable.Repeat(row, TidyReader.MaxRowsPerMunicipality + 1));
        var findings = DocumentReader.Read(new MemoryStream(Encoding.UTF8.GetBytes(csv)), "t.csv", null).Findings;
        Assert.Contains(
            ("FILE_TOO_LARGE", "A municipality has more than 100000 rows."),
            findings.Select(finding => (finding.Code, finding.Message)));
    }

    [Fact]
    public void A_pair_of_surrogates_is_not_cut_in_a_finding() =>
        Assert.Equal(new string('あ', 199) + "…", Excerpts.Of(new string('あ', 199) + "𠮷野家"));

    [Fact]
    public void A_table_of_one_city_has_a_bound_whatever_its_file()
    {
        const string header =
            "municipality_code,"
                + "municipality_name,municipality_roman_name,plan_title,plan_first_fiscal_year,plan_last_fiscal_year,"
            + "rating_scale,"
            + "category_number,"
            + "category_name,item_number,item_name,initiative_number,initiative_name,assessment_number,departments,"
            + "fiscal_year,progress,rating\n";
        var text = new string('あ', 30_000);
        var csv = header + string.Concat(Enumerable.Range(1, 106).Select(number =>
            $"012025,函館市,Hakodate,プラン,2020,2024,A=A,1,財政,1,健全化,{number},基金{number},1,財政課,2021,{text},A\n"));
        var tidy = Assert.Single(
            DocumentReader.Read(new MemoryStream(Encoding.UTF8.GetBytes(csv)), "t.csv", null).Findings);
        Assert.Equal(
            ("FILE_TOO_LARGE", "A municipality has more than 3 million characters."), (tidy.Code, tidy.Message));

        string[][] rows =
        [
            .. TestWorkbook.Rows.Select(row => row.ToArray()),
            .. Enumerable.Range(1, 106).Select(
                number => (string[])["", $"取組{number}", "内容", "財政課", text, "-", "A"]),
        ];
        var workbook = Assert.Single(
            DocumentReader.Read(
                new MemoryStream(TestWorkbook.Workbook(TestWorkbook.Sheet(rows))),
                "table.xlsx",
                PublishedTable.AnyBytes).Findings);
        Assert.Equal(
            ("FILE_TOO_LARGE", "The workbook has more than 3 million characters, which no table of one city has."),
            (workbook.Code, workbook.Message));
    }
}
