using System.Globalization;
using ReformOpenData.Data.Plans;

namespace ReformOpenData.Tests.Queries;

/// <summary>
/// A municipality that does not exist, made to hold what the published document does not: several plans and years,
/// half-width and variant characters, texts of one character, missing values. The same every time.
/// </summary>
internal static class InventedMunicipality
{
    public const string Code = "990014";

    private static readonly string[] Words =
        [
            "市税", "ＡＩ", "AI", "髙齢者", "高齢者", "業務", "ｼｽﾃﾑ", "システム", "見直し", "〜", "％", "50%", "a_b", "窓口", "民営化", "効果", "a",
            "𠮷野", "ﾊﾞｽ", "図書館"
        ];

    private static readonly string[] Bureaus = ["水道局", "ＩＣＴ推進局"];

    /// <summary>The published municipality with a rating moved, a text changed and an item renamed.</summary>
    public static Municipality Changed(Municipality published)
    {
        var plan = published.Plans[0];
        var category = plan.Categories[0];
        var item = category.Items[0];
        var initiative = item.Initiatives[0];
        var assessment = initiative.Assessments[0];
        var changed = assessment with
        {
            Ratings = [assessment.Ratings[0] with { Grade = Grade.B, Printed = "B" }, .. assessment.Ratings.Skip(1)],
            Narratives = [assessment.Narratives[0] with { Text = "市税の見通しを作成した。" }, .. assessment.Narratives.Skip(1)],
        };
        var items = category.Items.ToList();
        items[0] =
            item with
            {
                Initiatives = [initiative with { Assessments = [changed, .. initiative.Assessments.Skip(1)] },
                .. item.Initiatives.Skip(1)]
            };
        items[1] = items[1] with { Name = items[1].Name + "（改）" };
        return published with
        {
            Plans = [plan with { Categories = [category with { Items = items },
            .. plan.Categories.Skip(1)] }, .. published.Plans.Skip(1)]
        };
    }

