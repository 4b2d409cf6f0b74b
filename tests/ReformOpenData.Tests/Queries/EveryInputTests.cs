using ReformOpenData.GraphQL.Types;
using ReformOpenData.Tests.Databases;
using ReformOpenData.Tests.Documentation;

namespace ReformOpenData.Tests.Queries;

/// <summary>
/// Walks through the schema: every filter, order and dimension of every root list, those over relations too, is asked
/// on both databases, and must obey the laws that any of its kind obeys.
/// </summary>
public abstract class EveryInputTests(TestDatabase database, CaseTests.Filled filled)
{
    private const string Laws =
        "{{ all: {0}(where: {2}) {{ totalCount }} some: {0}(where: {{ and: [{1}, {2}] }}) {{ totalCount }} "
            + "rest: {0}(where: {{ not: {1}, and: [{2}] }}) {{ totalCount }} }}";

    private static readonly GraphQL.Types.Schema Contract =
        SchemaBuilder.Build(File.ReadAllBytes(Repository.Path("schema/reform.graphql")));

    public static TheoryData<string> Lists => [.. Contract.QueryType.Fields.Items
        .Where(root => root.Arguments.Find("where") is not null
            && root.Arguments.Find("order") is not null).Select(root => root.Name)];

    [SkippableTheory]
    [MemberData(nameof(Lists))]
    public async Task A_filter_and_its_negation_part_the_rows(string list)
    {
        var store = await filled.StoreAsync(database);
        foreach (var filter in Filters(Input(list, "where"), depth: 2))
        {
            var document = string.Format(
                System.Globalization.CultureInfo.InvariantCulture, Laws, list, filter, QuestionStore.AllOf(list));
            var data = (await store.AskAsync(document, release: 2)).Data;
            var (all, some, rest) = (Total(data, "all"), Total(data, "some"), Total(data, "rest"));
            Assert.True(some + rest == all, $"{some} + {rest} is not {all}: {document}");
        }
    }

    [SkippableTheory]
    [MemberData(nameof(Lists))]
    public async Task Pages_in_any_order_are_the_whole_list(string list)
    {
        var store = await filled.StoreAsync(database);
        var total = Total((await store.AskAsync($"{{ {list} {{ totalCount }} }}", release: 2)).Data, list);
        foreach (var order in Orders(Input(list, "order"), depth: 2))
        {
            var seen = new List<string>();
            string? cursor = null;
            do
            {
                var after = cursor is null ? "" : $", after: \"{cursor}\"";
                var document =
                    $"{{ {list}(first: {(total / 3) + 1}{after}, order: [{order}]) {{ nodes {{ id }} pageInfo {{ "
                        + $"hasNextPage endCursor }} }} }}";
                var page = (await store.AskAsync(document, release: 2)).Data.GetProperty(list);
                seen.AddRange(
                    page.GetProperty("nodes").EnumerateArray().Select(node => node.GetProperty("id").GetString()!));
                var info = page.GetProperty("pageInfo");
                cursor = info.GetProperty("hasNextPage").GetBoolean()
                    ? info.GetProperty("endCursor").GetString()
                    : null;
            }
            while (cursor is not null && seen.Count <= total);
            Assert.True(total == seen.Count
                && total == seen.Distinct().Count(), $"{list} by {order}: {seen.Count} of {total}");
        }
    }

