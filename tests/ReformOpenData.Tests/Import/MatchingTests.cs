using ReformOpenData.Data.Import;
using ReformOpenData.Data.Plans;

namespace ReformOpenData.Tests.Import;

/// <summary>Which stored row a row of next year's table is, and what is asked where that is not sure.</summary>
public sealed class MatchingTests
{
    internal const string Revised =
        """
        (1) 財政の健全化
        ①歳入の確保|広告収入等の確保|広告を増やします。|財政課|広告を4件掲載した。|A
        |ふるさと納税の推進|返礼品を増やします。|ふるさと納税推進室|返礼品を8件増やした。|A
        |使用料の見直し|使用料を見直します。|財政課|条例を改正した。|A
        |手数料の見直し|手数料を見直します。|財政課|検討した。|B
        ②歳出の見直し|補助金の見直し|補助金を見直します。|財政課・総務課|12件を見直した。|財政課 A 総務課 B
        (2) サービスの向上
        ①組織の見直し|窓口の統合|窓口を統合します。|市民課|統合した。|A
        """;

    private static readonly Municipality Stored = SmallTable.Read(SmallTable.FirstYear, 2021).Municipality!;

    [Theory]
    [InlineData("広告収入の拡大", "広告収入\u200bの拡大")]
    [InlineData("財政課・総務課", "財政課･総務課")]
    [InlineData("窓口の統合", "窓囗の統合", false)]
    [InlineData("サービスの向上", "ｻｰﾋﾞｽの向上")]
    [InlineData("サービスの向上", "サーヒ\u3099スの向上")]
    [InlineData("行財政", "⾏財政")]
    public void A_name_is_the_same_in_any_spelling_that_search_takes_for_the_same(
        string stored, string read, bool isSame = true)
    {
        var before = SmallTable.Read(
            SmallTable.FirstYear.Replace("歳入の確保", "行財政の確保", StringComparison.Ordinal), 2021).Municipality!;
        var after = SmallTable.Read(
            SmallTable.FirstYear.Replace("歳入の確保", "行財政の確保", StringComparison.Ordinal)
                .Replace(stored, read, StringComparison.Ordinal),
            2022);
        Assert.Equal(isSame, SmallTable.Questions(before, after).Length == 0);
    }

