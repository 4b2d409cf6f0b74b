using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;
using ReformOpenData.Data.Import;
using ReformOpenData.Data.Plans;
using ReformOpenData.Data.Releases;
using ReformOpenData.Server.Answers;
using ReformOpenData.Server.Pages;
using ReformOpenData.Tests.Databases;
using ReformOpenData.Tests.Documentation;
using ReformOpenData.Tests.Releases;
using ReformOpenData.Tests.Storage;

namespace ReformOpenData.Tests.Queries;

/// <summary>
/// What concerns one city costs the same whatever else is in the store, in steps of SQLite's machine.
/// </summary>
public sealed class GrowthTests(SqliteDatabase database) : IClassFixture<SqliteDatabase>
{
    private const string Where = "municipality: { code: { eq: \"900010\" } }";

    private static readonly TrustedDocuments Documents = TrustedDocuments.Load(Repository.Path("schema/operations"));

    private static readonly string[] Questions =
    [
        "municipality(code: \"900010\") { name plans { title ratings { groups(by: [GRADE]) { count } } } }",
        "municipality(code: \"900010\") { plans { sourceDocuments { title } } }",
        "dataset { publishers licences { name } }",
        "narratives(first: 20) { totalCount nodes { id } }",
        $"narratives(first: 20, where: {{ {Where} }}) {{ totalCount nodes {{ id }} }}",
        $"narratives(first: 20, where: {{ text: {{ contains: \"公債費\" }}, {Where} }}) {{ totalCount nodes {{ id }} }}",
        $"ratings(where: {{ assessment: {{ or: [{{ number: {{ eq: 1 }} }}, {{ number: {{ eq: 2 }} }}], {Where} }} }}) "
            + "{ groups(by: [GRADE]) { count } }",
        $"assessments(where: {{ {Where} }}) {{ groups(by: [DEPARTMENT]) {{ department {{ name }} count }} }}",
        "releases { nodes { changes(where: { municipalityCode: { in: [\"900010\"] } }) { totalCount nodes { type } } "
            + "} }",
    ];

    /// <summary>Each kind of page that shows a part of a city.</summary>
    private static readonly string[] Pages =
    [
        "/900010", "/900010/2017", "/900010/2017/01", "/900010/2017/01/01", "/900010/2017/01/01/001",
        "/900010/2017/01/01/001/001", "/900010/2017/01/01/001/001/2021", "/900010/2017/01/01/001/001/2021/01",
        "/900010/2017/years/2021", "/900010/departments", "/900010/departments/財政課",
        "/900010/documents/bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb",
        "/gallery/together?city=900010", "/gallery/words?city=900010", "/search?city=900010",
        "/search?city=900010&q=窓口",
    ];

    [Fact]
    public async Task A_city_costs_as_much_among_many()
    {
        var (few, many) = (await StoreAsync(10), await StoreAsync(100));
        var grown = new List<string>();
        foreach (var (name, document, variables) in Questions.Select(one => (one, $"{{ {one} }}", default(JsonElement)))
            .Concat(Pages.Select(PageOf)).Concat(Named))
        {
            var (before, after) =
                (await StepsAsync(few, document, variables), await StepsAsync(many, document, variables));
            if (after.Sum(one => one.Steps) > 1.15 * before.Sum(one => one.Steps))
            {
                grown.Add(name);
                grown.AddRange(before.Zip(after).Where(pair => pair.First.Steps < pair.Second.Steps).Select(pair =>
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{pair.First.Steps} → {pair.Second.Steps}: {pair.Second.Statement}")));
            }
        }

        Assert.True(grown.Count == 0, string.Join("\n", grown));
    }

    /// <summary>Each document that is asked by its name and takes a city.</summary>
    private static IEnumerable<(string Name, string Document, JsonElement Variables)> Named =>
        from document in Documents.All
        where document.Text.Contains("$municipality: ", StringComparison.Ordinal)
        select (document.Name, document.Text, JsonElement.Parse(
            document.Text.Contains("$sha256", StringComparison.Ordinal)
                ? $$"""{"municipality":"900010","sha256":"{{new string('b', 64)}}"}"""
                : """{"municipality":"900010"}"""));

    /// <summary>What a page asks.</summary>
    private static (string Name, string Document, JsonElement Variables) PageOf(string path)
    {
        var parts = path.Split('?');
        var found = PageList.Find(parts[0])!;
        var query = QueryHelpers.ParseQuery(parts.ElementAtOrDefault(1))
            .Select(pair => KeyValuePair.Create(pair.Key, pair.Value.ToString()));
        var document = Documents.ByName(found.Page.DocumentName)!;
        var asked = found.Page.Variables(new PageRequest(found.Address, found.Values, [.. query], ""), out _);
        return (path, document.Text, JsonElement.Parse(
            document.Variables.Read(asked, out _).Variables ?? "{}"u8.ToArray()));
    }

    [Fact]
    public async Task Publishers_of_another_release_are_its_own()
    {
        var store = await database.NewStoreAsync();
        await store.ImportAndPublishAsync(Read(1, "甲市"));
        await store.ImportAndPublishAsync(Read(2, "乙市"));
        var asking = QuestionStore.Over(store);
        const string Question = "{ dataset { publishers } release(number: 1) { dataset { publishers } } }";
        var data = (await asking.AskAsync(Question, release: 2)).Data;
        Assert.Equal("""["甲市","乙市"]""", data.GetProperty("dataset").GetProperty("publishers").GetRawText());
        Assert.Equal("""{"publishers":["甲市"]}""", data.GetProperty("release").GetProperty("dataset").GetRawText());
    }

    /// <summary>The steps of each statement.</summary>
    private static async Task<IReadOnlyList<(string Statement, long Steps)>> StepsAsync(
        QuestionStore store, string document, JsonElement variables)
    {
        var answer = await store.AskAsync(document, variables.ValueKind == JsonValueKind.Undefined ? null : variables);
        Assert.NotEqual(default, answer.Data);
        var steps = new List<(string, long)>();
        foreach (var statement in answer.Statements)
            steps.Add((statement.Text, await WorkTests.StepsAsync(store, answer with { Statements = [statement] })));
        return steps;
    }

    private async Task<QuestionStore> StoreAsync(int cities)
    {
        var store = await database.NewStoreAsync();
        var documents = Enumerable.Range(1, cities).Select(city => Read(city, $"架空市{city}"));
        await new Importer(store, Imports.Clock).ImportAsync(documents, new ImportOptions { Publish = true });
        return QuestionStore.Over(store);
    }

    private static ReadResult Read(int city, string publisher)
    {
        var code = $"90{city:000}" + Keys.CheckDigit($"90{city:000}");
        var sample = SampleMunicipality.Create(code) with { Name = publisher, Corrections = [] };
        return Imports.Read(sample with
        {
            Documents = [.. sample.Documents.Select(document => document with { Publisher = publisher })],
        });
    }
}