    public static Municipality Create()
    {
        var random = new Random(20220801);
        var departments = Enumerable.Range(1, 9)
            .Select(i => new Department($"{Pick(random)}{i}課", random.Next(3) == 0 ? Bureaus[random.Next(2)] : null))
                .ToList();
        var documents = Enumerable.Range(2018, 3).Select(year => Document(year)).ToList();
        return new Municipality(
            Code,
            "ﾏﾎﾛﾊﾞ市",
            "Mahoroba",
            departments,
            [WithMore(Plan(2013, 1)), WithMore(Plan(2018, 3))],
            documents,
            [
                new Correction($"{Code}/2018/01/01/001", "name", "誤", "正", "A letter was wrong in print.", null),
                new Correction($"{Code}/2018/02", "name", "ﾊﾞｽの\n減便", "=バスの増便", "Two words were mixed up.", 2),
            ])
        {
            Successions = [.. new[] { (7, 0), (7, 1), (8, 1) }
                .Select(pair =>
                    new DepartmentSuccession(departments[pair.Item1].FullName, departments[pair.Item2].FullName))],
        };

        Plan Plan(int year, int categories) => new(
            year == 2018 ? "行革プラン〜その2" : "行革プラン",
            year,
            year + 4,
            [
                new(Grade.A, "Ａ") { Meaning = "計画どおり", Level = Level.AsPlanned, LastFiscalYear = year + 1 },
                new(Grade.A, "◎") { Level = Level.Exceeded, FirstFiscalYear = year + 2 },
                new(Grade.B, "Ｂ") { Level = Level.Mostly },
                new(Grade.C, "Ｃ"), new(Grade.D, "Ｄ") { Symbol = "×", Level = Level.NotDone },
                new(Grade.Completed, "完了") { DeclaredRated = year != 2018 ? null : false },
            ],
            [.. Enumerable.Range(1, categories).Select(number =>
                new Category(number, Pick(random) + "の推進", Items(year)))]);

        List<Item> Items(int year) =>
            [.. Enumerable.Range(1, 1 + random.Next(4)).Select(number =>
                new Item(number, Pick(random) + Pick(random), Initiatives(year)))];

        List<Initiative> Initiatives(int year) => [.. Enumerable.Range(1, random.Next(4)).Select(number =>
            new Initiative(
                number,
                Pick(random) + "の" + Pick(random),
                random.Next(4) == 0 ? null : Text(random),
                Assessments(year)))];

        List<Assessment> Assessments(int year) =>
            [.. Enumerable.Range(1, 1 + random.Next(3)).Select(number => Assessment(number, year))];

        Assessment Assessment(int number, int year)
        {
            var carried = departments.OrderBy(_ => random.Next()).Take(1 + random.Next(3)).ToList();
            var place = new SourceLocation(
                documents[random.Next(3)].Sha256, 1 + random.Next(9), 1 + random.Next(20), null, random.Next(1, 500));
            var years = Enumerable.Range(year, 1 + random.Next(4)).ToList();
            var responsibilities = carried
                .Select(department => new Responsibility(department.FullName, random.Next(3) == 0 ? "とりまとめ" : null))
                    .ToList();
            if (random.Next(6) == 0)
                responsibilities.Add(
                    new Responsibility(carried[0].FullName, "庁舎整備室") { Role = ResponsibilityRole.Supporting });
            return new Assessment(
                number,
                responsibilities,
                [.. years.Select(one => Narrative(one, carried, place))
                    .SelectMany(one => Others(one, number).Prepend(one))],
                random.Next(3) == 0
                    ? null
                    : new Summary(
                        years[^1],
                        random.Next(5) == 0 ? null : Text(random),
                        "総 括",
                        Sections(carried),
                        place with { Column = 6 }),
                [.. years.SelectMany(one => Ratings(one, carried, place, one == years[^1]))],
                place,
                [new SourceCell(SourceColumn.Item, "改革項目", "①改革 項目", place with { Column = 1 })]);
        }

        YearlyNarrative Narrative(int year, List<Department> carried, SourceLocation place) => random.Next(4) == 0
            ? new(year, null, "-", [], place with { Column = 5 })
            : new(year, Text(random), "原 文", Sections(carried), place with { Column = 5 });

        // No number is drawn for these: all else stays as it was.
        static IEnumerable<YearlyNarrative> Others(YearlyNarrative result, int number) =>
            from kind in (NarrativeKind[])[NarrativeKind.Issue, NarrativeKind.Plan]
            where (result.FiscalYear + number + (int)kind) % 4 == 0
            let text = $"{result.FiscalYear}年度の{NarrativeKinds.Japanese(kind)}：ｼｽﾃﾑの見直し"
            select result with
            {
                Kind = kind,
                Text = text,
                SourceText = text,
                Sections = [new Section(null, null, text)],
                Location = result.Location with { Column = 8 + (int)kind },
            };

        List<Section> Sections(List<Department> carried) => [.. Enumerable.Range(0, random.Next(3)).Select(i => i == 0
            ? new Section(null, null, Text(random))
            : new Section(carried[0].Name, carried[0].FullName, Text(random)))];

        List<Rating> Ratings(int year, List<Department> carried, SourceLocation place, bool last) =>
        [
            .. Enumerable.Range(1, 1 + random.Next(2)).Select(number =>
            {
                var grade = (Grade)(1 + random.Next(6));
                return new Rating(
                    number,
                    grade,
                    grade == Grade.NotRated ? "-" : grade == Grade.Completed ? "完了" : grade.ToString(),
                    year,
                    last,
                    [.. carried.Take(1 + random.Next(carried.Count)).Select(department => department.FullName)],
                    place with { Column = 7 })
                {
                    Evaluator = number == 2 && year % 2 == 0 ? "外部評価委員会" : null,
                    Aspect = year % 3 == 0 ? "ｼｽﾃﾑ" : null,
                };
            }),
        ];
    }

