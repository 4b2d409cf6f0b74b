using System.Text.Json;
using ReformOpenData.GraphQL.Execution;

namespace ReformOpenData.GraphQL.Tests.Execution;

/// <summary>Cost by @cost and @listSize, priced from the actual values.</summary>
public sealed class CostTests
{
    private const string Sdl = """
        directive @cost(weight: String!) on ARGUMENT_DEFINITION | ENUM | FIELD_DEFINITION | INPUT_FIELD_DEFINITION | OBJECT | SCALAR
        directive @listSize(assumedSize: Int, slicingArguments: [String!], sizedFields: [String!],
          requireOneSlicingArgument: Boolean = true) on FIELD_DEFINITION
        type Query {
          one: T, many: [T], three: [T] @listSize(assumedSize: 3)
          sliced(first: Int, last: Int = 4): [T] @listSize(assumedSize: 50, slicingArguments: ["first", "last"], requireOneSlicingArgument: false)
          strict(first: Int, last: Int): [T] @listSize(slicingArguments: ["first", "last"])
          connection(first: Int): Connection
            @cost(weight: "5") @listSize(assumedSize: 20, slicingArguments: ["first"], sizedFields: ["nodes", "edges"], requireOneSlicingArgument: false)
          search(where: Where, text: String @cost(weight: "2.5")): [T] @listSize(assumedSize: 1)
          node: Node
        }
        type Connection { nodes: [T], edges: [Edge], total: Int }
        type Edge { node: T }
        type T implements Node { id: ID, child: T, dear: Dear, heavy: String @cost(weight: "1.5"), children: [T] @listSize(assumedSize: 2) }
        type Dear implements Node @cost(weight: "100") { id: ID, child: T }
        interface Node { id: ID, child: T }
        input Where { text: String @cost(weight: "4"), and: [Where!] }
        """;

    private static readonly Limits s_limits = new() { Cost = 1000 };

    private readonly TestServer _server = new(Sdl, MakeBindings(), s_limits);

    [Theory]
    [InlineData("{ a b: a }", 20)]
    [InlineData("query($n: Int) { many(first: $n) { a } }", 6 + 10, """{"n":6}""")]
    [InlineData("{ a __schema { description } }", 10 + 1)]
    [InlineData("query($a: Boolean!) { a @include(if: $a) }", 0, """{"a":false}""")]
    public async Task Work_is_priced_once_for_each_root_field_beside_what_it_returns(
        string document, long cost, string? variables = null)
    {
        var state = new object();
        var server = Working((_, of) => ReferenceEquals(of, state) ? 10 : throw new InvalidOperationException());
        var text = await server.Ask(document, variables, state: state, cost: CostReport.Validate);
        using var response = JsonDocument.Parse(text);
        var told = response.RootElement.GetProperty("extensions").GetProperty("cost").GetProperty("operation");
        Assert.Equal(cost, told.GetInt64());
    }

