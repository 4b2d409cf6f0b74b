using System.Text;
using ReformOpenData.Data.Exports;
using ReformOpenData.Data.Import;
using ReformOpenData.Data.Plans;

namespace ReformOpenData.Tests.Import;

/// <summary>Texts of a year that do not tell what was done, and departments that only support a row.</summary>
public sealed class KindAndRoleTests
{
    [Theory]
    [InlineData("年度計画|取組状況|課題|今後の方向性|委員会の意見", null)]
    [InlineData("めあて|取組状況|困ったこと|つぎ|R3講評",
        "\"columns\": { \"めあて\": \"narrative:plan\", \"困ったこと\": \"narrative:issue\", \"つぎ\": \"narrative:next-step\","
        + " \"R3講評\": \"narrative:意見:2021\" }")]
    public void Plan_issue_next_step_and_opinion_are_texts_of_the_year(string headings, string? columns)
    {
        var result = Read(
            $"改革項目|具体的取組|内容|所管課|{headings}|評価",
            "①歳入の確保|広告収入の拡大|広告を増やします。|財政課|3件|2件だった。|広報が足りない。|SNSで知らせる。|妥当である。|A\n"
            + "|ふるさと納税の推進|返礼品を増やします。|総務課|5件|5件増やした。||-||B",
            columns);
        var rows = Plan(result).Categories[0].Items[0].Initiatives
            .Select(initiative => initiative.Assessments[0]).ToList();
        Assert.Equal(
            [
                (NarrativeKind.Result, "2件だった。", 6), (NarrativeKind.Issue, "広報が足りない。", 7),
                (NarrativeKind.NextStep, "SNSで知らせる。", 8), (NarrativeKind.Opinion, "妥当である。", 9),
                (NarrativeKind.Plan, "3件", 5),
            ],
            rows[0].Narratives.Select(text => (text.Kind, text.Text, text.Location.Column!.Value)));
        Assert.Equal(
            [(NarrativeKind.Result, "5件増やした。"), (NarrativeKind.NextStep, null), (NarrativeKind.Plan, "5件")],
            rows[1].Narratives.Select(text => (text.Kind, text.Text)));
        Assert.All(rows.SelectMany(row => row.Narratives), text => Assert.Equal(2021, text.FiscalYear));
    }

    [Fact]
    public void A_rating_of_the_row_is_not_that_of_departments_that_support_it()
    {
        var plan = Plan(Read(
            "改革項目|具体的取組|内容|主管課|関係課|取組状況|評価",
            "①歳入の確保|広告収入の拡大|広告を増やします。|財政課|総務課・税務課|3件|A\n"
            + "|ふるさと納税の推進|返礼品を増やします。|総務課|-|5件|B\n"
            + "|補助金の見直し|見直します。|財政課|税務課|10件|財政課 A 税務課 B"));
        var rows = plan.Categories[0].Items[0].Initiatives.Select(initiative => initiative.Assessments[0]).ToList();
        Assert.Equal(
            [
                ("財政課", ResponsibilityRole.Lead),
                ("総務課", ResponsibilityRole.Supporting),
                ("税務課", ResponsibilityRole.Supporting),
            ],
            rows[0].Responsibilities.Select(one => (one.Department, one.Role)));
        Assert.Equal(["財政課"], rows[0].Ratings.Single().Departments);
        Assert.Equal(
            [("総務課", ResponsibilityRole.Lead)], rows[1].Responsibilities.Select(one => (one.Department, one.Role)));
        Assert.Equal(["財政課", "税務課"], rows[2].Ratings.SelectMany(rating => rating.Departments));
    }

    [Fact]
    public void A_tidy_table_may_name_departments_that_support()
    {
        var result = DocumentReader.Read(
            new MemoryStream(Encoding.UTF8.GetBytes(
                "municipality_code,municipality_name,municipality_roman_name,plan_title,plan_first_fiscal_year,"
                + "plan_last_fiscal_year,"
                + "rating_scale,category_number,category_name,item_number,item_name,initiative_number,initiative_name,"
                + "assessment_number,"
                + "departments,fiscal_year,progress,rating,supporting_departments\n"
                + "262072,試験市,Shiken,計画,2020,2024,OTHER=順調,1,,1,,1,広告,1,財政課,2021,3件。,順調,総務課\n")),
            "t.csv",
            null);
        Assert.Equal(
            [("財政課", ResponsibilityRole.Lead), ("総務課", ResponsibilityRole.Supporting)],
            First(result).Responsibilities.Select(one => (one.Department, one.Role)));
        Assert.Equal(["財政課"], First(result).Ratings.Single().Departments);
    }

    [Fact]
    public void A_tidy_table_has_a_row_for_each_text_of_a_year()
    {
        const string start = "262072,試験市,Shiken,計画,2020,2024,OTHER=順調,1,,1,,1,広告,1,,2021,";
        var result = DocumentReader.Read(
            new MemoryStream(Encoding.UTF8.GetBytes(
                "municipality_code,municipality_name,municipality_roman_name,plan_title,plan_first_fiscal_year,"
                + "plan_last_fiscal_year,"
                + "rating_scale,category_number,category_name,item_number,item_name,initiative_number,initiative_name,"
                + "assessment_number,"
                + "departments,fiscal_year,progress,rating,progress_kind\n"
                + $"{start}3件。,順調,\n{start}広報が足りない。,,ISSUE\n{start}5件。,,計画\n")),
            "t.csv",
            null);
        Assert.Equal(
            [(NarrativeKind.Result, "3件。"), (NarrativeKind.Issue, "広報が足りない。"), (NarrativeKind.Plan, "5件。")],
            First(result).Narratives.Select(text => (text.Kind, text.Text)));
        using var stream = new MemoryStream();
        TidyCsv.Write([result.Municipality!], stream);
        var again = DocumentReader.Read(new MemoryStream(stream.ToArray()), "t.csv", null);
        Assert.Equal(PublishedTable.Everything(result.Municipality), PublishedTable.Everything(again.Municipality));
    }

    private static Plan Plan(ReadResult result) => Assert.Single(result.Municipality!.Plans);

    private static Assessment First(ReadResult result) =>
        Plan(result).Categories[0].Items[0].Initiatives[0].Assessments[0];

    private static ReadResult Read(string header, string rows, string? columns = null)
    {
        var metadata = SmallTable.Metadata(2021);
        var text = SmallTable.Text("(1) 財政の健全化\n" + rows, header: header);
        var result = DocumentReader.Read(
            new MemoryStream(Encoding.UTF8.GetBytes(text)),
            "t.txt",
            columns is null ? metadata : metadata with { Layout = Declared(columns).Layout });
        Assert.Equal([], result.Findings.Where(finding => finding.Severity == FindingSeverity.Error));
        return result;
    }

    private static DocumentMetadata Declared(string columns) => MetadataFile.Read(
        new MemoryStream(Encoding.UTF8.GetBytes($$"""
            {
              "municipality": { "code": "262072", "name": "試験市", "romanName": "Shiken" },
              "plan": { "title": "計画", "firstFiscalYear": 2020, "lastFiscalYear": 2024, "ratingScale": [] },
              "document": { "title": "計画", "fiscalYear": 2021, "publisher": "試験市", "licenceConfirmed": false },
              {{columns}}
            }
            """)),
        "t.json").Metadata!;
}
