using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ReformOpenData.Data.Storage;
using ReformOpenData.Tests.Databases;

namespace ReformOpenData.Tests.Queries;

/// <summary>
/// Whatever a client sends, it gets an answer or a named error; nothing unexpected happens (the store of questions
/// throws where a resolver did).
/// </summary>
public abstract class HostileQuestionTests(TestDatabase database, CaseTests.Filled filled)
{
    private static readonly string[] Texts =
    [
        "", "\0", "a\0b", "'", "''; DROP TABLE rating; --", "%", "_", "\\", "\"", "\uFFFF", "\u202E", "𠮷", "e\u0301",
        "\u200B", "\n", "｡", "ﾊﾞ", "ß", "İ", "@p0", "$1", ":*", "& |", "AND", "!", "<->",
        new('漢', 3000), "NEAR(a)", "*", "^a", "a b", "　",
    ];

    [SkippableFact]
    public async Task Any_text_can_be_searched_for_and_compared_with()
    {
        var store = await filled.StoreAsync(database);
        foreach (var text in Texts)
        {
            var answer = await store.AskAsync(
                """
                query ($t: String!) {
                  search(query: $t) { totalCount }
                  a: items(where: { or: [{ name: { eq: $t } }, { name: { contains: $t } }, { name: { startsWith: $t } }, { name: { endsWith: $t } }, { name: { in: [$t] } }] }) { totalCount }
                  b: narratives(where: { or: [{ text: { eq: $t } }, { text: { contains: $t } }, { text: { startsWith: $t } }, { text: { endsWith: $t } }, { sourceText: { contains: $t } }] }) { totalCount }
                  c: search(query: $t, municipality: $t) { nodes { text highlights { start } snippet { text } } }
                  municipality(code: $t) { name }
                  department(municipality: $t, fullName: $t) { name }
                }
                """,
                new { t = text });
            Assert.All(Errors(answer), error => Assert.True(error == "SEARCH_INVALID"
                || (error == "FILTER_INVALID" && text.Length > 1000), error));
        }
    }

    [SkippableFact]
    public async Task Any_identifier_can_be_asked_for()
    {
        var store = await filled.StoreAsync(database);
        string[] ids =
        [
            "", "?", "UmF0aW5n", Id("Rating:"), Id("Rating:\0"), Id("Nothing:1"), Id("Release:99999999999999999999"),
            Id("Release:-1"), Id("Release:01"),
            Id("Department:'"), Convert.ToBase64String([0xff, 0xfe]), new('A', 5000), Id("Change:1"),
        ];
        var answer = await store.AskAsync(
            """
            query ($ids: [ID!]!, $id: ID!) {
              nodes(ids: $ids) { id }
              node(id: $id) { id }
              ratings(where: { id: { in: $ids } }) { totalCount }
              releases(where: { id: { in: $ids } }) { totalCount }
              correction(target: $id, field: "name") { id }
            }
            """,
            new { ids, id = ids[3] });
        Assert.All(
            answer.Data.GetProperty("nodes").EnumerateArray(),
            node => Assert.Equal(JsonValueKind.Null, node.ValueKind));
        foreach (var id in ids)
            Assert.Equal(
                JsonValueKind.Null,
                (await store.AskAsync("query ($id: ID!) { node(id: $id) { id } }", new { id })).Data
                    .GetProperty("node").ValueKind);
    }

    [SkippableFact]
    public async Task Numbers_at_the_ends_of_their_range_are_answered()
    {
        var store = await filled.StoreAsync(database);
        foreach (var number in new[] { int.MinValue, -1, 0, int.MaxValue })
        {
            var answer = await store.AskAsync(
                """
                query ($n: Int!) {
                  plan(municipality: "072028", firstFiscalYear: $n) { title }
                  rating(municipality: "072028", plan: $n, category: $n, item: $n, initiative: $n, assessment: $n, fiscalYear: $n, number: $n) { id }
                  ratings(where: { number: { lt: $n, ngte: $n, in: [$n] } }) { totalCount }
                  release(number: $n) { number }
                  compare(from: $n, to: 1) { totalCount }
                }
                """,
                new { n = number });
            Assert.Empty(Errors(answer));
        }
    }

    [SkippableFact]
    public async Task A_filter_that_is_too_large_is_refused_by_name()
    {
        var store = await filled.StoreAsync(database);
        var many = new JsonArray(
            [.. Enumerable.Range(0, 300).Select(i =>
                (JsonNode)new JsonObject { ["number"] = new JsonObject { ["eq"] = i } })]);
        await RefusedAsync(store, new JsonObject { ["or"] = many }, "A filter has at most 200 conditions.");
        var values = new JsonArray([.. Enumerable.Range(0, 1001).Select(i => (JsonNode)i)]);
        await RefusedAsync(
            store, new JsonObject { ["number"] = new JsonObject { ["in"] = values } },
            "The lists of a filter hold at most 1000 values together.");
        foreach (var comparison in new[] { "eq", "neq", "contains", "nstartsWith" })
        {
            await RefusedAsync(
                store,
                new JsonObject { ["name"] = new JsonObject { [comparison] = new string('あ', 1001) } },
                "\"name\" is compared with a text of 1001 characters; a filter takes at most 1000.");
        }

        await RefusedAsync(
            store,
            new JsonObject
            {
                ["not"] = new JsonObject
                {
                    ["name"] = new JsonObject
                    {
                        ["in"] = new JsonArray("税",
                new string('あ', 2000))
                    }
                }
            },
            "\"name\" is compared with a text of 2000 characters; a filter takes at most 1000.");
    }