    [Theory]
    [InlineData("{ __typename }", 1)]
    [InlineData("{ one { id } }", 1)]
    [InlineData("{ one { id heavy child { id again: id } } }", 4)]
    [InlineData("{ three { id children { id heavy } } }", 3 * (1 + (2 * 2)))]
    [InlineData("{ connection(first: 7) { total nodes { id heavy } edges { node { id } } } }", 1 + (7 * 2) + 7)]
    [InlineData("{ node { id ...on Dear { child { id } } } }", 2)]
    [InlineData("query($n: Int) { sliced(first: $n) { id ...F } } fragment F on T { id }", 18, """{"n":9}""")]
    public async Task The_caller_is_told_how_many_values_there_may_be_before_they_are_made(
        string document, double values, string? variables = null)
    {
        for (var times = 0; times < 2; times++)
        {
            var told = 0d;
            await Assert.ThrowsAsync<TimeoutException>(() => _server.Ask(document, variables, before: Refuse));
            Assert.Equal(values, told);

            ValueTask Refuse(double given)
            {
                told = given;
                throw new TimeoutException();
            }
        }

        var cost = await _server.Ask(
            document, variables, cost: CostReport.Validate, before: _ => throw new TimeoutException());
        Assert.Contains("\"cost\"", cost, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Too_much_work_is_refused_before_anything_is_executed()
    {
        var server = Working((_, _) => 400);
        await server.Errors("{ a b: a }");
        Assert.Equal(2, server.Unexpected.Count);
        Assert.StartsWith(
            "The operation costs 1200; the limit (Cost) is 1000.",
            Assert.Single(await server.Errors("{ a b: a c: a }")),
            StringComparison.Ordinal);
        Assert.Equal(2, server.Unexpected.Count);
    }

    /// <summary>A server whose root fields are resolved, and throw when they are.</summary>
    private static TestServer Working(Func<SelectedField, object?, double> work) => new(
        """
        directive @listSize(assumedSize: Int, slicingArguments: [String!], sizedFields: [String!],
          requireOneSlicingArgument: Boolean = true) on FIELD_DEFINITION
        type Query { a: Int, many(first: Int): [T] @listSize(slicingArguments: ["first"]) }
        type T { a: Int }
        """,
        new Bindings()
            .Resolve("Query.a", static _ => throw new InvalidOperationException())
            .Resolve("Query.many", static _ => throw new InvalidOperationException())
            .Leaf<object>("T.a", static (object _, SelectedField _, ref LeafWriter writer) => writer.Int(1))
            .Work(work),
        s_limits);

    [Theory]
    [InlineData("{ __typename }", 0)]
    [InlineData("{ one { id } }", 1)]
    [InlineData("{ one { id child { id heavy } } }", 4)]
    [InlineData("{ many { id } }", 10)]
    [InlineData("{ three { children { id } } }", 9)]
    [InlineData("{ sliced { id } }", 4)]
    [InlineData("{ sliced(first: 2) { id } }", 4)]
    [InlineData("{ sliced(first: 7) { id } }", 7)]
    [InlineData("{ sliced(first: 7, last: 1) { id } }", 7)]
    [InlineData("{ sliced(first: null, last: null) { id } }", 50)]
    [InlineData("query($n: Int) { sliced(first: $n, last: 1) { id } }", 6, """{"n":6}""")]
    [InlineData("query($n: Int) { sliced(first: $n, last: 1) { id } }", 1, """{"n":-6}""")]
    [InlineData("query($n: Int = 9) { sliced(first: $n, last: 1) { id } }", 9)]
    [InlineData("{ connection(first: 3) { total } }", 6)]
    [InlineData("{ connection(first: 3) { nodes { id } edges { node { id } } } }", 5 + 1 + 3 + 6)]
    [InlineData("{ connection { ...N } } fragment N on Connection { nodes { id } }", 5 + 1 + 20)]
    [InlineData("{ search { id } }", 1)]
    [InlineData("{ search(text: \"x\") { id } }", 4)]
    [InlineData(
        "query($w: Where) { search(where: $w) { id } }",
        1 + 12,
        """{"w":{"text":"a","and":[{"text":"b"},{"text":null}]}}""")]
    [InlineData("{ node { id ... on Dear { child { id } } ... on T { child { id } } } }", 101)]
    [InlineData("query($a: Boolean!) { one { id dear @include(if: $a) { id } } }", 1, """{"a":false}""")]
    [InlineData("query($a: Boolean!) { one { id dear @include(if: $a) { id } } }", 101, """{"a":true}""")]
    public async Task The_cost_is_that_of_what_may_be_returned(string document, long cost, string? variables = null)
    {
        using var response = JsonDocument.Parse(await _server.Ask(document, variables, cost: CostReport.Validate));
        var told = response.RootElement.GetProperty("extensions").GetProperty("cost");
        Assert.Equal(cost, told.GetProperty("operation").GetInt64());
        Assert.Equal(1000, told.GetProperty("limit").GetInt64());
    }

    [Theory]
    [InlineData("{ one { child { id } } one { child { id } } }", 4)]
    [InlineData("{ one { ...F ...F } } fragment F on T { child { id } }", 3)]
    public Task A_field_that_is_selected_twice_is_priced_twice(string document, long bound) =>
        The_cost_is_that_of_what_may_be_returned(document, bound);

    [Fact]
    public async Task What_uses_variables_is_priced_by_their_values_each_time_it_is_asked()
    {
        const string document = """
            query ($n: Int, $a: Boolean!) {
              connection(first: $n) { nodes { id dear @include(if: $a) { id } } }
              three { children { id } }
            }
            """;
        foreach (var (n, a, cost) in new[] { (3, false, 18), (3, true, 318), (1, false, 16), (2, true, 217),
            (3, false, 18) })
        {
            var variables = $$"""{"n":{{n}},"a":{{(a ? "true" : "false")}}}""";
            await The_cost_is_that_of_what_may_be_returned(document, cost, variables);
        }
    }

    [Fact]
    public async Task What_costs_too_much_is_refused_before_it_is_executed()
    {
        Assert.Equal(
            """{"errors":[{"message":"The operation costs 1001; the limit (Cost) is 1000.","extensions":{"code":"COST_LIMIT_EXCEEDED","limit":1000,"asked":1001}}]}""",
            await _server.Ask("query($n: Int) { sliced(first: $n) { id } }", """{"n":1001}"""));
        Assert.Empty(await _server.Errors("query($n: Int) { sliced(first: $n) { id } }", """{"n":1000}"""));
    }

    [Fact]
    public async Task Where_one_argument_must_give_the_length_another_number_of_them_is_an_error()
    {
        Assert.Equal(
            ["Field \"strict\" needs exactly one of the arguments first, last; 0 were given. (1:3) [BAD_USER_INPUT]"],
            await _server.Errors("{ strict { id } }"));
        Assert.Empty(await _server.Errors("{ strict(last: 2) { id } }"));
    }

    [Fact]
    public async Task Introspection_that_goes_round_and_round_is_refused()
    {
        const string Honest = "{ __schema { types { fields { type { name fields { name } } } } } }";
        const string Endless =
            "{ __schema { types { fields { type { fields { type { fields { type { fields { type { fields { name } } } "
                + "} } } } } } } } }";
        var server = new TestServer(
            "type Query { x: Int }", new Bindings().Leaf<object>("Query.x", (_, _, ref writer) => writer.Int(1)));
        Assert.Empty(await server.Errors(Honest));
        Assert.NotEmpty(await server.Errors(Endless));
    }

    private static Bindings MakeBindings()
    {
        var bindings = new Bindings().TypeOf("Node", _ => "T");
        foreach (var field in "one connection node".Split(' '))
            bindings.Property<object>($"Query.{field}", (_, _) => null);
        foreach (var field in "many three sliced strict search".Split(' '))
            bindings.Property<object>($"Query.{field}", (_, _) => null);
        foreach (var field in "Connection.nodes Connection.edges Edge.node T.child T.dear T.children Dear.child".Split(
            ' '))
            bindings.Property<object>(field, (_, _) => null);
        foreach (var field in "Connection.total T.id T.heavy Dear.id".Split(' '))
            bindings.Leaf<object>(field, (_, _, ref writer) => writer.Null());
        return bindings;
    }
}
