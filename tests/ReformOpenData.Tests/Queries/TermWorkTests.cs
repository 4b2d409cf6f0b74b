using System.Globalization;
using ReformOpenData.Tests.Databases;

namespace ReformOpenData.Tests.Queries;

/// <summary>Terms from one text to half of all cost what they take, in steps of SQLite's machine, and never much
/// less.</summary>
public sealed class TermWorkTests(SqliteDatabase database, ManyTexts texts)
    : IClassFixture<SqliteDatabase>, IClassFixture<ManyTexts>
{
    private static readonly string[] Questions =
    [
        "narratives(first: 20, where: { text: { contains: $a } }) { nodes { id } }",
        "narratives(first: 0, where: { text: { contains: $a } }) { groups(by: [FISCAL_YEAR]) { count } }",
        "narratives(first: 20, where: { and: [{ fiscalYear: { eq: 2020 } }, { text: { contains: $a } }] }) { "
            + "totalCount nodes { id } }",
        "narratives(first: 20, where: { or: [{ text: { contains: $a } }, { text: { contains: \"無い\" } }] }) { "
            + "totalCount nodes { id } }",
        "assessments(first: 10, where: { narratives: { some: { text: { contains: $a } } } }) { totalCount nodes { id "
        + "} }",
        "search(query: $a, first: 10) { totalCount nodes { field } }",
        "search(query: $a, in: [NARRATIVE_TEXT], first: 10) { nodes { field } }",
    ];

    [Fact]
    public async Task Terms_of_every_frequency_cost_what_they_take()
    {
        var store = await texts.StoreAsync(database);
        var terms = Terms();
        Assert.Contains(terms, term => term.Hits == 1);
        Assert.Contains(terms, term => term.Hits > texts.Narratives.Count / 2);
        var far = new List<string>();
        var compared = 0;
        foreach (var (term, hits) in terms)
        {
            foreach (var question in Questions)
            {
                var answer = await store.AskAsync($"query ($a: String!) {{ {question} }}", new { a = term });
                Assert.NotEqual(default, answer.Data);
                var steps = await WorkTests.StepsAsync(store, answer);
                var ratio = answer.Cost * WorkTests.StepsOfUnit / steps;

                // What a statement costs whatever it finds is more than the steps of a few rows.
                if (ratio < 0.2 || (ratio > 5 && answer.Cost > 3000))
                    far.Add(string.Create(CultureInfo.InvariantCulture, $"{ratio:0.0}: {answer.Cost} for {steps} "
                        + $"steps, {hits} hits of {term}: {question}"));
                compared++;
            }
        }

        Assert.True(compared > 200, $"Only {compared} were compared.");
        Assert.True(far.Count == 0, string.Join("\n", far));
    }

    /// <summary>
    /// Pairs that occur together far more often than by chance do not make a term rare, whose texts would all be found.
    /// </summary>
    [Fact]
    public async Task A_phrase_of_frequent_pairs_is_known_to_be_frequent()
    {
        var store = await texts.StoreAsync(database);
        var answer = await store.AskAsync(
            "query ($a: String!, $b: String!) { narratives(first: 20, where: { or: [{ text: { contains: $a } }, { "
                + "text: { contains: $b } }] }) { nodes { id } } }",
            new { a = ManyTexts.Phrases[0], b = ManyTexts.Phrases[1] });
        Assert.Equal(20, answer.Data.GetProperty("narratives").GetProperty("nodes").GetArrayLength());
        Assert.DoesNotContain("MATCH", Assert.Single(answer.Statements).Text, StringComparison.Ordinal);
        Assert.InRange(await WorkTests.StepsAsync(store, answer), 1, 10_000);
    }

    /// <summary>Rows that are read in order are asked what is in themselves before their text is looked into.</summary>
    [Fact]
    public async Task A_year_is_asked_before_a_text_is_looked_into()
    {
        var store = await texts.StoreAsync(database);
        var answer = await store.AskAsync(
            "query ($a: String!) { narratives(first: 5, where: { text: { contains: $a }, fiscalYear: { eq: 2020 } }) "
                + "{ nodes { id } } }",
            new { a = ManyTexts.Phrases[0] });
        Assert.Matches(@"fiscal_year = @p\d+ AND .*instr\(", Assert.Single(answer.Statements).Text);
    }

    /// <summary>Each row of another year would not be looked into, so that these take less than all texts of the
    /// term.</summary>
    [Fact]
    public async Task Rows_of_a_year_are_read_in_order_where_few_of_them_need_be_looked_into()
    {
        var store = await texts.StoreAsync(database);
        var answer = await store.AskAsync(
            "query ($a: String!) { narratives(where: { text: { contains: $a }, fiscalYear: { eq: 2020 } }, "
                + "first: 20) { nodes { id } } }",
            new { a = texts.PairIn(0.1) });
        Assert.Equal(20, answer.Data.GetProperty("narratives").GetProperty("nodes").GetArrayLength());
        Assert.DoesNotContain("MATCH", Assert.Single(answer.Statements).Text, StringComparison.Ordinal);
    }

    /// <summary>
    /// A term is as frequent as it is among the texts of the kinds that are searched, however many others there are.
    /// </summary>
    [Fact]
    public async Task Texts_of_a_kind_are_read_in_order_until_a_page_is_full()
    {
        var store = await texts.StoreAsync(database);
        var answer = await store.AskAsync(
            "query ($a: String!) { search(query: $a, in: [NARRATIVE_TEXT], first: 12) { nodes { field } } }",
            new { a = ManyTexts.Phrases[0] });
        Assert.Equal(12, answer.Data.GetProperty("search").GetProperty("nodes").GetArrayLength());
        Assert.DoesNotContain("MATCH", Assert.Single(answer.Statements).Text, StringComparison.Ordinal);
    }

    /// <summary>What reads all rows to find that none is left is not priced as a page that is soon full.</summary>
    [Theory]
    [InlineData("narratives", "fiscalYear: { eq: 1900 }")]
    [InlineData("narratives", "text: { startsWith: \"無\" }")]
    [InlineData("narratives", "sourceText: { endsWith: \"無い\" }")]
    [InlineData("narratives", "category: { number: { gte: 2017 } }")]
    [InlineData("narratives", "municipality: { name: { startsWith: \"無\" } }")]
    [InlineData("narratives", "fiscalYear: { eq: 1900 }, text: { contains: \"財\" }")]
    [InlineData("assessments", "narratives: { some: { fiscalYear: { eq: 1900 } } }")]
    [InlineData("assessments", "number: { eq: 77 }")]
    public async Task A_condition_that_leaves_nothing_costs_what_it_reads(string list, string where)
    {
        var store = await texts.StoreAsync(database);
        var answer = await store.AskAsync($"{{ {list}(where: {{ {where} }}, first: 1) {{ nodes {{ id }} }} }}");
        Assert.Empty(answer.Data.GetProperty(list).GetProperty("nodes").EnumerateArray());
        var steps = await WorkTests.StepsAsync(store, answer);
        Assert.InRange(answer.Cost * WorkTests.StepsOfUnit / steps, 0.2, 10);
    }

    /// <summary>Terms of one to five characters with the number of narratives that hold them: of each power of two a
    /// few.</summary>
    private List<(string Term, int Hits)> Terms()
    {
        var random = new Random(6);
        var taken = new Dictionary<int, int>();
        var terms = new List<(string Term, int Hits)>();
        for (var i = 0; i < 3000; i++)
        {
            var text = texts.Narratives[random.Next(texts.Narratives.Count)].Text;
            var start = random.Next(text.Length - 5);
            var term = text.Substring(start, 1 + random.Next(5));
            var hits = texts.Narratives.Count(one => one.Text.Contains(term, StringComparison.Ordinal));
            var power = (int)Math.Log2(hits);
            if (taken.GetValueOrDefault(power) < 4)
                terms.Add((term, hits));
            taken[power] = taken.GetValueOrDefault(power) + 1;
        }

        return terms;
    }
}
