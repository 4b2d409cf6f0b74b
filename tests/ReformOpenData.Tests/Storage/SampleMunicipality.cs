using ReformOpenData.Data.Plans;

namespace ReformOpenData.Tests.Storage;

/// <summary>A small municipality with every kind of thing that a store keeps.</summary>
public static class SampleMunicipality
{
    public const string Code = "990001";

    private static readonly string Report = new('a', 64);
    private static readonly string Table = new('b', 64);

    /// <summary>The same for the same arguments.</summary>
    /// <param name="text">Of the first narrative.</param>
    /// <param name="grade">Of the first rating.</param>
    public static Municipality Create(
        string code = Code, string text = "令和3年度は、髙齢者の窓口を〜本庁舎に移した。", Grade grade = Grade.B) => new(
        code,
        "架空市",
        "Kakuu",
        [new("財政課", null), new("経営企画課", "上下水道局"), new("公共施設管理課", null)],
        [
            new Plan(
                "行財政改革の取組",
                2017,
                2021,
                [new(Grade.A, "A"), new(Grade.B, "B"), new(Grade.Completed, "完了"), new(Grade.NotRated, "-")],
                [new Category(1, "財政マネジメントの強化", [new Item(1, "安定的な財政運営", [Initiative(text, grade)])])]),
            new Plan("未来へつなぐ自治体経営", 2022, 2026, [new(Grade.A, "A")], []),
        ],
        [
            Document(Report, 2020, []) with { RetrievedOn = new DateOnly(2022, 8, 1), Url = "https://example.jp/",
                LicenceConfirmed = true },
            Document(
                Table,
                2021,
                [new("SPACE_REMOVED", FindingSeverity.Note, "A space was noise.", 1, 2, 4, 7, "財 政課", "財政課")]),
        ],
        [new Correction($"{code}/2017/01/01/001/001/2021", "text", "いろは", "いろはに", "A letter is missing in print.", 3)]);

    /// <summary>With a label of its own, and a rating by others.</summary>
    public static Municipality CreateWithScale()
    {
        var sample = Create();
        var plan = sample.Plans[0] with
        {
            RatingScale =
            [
                .. sample.Plans[0].RatingScale,
                new(Grade.Other, "Ｓ")
                {
                    Symbol = "◎", Meaning = "計画以上に進んだ。", Level = Level.Exceeded, DeclaredRated = false,
                    FirstFiscalYear = 2018, LastFiscalYear = 2021,
                },
            ],
        };
        return Data.Import.InitiativeRewriter.RewriteRows(
            sample with
            {
                Plans = [WithEndings(plan), .. sample.Plans.Skip(1)],
                Successions = [new("上下水道局経営企画課", "公共施設管理課"), new("財政課", "上下水道局経営企画課")],
            },
            row => row.Ratings.Count == 0 ? row : row with
            {
                Ratings =
                [
                    .. row.Ratings,
                    new(3, Grade.Other, "◎", 2021, false, ["財政課"], new(Table, 1, 1, 8, 4))
                    {
                        Label = "Ｓ", Evaluator = "Ｘ委員会", Aspect = "Ｙ目標",
                    },
                ],
                Narratives =
                [
                    .. row.Narratives,
                    new(2021, "Ｘ課題：広報", "Ｘ課題：\n広報", [new("Ｘ課題", null, "広報")], new(Table, 1, 1, 11, 4))
                    {
                        Kind = NarrativeKind.Issue,
                    },
                ],
                Measures =
                [
                    new(
                        1,
                        "Ｘ効果額",
                        "千円",
                        MeasureKind.Effect,
                        MeasureDirection.Up,
                        [
                            new(2020, MeasureRole.Plan, "1,000", new(Report, 1, 1, 9, 4)),
                            new(2021, MeasureRole.Actual, "１，２３４．５", new(Table, 1, 1, 9, 4)),
                        ]),
                    new(
                        2,
                        "満足度",
                        null,
                        MeasureKind.Indicator,
                        null,
                        [new(2021, MeasureRole.Actual, "Ａ＋", new(Table, 1, 1, 10, 4))]),
                ],
            });
    }

    /// <summary>With an initiative that two others go on with.</summary>
    private static Plan WithEndings(Plan plan)
    {
        var item = plan.Categories[0].Items[0];
        Initiative[] initiatives =
        [
            item.Initiatives[0] with
            {
                PrintedNumber = "Ｒ2-1",
                Ending = new(
                    InitiativeStatus.Split,
                    2021,
                    "Ｚのため統合した。",
                    [$"{Code}/2017/01/01/002", $"{Code}/2017/01/01/003"]),
            },
            new Initiative(2, "財政見通しの公表", null, []),
            new Initiative(3, "財政計画の策定", null, []) { Ending = new(InitiativeStatus.Completed, null, null, []) },
        ];
        var category = plan.Categories[0] with
        {
            PrintedNumber = "Ⅰ",
            Items = [item with { PrintedNumber = "ア", Headings = "第１節\n第２項", Initiatives = initiatives }],
        };
        return plan with { Categories = [category], LevelNames = new("基本方針", "重点項目", "実施項目") };
    }

    private static Initiative Initiative(string text, Grade grade) => new(
        1,
        "中期財政見通しの策定",
        "毎年度、中期財政見通しを作成・公表します。",
        [
            new Assessment(
                1,
                [new("財政課", null), new("上下水道局経営企画課", "とりまとめ")],
                [
                    new(2020, null, "-", [], new(Report, 1, 1, null, 4)),
                    new(
                        2021,
                        text,
                        $"<p>{text} ",
                        [new(null, null, text), new("経営企画課", "上下水道局経営企画課", "公表した。"), new("水道事業", null, "")],
                        new(Table, 1, 1, 5, 4)),
                ],
                new Summary(2021, "窓口を移した。", "窓口を 移した。", [new(null, null, "窓口を移した。")], new(Table, 1, 1, 6, 4)),
                [
                    new(1, grade, grade.ToString(), 2021, true, ["財政課"], new(Table, 1, 1, 7, 4)),
                    new(2, Grade.Completed, "完了", 2021, true, ["上下水道局経営企画課", "財政課"], new(Table, 1, 1, 7, 4)),
                ],
                new(Table, 1, 1, null, 4),
                [
                    new(SourceColumn.Item, "安定的な財政運営", "①安定的な財政運営", new(Table, 1, 1, 1, 4)),
                    new(SourceColumn.Department, "財政課・上下水道局経営企画課", "", new(Table, 1, 1, 5, 4)),
                ]),
            new Assessment(2, [new("公共施設管理課", null)], [], null, [], new(Report, 2, 1, null, 9), []),
        ]);

    private static SourceDocument Document(string sha256, int year, IReadOnlyList<Finding> findings) => new(
        sha256, $"{year}.txt", $"令和{year - 2018}年度取組状況", "架空市", null, "CC BY 4.0", false, null, 2017, year, findings);
}
