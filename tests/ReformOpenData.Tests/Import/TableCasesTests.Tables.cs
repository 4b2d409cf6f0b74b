using ReformOpenData.Data.Import;
using ReformOpenData.Data.Plans;
using static ReformOpenData.Tests.Import.StewardDesk;

namespace ReformOpenData.Tests.Import;

public abstract partial class TableCasesTests
{
    /// <summary>Headings, levels, scales and lines in forms of their own.</summary>
    private static Dictionary<string, Func<StewardDesk, Task>> Tables => new()
    {
        ["10 a printed dot may be in the name of a department"] = async desk =>
        {
            var read = await desk.PublishAsync("t.csv", Tidy(["departments"], ["企画・地域振興部 政策課"]), null);
            Assert.Equal([new Department("政策課", "企画・地域振興部")], read.Departments);
        },
        ["12 a title names its year beside the period of the plan, or a date"] = async desk =>
        {
            foreach (var (title, year) in new[]
            {
                ("（令和2年度～令和6年度）令和3年度進捗状況", 2021),
                ("（R5.3月末現在）", 2022),
                ("　令和6年8月公表", 2023),
            })
                await desk.PublishAsync($"{year}.txt", Table(title: SmallTable.Title + title), Json(year));
            Same(
                ["FISCAL_YEAR_DIFFERS"], Codes(await desk.ImportAsync(
                    "t.txt", Table(title: SmallTable.Title + "（令和2年度～令和6年度）令和4年度"), Json(2024))));
        },
        ["14 a western year is a year"] = async desk =>
        {
            await desk.PublishAsync("r3.txt", Table(
                header: Usual.Replace("取組状況", "2021年度取組状況", StringComparison.Ordinal),
                title: SmallTable.Title + "　2021年度"), Json());
            Same(
                ["FISCAL_YEAR_DIFFERS"],
                Codes(await desk.ImportAsync("r4.txt", Table(title: SmallTable.Title + "　2021年度進捗状況"), Json(2022))));
        },
        ["16 synonyms of headings are understood, and all others are told with the lines that declare them"] =
            async desk =>
            {
                var row = PublishedTable.Rows(
                    await desk.PublishAsync("r3.txt", Table(header: "重点項目|実施項目|取組内容|担当課|実施状況|達成度"), Json())).First();
                Assert.Equal(
                    ("広告収入の拡大", "広告を増やします。", "広告を3件掲載した。"),
                    (row.Initiative.Name, row.Initiative.Description, row.Row.Narratives[0].Text));
                var told = await desk.ImportAsync("r4.txt", Table("歳入|広告|掲載した。", "事項|やること|やったこと"), Json(2022));
                Assert.Contains(
                    "\"columns\": { \"事項\": \"initiative\", \"やること\": \"progress:やること\", \"やったこと\": "
                    + "\"progress:やったこと\" }",
                    Assert.Single(told.Findings, finding => finding.Code == "HEADER_MISSING").Message,
                    StringComparison.Ordinal);
            },
        ["17 two ratings have their evaluators"] = async desk => Same(
            [(1, Grade.A, null), (2, Grade.B, "委員会")],
            First(await desk.PublishAsync(
                "t.txt",
                Table(Rated("|B"), Usual.Replace("評価", "自己評価|委員会評価", StringComparison.Ordinal)),
                Json())).Ratings
                .Select(rating => (rating.Number, rating.Grade, rating.Evaluator))),
        ["18 a year and the whole plan are rated beside each other"] = async desk => Same(
            [(Grade.A, false), (Grade.B, true)],
            First(await desk.PublishAsync(
                "t.txt",
                Table(Rated("|B"), Usual.Replace("評価", "令和3年度評価|最終評価", StringComparison.Ordinal)),
                Json())).Ratings
                .Select(rating => (rating.Grade, rating.IsFinal))),
        ["19 years beside each other are years"] = async desk =>
        {
            var row = First(await desk.PublishAsync(
                "t.txt",
                Table("①歳入|広告|増やす。|財政課|検討した。|B|掲載した。|A", "改革項目|具体的取組|内容|所管課|R2取組状況|R2評価|R3取組状況|R3評価"),
                Json()));
            Assert.Equal(
                [(2020, "検討した。"), (2021, "掲載した。")],
                row.Narratives.Select(narrative => (narrative.FiscalYear, narrative.Text)));
            Assert.Equal(
                [(2020, Grade.B), (2021, Grade.A)], row.Ratings.Select(rating => (rating.FiscalYear, rating.Grade)));
        },
        ["20 amounts are kept, in yen too, and all headings that are not known are told at once"] = async desk =>
        {
            var table = Table(Rated("|1,200|1,500"), Usual + "|計画額（千円）|効果額（千円）");
            var told = await desk.ImportAsync("t.txt", table, Json());
            const string columns =
                "\"columns\": { \"計画額（千円）\": \"measure:計画額:千円:plan\", \"効果額（千円）\": \"measure:効果額:千円\" }";
            Assert.Contains(
                columns,
                Assert.Single(told.Findings, finding => finding.Code == "COLUMN_UNKNOWN").Message,
                StringComparison.Ordinal);
            Same(
                [("計画額", "1,200", 1_200_000m), ("効果額", "1,500", 1_500_000m)],
                First(await desk.PublishAsync("t.txt", table, Json(layout: columns))).Measures.Select(measure => (
                    measure.Name, measure.Values[0].Printed, MeasureNumbers
                        .Yen(MeasureNumbers.Read(measure.Values[0].Printed, measure.Unit), measure.Unit)!.Value)));
        },
        ["21 a scale has any number of labels, and one that is missing is told with the lines that declare it"] =
            async desk =>
            {
                var table = Table(
                    Rows.Replace("|A", "|5", StringComparison.Ordinal).Replace("|B", "|2", StringComparison.Ordinal));
                var told = Assert.Single(
                    (await desk.ImportAsync("t.txt", table, Json())).Findings,
                    finding => finding.Code == "GRADE_UNKNOWN");
                Assert.Contains("{ \"label\": \"5\" }, { \"label\": \"2\" }", told.Message, StringComparison.Ordinal);
                var scale = string.Join(", ", Enumerable.Range(1, 5)
                    .Select(label => $"{{ \"grade\": \"{6 - label}\", \"label\": \"{6 - label}\" }}"));
                var read = await desk.PublishAsync("t.txt", table, Json(scale: scale));
                Assert.Equal(["5", "4", "3", "2", "1"], read.Plans[0].RatingScale.Select(step => step.Label));
                Assert.Equal(
                    [Grade.Other, Grade.Other, Grade.Other],
                    PublishedTable.Rows(read).Select(row => row.Row.Ratings[0].Grade));
            },
        ["22 a label that is the name of another grade misleads, and S A B need none"] = async desk =>
        {
            var table = Table(Rows.Replace("|A", "|S", StringComparison.Ordinal));
            var misleading = """{ "grade": "A", "label": "S" }, { "grade": "B", "label": "A" }, { "grade": "C", "label": "B" }""";
            var (metadata, _) = MetadataFile.Read(new MemoryStream(Utf8(Json(scale: misleading))), "t.json");
            Assert.Contains(
                DocumentReader.Read(new MemoryStream(Utf8(table)), "t.txt", metadata).Findings,
                finding => finding.Code == "GRADE_MISLEADING");
            var read = await desk.PublishAsync("r4.txt", table, Json(2022, """{ "label": "S" }, { "grade": "A", "label": "A" }, { "grade": "B", "label": "B" }"""));
            Assert.Equal((Grade.Other, "S"), First(read).Ratings.Where(rating => rating.FiscalYear == 2022)
                .Select(rating => (rating.Grade, rating.Printed))
                .Single());
        },
        ["25 a category may be numbered in any form"] = async desk =>
        {
            foreach (var line in new[] { "Ⅰ 財政の健全化", "基本方針１　財政の健全化", "⑴ 財政の健全化", "第1章　財政の健全化", "重点項目【1】財政の健全化" })
            {
                var read = DocumentReader.Read(
                    new MemoryStream(Utf8(Table(category: line))), "t.txt", SmallTable.Metadata(2021));
                Assert.Equal((1, "財政の健全化"), read.Municipality!.Plans[0].Categories
                    .Select(category => (category.Number, category.Name))
                    .Single());
            }

            Assert.Equal("Ⅰ", (await desk.PublishAsync(
                "t.txt", Table(category: "Ⅰ 財政の健全化"), Json())).Plans[0].Categories.Single().PrintedNumber);
        },
        ["26 a plan may have no categories"] = async desk =>
        {
            var category = (await desk.PublishAsync("t.txt", Table(category: ""), Json())).Plans[0].Categories.Single();
            Assert.Equal("", category.Name);
            Assert.Equal(["歳入の確保", "歳出の見直し"], category.Items.Select(item => item.Name));
        },
        ["28 a note below the table is left out, and told"] = async desk =>
        {
            var told = await desk.ImportAsync("t.txt", Table() + "\n※評価区分　A：計画どおり　B：やや遅れ", Json());
            Assert.Equal(["LINE_IS_NOTE ※評価区分　A：計画どおり　B：やや遅れ"], Told(told, FindingSeverity.Note));
            Assert.Equal(3, PublishedTable.Rows(await desk.PublishedAsync()).Count());
        },
        ["40 a table that names no department is read as one of nobody known"] = async desk =>
        {
            Same([], (await desk.PublishAsync("t.csv", Tidy(["departments"], [""]), null)).Departments);
            Same(
                ["DEPARTMENT_NONE"],
                Codes(await desk.ImportAsync("dash.csv", Tidy(["departments", "fiscal_year"], ["-", "2022"]), null)));
            Same([], (await desk.PublishedAsync()).Departments);
        },
    };

