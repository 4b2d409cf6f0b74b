using System.Text;
using ReformOpenData.Data.Exports;
using ReformOpenData.Data.Import;
using ReformOpenData.Data.Plans;

namespace ReformOpenData.Tests.Import;

/// <summary>
/// Plans of one city that begin in the same year: an id tells them apart, and nothing joins or parts them unasked.
/// </summary>
public sealed class PlanIdTests
{
    private const string Title = "公共施設マネジメント計画";
    private const string Rows = "(1) 施設\n①施設|施設の統廃合|統廃合します。|管財課|1件を統合した。|A";

    private static Municipality First => SmallTable.Merge(null, SmallTable.Read(SmallTable.FirstYear, 2021));

    private static Municipality Both => SmallTable.Merge(First, SmallTable.Read(Rows, 2023, Title, "shisetsu"));

    [Fact]
    public void A_second_plan_of_the_same_year_stands_beside_the_first_with_an_id()
    {
        var both = Both;
        Assert.Equal(
            [("2020", SmallTable.Title), ("2020_shisetsu", Title)], both.Plans.Select(plan => (plan.Code, plan.Title)));
        Assert.Equal(["2020", "2020_shisetsu"], both.Documents.Select(document => document.PlanCode));
        Assert.Equal(First.Plans[0].Categories.Count, both.Plans[0].Categories.Count);
        Assert.All(
            MunicipalityComparison.Compare(First, both).Where(change => change.Type is "Plan" or "Item"),
            change => Assert.StartsWith("262072/2020_shisetsu", change.Key, StringComparison.Ordinal));
    }

    [Fact]
    public void Next_years_tables_find_their_own_plan()
    {
        var next = SmallTable.Merge(
            Both, SmallTable.Read(Rows.Replace("1件", "2件", StringComparison.Ordinal), 2024, Title, "shisetsu"));
        var rows = SmallTable.FirstYear.Replace("3件", "4件", StringComparison.Ordinal);
        next = SmallTable.Merge(next, SmallTable.Read(rows, 2022));
        Assert.Equal(
            ["2020 2021", "2020 2022", "2020_shisetsu 2023", "2020_shisetsu 2024"],
            next.Documents.Select(document => $"{document.PlanCode} {document.FiscalYear}"));
        Assert.Equal(
            [2023, 2024], Assert.Single(Row(next.Plans[1]).Narratives.Select(text => text.FiscalYear).Chunk(2)));

        // Another file for a year takes the place of that plan's alone.
        var other = SmallTable.Merge(Both, SmallTable.Read(rows, 2023));
        Assert.Equal(3, other.Documents.Count);
    }

    [Theory]
    [InlineData(null, Title, 2, "PLAN_ID_DIFFERS 2020 = 2020_shisetsu")]
    [InlineData("zaisei", Title, 2, "PLAN_ID_DIFFERS 2020_zaisei = 2020_shisetsu")]
    [InlineData(null, Title, 1, "PLAN_ID_DIFFERS 2020 = 2020_shisetsu")]
    [InlineData(null, "公共施設マネジメント", 1, "PLAN_ID_DIFFERS 2020 = 2020_shisetsu")]
    [InlineData("zaisei", "公共施設マネジメント", 1, "PLAN_ID_DIFFERS 2020_zaisei = 2020_shisetsu")]
    [InlineData(null, "公共施設マネジメント", 2, "PLAN_DIFFERS 公共施設マネジメント = 第1次行財政改革プラン")]
    [InlineData("shisetsu", "公共施設マネジメント", 2, "PLAN_DIFFERS 公共施設マネジメント = 公共施設マネジメント計画")]
    public void A_table_that_does_not_say_which_plan_it_is_of_is_refused(
        string? id, string title, int count, string question)
    {
        // Of one, the bytes are those of the stored document, whatever the metadata say.
        var text = SmallTable.Text(Rows.Replace("1件", $"{count}件", StringComparison.Ordinal), Title);
        Assert.Equal([question], SmallTable.Questions(Both, SmallTable.ReadText(text, 2024, title, id)));
    }