    [SkippableTheory]
    [MemberData(nameof(Lists))]
    public async Task Groups_by_any_two_dimensions_hold_all_rows(string list)
    {
        var store = await filled.StoreAsync(database);
        var connection = (ObjectType)Contract.QueryType.Fields.Find(list)!.Type.Named;
        if (connection.Fields.Find("groups") is not { } groups)
            return;
        var dimensions = ((EnumType)groups.Arguments.Find("by")!.Type.Named).Values.Items.Select(value => value.Name)
            .ToList();
        foreach (var first in dimensions)
        {
            foreach (var second in dimensions)
            {
                var by = first == second ? first : $"{first}, {second}";
                foreach (var empty in new[] { "false", "true" })
                {
                    var document =
                        $"{{ {list}(where: {QuestionStore.AllOf(list)}) {{ totalCount groups(by: [{by}], "
                            + $"includeEmpty: {empty}) {{ count share }} }} }}";
                    var data = (await store.AskAsync(document, release: 2)).Data.GetProperty(list);
                    var counts = data.GetProperty("groups")
                        .EnumerateArray().Select(group => group.GetProperty("count").GetInt32()).ToList();
                    var total = data.GetProperty("totalCount").GetInt32();
                    Assert.True(
                        by.Contains("DEPARTMENT", StringComparison.Ordinal)
                            ? counts.Sum() >= total
                            : counts.Sum() == total,
                        document);
                    Assert.True(empty == "true" || counts.TrueForAll(count => count > 0), document);
                }
            }
        }
    }

    private static InputObjectType Input(string list, string argument) =>
        (InputObjectType)Contract.QueryType.Fields.Find(list)!.Arguments.Find(argument)!.Type.Named;

    private static int Total(System.Text.Json.JsonElement data, string field) =>
        data.GetProperty(field).GetProperty("totalCount").GetInt32();

    private static IEnumerable<string> Filters(InputObjectType type, int depth)
    {
        foreach (var field in type.Fields)
        {
            if (field.Name is "and" or "or" or "not" || field.Type.Named is not InputObjectType inner)
                continue;
            if (inner.Name.EndsWith("OperationFilterInput", StringComparison.Ordinal))
            {
                foreach (var operation in Operations(inner))
                    yield return $"{{ {field.Name}: {operation} }}";
            }
            else if (depth > 0)
            {
                var isList = inner.Name.StartsWith("List", StringComparison.Ordinal);
                var target = isList ? (InputObjectType)inner.Fields.Find("some")!.Type.Named : inner;

                // One operation of each field is enough beyond a relation.
                foreach (var below in Filters(target, depth - 1).Where((_, i) => i % 7 == 0))
                    yield return isList
                        ? $"{{ {field.Name}: {{ {(below.Length % 2 == 0 ? "some" : "all")}: {below} }} }}"
                        : $"{{ {field.Name}: {below} }}";
            }
        }
    }

    private static IEnumerable<string> Operations(InputObjectType type)
    {
        yield return "{ eq: null }";
        foreach (var operation in type.Fields)
        {
            if (operation.Name is "and" or "or")
                continue;
            var value = operation.Type.Named switch
            {
                EnumType names => names.Values[0].Name,
                { Name: "Int" } => "2019",
                { Name: "Decimal" } => "-3",
                { Name: "Boolean" } => "true",
                { Name: "DateTime" } => "\"2022-08-01T19:30:00+09:00\"",
                { Name: "Date" } => "\"2020-04-01\"",
                { Name: "ID" } => "\"UmF0aW5n\"",
                _ => "\"の\"",
            };
            yield return $"{{ {operation.Name}: {(operation.Type.Nullable is ListType ? $"[{value}]" : value)} }}";
        }
    }

    private static IEnumerable<string> Orders(InputObjectType type, int depth)
    {
        foreach (var (field, i) in type.Fields.Items.Select((field, i) => (field, i)))
        {
            if (field.Type.Named is InputObjectType inner)
            {
                foreach (var below in depth > 0 ? Orders(inner, depth - 1).Where((_, j) => j % 3 == 0) : [])
                    yield return $"{{ {field.Name}: {below} }}";
            }
            else
            {
                yield return $"{{ {field.Name}: {(i % 2 == 0 ? "ASC" : "DESC")} }}";
            }
        }
    }
}

public sealed class EveryInputTestsOnSqlite(SqliteDatabase database, CaseTests.Filled filled)
    : EveryInputTests(database, filled), IClassFixture<SqliteDatabase>, IClassFixture<CaseTests.Filled>;

public sealed class EveryInputTestsOnPostgreSql(PostgreSqlDatabase database, CaseTests.Filled filled)
    : EveryInputTests(database, filled), IClassFixture<PostgreSqlDatabase>, IClassFixture<CaseTests.Filled>;