    [Fact]
    public void A_row_that_moved_below_another_item_is_told_where_its_history_is()
    {
        var moved = SmallTable.FirstYear.Replace("|電力調達の見直し|電力の入札を行います。|管財課|入札を行った。|A\n", "", StringComparison.Ordinal)
            .Replace("②歳出の見直し", "|電力調達の見直し|電力の入札を行います。|管財課|入札を行った。|A\n②歳出の見直し", StringComparison.Ordinal);
        var messages = MunicipalityMerge.Merge(Stored, SmallTable.Read(moved, 2022), null).Findings
            .Select(finding => finding.Message).ToArray();
        Assert.Equal(
            [
                "The document no longer has this stored initiative below its item; the document has one of the same "
                    + "name below “歳入の確保”, which begins a "
                + "history of its own there. If that is right, answer {\"stored\": \"262072/2020/01/02/002\"} in the "
                + "mapping file; its past stays.",
                "This initiative is not stored below its item; one of the same name is stored below “歳出の見直し”, where "
                    + "its history stays. If it is new, "
                + "answer {\"document\": \"262072/2020/01/01/004\"} in the mapping file.",
            ],
            messages.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Rows_without_anything_in_common_are_not_offered_as_one()
    {
        var other = SmallTable.FirstYear.Replace(
            "①組織の見直し|窓口の統合|窓口を統合します。|市民課", "①道路|橋の点検|橋を調べる。|土木課", StringComparison.Ordinal);
        Assert.Equal(
            ["ROW_ADDED “道路” of “サービスの向上”", "ROW_REMOVED “組織の見直し” of “サービスの向上”"],
            SmallTable.Questions(Stored, SmallTable.Read(other, 2022)));
    }

    [Fact]
    public void Another_plan_of_the_same_first_year_is_not_joined_with_the_stored_one()
    {
        var read = SmallTable.Read("(1) 施設\n①施設|施設の統廃合|統廃合します。|管財課|1件を統合した。|A", 2023, "公共施設マネジメント計画");
        var question = Assert.Single(MunicipalityMerge.Merge(Stored, read, null).Findings);
        Assert.Equal(
            ("PLAN_DIFFERS", "The stored plan of 試験市 that begins in 2020 is “第1次行財政改革プラン”, the document's is "
                + "“公共施設マネジメント計画”. If it is the same "
                + "plan under a new title, answer {\"document\": \"262072/2020\", \"stored\": \"262072/2020\"} in the "
                + "mapping file. If it is another plan that begins in the same year, give it an id in \"plan\" of the "
                + "metadata (plan_id of a tidy table), as in \"id\": \"shisetsu\"."),
            (question.Code, question.Message));

        // The answers that were offered for its rows do not join the plans either.
        MappingAnswer[] rows = [new("262072/2020/01"), new(Stored: "262072/2020/01"), new(Stored: "262072/2020/02")];
        Assert.Contains("PLAN_DIFFERS 公共施設マネジメント計画 = 第1次行財政改革プラン", SmallTable.Questions(Stored, read, rows));
        Assert.Contains(
            "PLAN_DIFFERS 公共施設マネジメント計画 = 第1次行財政改革プラン",
            SmallTable.Questions(Stored, read, new MappingAnswer("262072/2020")));
    }

    [Fact]
    public void A_plan_under_a_new_title_is_joined_when_a_person_says_so()
    {
        var read = SmallTable.Read(SmallTable.FirstYear, 2022, "第1次行財政改革プラン（改訂版）");
        Assert.Equal(["PLAN_DIFFERS 第1次行財政改革プラン（改訂版） = 第1次行財政改革プラン"], SmallTable.Questions(Stored, read));
        var merged = SmallTable.Merge(Stored, read, new MappingAnswer("262072/2020", "262072/2020"));
        Assert.Equal("第1次行財政改革プラン（改訂版）", Assert.Single(merged.Plans).Title);
        Assert.Equal([], SmallTable.Questions(Stored, SmallTable.Read(SmallTable.FirstYear, 2022, "第１次 行財政改革プラン")));
    }

    [Theory]
    [InlineData("財務課", "DEPARTMENT_UNLIKELY 財務課 = 財政課")]
    [InlineData("財政政課", "DEPARTMENT_UNLIKELY 財政政課 = 財政課")]
    [InlineData("政財課", "DEPARTMENT_UNLIKELY 政財課 = 財政課")]
    public void A_department_one_character_from_a_known_one_is_asked_about(string name, string question)
    {
        var read = SmallTable.Read(
            SmallTable.FirstYear.Replace("|財政課|方針", $"|{name}|方針", StringComparison.Ordinal), 2022);
        Assert.Equal(
            [question],
            SmallTable.Questions(Stored, read).Where(asked => !asked.StartsWith("ROW_", StringComparison.Ordinal)));

        var misprint = SmallTable.Merge(Stored, read, new MappingAnswer($"262072/{name}", "262072/財政課"));
        Assert.DoesNotContain(misprint.Departments, department => department.Name == name);
        Assert.Equal(2, misprint.Plans[0].Categories[0].Items[0].Initiatives[2].Assessments[0].Narratives.Count);

        var asked = SmallTable.Questions(Stored, read, new MappingAnswer($"262072/{name}"));
        Assert.Equal([$"ROW_RENAMED “{name}” of “使用料の見直し” = “財政課” of “使用料の見直し”"], asked);
    }

    [Fact]
    public void A_department_in_another_spelling_is_the_stored_one_and_told()
    {
        var stored = SmallTable.Read(
            SmallTable.FirstYear.Replace("|管財課|", "|行政課|", StringComparison.Ordinal), 2021).Municipality!;
        var result = MunicipalityMerge.Merge(
            stored, SmallTable.Read(SmallTable.FirstYear.Replace("|管財課|", "|⾏政課|", StringComparison.Ordinal), 2022),
            null);
        Assert.Equal(stored.Departments, result.Municipality!.Departments);
        var told = Assert.Single(result.Findings);
        Assert.Equal(("DEPARTMENT_RESPELLED", "⾏政課", "行政課"), (told.Code, told.Read, told.Made));
    }

    [Fact]
    public void A_code_whose_check_digit_is_wrong_is_asked_about()
    {
        var read = SmallTable.ReadText(SmallTable.Text(SmallTable.FirstYear), 2021);
        var mistyped = read with { Municipality = read.Municipality! with { Code = "262073" } };
        var question = Assert.Single(MunicipalityMerge.Merge(null, mistyped, null).Findings);
        Assert.Equal(
            ("CODE_UNLIKELY", "The check digit of the local government code 262073 (試験市) is wrong: a code that begins "
                + "with 26207 ends in 2. Mend it; or, if it is "
                + "right, answer {\"document\": \"262073\"} in the mapping file."),
            (question.Code, question.Message));
        Assert.NotNull(
            MunicipalityMerge.Merge(null, mistyped, new Mapping([new MappingAnswer("262073")])).Municipality);
    }

    [Theory]
    [InlineData("072028", true)]
    [InlineData("131016", true)]
    [InlineData("011002", true)]
    [InlineData("262072", true)]
    [InlineData("262073", false)]
    [InlineData("999999", false)]
    public void Check_digits_are_those_of_real_codes(string code, bool isRight) =>
        Assert.Equal(isRight, Keys.HasCheckDigit(code));

    [Theory]
    [InlineData("第1次行財政改革プラン（令和2年度～令和6年度）令和3年度進捗状況", 2021, null)]
    [InlineData("第1次行財政改革プラン（R4.3月末現在）", 2021, null)]
    [InlineData("第1次行財政改革プラン　令和4年8月公表", 2021, null)]
    [InlineData("第1次行財政改革プラン　2021年度進捗状況", 2021, null)]
    [InlineData("第1次行財政改革プラン　2021年度進捗状況", 2022, "FISCAL_YEAR_DIFFERS")]
    [InlineData("第1次行財政改革プラン（令和2年度～令和6年度）令和4年度進捗状況", 2021, "FISCAL_YEAR_DIFFERS")]
    [InlineData("第1次行財政改革プラン　令和三年度", 2022, "FISCAL_YEAR_DIFFERS")]
    public void The_title_is_of_the_year_that_it_names_and_not_of_its_period_or_date(
        string title, int year, string? code)
    {
        var read = SmallTable.ReadText(SmallTable.Text("(1) 財政\n①歳入|広告|増やす。|財政課|増やした。|A", title), year);
        Assert.Equal(code, read.Findings.FirstOrDefault(finding => finding.Severity == FindingSeverity.Error)?.Code);
    }

    [Theory]
    [InlineData("2021年度取組状況", 2021, true)]
    [InlineData("2021年度取組状況", 2022, false)]
    public void A_heading_may_name_a_western_year(string heading, int year, bool isRead)
    {
        var text = SmallTable.Text("(1) 財政\n①歳入|広告|増やす。|財政課|増やした。|A", header: $"改革項目|具体的取組|内容|所管課|{heading}|評価");
        Assert.Equal(!isRead, SmallTable.ReadText(text, year).HasErrors);
    }
}