    [Fact]
    public void The_line_to_write_is_told_in_both_languages()
    {
        var only = SmallTable.Merge(null, SmallTable.Read(Rows, 2023, Title, "shisetsu"));
        var refused = Assert.Single(MunicipalityMerge.Merge(only, SmallTable.Read(Rows, 2024, Title), null).Findings);
        Assert.Equal(
            "The stored plan of 試験市 that begins in 2020 is “公共施設マネジメント計画” with \"id\": \"shisetsu\", the document's is "
            + "“公共施設マネジメント計画” without an id. In \"plan\" of the metadata (plan_id of a tidy table), write it with "
            + "\"id\": \"shisetsu\" if it is the same plan; if it is another, give it a title and an id of its own "
            + "(a–z and 0–9, at most 20).",
            refused.Message);
        Assert.Contains(
            "同じ計画であれば、メタデータの plan の id を\"id\": \"shisetsu\" と書いてください", refused.Japanese, StringComparison.Ordinal);

        // A plan without an id is another one only when an id says so, and never the same under an id.
        Assert.Equal(
            ["PLAN_ID_DIFFERS 2020 = 2020_shisetsu"],
            SmallTable.Questions(only, SmallTable.Read(SmallTable.FirstYear, 2024)));
        Assert.Equal(
            ["PLAN_ID_DIFFERS 2020_first = 2020"],
            SmallTable.Questions(First, SmallTable.Read(SmallTable.FirstYear, 2022, planId: "first")));
    }

    [Fact]
    public void An_export_of_both_comes_back_whole_and_one_without_ids_has_no_column()
    {
        Assert.DoesNotContain(TidyColumns.PlanId, TidyColumns.Of([First]));
        var both = Both;
        using var csv = new MemoryStream();
        TidyCsv.Write([both], csv);
        csv.Position = 0;
        var read = DocumentReader.Read(csv, "export.csv", null);
        Assert.Equal(PublishedTable.Everything(both), PublishedTable.Everything(read.Municipality));
        Assert.Equal(PublishedTable.Everything(both), PublishedTable.Everything(SmallTable.Merge(both, read)));

        // An id that was taken out of an export by hand does not make another plan of it.
        var only = SmallTable.Merge(null, SmallTable.Read(Rows, 2023, Title, "shisetsu"));
        var edited = read with { Municipality = only with { Plans = [only.Plans[0] with { Id = null }] } };
        Assert.Equal(["PLAN_ID_DIFFERS 2020 = 2020_shisetsu"], SmallTable.Questions(only, edited));
    }

    [Theory]
    [InlineData("shisetsu", null)]
    [InlineData("Shisetsu", "the id of a plan is 1 to 20 of a–z and 0–9")]
    [InlineData("施設", "the id of a plan is 1 to 20 of a–z and 0–9")]
    [InlineData("", "the id of a plan is 1 to 20 of a–z and 0–9")]
    [InlineData("a-b", "the id of a plan is 1 to 20 of a–z and 0–9")]
    [InlineData("abcdefghij0123456789x", "the id of a plan is 1 to 20 of a–z and 0–9")]
    public void An_id_is_small_letters_and_digits(string id, string? fault)
    {
        var json = $$"""
            {
              "municipality": { "code": "262072", "name": "試験市", "romanName": "Shiken" },
              "plan": { "id": "{{id}}", "title": "計画", "firstFiscalYear": 2020, "lastFiscalYear": 2024, "ratingScale": [{ "grade": "A", "label": "A" }] },
              "document": { "title": "計画", "fiscalYear": 2021, "publisher": "試験市", "licenceConfirmed": false }
            }
            """;
        var (metadata, findings) = MetadataFile.Read(new MemoryStream(Encoding.UTF8.GetBytes(json)), "t.json");
        Assert.Equal(fault is null ? [] : [$"t.json: {fault}."], findings.Select(finding => finding.Message));
        Assert.Equal(fault is null ? id : null, metadata?.PlanId);
    }

