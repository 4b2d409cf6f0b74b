using System.Globalization;
using System.Text.Json;
using ReformOpenData.Data.Search;
using ReformOpenData.Tests.Databases;

namespace ReformOpenData.Tests.Queries;

/// <summary>
/// Whether a term is looked for in the index or in one text after the other, the answer is what a comparison of the
/// texts in memory gives, in the same order.
/// </summary>
public abstract class TermTests(TestDatabase database, ManyTexts texts)
{
    private const string Index = "search_grams MATCH";
    private const string IndexOnPostgres = ".grams @@";

    [SkippableFact]
    public async Task Terms_of_every_frequency_find_what_contains_them()
    {
        var store = await texts.StoreAsync(database);
        var random = new Random(3);
        var (tested, reached, indexed) = (0, 0, 0);
        for (var i = 0; i < 150; i++)
        {
            var (where, meets) = Condition(random, 2);
            var expected = texts.Narratives.Where(text => meets(text.City, text.Year, Folding.Fold(text.Text)))
                .Select(text => text.Key).ToList();
            var size = 1 + random.Next(25);
            var after = (string?)null;
            var place = 0;
            for (var page = 0; page < 3; page++)
            {
                var total = page == 0 ? "totalCount" : "";
                var answer = await store.AskAsync(
                    $"{{ narratives(first: {size}, after: {JsonSerializer.Serialize(after)}, where: {where}) "
                    + $"{{ {total} nodes {{ location {{ row }} fiscalYear assessment {{ id }} }} edges {{ node {{ id "
                    + $"}} }} pageInfo {{ hasNextPage endCursor }} }} }}");
                var list = answer.Data.GetProperty("narratives");
                var found = list.GetProperty("edges")
                    .EnumerateArray().Select(edge => Key(edge.GetProperty("node"))).ToList();
                Assert.Equal(expected.Skip(place).Take(size), found);
                if (page == 0)
                    Assert.Equal(expected.Count, list.GetProperty("totalCount").GetInt32());
                place += found.Count;
                Assert.Equal(
                    place < expected.Count, list.GetProperty("pageInfo").GetProperty("hasNextPage").GetBoolean());
                tested += answer.Statements.Count(one => one.Text.Contains("(SELECT instr(", StringComparison.Ordinal)
                    || one.Text.Contains("(SELECT strpos(", StringComparison.Ordinal));
                reached += answer.Statements.Count(one =>
                    one.Text.Contains("CROSS JOIN narrative", StringComparison.Ordinal));
                indexed += answer.Statements.Count(one => one.Text.Contains(Index, StringComparison.Ordinal)
                    || one.Text.Contains(IndexOnPostgres, StringComparison.Ordinal));
                after = list.GetProperty("pageInfo").GetProperty("endCursor").GetString();
                if (after is null)
                    break;
            }
        }

        Assert.True(
            tested > 40 && reached > 40 && indexed > 40,
            $"{tested} statements look into the texts of rows, {reached} reach rows by texts, "
            + $"{indexed} ask the index.");
    }

    [SkippableFact]
    public async Task Search_finds_what_contains_all_terms_in_order()
    {
        var store = await texts.StoreAsync(database);
        var random = new Random(4);
        var walked = 0;
        for (var i = 0; i < 100; i++)
        {
            var terms = Enumerable.Range(0, 1 + random.Next(2)).Select(_ => Term(random)).ToList();
            if (terms.Exists(string.IsNullOrWhiteSpace))
                continue;
            var city = random.Next(3) == 0 ? texts.Narratives[random.Next(texts.Narratives.Count)].City : null;
            var expected = texts.Narratives.Where(text => (city is null || text.City == city)
                && terms.TrueForAll(
                    term => Folding.Fold(text.Text).Contains(Folding.Fold(term), StringComparison.Ordinal)))
                .Select(text => text.Key).ToList();
            var answer = await store.AskAsync(
                "query ($q: String!, $city: String) { search(query: $q, municipality: $city, in: [NARRATIVE_TEXT], "
                    + "first: 10) "
                + "{ totalCount nodes { field node { id } } } "
                + "few: search(query: $q, municipality: $city, in: [NARRATIVE_TEXT], first: 3) { edges { node { node { "
                + "id } } } } }",
                new { q = string.Join(' ', terms), city });
            var found = answer.Data.GetProperty("search");
            Assert.Equal(
                expected.Take(10),
                found.GetProperty("nodes").EnumerateArray().Select(row => Key(row.GetProperty("node"))));
            Assert.Equal(expected.Count, found.GetProperty("totalCount").GetInt32());
            Assert.Equal(
                expected.Take(3),
                answer.Data.GetProperty("few")
                    .GetProperty("edges").EnumerateArray()
                    .Select(edge => Key(edge.GetProperty("node").GetProperty("node"))));
            walked += answer.Statements.Count(one => !one.Text.Contains("hits", StringComparison.Ordinal));
        }

        Assert.True(walked > 20, $"Only {walked} statements read texts in their order.");
    }

