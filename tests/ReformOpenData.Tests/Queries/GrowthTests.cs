using System.Globalization;
using ReformOpenData.Data.Import;
using ReformOpenData.Data.Plans;
using ReformOpenData.Data.Releases;
using ReformOpenData.Tests.Databases;
using ReformOpenData.Tests.Releases;
using ReformOpenData.Tests.Storage;

namespace ReformOpenData.Tests.Queries;

/// <summary>What concerns one city costs the same whatever else is in the store, in steps of SQLite's machine.</summary>
public sealed class GrowthTests(SqliteDatabase database) : IClassFixture<SqliteDatabase>
{
    private const string Where = "municipality: { code: { eq: \"900010\" } }";

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
    ];

    [Fact]
    public async Task A_city_costs_as_much_among_many()
    {
        var (few, many) = (await StoreAsync(10), await StoreAsync(100));
        var grown = new List<string>();
        foreach (var question in Questions)
        {
            var (before, after) = (await StepsAsync(few, question), await StepsAsync(many, question));
            if (after > 1.15 * before)
                grown.Add(string.Create(CultureInfo.InvariantCulture, $"{before} → {after}: {question}"));
        }

        Assert.True(grown.Count == 0, string.Join("\n", grown));
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

    private static async Task<long> StepsAsync(QuestionStore store, string question)
    {
        var answer = await store.AskAsync($"{{ {question} }}");
        Assert.NotEqual(default, answer.Data);
        return answer.Statements.Count == 0 ? 0 : await WorkTests.StepsAsync(store, answer);
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
        return Imports.Read(sample with { Documents = [.. sample.Documents.Select(document => document with { Publisher = publisher })] });
    }
}