    [Fact]
    public void A_tidy_table_of_two_plans_is_read_by_its_column_or_by_the_metadata()
    {
        const string columns =
            "municipality_code,municipality_name,municipality_roman_name,plan_title,plan_first_fiscal_year,"
            + "plan_last_fiscal_year,"
                + "rating_scale,category_number,category_name,item_number,item_name,initiative_number,initiative_name,"
                + "assessment_number,departments,"
                + "fiscal_year,progress,rating";
        const string first = "262072,試験市,Shiken,計画一,2020,2024,A=A,1,分野,1,項目,1,取組,1,財政課,2021,した。,A";
        var second = first.Replace("計画一", "計画二", StringComparison.Ordinal);
        var both = Read($"{columns},plan_id\n{first},\n{second},b\n", null);
        Assert.Equal(["2020 計画一", "2020_b 計画二"], both.Municipality!.Plans.Select(plan => $"{plan.Code} {plan.Title}"));
        Assert.Equal(["VALUE_DIFFERS"], Read($"{columns}\n{first}\n{second}\n", null).Findings
            .Where(finding => finding.Severity == FindingSeverity.Error).Select(finding => finding.Code).Distinct());
        Assert.Contains(
            "VALUE_INVALID", Read($"{columns},plan_id\n{first},計画\n", null).Findings.Select(finding => finding.Code));

        var own = Read($"{columns}\n{second}\n", SmallTable.Metadata(2021, "計画二", "b"));
        Assert.Equal("2020_b", Assert.Single(own.Municipality!.Plans).Code);
        Assert.Equal("2020_b", Assert.Single(own.Municipality.Documents).PlanCode);

        static ReadResult Read(string csv, DocumentMetadata? metadata) =>
            DocumentReader.Read(new MemoryStream(Encoding.UTF8.GetBytes(csv)), "t.csv", metadata);
    }

    [Fact]
    public void A_draft_has_the_id_of_last_years_plan_and_else_none()
    {
        var table = Encoding.UTF8.GetBytes(SmallTable.Text(Rows, Title + " 令和6年度"));
        Assert.Contains(
            "\"id\": \"shisetsu\"",
            Draft([SmallTable.Metadata(2023, Title, "shisetsu")], null),
            StringComparison.Ordinal);
        Assert.Contains("\"id\": \"shisetsu\"", Draft([], Both), StringComparison.Ordinal);
        Assert.DoesNotContain("\"id\"", Draft([SmallTable.Metadata(2023, Title)], null), StringComparison.Ordinal);
        Assert.DoesNotContain("\"id\"", Draft([], null), StringComparison.Ordinal);

        string Draft(IReadOnlyList<DocumentMetadata> earlier, Municipality? stored) =>
            MetadataDraft.Of(new MemoryStream(table), earlier, stored).Json!;
    }

    [Theory]
    [InlineData("2017", 2017, null)]
    [InlineData("2017_zaisei", 2017, "zaisei")]
    [InlineData("2017_", null, null)]
    [InlineData("2017_A", null, null)]
    [InlineData("2017_a_b", null, null)]
    [InlineData("17", null, null)]
    [InlineData("zaisei", null, null)]
    [InlineData("２０１７", null, null)]
    public void A_code_is_a_year_and_maybe_an_id(string code, int? year, string? id)
    {
        Assert.Equal(year is null ? null : (year.Value, id), Keys.ReadPlanCode(code));
        if (year is { } first)
            Assert.Equal(code, Keys.PlanCode(first, id));
    }

    private static Assessment Row(Plan plan) => plan.Categories[0].Items[0].Initiatives[0].Assessments[0];
}
