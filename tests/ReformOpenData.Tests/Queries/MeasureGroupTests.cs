using System.Globalization;
using System.Text.Json;
using ReformOpenData.Data.Plans;
using ReformOpenData.Tests.Databases;
using ReformOpenData.Tests.Storage;
using ReformOpenData.Tests.Truth;

namespace ReformOpenData.Tests.Queries;

/// <summary>Groups of values of measures say what the records say, for random questions: counts, and figures to the
/// last digit.</summary>
public abstract class MeasureGroupTests(TestDatabase database)
{
    private static readonly string[] Units = ["千円", "百万円", "件", "%"];

    private static readonly (string Name, string Field, Func<One, string?> Of)[] Dimensions =
    [
        ("UNIT", "unit", one => one.Measure.Unit),
        ("NAME", "name", one => one.Measure.Name),
        ("KIND", "kind", one => MeasureNames.Name(one.Measure.Kind)),
        ("ROLE", "role", one => MeasureNames.Name(one.Value.Role)),
        ("FISCAL_YEAR", "fiscalYear", one => one.Value.FiscalYear.ToString(CultureInfo.InvariantCulture)),
    ];

    private static readonly (string Text, Func<One, bool> Holds)[] Conditions =
    [
        ("", _ => true),
        ("where: { unit: { eq: \"千円\" } }", one => one.Measure.Unit == "千円"),
        ("where: { number: { gte: 12.5 } }", one => one.Number >= 12.5m),
        ("where: { number: { lt: \"-0.0001\" } }", one => one.Number < -0.0001m),
        ("where: { number: { eq: null } }", one => one.Number is null),
        ("where: { yen: { gt: 1000000 } }", one => one.Yen > 1_000_000),
        ("where: { role: { in: [ACTUAL, PLAN] } }", one => one.Value.Role is MeasureRole.Actual or MeasureRole.Plan),
        ("where: { measure: { kind: { eq: EFFECT } } }", one => one.Measure.Kind == MeasureKind.Effect),
    ];

    [SkippableFact]
    public async Task Figures_of_groups_are_those_of_the_records()
    {
        var series = await ReleaseSeries.CreateAsync(database);
        var random = new Random(12);
        var (municipality, records) = Make(random);
        var release = await series.AddAsync(municipality);
        for (var question = 0; question < 60; question++)
        {
            var (condition, holds) = Conditions[random.Next(Conditions.Length)];
            var by = Dimensions.OrderBy(_ => random.Next()).Take(1 + random.Next(2)).ToList();
            var text =
                $"{{ measureValues{(condition.Length == 0 ? "" : $"({condition})")} {{ totalCount groups(by: "
                    + $"[{string.Join(", ", by.Select(one => one.Name))}])"
                + $" {{ {string.Join(' ', by.Select(one => one.Field))} count share sum min max avg sumYen minYen "
                + $"maxYen avgYen }} }} }}";
            var answer = (await series.AskAsync(text, release)).GetProperty("measureValues");
            var kept = records.Where(holds).ToList();
            Assert.Equal(kept.Count, answer.GetProperty("totalCount").GetInt32());
            Assert.Equal(
                kept.GroupBy(one => string.Join('|', by.Select(dimension => dimension.Of(one))))
                    .Select(group => $"{group.Key}: {Told(group.ToList())}").Order(StringComparer.Ordinal),
                answer.GetProperty("groups").EnumerateArray()
                    .Select(group => $"{string.Join('|', by.Select(one => Text(group.GetProperty(one.Field))))}: "
                        + $"{Told(group)}")
                    .Order(StringComparer.Ordinal));
        }
    }

