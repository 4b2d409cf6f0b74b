using ReformOpenData.Data.Plans;

namespace ReformOpenData.Tests.Pages;

/// <summary>
/// Municipalities that do not exist, with what few tables have: names of any letters and length, years without
/// ratings, two plans of one year, texts of other kinds, several evaluators, and places where nothing is.
/// </summary>
internal static class OddMunicipalities
{
    public const string Named = "990019";

    /// <summary>One whose plans have nothing in them, and without departments.</summary>
    public const string Bare = "990027";

    public const string Hostile = "<b>“A” & 'B' \"C\"</b>";
    public const string Emoji = "🏯👨‍👩‍👧‍👦𠮷";
    public const string RightToLeft = "עיריית אייזו ‮مدينة‬";

    /// <summary>What an address could take for a part of its own.</summary>
    public static IReadOnlyList<string> Departments { get; } =
    [
        "総務課", Hostile, Emoji + "課", RightToLeft, "税務/収納課", "50%課", "何?課", "#1課", "a+b課", "課.csv",
        "ratings", "..課", ".", "..", "財政.json", "財政.ttl", "課.html", "課.csv-metadata", "a%2Fb", "A%252fB", "課.ab",
        "a/b", "a_2fb", "a%41b", Long("課", 200),
    ];

    public static IReadOnlyList<Municipality> All { get; } = [NamedOddly(), WithoutDepartments()];

    /// <summary>A name of a thousand characters, without a space; of a department, as many as there may be.</summary>
    public static string Long(string ending, int length = 1000) =>
        string.Concat(Enumerable.Repeat("ながいなまえ", 170))[..(length - ending.Length)] + ending;

    private static Municipality NamedOddly()
    {
        var documents = new[] { Document('1', 2021, 2020, null), Document('2', 2021, 2020, "zaisei") };
        return new Municipality(
            Named,
            Hostile + "市",
            "O’Brien <City> & \"Co\"",
            [.. Departments.Select(name => new Department(name, null))],
            [
                Plan(documents[0].Sha256, Hostile + "計画", null),
                Plan(documents[1].Sha256, Long("計画"), "zaisei"),
            ],
            documents,
            []);
    }

    private static Plan Plan(string document, string title, string? id)
    {
        var place = new SourceLocation(document, 1, 1, null, 1);
        return new Plan(
            title,
            2020,
            2022,
            [
                new(Grade.A, "Ａ"), new(Grade.Other, Hostile) { Meaning = RightToLeft }, new(Grade.Other, Long("評価")),
                new(Grade.NotRated, "-"),
            ],
            [
                new Category(1, Hostile, [new Item(1, Emoji, [.. Initiatives(place)]) { Headings = Hostile }])
                {
                    PrintedNumber = "<Ⅰ>",
                },
                new Category(2, "", [new Item(1, "", [])]),
                new Category(3, RightToLeft, []),
            ])
        {
            Id = id,
            LevelNames = new LevelNames(Hostile, null, Emoji),
        };
    }

    private static IEnumerable<Initiative> Initiatives(SourceLocation place)
    {
        string[] names = [Hostile, Emoji, RightToLeft, Long("取組"), ""];
        var number = 0;
        foreach (var name in names)
        {
            number++;
            yield return new Initiative(
                number,
                name,
                number % 2 == 0 ? null : Long("内容"),
                name.Length == 0 ? [] : [Row(1, number, place), new Assessment(2, [], [], null, [], place, [])]);
        }
    }

    /// <summary>Reported for three years, rated in the first two; other texts alone in the second.</summary>
    private static Assessment Row(int number, int of, SourceLocation place) => new(
        number,
        [
            .. Departments.Take(of == 1 ? Departments.Count : 2)
                .Select(name => new Responsibility(name, name == Hostile ? Hostile : null)),
        ],
        [
            Text(2020, NarrativeKind.Result, Hostile), Text(2021, NarrativeKind.Issue, Emoji),
            Text(2021, NarrativeKind.NextStep, RightToLeft),
            Text(2021, NarrativeKind.Opinion, Long("意見")), Text(2022, NarrativeKind.Result, null),
        ],
        new Summary(2021, null, "-", [], place),
        [
            Rating(1, 2020, Grade.A, null, null), Rating(2, 2020, Grade.NotRated, "市民委員会", null),
            Rating(3, 2020, Grade.Other, "有識者<会>", "目標の達成状況"), Rating(1, 2021, Grade.Other, "市民委員会", null),
        ],
        place,
        [new SourceCell(SourceColumn.Item, Emoji, "①" + Emoji, place)])
    {
        Measures =
        [
            new Measure(
                1, Hostile, Emoji, MeasureKind.Indicator, null,
                [new MeasureValue(2020, MeasureRole.Actual, "１,234.5", place)]),
        ],
    };

    private static YearlyNarrative Text(int year, NarrativeKind kind, string? text) =>
        new(year, text, text ?? "-", text is null ? [] : [new Section(Hostile, null, text)], PlaceOf(5))
        {
            Kind = kind,
        };

    private static SourceLocation PlaceOf(int column) => new(new string('1', 64), 1, 1, column, 1);

    private static Rating Rating(int number, int year, Grade grade, string? evaluator, string? aspect) => new(
        number, grade, grade == Grade.A ? "Ａ" : grade == Grade.NotRated ? "-" : Hostile, year, false, [], PlaceOf(7))
    {
        Label = grade == Grade.Other ? Hostile : null,
        Evaluator = evaluator,
        Aspect = aspect,
    };

    /// <summary>A plan with an item and nothing in it, and one with nothing at all.</summary>
    private static Municipality WithoutDepartments() => new(
        Bare,
        "何もない市",
        "Bare",
        [],
        [
            new Plan("項目だけの計画", 2020, 2022, [new(Grade.A, "A")], [new Category(1, "分野", [new Item(1, "項目", [])])]),
            new Plan("空の計画", 2021, 2022, [], []),
        ],
        [Document('3', 2021, 2020, null), Document('4', 2021, 2021, null)],
        []);

    /// <summary>One with a plan that has an item and nothing in it.</summary>
    public static Municipality Plain(string code, int number) => new(
        code,
        $"架空市{number}",
        $"Kakuu {number}",
        [],
        [new Plan("行革プラン", 2020, 2024, [new(Grade.A, "A")], [new Category(1, "分野", [new Item(1, "項目", [])])])],
        [Document((char)('0' + number), 2021, 2020, null)],
        []);

    private static SourceDocument Document(char digit, int year, int plan, string? id) => new(
        new string(digit, 64), "<a>.csv", Hostile, Hostile, null, null, false, null, plan, year, [])
    {
        PlanId = id,
    };
}
