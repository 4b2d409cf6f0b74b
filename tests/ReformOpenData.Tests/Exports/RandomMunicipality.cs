using System.Security.Cryptography;
using System.Text;
using ReformOpenData.Data.Import;
using ReformOpenData.Data.Plans;

namespace ReformOpenData.Tests.Exports;

/// <summary>Municipalities that nobody would think of: texts that look like formulas, quotes, breaks, labels, rare
/// characters.</summary>
internal sealed class RandomMunicipality(int seed)
{
    private static readonly string[] Beginnings =
        [
            "=1+1", "+81", "-5", "@SUM", "\t", "'", "''", "\n", "＝", "＠", "－", "\"", ",", "_x000D_", "_x005F_",
            "_x005F_x000D_", "_x000D_x000D_", "<p>", "&amp;", "𠮷", "#", " ", "【財政課】", "【水道事業】", "R4. 4. 1", ""
        ];

    private static readonly string[] Middles =
        [
            "財政を見直した。", "\n", "\n\n", "\"", "\"\"", ",", ";", "'", "=", "\t", "𠮷野家", "①次の", "e\u0301", "＜A＞", "  ",
            "完了", "・", "\u3000", "x]]>y"
        ];

    private const string OtherPlan = "b2";

    private readonly Random random = new(seed);
    private readonly List<Department> departments =
        [new("財政課", null), new("経営企画課", "上下水道局"), new("スポーツ・文化課", null), new("企画課", null), new("総務課", "教育局")];

    /// <summary>Every other municipality has labels of its own, and others that rate it too.</summary>
    private readonly bool isRich = seed % 2 == 1;

    private readonly List<GradeLabel> scale =
    [
        new(Grade.A, "A"), new(Grade.B, "B"), new(Grade.Completed, "完了"), new(Grade.NotRated, "-"),
        .. seed % 2 == 0
            ? (GradeLabel[])[]
            :
            [
                new(Grade.Other, "S; \\") { Meaning = "=計画\n以上\"", Level = Level.Exceeded },
                new(Grade.Other, "対象外") { Symbol = "⑤", DeclaredRated = false, FirstFiscalYear = 2010 },
                new(Grade.C, "Ｃ") { LastFiscalYear = 2030 },
            ],
    ];

    public Municipality Create(string code)
    {
        var years = Enumerable.Range(2017, 1 + random.Next(3)).ToArray();
        SourceDocument[] documents = [.. years.Select(year => Document(code, year))];
        if (isRich)
            documents[^1] = documents[^1] with { PlanId = OtherPlan };
        var line = 0;
        Category[] Categories() =>
            [.. Numbers(2).Select(category => new Category(category, Name(), [.. Numbers(3).Select(item => new Item(
            item, Name(), [.. Numbers(2).Select(initiative => new Initiative(
                initiative, Name(), random.Next(4) == 0 ? null : Filled(Text()),
                [.. Numbers(2).Select(number => Row(number, documents, ++line))])
            {
                PrintedNumber = isRich && initiative == 2 ? "=R2-1" : null,
            })])
            {
                PrintedNumber = isRich && item == 2 ? "ア, \"イ\"" : null,
                Headings = isRich && item == 1 ? "=節\n項, \"目\"" : null,
            })])
            {
                PrintedNumber = isRich && category == 1 ? "Ⅰ" : null,
            })];
        var categories = Categories();
        var plan = new Plan("計画" + Text(), 2017, 2021, scale, categories)
        {
            LevelNames = isRich ? new LevelNames("基本 \"方針\"", null, "=取組") : null,
        };
        Plan[] plans = isRich
            ? [plan, plan with { Id = OtherPlan, Title = "別" + plan.Title, Categories = Categories() }]
            : [plan];
        return WithEndings(new Municipality(
            code,
            "市" + Text(),
            Text() + "-shi",
            [.. departments.Where(department =>
                IsNamed(department.FullName, [.. plans.SelectMany(one => one.Categories)]))],
            plans,
            documents,
            [new Correction($"{code}/2017/01", "name", Name(), Text(), Name(), random.Next(2) == 0 ? null : 7)])
        {
            Successions = isRich && IsNamed("企画課", categories) && IsNamed("財政課", categories) ? [new("企画課", "財政課")] : [],
        });
    }

    /// <summary>Of some initiatives of every other municipality, what became of them.</summary>
    private Municipality WithEndings(Municipality municipality)
    {
        if (!isRich)
            return municipality;

        var keys = new List<string>();
        InitiativeRewriter.Rewrite(municipality, (_, key, initiative) =>
        {
            keys.Add(key);
            return initiative;
        });
        return InitiativeRewriter
            .Rewrite(municipality, (_, _, initiative) => random.Next(2) == 0 ? initiative : initiative with
            {
                Ending = new(
                (InitiativeStatus)(1 + random.Next(6)),
                random.Next(2) == 0 ? null : 2019,
                random.Next(2) == 0 ? null : Filled(Text()),
                [.. keys.Where(_ => random.Next(4) == 0).Order(StringComparer.Ordinal)]),
            });
    }

    private static bool IsNamed(string department, Category[] categories) => categories
        .SelectMany(category => category.Items)
            .SelectMany(item => item.Initiatives).SelectMany(initiative => initiative.Assessments)
        .Any(row => row.Responsibilities.Any(responsibility => responsibility.Department == department));