    [SkippableFact]
    public async Task Groups_are_ordered_by_figures_to_the_last_digit()
    {
        var series = await ReleaseSeries.CreateAsync(database);
        var random = new Random(3);
        var (municipality, records) = Make(random);
        var release = await series.AddAsync(municipality);
        string[] figures = ["sum", "min", "max", "avg", "sumYen", "minYen", "maxYen", "avgYen"];
        for (var question = 0; question < 60; question++)
        {
            var (condition, holds) = Conditions[random.Next(Conditions.Length)];
            var by = Dimensions.OrderBy(_ => random.Next()).Take(1 + random.Next(3)).ToList();
            var asked = figures.OrderBy(_ => random.Next()).Take(1 + random.Next(2)).ToList();
            var isDescending = random.Next(2) == 0;
            var fields = string.Join(' ', by.Select(one => one.Field));
            var order = string.Join(", ", asked.Select(name => $"{{ {name}: {(isDescending ? "DESC" : "ASC")} }}"));
            var hasEmpty = condition.Length == 0 && random.Next(2) == 0;
            var first = !hasEmpty && random.Next(3) == 0 ? 5 : 10_000;
            var text =
                $"{{ measureValues{(condition.Length == 0 ? "" : $"({condition})")} {{ groups(by: "
                    + $"[{string.Join(", ", by.Select(one => one.Name))}], order: [{order}], first: {first}, "
                    + $"includeEmpty: {(hasEmpty ? "true" : "false")}) {{ {fields} {string.Join(' ', asked)} }} }} }}";
            var groups = (await series.AskAsync(text, release)).GetProperty("measureValues")
                .GetProperty("groups")
                .EnumerateArray()
                .ToList();
            var expected = records.Where(holds)
                .GroupBy(one => string.Join('|', by.Select(dimension => dimension.Of(one))))
                .ToDictionary(group => group.Key, group => asked.ConvertAll(name => Exact(name, [.. group])));
            List<decimal?>[] found =
            [
                .. groups.Select(group => expected.GetValueOrDefault(
                    string.Join('|', by.Select(one => Text(group.GetProperty(one.Field)))),
                    asked.ConvertAll(_ => (decimal?)null))),
            ];
            var all = expected.Values.Concat(Enumerable.Repeat(
                asked.ConvertAll(_ => (decimal?)null), hasEmpty ? groups.Count - expected.Count : 0));
            var sorted = isDescending
                ? all.OrderByDescending(values => values[0]).ThenByDescending(values => values[^1])
                : all.OrderBy(values => values[0]).ThenBy(values => values[^1]);
            Assert.Equal(sorted.Take(groups.Count), found);
            Assert.Equal(Math.Min(first, hasEmpty ? groups.Count : expected.Count), groups.Count);
        }
    }

    [SkippableFact]
    public async Task Parts_of_either_sign_and_means_that_differ_behind_what_is_written_are_ordered()
    {
        var series = await ReleaseSeries.CreateAsync(database);
        (string Name, string[] Values)[] all =
        [
            ("a", ["5", "△0.0003"]), ("b", ["4", "0.9997"]), ("c", ["4", "0.9996"]), ("d", ["△4", "△0.9997"]),
            ("e", ["△5", "0.0002"]), ("f", ["99,999,999,999,999.9999", "99,999,999,999,999.9999"]), ("g", ["検討中"]),
            ("h", ["△0.0001", "0", "0"]), ("i", ["△0.0001", "0"]), ("j", ["0.0001", "0", "0"]),
        ];
        var sample = SampleMunicipality.Create() with { Corrections = [] };
        var made = Data.Import.InitiativeRewriter.RewriteRows(sample, row => row with
        {
            Measures =
            [
                .. all.Index().Select(one => new Measure(
                    one.Index + 1,
                    one.Item.Name,
                    null,
                    MeasureKind.Indicator,
                    null,
                    [
                        .. one.Item.Values.Index().Select(value => new MeasureValue(
                            2017 + value.Index,
                            MeasureRole.Actual,
                            value.Item,
                            row.Location with { Column = one.Index + 1 })),
                    ])),
            ],
        });
        var release = await series.AddAsync(made);
        Assert.Equal("g|e|d|h|i|j|c|a|b|f", await NamesAsync("sum: ASC"));
        Assert.Equal("f|a|b|c|j|h|i|d|e|g", await NamesAsync("sum: DESC"));
        Assert.Equal("g|e|d|i|h|j|c|a|b|f", await NamesAsync("avg: ASC"));
        Assert.Equal("g|e|d|a|h|i|j|c|b|f", await NamesAsync("min: ASC"));

        async Task<string> NamesAsync(string order) => string.Join('|', (await series.AskAsync(
                $"{{ measureValues {{ groups(by: [NAME], order: [{{ {order} }}]) {{ name }} }} }}", release))
            .GetProperty("measureValues")
            .GetProperty("groups")
            .EnumerateArray()
            .Select(group => group.GetProperty("name").GetString()));
    }

    [SkippableFact]
    public async Task Combinations_without_values_have_none()
    {
        var series = await ReleaseSeries.CreateAsync(database);
        var release = await series.AddAsync(SampleMunicipality.CreateWithScale());
        var answer = await series.AskAsync(
            "{ measureValues { groups(by: [NAME, FISCAL_YEAR], includeEmpty: true) { name fiscalYear count sum avg "
                + "sumYen largest: max } } }",
            release);
        Assert.Equal(
            [
                "満足度 2020 0 null null null null", "満足度 2021 1 null null null null",
                "Ｘ効果額 2020 1 1000 1000 1000000 1000", "Ｘ効果額 2021 1 1234.5 1234.5 1234500 1234.5",
            ],
            answer.GetProperty("measureValues").GetProperty("groups").EnumerateArray()
                .Select(group => string.Join(' ', group.EnumerateObject().Select(field => Text(field.Value) ?? "null")))
                    .Order(StringComparer.Ordinal));
    }

