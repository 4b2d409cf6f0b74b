using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ReformOpenData.GraphQL.Types;
using ReformOpenData.Tests.Databases;
using ReformOpenData.Tests.Documentation;

namespace ReformOpenData.Tests.Queries;

/// <summary>
/// Every argument of every root field is given values of every kind, as a variable and as a literal. No message holds a
/// name of the program, a path of the machine, SQL or a line of a stack trace.
/// </summary>
public abstract partial class MessageTests(TestDatabase database, CaseTests.Filled filled)
{
    private const int Deepest = 2;

    private static readonly GraphQL.Types.Schema Contract =
        SchemaBuilder.Build(File.ReadAllBytes(Repository.Path("schema/reform.graphql")));

    private static readonly string[] Values =
    [
        "null", "true", "0", "-1", "2.5", "99999999999", "1e300", "\"\"", "\"x\"", "\"\\u0000\"",
        "\"'; DROP TABLE rating --\"",
        "[]", "[null]", "[[1]]", "{}", "{\"a\":1}", "{\"a\":{\"b\":[{}]}}", $"\"{new string('長', 5000)}\"",
    ];

    public static TheoryData<string> RootFields => [.. Contract.QueryType.Fields.Items
        .Where(root => root.Arguments.Count > 0).Select(root => root.Name)];

    [SkippableTheory]
    [MemberData(nameof(RootFields))]
    public async Task No_message_tells_what_the_program_is_made_of(string name)
    {
        var store = await filled.StoreAsync(database);
        var field = Contract.QueryType.Fields.Find(name)!;
        var selection = field.Type.Named.IsLeafType ? "" : " { __typename }";
        foreach (var argument in field.Arguments)
        {
            foreach (var value in ValuesOf(argument.Type, Deepest))
            {
                var given = field.Arguments.Where(other => other.IsRequired && other != argument)
                    .Select(other => $", {other.Name}: {(other.Type.Named.Name == "Int" ? "1" : "\"x\"")}");
                var asked = $"{name}({argument.Name}: {{0}}{string.Concat(given)})";
                var variables = JsonNode.Parse($$"""{"v":{{value}}}""");
                await CheckAsync(
                    store,
                    $"query ($v: {argument.Type}) {{ "
                        + asked.Replace("{0}", "$v", StringComparison.Ordinal) + $"{selection} }}",
                    variables);
                await CheckAsync(
                    store, $"{{ {asked.Replace("{0}", Literal(value), StringComparison.Ordinal)}{selection} }}", null);
            }
        }
    }

    private static async Task CheckAsync(QuestionStore store, string document, JsonNode? variables)
    {
        var answer = await store.AskAsync(document, variables, release: 2);
        Assert.True(store.Unexpected is null, $"{document} {variables?.ToJsonString()}: {store.Unexpected}");
        if (!answer.Json.TryGetProperty("errors", out var errors))
            return;
        foreach (var error in errors.EnumerateArray())
        {
            var message = error.GetProperty("message").GetString()!;
            Assert.False(Internals().IsMatch(message), message);
            Assert.InRange(message.Length, 1, 2_001);
        }
    }

    /// <summary>Each value as it is, and in each field of an input object.</summary>
    private static IEnumerable<string> ValuesOf(GraphQLType type, int depth)
    {
        // A few of the values are enough below the first level.
        foreach (var (value, i) in Values.Select((value, i) => (value, i)))
        {
            if (depth == Deepest || (i + type.Named.Name.Length) % 3 == 0)
                yield return value;
        }

        if (type.Named is not InputObjectType input || depth == 0)
            yield break;
        // One field of each type is enough below the first level.
        var fields = depth == Deepest
            ? input.Fields.Items
            : input.Fields.Items.DistinctBy(field => field.Type.ToString());
        foreach (var field in fields)
        {
            foreach (var value in ValuesOf(field.Type, field.Type.Named == type.Named ? 0 : depth - 1))
                yield return $$"""{"{{field.Name}}":{{value}}}""";
        }
    }

    private static string Literal(string json)
    {
        using var value = JsonDocument.Parse(json);
        return Of(value.RootElement);

        static string Of(JsonElement element) => element.ValueKind switch
        {
            JsonValueKind.Object => "{ "
                + string.Join(' ', element.EnumerateObject().Select(entry => $"{entry.Name}: {Of(entry.Value)}"))
                + " }",
            JsonValueKind.Array => $"[{string.Join(' ', element.EnumerateArray().Select(Of))}]",
            _ => element.GetRawText(),
        };
    }

    [GeneratedRegex(
        @"System\.|ReformOpenData|Microsoft\.|Npgsql|Sqlite|`\d|Exception|   at |"
            + @"/(work|home|tmp|usr|var)/|\b(SELECT|INSERT|UPDATE)\b|\bFROM [a-z_]+|search_text|store_state",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Internals();
}

public sealed class MessageTestsOnSqlite(SqliteDatabase database, CaseTests.Filled filled)
    : MessageTests(database, filled), IClassFixture<SqliteDatabase>, IClassFixture<CaseTests.Filled>;

public sealed class MessageTestsOnPostgreSql(PostgreSqlDatabase database, CaseTests.Filled filled)
    : MessageTests(database, filled), IClassFixture<PostgreSqlDatabase>, IClassFixture<CaseTests.Filled>;