    /// <summary>A plan with measures in its rows, and with initiatives that ended or went on elsewhere.</summary>
    private static Plan WithMore(Plan plan)
    {
        var told = 0;
        return plan with
        {
            LevelNames = plan.FirstFiscalYear % 2 == 0 ? new LevelNames("基本方針", null, "実施項目") : null,
            Categories = [.. plan.Categories.Select(category => category with
            {
                PrintedNumber = category.Number == 2 ? "Ⅱ" : null,
                Items = [.. category.Items.Select(item => item with
                {
                    PrintedNumber = item.Number == 1 ? "ア" : null,
                    Headings = item.Number == 2 ? "第１節\n歳入" : null,
                    Initiatives = [.. item.Initiatives.Select(initiative => initiative with
                    {
                        PrintedNumber = initiative.Number == 2 ? $"Ｒ2-{item.Number}" : null,
                        Ending = Ending(plan, category, item, initiative, told++),
                        Assessments =
                        [
                            .. initiative.Assessments.Select(row => row with { Measures = Measures(row, told) })
                        ],
                    })],
                })],
            })],
        };
    }

    private static InitiativeEnding? Ending(Plan plan, Category category, Item item, Initiative initiative, int told)
    {
        string Key(int number) => string.Create(
            CultureInfo.InvariantCulture,
            $"{Code}/{plan.FirstFiscalYear}/{category.Number:00}/{item.Number:00}/{number:000}");
        var others = item.Initiatives.Select(other => other.Number).Where(number => number != initiative.Number);
        return (told % 3) switch
        {
            0 => new InitiativeEnding(
                InitiativeStatus.Split, plan.FirstFiscalYear + 1, "ｼｽﾃﾑを分けた。", [.. others.Select(Key)]),
            1 => new InitiativeEnding(InitiativeStatus.Ended, plan.FirstFiscalYear + told, null, []),
            _ => null,
        };
    }

    private static List<Measure> Measures(Assessment row, int told) =>
    [
        new Measure(1, "効果額", "千円", MeasureKind.Effect, MeasureDirection.Up,
            [
                .. row.Narratives.Where(one => one.Kind == NarrativeKind.Result).Select((narrative, i) =>
                    new MeasureValue(
                        narrative.FiscalYear, MeasureRole.Actual, $"{told},{i}00.5", row.Location with { Column = 5 })),
            ]),
        new Measure(2, "ＡＩの件数", told % 2 == 0 ? "件" : null, MeasureKind.Indicator, null,
            [
                new MeasureValue(
                    row.Narratives[0].FiscalYear, MeasureRole.Plan, told % 2 == 0 ? "△3" : "なし", row.Location)
            ]),
    ];

    private static string Pick(Random random) => Words[random.Next(Words.Length)];

    private static string Text(Random random) =>
        string.Concat(
            Enumerable.Range(0, 1 + random.Next(6)).Select(_ => Pick(random) + (random.Next(3) == 0 ? "、" : ""))) + "。";

    private static SourceDocument Document(int year) => new(
        new string((char)('a' + year - 2018), 64),
        string.Create(CultureInfo.InvariantCulture, $"{Code}-fy{year}.csv"),
        string.Create(CultureInfo.InvariantCulture, $"行革プラン {year}"),
        year == 2018 ? "ﾏﾎﾛﾊﾞ市" : "ﾏﾎﾛﾊﾞ市 企画課",
        year == 2018 ? null : "https://example.jp/gyokaku",
        year == 2019 ? null : "CC-BY-4.0",
        year == 2018,
        year == 2018 ? null : new DateOnly(year + 1, 4, 1),
        2018,
        year,
        [new Finding("SPACE_REMOVED", FindingSeverity.Note, "A space was noise.", 1, 2, 4, 7, "財 政課", "財政課")]);
}