    [SkippableFact]
    public async Task The_identifier_of_what_was_found_needs_no_row_of_it()
    {
        var store = await texts.StoreAsync(database);
        var answer = await store.AskAsync("{ search(query: \"財政\", first: 20) { nodes { field node { id } } } }");
        Assert.Equal(20, answer.Data.GetProperty("search").GetProperty("nodes").GetArrayLength());
        Assert.DoesNotContain("LEFT JOIN", Assert.Single(answer.Statements).Text);
    }

    [SkippableFact]
    public async Task Of_what_was_found_the_rows_of_other_kinds_are_left_alone()
    {
        var store = await texts.StoreAsync(database);
        var answer = await store.AskAsync(
            "{ search(query: \"財政\", first: 20) { nodes { node { id ... on Initiative { name } "
            + "... on YearlyNarrative { fiscalYear } } } } }");
        var nodes = answer.Data.GetProperty("search").GetProperty("nodes").EnumerateArray()
            .Select(row => row.GetProperty("node")).ToList();
        Assert.Contains(nodes, node => node.TryGetProperty("fiscalYear", out _));
        var text = Assert.Single(answer.Statements).Text;
        Assert.Equal(2, text.Split("LEFT JOIN").Length - 1);
        if (database.Kind == ReformOpenData.Data.Storage.DatabaseKind.PostgreSql)
            Assert.Equal(2, text.Split("LEFT JOIN LATERAL").Length - 1);
    }

    [SkippableFact]
    public async Task Rows_of_a_city_are_read_in_their_order()
    {
        var store = await texts.StoreAsync(database);
        var city = texts.Narratives[texts.Narratives.Count / 2].City;
        var answer = await store.AskAsync(
            "query ($city: String!) { narratives(first: 3, where: { text: { contains: \"財\" }, "
                + "municipality: { code: { eq: $city } } }) { nodes { id } } }",
            new { city });
        Assert.Equal(
            texts.Narratives.Where(text => text.City == city && text.Text.Contains('財')).Take(3)
                .Select(text => text.Key),
            answer.Data.GetProperty("narratives").GetProperty("nodes").EnumerateArray().Select(Key));
        var statement = Assert.Single(answer.Statements).Text;
        Assert.Contains("edition_id + 0 = COALESCE(", statement);
        // The edition is the one that the release has of the city; no row need be asked for its release.
        Assert.Equal(1, statement.Split("release_edition").Length - 1);
        Assert.Matches(
            @"search_text AS (t\d+)(?s).+\(\1\.key >= (@p\d+) AND \1\.key < \2 .+ORDER BY \1\.key", statement);
    }

    [SkippableFact]
    public async Task Texts_that_are_read_in_order_are_asked_a_rare_term_before_their_rows_are_read()
    {
        var store = await texts.StoreAsync(database);
        var (frequent, rare) = (texts.PairIn(0.2), "無い言葉");
        var answer = await store.AskAsync(
            "query ($a: String!, $b: String!) { narratives(first: 50, where: { or: [{ text: { contains: $a } }, "
                + "{ text: { contains: $b } }] }) { nodes { id } } }",
            new { a = frequent, b = rare });
        Assert.Equal(
            texts.Narratives.Where(text => text.Text.Contains(frequent, StringComparison.Ordinal)).Take(50)
                .Select(text => text.Key),
            answer.Data.GetProperty("narratives").GetProperty("nodes").EnumerateArray().Select(Key));
        // Asked of the rows, PostgreSQL would join all of them with all texts first.
        Assert.Matches(
            @"search_text AS (t\d+)\s+CROSS JOIN narrative(?s).+\1\.entity_id IN \(SELECT",
            Assert.Single(answer.Statements).Text);
    }

    [SkippableFact]
    public async Task A_city_that_is_not_there_has_no_rows_and_all_are_outside_of_it()
    {
        var store = await texts.StoreAsync(database);
        var answer = await store.AskAsync(
            "{ none: narratives(where: { municipality: { code: { eq: \"000000\" } } }) { totalCount nodes { id } } "
            + "all: narratives(where: { not: { municipality: { code: { eq: \"000000\" } } } }) { totalCount } }");
        Assert.Equal(0, answer.Data.GetProperty("none").GetProperty("totalCount").GetInt32());
        Assert.Equal(0, answer.Data.GetProperty("none").GetProperty("nodes").GetArrayLength());
        Assert.Equal(texts.Narratives.Count, answer.Data.GetProperty("all").GetProperty("totalCount").GetInt32());
    }

