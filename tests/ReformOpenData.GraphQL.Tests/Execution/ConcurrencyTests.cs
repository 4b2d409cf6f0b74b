using ReformOpenData.GraphQL.Execution;

namespace ReformOpenData.GraphQL.Tests.Execution;

public sealed class ConcurrencyTests
{
    private const string Sdl = """
        type Query { nodes(count: Int = 3): [Node!]!, number(value: Int!): Int! }
        interface Node { id: ID!, next: Node }
        type Even implements Node { id: ID!, next: Node, half: Int! }
        type Odd implements Node { id: ID!, next: Node }
        """;

    private static readonly string[] s_documents =
    [
        "{ nodes { id next { id __typename next { id ... on Even { half } } } } }",
        "query($v: Int!) { number(value: $v) nodes(count: $v) { id ...E } } fragment E on Even { half next { id } }",
        "query($v: Int!, $a: Boolean!, $b: Boolean!) { nodes(count: 2) { id @include(if: $a) ... @skip(if: $b) { next "
            + "{ id } } } number(value: $v) }",
        "query($v: Int!, $a: Boolean!) { nodes(count: $v) @include(if: $a) { id next @skip(if: $a) { id } } "
            + "number(value: $v) }",
        "{ nope }",
        "{ nodes { ",
    ];

    private readonly TestServer _server = new(Sdl, new Bindings()
        .Resolve("Query.nodes", async context =>
        {
            await Task.Yield();
            return Enumerable.Range(1, (int)context.Field.Arguments["count"]!).Select(i => (object)i).ToArray();
        })
        .Leaf<object>("Query.number", (_, field, ref writer) => writer.Int((int)field.Arguments["value"]!))
        .Leaf<int>("Even.id", (number, _, ref writer) => writer.Int(number))
        .Leaf<int>("Odd.id", (number, _, ref writer) => writer.Int(number))
        .Leaf<int>("Even.half", (number, _, ref writer) => writer.Int(number / 2))
        .Property<int>("Even.next", (number, _) => number + 1)
        .Property<int>("Odd.next", (number, _) => number + 1)
        .TypeOf("Node", node => (int)node % 2 == 0 ? "Even" : "Odd"),
        new Limits { PlanCacheEntries = 4 });

    [Fact]
    public async Task Many_threads_get_the_same_answers_as_one()
    {
        var questions = Enumerable.Range(0, 4000).Select(i =>
        {
            var variables = i % 2 == 0 ? i % 5 : 7;
            return (Document: s_documents[i % s_documents.Length],
                Variables: $$"""{"v":{{variables}},"a":{{(i % 3 == 0 ? "true" : "false")}},"b":{{(i % 4 == 0 ? "true" : "false")}}}""");
        }).ToArray();
        var alone = new Dictionary<(string, string), string>();
        foreach (var question in questions.Distinct())
            alone[question] = await _server.Ask(question.Document, question.Variables);
        await Parallel.ForEachAsync(questions, new ParallelOptions { MaxDegreeOfParallelism = 16 },
            async (question, _) =>
            Assert.Equal(alone[question], await _server.Ask(question.Document, question.Variables)));
    }

    [Fact]
    public async Task Mutations_run_one_after_another_and_see_what_came_before()
    {
        var number = 0;
        var server = new TestServer(
            "type Query { x: Int } type Mutation { add(n: Int!): Result, fail: Int! } type Result { number: Int, "
                + "later: Int }",
            new Bindings()
                .Leaf<object>("Query.x", (_, _, ref writer) => writer.Int(1))
                .Resolve("Mutation.add", async context =>
                {
                    await Task.Delay(5);
                    number += (int)context.Field.Arguments["n"]!;
                    return new object();
                })
                .Leaf<object>("Mutation.fail", (_, _, ref writer) => throw new InvalidOperationException())
                .Leaf<object>("Result.number", (_, _, ref writer) => writer.Int(number))
                .Leaf<object>("Result.later", (_, _, ref writer) => writer.Int(number)));
        Assert.Equal(
            """{"data":{"a":{"number":1,"later":1},"b":{"number":3,"later":3},"c":{"later":6,"number":6}}}""",
            await server.Ask(
                "mutation { a: add(n: 1) { number later } b: add(n: 2) { number later } "
                    + "c: add(n: 3) { later number } }"));
        Assert.StartsWith(
            """{"data":null,"errors":[""",
            await server.Ask("mutation { a: add(n: 1) { number } fail b: add(n: 1) { number } }"));
        Assert.Equal(7, number);
    }
}