    private SourceDocument Document(string code, int year) => new(
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{code}{year}{seed}"))),
        Text() + ".txt", Text(), Text(), random.Next(2) == 0 ? null : Text(), null, random.Next(2) == 0,
        new DateOnly(2022, 4, 1), 2017, year,
        [new Finding("ROW_SHIFTED", FindingSeverity.Warning, Text(), 1, 2, null, 4, Text(), null)]);

    private Assessment Row(int number, SourceDocument[] documents, int line)
    {
        NamedDepartment[] named =
        [
            .. departments.OrderBy(_ => random.Next()).Take(1 + random.Next(3))
                .Select(department => new NamedDepartment(department, random.Next(3) == 0 ? "とりまとめ" : null)),
        ];
        var last = documents[^1];
        var narratives = documents.SelectMany(document => Narratives(document, named, line)).ToArray();
        var ratings = Ratings(last, named, line);
        var summary = random.Next(3) == 0 ? null : Filled(Text());
        var source = summary is not null ? Text() : random.Next(2) == 0 ? "-" : "";
        return new Assessment(
            number,
            [
                .. named.Select((one, index) => new Responsibility(one.Department.FullName, one.Qualifier)
                {
                    Role = isRich && index > 0 && line % 4 == 1
                        ? ResponsibilityRole.Supporting
                        : ResponsibilityRole.Lead,
                }),
            ],
            narratives,
            random.Next(4) == 0
                ? null
                : new Summary(
                    last.FiscalYear, summary, source, SectionCutter.Cut(summary, named), Place(last, line, 6)),
            ratings,
            Place(last, line, null),
            [])
        {
            Measures = isRich && line % 2 == 0 ? Measures(documents, line) : [],
        };
    }

    private Measure[] Measures(SourceDocument[] documents, int line) =>
    [
        .. Enumerable.Range(1, 1 + random.Next(2)).Select(number => new Measure(
            number,
            Name(),
            random.Next(3) == 0 ? null : "千円",
            (MeasureKind)(1 + random.Next(3)),
            random.Next(2) == 0 ? null : MeasureDirection.Down,
            [
                .. documents.Select((document, index) => new MeasureValue(
                    document.FiscalYear,
                    (MeasureRole)(1 + random.Next(5)),
                    random.Next(2) == 0 ? "△1,234.5" : "x" + Text(),
                    Place(document, line, random.Next(2) == 0 ? null : 9 + index))),
            ])),
    ];

    /// <summary>What was done, mostly, and other texts of the year.</summary>
    private IEnumerable<YearlyNarrative> Narratives(SourceDocument document, NamedDepartment[] named, int line)
    {
        if (!isRich || line % 5 != 0)
            yield return Narrative(document, named, line);
        for (var kind = NarrativeKind.Issue; isRich && line % 2 == 1 && kind <= NarrativeKind.Opinion; kind++)
        {
            var other = Narrative(document, named, line);
            yield return other with { Kind = kind, Location = other.Location with { Column = 10 + (int)kind } };
        }
    }

    private YearlyNarrative Narrative(SourceDocument document, NamedDepartment[] named, int line)
    {
        var text = random.Next(5) == 0 ? null : Filled(Text());
        return new YearlyNarrative(
            document.FiscalYear, text, text is null ? "-" : Text(), SectionCutter.Cut(text, named),
            Place(document, line, 5));
    }

    private Rating[] Ratings(SourceDocument document, NamedDepartment[] named, int line)
    {
        string[][] groups = random.Next(2) == 0
            ? [[.. named.Select(one => one.Department.FullName)]]
            : [.. named.Select(one => new[] { one.Department.FullName }).OrderBy(_ => random.Next())];
        return
        [
            .. groups.Select((group, index) => Rating(index + 1, group, 7)),
            .. isRich && line % 3 == 0
                ? (Rating[])
                [
                    Rating(groups.Length + 1, groups[0], 8) with { Evaluator = "=委員会", IsFinal = false },
                    Rating(groups.Length + 2, groups[0], 9) with { Aspect = "目標" },
                ]
                : [],
        ];

        Rating Rating(int number, string[] group, int column)
        {
            var printed = scale[random.Next(scale.Count)];
            var corrected = random.Next(5) == 0 ? scale[random.Next(scale.Count)] : printed;
            return new Rating(
                number,
                corrected.Grade,
                printed.Sign,
                document.FiscalYear,
                line % 2 == 0,
                group,
                Place(document, line, column))
            {
                Label = scale.LabelToKeep(corrected, document.FiscalYear),
            };
        }
    }

    private static SourceLocation Place(SourceDocument document, int line, int? column) =>
        new(document.Sha256, ((line - 1) / 4) + 1, ((line - 1) % 4) + 1, column, line);

    private IEnumerable<int> Numbers(int max) => Enumerable.Range(1, 1 + random.Next(max));

    private string Name() => "名" + Text();

    /// <summary>A text that is clean as the reader leaves it: not blank, not a dash.</summary>
    private static string? Filled(string? text) =>
        string.IsNullOrWhiteSpace(text) || text.Trim() is "-" or "－" ? null : text;

    private string Text()
    {
        var text = new StringBuilder(Beginnings[random.Next(Beginnings.Length)]);
        for (var more = random.Next(5); more > 0; more--)
            text.Append(Middles[random.Next(Middles.Length)]);
        return text.ToString();
    }
}