    [SkippableTheory]
    [InlineData("財")]
    [InlineData("財政")]
    [InlineData("一")]
    [InlineData("無い")]
    public async Task The_total_of_a_gram_is_kept(string gram)
    {
        var store = await texts.StoreAsync(database);
        var answer = await store.AskAsync(
            $"{{ narratives(where: {{ text: {{ contains: \"{gram}\" }} }}) {{ totalCount }} search(query: \"{gram}\", "
                + $"in: [NARRATIVE_TEXT]) {{ totalCount }} }}");
        var expected = texts.Narratives.Count(text => text.Text.Contains(gram, StringComparison.Ordinal));
        Assert.Equal(expected, answer.Data.GetProperty("narratives").GetProperty("totalCount").GetInt32());
        Assert.Equal(expected, answer.Data.GetProperty("search").GetProperty("totalCount").GetInt32());
        Assert.All(answer.Statements, one => Assert.DoesNotContain("search_text", one.Text));
    }

    [SkippableTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_rows_of_a_longer_term_are_counted_by_their_texts(bool isOfYear)
    {
        var store = await texts.StoreAsync(database);
        var answer = await store.AskAsync(
            $$"""
            query ($a: String!) {
              narratives(where: { text: { contains: $a }{{(isOfYear ? ", fiscalYear: { eq: 2020 }" : "")}} }) { totalCount }
            }
            """,
            new { a = ManyTexts.Phrases[0] });
        Assert.Equal(
            texts.Narratives.Count(text => text.Text.Contains(ManyTexts.Phrases[0], StringComparison.Ordinal)
                && (!isOfYear || text.Year == 2020)),
            answer.Data.GetProperty("narratives").GetProperty("totalCount").GetInt32());
        Assert.Equal(
            isOfYear,
            Assert.Single(answer.Statements).Text.Contains("narrative AS", StringComparison.Ordinal));
    }

    private static string Key(JsonElement node)
    {
        var id = System.Text.Encoding.UTF8.GetString(
            System.Buffers.Text.Base64Url.DecodeFromChars(node.GetProperty("id").GetString()));
        return id[(id.IndexOf(':', StringComparison.Ordinal) + 1)..];
    }

    /// <summary>A term of 1 to 20 characters of some text, or one that is nowhere.</summary>
    private string Term(Random random)
    {
        var text = texts.Narratives[random.Next(texts.Narratives.Count)].Text;
        var start = random.Next(text.Length);
        var length = random.Next(3) == 0 ? 1 + random.Next(20) : 1 + random.Next(3);
        var term = text.Substring(start, Math.Min(length, text.Length - start));
        return random.Next(12) == 0 ? term + "無" : term;
    }

    private (string Where, Func<string, int, string, bool> Meets) Condition(Random random, int depth)
    {
        switch (depth == 0 ? 0 : random.Next(6))
        {
            case 1:
                var (and, both) = (Condition(random, depth - 1), Condition(random, depth - 1));
                return ($"{{ and: [{and.Where}, {both.Where}] }}", (city, year, text) => and.Meets(city, year, text)
                    && both.Meets(city, year, text));
            case 2:
                var (or, other) = (Condition(random, depth - 1), Condition(random, depth - 1));
                return ($"{{ or: [{or.Where}, {other.Where}] }}", (city, year, text) => or.Meets(city, year, text)
                    || other.Meets(city, year, text));
            case 3:
                var not = Condition(random, depth - 1);
                return ($"{{ not: {not.Where} }}", (city, year, text) => !not.Meets(city, year, text));
            case 4:
                var fiscalYear = 2019 + random.Next(3);
                var inYear = Condition(random, depth - 1);
                return (
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{{ and: [{{ fiscalYear: {{ eq: {fiscalYear} }} }}, {inYear.Where}] }}"),
                    (city, year, text) => year == fiscalYear && inYear.Meets(city, year, text));
            case 5:
                var code = texts.Narratives[random.Next(texts.Narratives.Count)].City;
                var inCity = Condition(random, depth - 1);
                return (
                    $"{{ and: [{{ municipality: {{ code: {{ eq: \"{code}\" }} }} }}, {inCity.Where}] }}",
                    (city, year, text) => city == code && inCity.Meets(city, year, text));
            default:
                var term = Term(random);
                var folded = Folding.Fold(term);
                return (
                    $"{{ text: {{ contains: {JsonSerializer.Serialize(term)} }} }}",
                    (_, _, text) => text.Contains(folded, StringComparison.Ordinal));
        }
    }
}

public sealed class TermTestsOnSqlite(SqliteDatabase database, ManyTexts texts)
    : TermTests(database, texts), IClassFixture<SqliteDatabase>, IClassFixture<ManyTexts>;

public sealed class TermTestsOnPostgreSql(PostgreSqlDatabase database, ManyTexts texts)
    : TermTests(database, texts), IClassFixture<PostgreSqlDatabase>, IClassFixture<ManyTexts>;
