using ReformOpenData.Data.Import;
using ReformOpenData.Data.Plans;
using ReformOpenData.Data.Releases;
using ReformOpenData.Tests.Databases;
using ReformOpenData.Tests.Releases;
using ReformOpenData.Tests.Storage;

namespace ReformOpenData.Tests.Queries;

/// <summary>
/// A store of many invented texts, whose words occur from once to in half of them, with the texts as records beside it.
/// </summary>
public sealed class ManyTexts
{
    private const int Cities = 30;
    private const int Initiatives = 20;
    private const string Letters = "財政健全化推進計画市民窓口電子申請高齢者福祉課公共施設管理統合廃止民間委託料";

    /// <summary>
    /// Each in one of twelve texts: its pairs are frequent, and hardly ever follow one another elsewhere.
    /// </summary>
    public static readonly IReadOnlyList<string> Phrases = ["化全健政財進推", "口窓民市画計"];

    private readonly SemaphoreSlim _once = new(1);
    private QuestionStore? _store;

    /// <summary>Every narrative with a text, in the order of the keys.</summary>
    public IReadOnlyList<(string Key, string City, int Year, string Text)> Narratives { get; } =
    [
        .. Municipalities().SelectMany(city => city.Plans[0].Categories[0].Items[0].Initiatives.SelectMany(initiative =>
            initiative.Assessments[0].Narratives.Select(narrative => (
                Keys.YearlyNarrative($"{city.Code}/2017/01/01/{initiative.Number:000}/001", narrative.FiscalYear),
                city.Code,
                narrative.FiscalYear,
                narrative.Text!)))),
    ];

    /// <summary>Every row of the tables in order, with its texts.</summary>
    public IReadOnlyList<(string City, int Initiative, IReadOnlyList<string> Texts)> Rows { get; } =
    [
        .. Municipalities().SelectMany(city => city.Plans[0].Categories[0].Items[0].Initiatives.Select(initiative => (
            city.Code,
            initiative.Number,
            (IReadOnlyList<string>)
            [
                initiative.Name, initiative.Description!, city.Plans[0].Categories[0].Items[0].Name,
                .. initiative.Assessments[0].Narratives.Select(narrative => narrative.Text!),
                initiative.Assessments[0].Summary!.Text!,
            ]))),
    ];

    /// <summary>The pair of letters that is in about so many of all narratives.</summary>
    public string PairIn(double share) => (
        from first in Letters
        from second in Letters
        let pair = $"{first}{second}"
        orderby Math.Abs(
            Narratives.Count(one => one.Text.Contains(pair, StringComparison.Ordinal)) - (share * Narratives.Count))
        select pair).First();

    public async Task<QuestionStore> StoreAsync(TestDatabase database)
    {
        await _once.WaitAsync();
        try
        {
            if (_store is null)
            {
                var store = await database.NewStoreAsync();
                var documents = Municipalities().Select(city => new ReadResult(city, city.Documents[0], []));
                await new Importer(store, Imports.Clock).ImportAsync(documents, new ImportOptions { Publish = true });
                _store = QuestionStore.Over(store);
            }

            return _store;
        }
        finally
        {
            _once.Release();
        }
    }

    private static IEnumerable<Municipality> Municipalities()
    {
        var random = new Random(5);
        for (var city = 1; city <= Cities; city++)
        {
            var code = $"98{city:000}" + Keys.CheckDigit($"98{city:000}");
            var sample = SampleMunicipality.Create(code) with { Name = $"架空市{city}", Corrections = [] };
            var plan = sample.Plans[0];
            var (category, item) = (plan.Categories[0], plan.Categories[0].Items[0]);
            var initiatives = Enumerable.Range(1, Initiatives).Select(number => new Initiative(
                number,
                $"取組{number}",
                Text(random),
                [item.Initiatives[0].Assessments[0] with
                {
                    Narratives =
                    [
                        .. Enumerable.Range(2019, 3).Select(year => Narrative(year, Text(random), item.Initiatives[0]))
                    ],
                }]));
            yield return sample with
            {
                Plans =
                [
                    plan with
                    {
                        Categories = [category with { Items = [item with { Initiatives = [.. initiatives] }] }],
                    },
                    .. sample.Plans.Skip(1)
                ],
            };
        }
    }

    private static YearlyNarrative Narrative(int year, string text, Initiative of) =>
        of.Assessments[0].Narratives[1] with
        {
            FiscalYear = year,
            Text = text,
            SourceText = text,
            Sections = [new(null, null, text)]
        };

    /// <summary>Letters of which the first are the most frequent, and now and then one that stands nowhere
    /// else.</summary>
    private static string Text(Random random)
    {
        var text = string.Concat(Enumerable.Range(0, 20 + random.Next(30)).Select(_ =>
            Letters[(int)(Math.Pow(random.NextDouble(), 2.5) * Letters.Length)]));
        if (random.Next(6) == 0)
            text += Phrases[random.Next(Phrases.Count)];
        return random.Next(10) == 0 ? text + (char)(0x4E00 + random.Next(2000)) : text;
    }
}