    [SkippableFact]
    public async Task Marks_in_falling_order_are_compared_at_once()
    {
        var store = await filled.StoreAsync(database);
        var text = "か" + new string('\u0315', 500) + new string('\u0300', 499);
        var same = new JsonArray([.. Enumerable.Range(0, 90).Select(_ =>
            (JsonNode)new JsonObject { ["name"] = new JsonObject { ["contains"] = text } })]);
        var answer = await store.AskAsync(
            "query ($w: CategoryFilterInput) { categories(where: $w) { totalCount } }",
            new { w = new JsonObject { ["or"] = same } });
        Assert.Equal(0, answer.Data.GetProperty("categories").GetProperty("totalCount").GetInt32());
    }

    [SkippableFact]
    public async Task The_largest_filter_that_is_allowed_is_answered()
    {
        var store = await filled.StoreAsync(database);
        var many = new JsonArray([.. Enumerable.Range(0, 66).Select(i => (JsonNode)new JsonObject
        {
            ["items"] =
                new JsonObject { ["some"] = new JsonObject { ["name"] = new JsonObject { ["contains"] = $"{i}" } } },
        })]);
        var answer = await store.AskAsync(
            "query ($w: CategoryFilterInput) { categories(where: $w) { totalCount } }",
            new JsonObject { ["w"] = new JsonObject { ["or"] = many } });
        Assert.Empty(Errors(answer));
    }

    /// <summary>A table is one whose rows never end; the question is stopped before its statement runs, or while it
    /// does.</summary>
    [SkippableTheory]
    [InlineData(0)]
    [InlineData(300)]
    public async Task A_question_that_would_take_for_ever_is_stopped(int milliseconds)
    {
        var store = await QuestionStore.CreateAsync(database);
        await using (var connection = await store.Store.OpenWriteAsync(default))
        {
            await connection.ExecuteAsync("ALTER TABLE category RENAME TO category_kept", default);
            await connection.ExecuteAsync(
                """
                CREATE VIEW category AS
                WITH RECURSIVE forever(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM forever)
                SELECT category_kept.* FROM category_kept, forever
                """,
                default);
        }

        using var cancellation = new CancellationTokenSource();
        var answer = Task.Run(
            () => store.AskAsync(
                "{ categories(where: { number: { gt: 0 } }) { totalCount } }",
                asked: Stop,
                cancellation: cancellation.Token));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => answer.WaitAsync(TimeSpan.FromMinutes(1)));

        void Stop()
        {
            if (milliseconds == 0)
                cancellation.Cancel();
            else
                cancellation.CancelAfter(milliseconds);
        }
    }

    [SkippableFact]
    public async Task An_answer_of_too_many_rows_is_refused()
    {
        var store = await filled.StoreAsync(database);
        var cells = string.Join(' ', Enumerable.Range(0, 250).Select(i => $"c{i}: cells {{ text }}"));
        var answer = await store.AskAsync($"{{ assessments(first: 66) {{ nodes {{ {cells} }} }} }}");
        var error = answer.Json.GetProperty("errors")[0];
        Assert.Equal(
            "The answer would be made of more than 100000 rows; ask for less at once.",
            error.GetProperty("message").GetString());
        Assert.Equal("ROW_LIMIT_EXCEEDED", error.GetProperty("extensions").GetProperty("code").GetString());
    }

    private static async Task RefusedAsync(QuestionStore store, JsonObject where, string message)
    {
        var answer = await store.AskAsync(
            "query ($w: CategoryFilterInput) { categories(where: $w) { totalCount } }",
            new JsonObject { ["w"] = where });
        var error = answer.Json.GetProperty("errors")[0];
        Assert.Equal(message, error.GetProperty("message").GetString());
        Assert.Equal("FILTER_INVALID", error.GetProperty("extensions").GetProperty("code").GetString());
    }

    private static IEnumerable<string> Errors(Answer answer) => answer.Json.TryGetProperty("errors", out var errors)
        ? errors.EnumerateArray().Select(error => error.GetProperty("extensions").GetProperty("code").GetString()!)
        : [];

    private static string Id(string text) => System.Buffers.Text.Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));
}

public sealed class HostileQuestionTestsOnSqlite(SqliteDatabase database, CaseTests.Filled filled)
    : HostileQuestionTests(database, filled), IClassFixture<SqliteDatabase>, IClassFixture<CaseTests.Filled>;

public sealed class HostileQuestionTestsOnPostgreSql(PostgreSqlDatabase database, CaseTests.Filled filled)
    : HostileQuestionTests(database, filled), IClassFixture<PostgreSqlDatabase>, IClassFixture<CaseTests.Filled>;
