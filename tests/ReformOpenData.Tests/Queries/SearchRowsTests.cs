using System.Text.Json;
using System.Web;
using ReformOpenData.Server.Pages;
using ReformOpenData.Tests.Databases;
using ReformOpenData.Tests.Documentation;

namespace ReformOpenData.Tests.Queries;

/// <summary>
/// The question of the page of search, over many texts: it finds the rows that contain the words, and costs what these
/// are, not what there is.
/// </summary>
public abstract class SearchRowsTests(TestDatabase database, ManyTexts texts)
{
    private static readonly string Document = File.ReadAllText(Repository.Path("schema/operations/SearchRows.graphql"));

    [SkippableTheory]
    [InlineData("財政", false)]
    [InlineData("財政", true)]
    [InlineData("務", false)]
    [InlineData("委託料民", false)]
    [InlineData("料委", true)]
    [InlineData("取組7", false)]
    [InlineData("無い言葉", false)]
    public async Task The_rows_that_contain_a_word_are_found(string word, bool inCity)
    {
        var store = await texts.StoreAsync(database);
        var city = inCity ? texts.Rows[^1].City : null;
        var answer = await AskAsync(store, [word], city);
        var expected = texts.Rows.Where(row => (city is null || row.City == city) && Contains(row, word)).ToList();
        var rows = answer.Data.GetProperty("assessments");
        Assert.Equal(expected.Count, rows.GetProperty("totalCount").GetInt32());
        Assert.Equal(
            expected.Take(20).Select(row => (row.City, row.Initiative)),
            rows.GetProperty("nodes").EnumerateArray().Select(row => (
                row.GetProperty("municipality").GetProperty("code").GetString()!,
                row.GetProperty("initiative").GetProperty("number").GetInt32())));
        Assert.Equal(
            inCity ? [] : expected.CountBy(row => row.City).ToDictionary(),
            !rows.TryGetProperty("municipalities", out var cities) ? [] : cities.EnumerateArray().ToDictionary(
                group => group.GetProperty("municipality").GetProperty("code").GetString()!,
                group => group.GetProperty("count").GetInt32()));
        Assert.Equal(
            texts.Narratives.Where(text => (city is null || text.City == city)
                && text.Text.Contains(word, StringComparison.Ordinal))
                .CountBy(text => text.Year).OrderBy(year => year.Key).Select(year => (year.Key, year.Value)),
            answer.Data.GetProperty("narratives").GetProperty("groups").EnumerateArray().Select(
                group => (group.GetProperty("fiscalYear").GetInt32(), group.GetProperty("count").GetInt32())));
        Assert.InRange(answer.Cost, 1, 50_000);
    }

    [SkippableFact]
    public async Task A_rare_word_begins_with_its_texts_and_a_city_with_its_rows()
    {
        var store = await texts.StoreAsync(database);
        var rare = (await AskAsync(store, ["無い言葉"], null)).Statements.Where(
            one => one.Text.Contains("search_text", StringComparison.Ordinal));
        Assert.All(
            rare.Where(one => one.Text.Contains("assessment AS t0", StringComparison.Ordinal)),
            one => Assert.Contains("UNION ALL", one.Text));
        var city = (await AskAsync(store, ["財政"], texts.Rows[0].City)).Statements;
        Assert.All(city, one => Assert.DoesNotMatch(@"search_grams|grams @@", one.Text));
    }

    [SkippableFact]
    public async Task Of_few_rows_that_are_read_in_order_the_texts_below_are_looked_into_row_by_row()
    {
        var store = await texts.StoreAsync(database);
        var answer = await store.AskAsync(
            """
            { assessments(first: 2, where: { or: [
              { narratives: { some: { text: { contains: "財" } } } }, { summary: { text: { contains: "財" } } }
            ] }) { nodes { id } } }
            """);
        Assert.Equal(2, answer.Data.GetProperty("assessments").GetProperty("nodes").GetArrayLength());
        var statement = Assert.Single(answer.Statements).Text;
        // PostgreSQL would read the texts of all rows once, to look the few up among them.
        Assert.Equal(database is PostgreSqlDatabase, statement.Contains(" OFFSET 0)", StringComparison.Ordinal));
    }

    [SkippableFact]
    public async Task Texts_and_ratings_of_a_city_are_counted_without_their_rows()
    {
        var store = await texts.StoreAsync(database);
        var city = texts.Rows[0].City;
        var answer = await AskAsync(store, [], city);
        Assert.Equal(
            texts.Narratives.Count(text => text.City == city),
            answer.Data.GetProperty("narratives").GetProperty("groups").EnumerateArray().Sum(
                group => group.GetProperty("count").GetInt32()));
        var counts = answer.Statements.Where(one => one.Text.Contains("GROUP BY", StringComparison.Ordinal)
            && !one.Text.Contains("responsibility", StringComparison.Ordinal)).ToList();
        Assert.Equal(2, counts.Count);
        Assert.All(counts, one => Assert.DoesNotContain("JOIN assessment", one.Text, StringComparison.Ordinal));
    }

    [SkippableFact]
    public async Task Two_words_may_be_in_different_texts_of_a_row()
    {
        var store = await texts.StoreAsync(database);
        var answer = await AskAsync(store, ["取組3", "料"], null);
        Assert.Equal(
            texts.Rows.Count(row => Contains(row, "取組3") && Contains(row, "料")),
            answer.Data.GetProperty("assessments").GetProperty("totalCount").GetInt32());
    }

    private static bool Contains((string City, int Initiative, IReadOnlyList<string> Texts) row, string word) =>
        row.Texts.Any(text => text.Contains(word, StringComparison.Ordinal));

    /// <summary>As the page asks it.</summary>
    private static Task<Answer> AskAsync(QuestionStore store, string[] words, string? city)
    {
        List<KeyValuePair<string, string>> query = [new("q", string.Join(' ', words))];
        if (city is not null)
            query.Add(new("city", city));
        var found = PageList.Find("/search")!;
        var request = new PageRequest(found.Address, found.Values, query, "") { HasSeveralCities = true };
        var variables = HttpUtility.ParseQueryString(found.Page.Variables(request, out _))["variables"]!;
        return store.AskAsync(Document, JsonDocument.Parse(variables).RootElement.Clone());
    }
}

public sealed class SearchRowsTestsOnSqlite(SqliteDatabase database, ManyTexts texts)
    : SearchRowsTests(database, texts), IClassFixture<SqliteDatabase>, IClassFixture<ManyTexts>;

public sealed class SearchRowsTestsOnPostgreSql(PostgreSqlDatabase database, ManyTexts texts)
    : SearchRowsTests(database, texts), IClassFixture<PostgreSqlDatabase>, IClassFixture<ManyTexts>;
