using System.Security.Cryptography;
using System.Text;
using ReformOpenData.Data.Plans;

namespace ReformOpenData.Generate;

/// <summary>
/// Municipalities that do not exist, of the size and shape of a real one: 3 categories, 12 items, 48 initiatives,
/// 60 assessments, a narrative of 100 to 150 characters for each of 5 years, a summary and 1 or 2 final ratings.
/// The same seed, index and edition always give the same municipality, whatever is generated beside it; another edition
/// has the same rows with other texts and ratings in the document of the last year.
/// </summary>
internal sealed class MunicipalityGenerator(Fragments fragments, int seed)
{
    public const int Categories = 3;
    public const int ItemsPerCategory = 4;
    public const int InitiativesPerItem = 4;
    public const int AssessmentsPerMunicipality = 60;
    public const int FirstYear = 2017;
    public const int LastYear = 2021;

    private static readonly string[] CategoryNames =
        ["財政マネジメントの強化", "行政運営の効率化", "市民サービスの向上"];

    private static readonly GradeLabel[] Scale =
    [
        new(Grade.A, "A"), new(Grade.B, "B"), new(Grade.C, "C"), new(Grade.D, "D"),
        new(Grade.Completed, "完了"), new(Grade.NotRated, "-"),
    ];

    /// <summary>One by one, so that any number fits in memory.</summary>
    public IEnumerable<Municipality> Generate(int count) => Enumerable.Range(1, count).Select(index => Create(index));

    /// <summary>No prefecture has a number from 90: no code made here can meet a real one. Its check digit is
    /// right.</summary>
    /// <param name="index">At most 9,999.</param>
    public static string Code(int index)
    {
        var code = (90_000 + index).ToString(System.Globalization.CultureInfo.InvariantCulture);
        return code + Keys.CheckDigit(code);
    }

    public Municipality Create(int index, int edition = 1)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(index, 9999);
        var code = Code(index);
        var names = new Draw(fragments, new Random(unchecked((seed * 10_007) + index)));
        var first = Texts(1);
        var texts = edition == 1 ? first : Texts(edition);
        var documents = Enumerable.Range(FirstYear, LastYear - FirstYear + 1)
            .ToDictionary(year => year, year => Document(code, year, year == LastYear ? edition : 1));
        var departments = names.Departments(24);
        var next = new Cursor(names, first, texts, departments, documents);
        var plan = new Plan(
            "行財政改革の取組（架空）", FirstYear, LastYear, Scale,
            [.. CategoryNames.Select((name, i) => new Category(i + 1, name, next.Items()))]);
        return new Municipality(
            code, $"架空市{index:0000}", $"Synthetic {index:0000}", departments, [plan], [.. documents.Values], []);

        Draw Texts(int of) => new(fragments, new Random(unchecked((((seed * 10_007) + index) * 10_007) + of)));
    }

    /// <summary>The identifier of the document of the last year, as a mapping names it.</summary>
    public static string LastDocument(int index, int edition) =>
        $"{Code(index)}/{Document(Code(index), LastYear, edition).Sha256}";

    private static SourceDocument Document(string code, int year, int edition) => new(
        Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes($"{code}/{year}/{edition}"))),
        $"{code}-fy{year}.txt", $"行財政改革の取組（架空）{year}年度", "架空市", null, null, false, null, FirstYear, year, []);

    /// <summary>Walks down the table of one municipality, row by row.</summary>
    private sealed class Cursor(
        Draw names, Draw first, Draw texts, IReadOnlyList<Department> departments,
        IReadOnlyDictionary<int, SourceDocument> documents)
    {
        private const int RowsPerPage = 4;
        private const int Initiatives = Categories * ItemsPerCategory * InitiativesPerItem;

        private int initiative;
        private int row;

        public IReadOnlyList<Item> Items()
        {
            return [
                .. names.Some(names.Fragments.Items, ItemsPerCategory)
                    .Select((name, i) => new Item(i + 1, name, InitiativesOfItem()))
            ];
        }

        private List<Initiative> InitiativesOfItem() =>
        [
            .. names.Some(names.Fragments.Initiatives, InitiativesPerItem).Select((name, i) =>
                new Initiative(i + 1, name, names.One(names.Fragments.Descriptions), AssessmentsOfInitiative())),
        ];

        /// <summary>Every fourth initiative is carried by two groups of departments: 48 make 60 rows.</summary>
        private List<Assessment> AssessmentsOfInitiative()
        {
            const int every = Initiatives / (AssessmentsPerMunicipality - Initiatives);
            var rows = ++initiative % every == 0 ? 2 : 1;
            return [.. Enumerable.Range(1, rows).Select(Assessment)];
        }

        private Assessment Assessment(int number)
        {
            row++;
            var carriers = names.Some(departments, names.Chance(0.15) ? 2 : 1)
                .Select(department => department.FullName).ToList();
            return new Assessment(
                number,
                [.. carriers.Select((name, i) =>
                    new Responsibility(name, i == 0 && names.Chance(0.05) ? "とりまとめ" : null))],
                [.. documents.Keys.Select(year => Narrative(year, carriers))],
                Summary(carriers),
                Ratings(carriers),
                Place(LastYear, null),
                []);
        }

        private YearlyNarrative Narrative(int year, List<string> carriers)
        {
            if (first.Chance(0.02))
                return new YearlyNarrative(year, null, "-", [], Place(year, SourceColumn.Progress));

            var (text, sections) = year == LastYear ? OfEdition(draw => Text(draw, carriers)) : Text(first, carriers);
            return new YearlyNarrative(year, text, text, sections, Place(year, SourceColumn.Progress));
        }

        private Summary Summary(List<string> carriers)
        {
            var (text, sections) = OfEdition(draw => Text(draw, carriers));
            return new Summary(LastYear, text, text, sections, Place(LastYear, SourceColumn.Summary));
        }

        /// <summary>The first edition is drawn too, so that what follows is the same in all of them.</summary>
        private T OfEdition<T>(Func<Draw, T> draw)
        {
            var drawn = draw(first);
            return texts == first ? drawn : draw(texts);
        }

        private static (string Text, IReadOnlyList<Section> Sections) Text(Draw texts, List<string> carriers)
        {
            if (carriers.Count == 1)
            {
                var text = texts.Text(100, 150);
                return (text, [new Section(null, null, text)]);
            }

            var sections = carriers.Select(name => new Section(name, name, texts.Text(50, 75))).ToList();
            return (string.Join('\n', sections.Select(section => $"【{section.Label}】\n{section.Text}")), sections);
        }

        /// <summary>One rating for the row, or, where two departments carry it, sometimes one for each.</summary>
        private List<Rating> Ratings(List<string> carriers) =>
            carriers.Count > 1 && first.Chance(0.4)
                ? [.. carriers.Select((name, i) => Rating(i + 1, [name]))]
                : [Rating(1, carriers)];

        private Rating Rating(int number, IReadOnlyList<string> rated)
        {
            var grade = OfEdition(draw => draw.Grade());
            var label = Scale.First(entry => entry.Grade == grade).Label;
            return new Rating(
                number, grade, label, LastYear, IsFinal: true, rated, Place(LastYear, SourceColumn.Rating));
        }

        private SourceLocation Place(int year, SourceColumn? column) => new(
            documents[year].Sha256, ((row - 1) / RowsPerPage) + 1, ((row - 1) % RowsPerPage) + 1, (int?)column,
            row + 1);
    }
}