    /// <summary>
    /// The structures of many offices, as workbooks in their own layout; what a tidy table once lost of each.
    /// </summary>
    private static Dictionary<string, Func<StewardDesk, Task>> Structures => new()
    {
        ["41 the year's plan, a committee's opinion and the meaning of S"] =
            Structure(
                "01-year-plan-and-committee", "2018 Plan: 研修を3回行う", "2018 Opinion: 成果を示されたい。", "2018#1: S Exceeded"),
        ["42 numbers added in a year, and what is not assessed"] =
            Structure(
                "02-numbers-added-and-not-assessed", "<R2-1> 会計年度任用職員の適正管理", "2020#1: 対象外", "2020#1: 未評価", "【備考】 ⏎ 集約"),
        ["43 effects and rates"] = Structure(
            "03-effects-and-rates",
            "2018 Plan 効果額 (千円): 10,000",
            "2018 Actual 効果額 (千円): -2,500",
            "2018 Cumulative 効果額 (千円): 3,000",
            "2018 Actual 進捗率 (%): 124%"),
        ["45 a rating of the item, on another scale"] =
            Structure(
                "05-two-scales",
                "2020#1: A  /取組事項の成果",
                "2020#2: 目標達成  /",
                "2020 Opinion: 引き続き進められたい。",
                "【取組目標】 ⏎ 登録者1万人"),
        ["47 nothing but money, and no department"] = Structure(
            "07-amounts-alone",
            "2008 Plan 効果額 (百万円): 347.0",
            "2008 Actual 効果額 (百万円): 400.3",
            "2008 Actual 計画との差 (百万円): △17.6",
            "2008 Actual 達成率 (%): 94.3%"),
        ["48 two evaluators and two aspects"] = Structure(
            "08-two-evaluators-and-two-aspects",
            "達成  /目標の達成状況",
            "未達成  改革PT/目標の達成状況",
            "実施  /取組の実施状況",
            "一部実施  改革PT/取組の実施状況",
            "2018 Issue: 待ち時間"),
        ["52 nine labels, and a bureau with a dot in its name"] =
            Structure(
                "12-bureaus-and-nine-labels",
                "@ 企画・地域振興部市町村振興局政策支援課",
                "終了（再構築）",
                "継続（一部改善）",
                "2023 Plan 当初予算額 (千円): 9,750"),
        ["56 five levels and a schedule"] =
            Structure("16-five-levels", "事業等の見直し > 補助金", "団体補助金／(ｱ)基準の作成", "【H31(R1)】 ⏎ 実施", "2019#1: 計画どおり AsPlanned"),
    };

    private static Func<StewardDesk, Task> Structure(string name, params string[] told) => async desk =>
    {
        var path = Path.Combine(LayoutTests.Folder, name);
        var table = TestWorkbook.Of((await File.ReadAllTextAsync(path + ".txt")).TrimEnd());
        var outline = LayoutTests.Outline(
            await desk.PublishAsync(name + ".xlsx", table, await File.ReadAllBytesAsync(path + ".json")));
        Assert.All(told, part => Assert.Contains(part, outline, StringComparison.Ordinal));
    };

    private static string Rated(string more) => string.Join('\n', Rows.Split('\n').Select(row => row.TrimEnd() + more));

    private static Assessment First(Municipality municipality) => PublishedTable.Rows(municipality).First().Row;
}