    [SkippableFact]
    public async Task Values_are_ordered_and_paged_by_their_number()
    {
        var series = await ReleaseSeries.CreateAsync(database);
        var (municipality, records) = Make(new Random(5));
        var release = await series.AddAsync(municipality);
        var expected = records.Select(one => one.Number).Order().ToList();
        var found = new List<decimal?>();
        string? after = null;
        do
        {
            var cursor = after is null ? "" : $", after: \"{after}\"";
            var page = (await series.AskAsync(
                $"{{ measureValues(first: 7, order: [{{ number: ASC }}]{cursor}) {{ nodes {{ number }} pageInfo {{ "
                    + $"endCursor hasNextPage }} }} }}",
                release))
                .GetProperty("measureValues");
            found.AddRange(page.GetProperty("nodes").EnumerateArray().Select(node =>
                node.GetProperty("number") is { ValueKind: JsonValueKind.Number } number
                    ? number.GetDecimal()
                    : (decimal?)null));
            var info = page.GetProperty("pageInfo");
            after = info.GetProperty("hasNextPage").GetBoolean() ? info.GetProperty("endCursor").GetString() : null;
        }
        while (after is not null);

        Assert.Equal(expected, found);
    }

    /// <summary>The figure as groups are ordered by it, which is not rounded to what is written.</summary>
    private static decimal? Exact(string name, List<One> group)
    {
        var isYen = name.EndsWith("Yen", StringComparison.Ordinal);
        var values = group.Select(one => isYen ? one.Yen : one.Number).OfType<decimal>().ToList();
        var units = group.Where(one => one.Number is not null).Select(one => one.Measure.Unit).Distinct().Count();
        return values.Count == 0 || (!isYen && units > 1) ? null : name[..3] switch
        {
            "sum" => values.Sum(),
            "min" => values.Min(),
            "max" => values.Max(),
            _ => values.Sum() / values.Count,
        };
    }

    private static string Told(List<One> group)
    {
        // What is in several units is not added up; what is in yen is.
        var units = group.Where(one => one.Number is not null).Select(one => one.Measure.Unit).Distinct().Count();
        return $"{group.Count} {Figures(group.Select(one => units > 1 ? null : one.Number))} "
            + $"{Figures(group.Select(one => one.Yen))}";

        static string Figures(IEnumerable<decimal?> values)
        {
            var all = values.OfType<decimal>().ToList();
            return all.Count == 0
                ? "null null null null"
                : string.Join(
                    ' ',
                    new[] { all.Sum(), all.Min(), all.Max(), decimal.Round(all.Sum() / all.Count, 10) }.Select(Plain));
        }
    }

    private static string Told(JsonElement group) => string.Join(
        ' ',
        new[] { "count", "sum", "min", "max", "avg", "sumYen", "minYen", "maxYen", "avgYen" }.Select(
            name => group.GetProperty(name).GetRawText()));

    private static string Plain(decimal value) =>
        (value / 1.0000000000000000000000000000m).ToString(CultureInfo.InvariantCulture);

    private static string? Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.String => value.GetString(),
        _ => value.GetRawText(),
    };

    private static (Municipality Municipality, List<One> Records) Make(Random random)
    {
        var sample = SampleMunicipality.Create() with { Corrections = [] };
        var made = Data.Import.InitiativeRewriter.RewriteRows(sample, row => row with
        {
            Measures =
            [
                .. Enumerable.Range(1, 12).Select(number =>
                {
                    var unit = random.Next(5) == 0 ? null : Units[random.Next(Units.Length)];
                    return new Measure(
                        number,
                        $"指標{number % 4}",
                        unit,
                        (MeasureKind)(1 + random.Next(3)),
                        null,
                        [
                            .. from year in Enumerable.Range(2017, 3)
                               from role in new[] { MeasureRole.Plan, MeasureRole.Actual }
                               select new MeasureValue(year, role, Printed(), row.Location with { Column = number }),
                        ]);
                }),
            ],
        });
        var records =
            from row in Import.PublishedTable.Rows(made)
            from measure in row.Row.Measures
            from value in measure.Values
            select new One(measure, value);
        return (made, [.. records]);

        string Printed() => random.Next(6) switch
        {
            0 => "検討中",
            1 => "△" + (random.Next(1, 1_000_000) / 10_000m).ToString(CultureInfo.InvariantCulture),
            2 => "99,999,999,999,999.9999",
            _ => (random.Next(1_000_000_000) / 10_000m).ToString(CultureInfo.InvariantCulture),
        };
    }

    private sealed record One(Measure Measure, MeasureValue Value)
    {
        public decimal? Number { get; } = MeasureNumbers.Read(Value.Printed, Measure.Unit);

        public decimal? Yen => MeasureNumbers.Yen(Number, Measure.Unit);
    }
}

public sealed class MeasureGroupTestsOnSqlite(SqliteDatabase database)
    : MeasureGroupTests(database), IClassFixture<SqliteDatabase>;

public sealed class MeasureGroupTestsOnPostgreSql(PostgreSqlDatabase database)
    : MeasureGroupTests(database), IClassFixture<PostgreSqlDatabase>;
