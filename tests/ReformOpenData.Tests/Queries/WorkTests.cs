using System.Text.Json;
using Microsoft.Data.Sqlite;
using ReformOpenData.Tests.Databases;
using SQLitePCL;

namespace ReformOpenData.Tests.Queries;

/// <summary>
/// The price of a question follows what the database does for it, counted in steps of SQLite's machine: no clock is
/// asked.
/// </summary>
public sealed class WorkTests(SqliteDatabase database, CaseTests.Filled filled)
    : IClassFixture<SqliteDatabase>, IClassFixture<CaseTests.Filled>
{
    /// <summary>Steps of a unit of price, where it is exact.</summary>
    internal const double StepsOfUnit = 20;

    private static readonly string[] Lists =
        ["departments", "categories", "items", "initiatives", "assessments", "narratives", "ratings"];

    private static readonly Dictionary<string, string> Kinds = new()
    {
        ["departments"] = "department",
        ["categories"] = "category",
        ["items"] = "item",
        ["initiatives"] = "initiative",
        ["assessments"] = "assessment",
        ["narratives"] = "narrative",
        ["ratings"] = "rating",
    };

    private static readonly string[] Dimensions =
        ["CATEGORY", "ITEM", "INITIATIVE", "DEPARTMENT", "FISCAL_YEAR", "GRADE", "IS_FINAL", "MUNICIPALITY", "PLAN"];

    [Fact]
    public async Task Random_questions_cost_what_they_take()
    {
        var random = new Random(9);
        var question = new RandomQuestion(random);
        var documents = new List<string>();
        for (var i = 0; i < 300; i++)
        {
            var list = Lists[random.Next(Lists.Length)];
            var (where, _) = question.Condition(Kinds[list], depth: 3);
            var (order, _) = question.Order(Kinds[list]);
            documents.Add(
                $"{{ {list}(first: {random.Next(100)}, where: {where}, order: {order}) {{ totalCount nodes {{ id }} "
                + "} }");
        }

        await FollowAsync(documents);
    }

    [Fact]
    public async Task Groups_cost_what_they_take()
    {
        var random = new Random(10);
        var question = new RandomQuestion(random);
        var documents = new List<string>();
        for (var i = 0; i < 150; i++)
        {
            random.Shuffle(Dimensions);
            var by = string.Join(", ", Dimensions.Take(1 + random.Next(4)));
            var more = random.Next(2) == 0 ? ", includeEmpty: true" : "";
            if (random.Next(2) == 0)
                more += $", matching: {question.Condition("rating", depth: 2).Text}";
            documents.Add(
                $"{{ ratings(first: 0) {{ groups(by: [{by}]{more}, first: {1 + random.Next(50)}) {{ count share "
                + "matchingShare } } }");
        }

        await FollowAsync(documents);
    }

    /// <summary>
    /// SQLite would read all rows in their order, to sort nothing, where an index finds the few that are asked for.
    /// </summary>
    [Fact]
    public async Task Few_rows_that_an_index_finds_are_sorted()
    {
        var store = await filled.StoreAsync(database);
        var id = (await store.AskAsync("{ initiatives(first: 1) { nodes { id } } }"))
            .Json.GetProperty("data").GetProperty("initiatives").GetProperty("nodes")[0].GetProperty("id").GetString();

        var answer = await store.AskAsync(
            $$"""{ narratives(first: 100, where: { assessment: { initiative: { id: { eq: "{{id}}" } } } }, order: [{ kind: DESC }]) { nodes { id } } }""");

        Assert.Contains("ORDER BY +", Assert.Single(answer.Statements).Text, StringComparison.Ordinal);
        Assert.InRange(await StepsAsync(store, answer), 1, 1000);
    }

    /// <summary>Never far too cheap; and mostly not far too dear, as far as it can be known before.</summary>
    private async Task FollowAsync(List<string> documents)
    {
        var store = await filled.StoreAsync(database);
        var ratios = new List<double>();
        foreach (var document in documents)
        {
            var answer = await store.AskAsync(document);
            var steps = await StepsAsync(store, answer);
            if (answer.Json.TryGetProperty("errors", out _) || steps < 5000)
                continue;
            var ratio = answer.Cost * StepsOfUnit / steps;
            Assert.True(ratio > 0.2, $"{answer.Cost} for {steps} steps: {document}");
            ratios.Add(ratio);
        }

        Assert.True(ratios.Count > 25, $"Only {ratios.Count} questions take some work.");
        ratios.Sort();
        Assert.InRange(ratios[ratios.Count / 2], 0.2, 5);
    }

    internal static async Task<long> StepsAsync(QuestionStore store, Answer answer)
    {
        await using var connection = await store.Store.OpenReadAsync();
        var handle = ((SqliteConnection)connection).Handle;
        var steps = 0L;
        foreach (var (text, parameters) in answer.Statements)
        {
            Assert.Equal(raw.SQLITE_OK, raw.sqlite3_prepare_v2(handle, text, out var statement));
            using (statement)
            {
                foreach (var parameter in parameters)
                    Bind(statement, parameter);
                while (raw.sqlite3_step(statement) == raw.SQLITE_ROW)
                {
                }

                steps += raw.sqlite3_stmt_status(statement, raw.SQLITE_STMTSTATUS_VM_STEP, 0);
            }
        }

        return steps;
    }

    /// <summary>A parameter as the trace shows it: name, equals sign, and the value as JSON.</summary>
    private static void Bind(sqlite3_stmt statement, string parameter)
    {
        var (name, json) = (
            parameter[..parameter.IndexOf(' ', StringComparison.Ordinal)],
            parameter[(parameter.IndexOf('=', StringComparison.Ordinal) + 2)..]);
        var index = raw.sqlite3_bind_parameter_index(statement, name);
        if (json.StartsWith('"'))
            raw.sqlite3_bind_text(statement, index, JsonSerializer.Deserialize<string>(json)!);
        else if (bool.TryParse(json, out var truth))
            raw.sqlite3_bind_int(statement, index, truth ? 1 : 0);
        else if (long.TryParse(json, out var number))
            raw.sqlite3_bind_int64(statement, index, number);
        else
            raw.sqlite3_bind_text(statement, index, json);
    }
}
