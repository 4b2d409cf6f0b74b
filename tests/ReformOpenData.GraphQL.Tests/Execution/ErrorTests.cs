using System.Text.Json;
using ReformOpenData.GraphQL.Execution;
using ReformOpenData.GraphQL.Response;

namespace ReformOpenData.GraphQL.Tests.Execution;

/// <summary>§6.4.4 Handling Execution Errors, §7.1.2 Errors: where null stops, and what the error says.</summary>
public sealed class ErrorTests
{
    private const string Sdl = """
        type Query { a: T, b: T!, list: [T], strict: [T!], strictest: [T!]!, resolved: T, resolveds: [T!], any: Any, leaf: Int,
          leaves: [Int!], nested: [[Int!]!], nestedStrict: [[Int!]!]!, enum: E, arg(x: Int!, y: [Int!]): Int, noList: [Int], noObjects: [T],
          lazy: [T], lazyLeaves: [Int!], refusing: [T!], refused: T, thrown: T, thrownHard: Int!, given: Int }
        type T { id: Int, fail: Int, failHard: Int!, t: T, hard: T!, list: [T!], lazy: [T!], lazyHard: [T!]!, writes: Int, wrote: Int, opens: Int }
        union Any = T
        enum E { ONE }
        """;

    private static readonly GraphQLError s_error =
        new("No.", "SOME_CODE") { Extensions = [new("hint", "try"), new("n", 3)] };

    private object? _leaf = 1;
    private object? _any = new T(1);

    private TestServer NewServer(Limits? limits = null) => new(Sdl, new Bindings()
        .Property<object>("Query.a", (_, _) => new T(1))
        .Property<object>("Query.b", (_, _) => new T(2))
        .Property<object>("Query.list", (_, _) => new object?[] { new T(1), new T(2), null, s_error, new T(3) })
        .Property<object>("Query.strict", (_, _) => new object?[] { new T(1), new T(2), null })
        .Property<object>("Query.strictest", (_, _) => new List<T> { new(1), new(2), new(3) })
        .Property<object>("Query.noObjects", (_, _) => new T(1))
        .Property<object>("Query.any", (_, _) => _any)
        .Resolve("Query.resolved", _ => new(new T(1)))
        .Resolve("Query.resolveds", _ => new(new[] { new T(1), new T(2), new T(3) }))
        .Leaf<object>("Query.leaf", (_, _, ref writer) => writer.Value(_leaf))
        .Leaf<object>("Query.leaves", (_, _, ref writer) => writer.Value(_leaf))
        .Leaf<object>("Query.nested", (_, _, ref writer) => writer.Value(_leaf))
        .Leaf<object>("Query.nestedStrict", (_, _, ref writer) => writer.Value(_leaf))
        .Leaf<object>("Query.enum", (_, _, ref writer) => writer.Value(_leaf))
        .Leaf<object>("Query.noList", (_, _, ref writer) => writer.Value(_leaf))
        .Leaf<object>("Query.arg", (_, field, ref writer) => writer.Value(field.Arguments["x"]))
        .Leaf<T>("T.id", (t, _, ref writer) => writer.Int(t.Id))
        .Leaf<T>("T.fail", (t, _, ref writer) => writer.Error(s_error))
        .Leaf<T>("T.failHard", (t, _, ref writer) =>
        {
            if (t.Id == 2)
                throw new InvalidOperationException("a secret");
            writer.Int(t.Id);
        })
        .Leaf<T>("T.writes", (_, _, ref writer) =>
        {
            writer.Int(1);
            writer.Int(2);
        })
        .Leaf<T>("T.wrote", (_, _, ref writer) => { })
        .Leaf<T>("T.opens", (_, _, ref writer) =>
        {
            writer.StartList();
            writer.EndList();
        })
        .Property<T>("T.t", (t, _) => t)
        .Property<T>("T.hard", (t, _) => t.Id == 3 ? null : t)
        .Property<T>("T.list", (t, _) => new[] { new T(t.Id), new T(2) })
        .Property<T>("T.lazy", (_, _) => Failing(new InvalidOperationException("a secret")))
        .Property<T>("T.lazyHard", (_, _) => Failing(new InvalidOperationException("a secret")))
        .Resolve("Query.lazy", _ => new(Failing(new InvalidOperationException("a secret"))))
        .Resolve("Query.lazyLeaves", _ => new(Failing(new InvalidOperationException("a secret")).Select(t => t.Id)))
        .Resolve("Query.refusing", _ => new(Failing(new GraphQLErrorException(s_error))))
        .Resolve("Query.refused", _ => new(s_error))
        .Resolve("Query.thrown", _ => throw new InvalidOperationException("a secret"))
        .Resolve("Query.thrownHard", async _ =>
        {
            await Task.Yield();
            throw new InvalidOperationException("a secret");
        })
        .Resolve("Query.given", _ => new(7))
        .TypeOf("Any", value => value as string ?? "T"), limits);

    [Theory]
    [InlineData("{ a { fail id } }", """{"a":{"fail":null,"id":1}}""", "No. (1:7) at a.fail [SOME_CODE]")]
    [InlineData(
        "{ list { id } }", """{"list":[{"id":1},{"id":2},null,null,{"id":3}]}""", "No. (1:3) at list.3 [SOME_CODE]")]
    [InlineData("{ strict { id } a { id } }", """{"strict":null,"a":{"id":1}}""",
        "Cannot return null for non-nullable field Query.strict. (1:3) at strict.2 [NON_NULL_VIOLATION]")]
    [InlineData(
        "{ a { hard { hard { failHard } } id } b { id } }",
        """{"a":{"hard":{"hard":{"failHard":1}},"id":1},"b":{"id":2}}""")]
    [InlineData(
        "{ a { id } b { id hard { id failHard } } }",
        null,
        "Unexpected error. (1:29) at b.hard.failHard [INTERNAL_ERROR]")]
    [InlineData(
        "{ strictest { id failHard } }", null, "Unexpected error. (1:18) at strictest.1.failHard [INTERNAL_ERROR]")]
    [InlineData("{ list { t { failHard id } } }",
        """{"list":[{"t":{"failHard":1,"id":1}},{"t":null},null,null,{"t":{"failHard":3,"id":3}}]}""",
        "Unexpected error. (1:14) at list.1.t.failHard [INTERNAL_ERROR]", "No. (1:3) at list.3 [SOME_CODE]")]
    [InlineData("{ list { id hard { id } } }",
        """{"list":[{"id":1,"hard":{"id":1}},{"id":2,"hard":{"id":2}},null,null,null]}""",
        "No. (1:3) at list.3 [SOME_CODE]",
        "Cannot return null for non-nullable field T.hard. (1:13) at list.4.hard [NON_NULL_VIOLATION]")]
    [InlineData("{ resolved { id failHard } resolveds { id fail } }",
        """{"resolved":{"id":1,"failHard":1},"resolveds":[{"id":1,"fail":null},{"id":2,"fail":null},{"id":3,"fail":null}]}""",
        "No. (1:43) at resolveds.0.fail [SOME_CODE]", "No. (1:43) at resolveds.1.fail [SOME_CODE]",
        "No. (1:43) at resolveds.2.fail [SOME_CODE]")]
    [InlineData("{ resolveds { failHard } a { id } }", """{"resolveds":null,"a":{"id":1}}""",
        "Unexpected error. (1:15) at resolveds.1.failHard [INTERNAL_ERROR]")]
    [InlineData("{ refused { id } a { id } }", """{"refused":null,"a":{"id":1}}""", "No. (1:3) at refused [SOME_CODE]")]
    [InlineData(
        "{ thrown { id } a { id } }",
        """{"thrown":null,"a":{"id":1}}""",
        "Unexpected error. (1:3) at thrown [INTERNAL_ERROR]")]
    [InlineData("{ a { id } thrownHard }", null, "Unexpected error. (1:12) at thrownHard [INTERNAL_ERROR]")]
    [InlineData("{ given }", """{"given":7}""")]
    [InlineData(
        "{ lazy { t { id } } a { id } }",
        """{"lazy":null,"a":{"id":1}}""",
        "Unexpected error. (1:3) at lazy [INTERNAL_ERROR]")]
    [InlineData("{ list { lazy { id } } }",
        """{"list":[{"lazy":null},{"lazy":null},null,null,{"lazy":null}]}""",
        "Unexpected error. (1:10) at list.0.lazy [INTERNAL_ERROR]",
        "Unexpected error. (1:10) at list.1.lazy [INTERNAL_ERROR]",
        "No. (1:3) at list.3 [SOME_CODE]", "Unexpected error. (1:10) at list.4.lazy [INTERNAL_ERROR]")]
    [InlineData("{ list { t { lazyHard { id } } } }",
        """{"list":[{"t":null},{"t":null},null,null,{"t":null}]}""",
        "Unexpected error. (1:14) at list.0.t.lazyHard [INTERNAL_ERROR]",
        "Unexpected error. (1:14) at list.1.t.lazyHard [INTERNAL_ERROR]",
        "No. (1:3) at list.3 [SOME_CODE]", "Unexpected error. (1:14) at list.4.t.lazyHard [INTERNAL_ERROR]")]
    [InlineData(
        "{ lazyLeaves a { id } }",
        """{"lazyLeaves":null,"a":{"id":1}}""",
        "Unexpected error. (1:3) at lazyLeaves [INTERNAL_ERROR]")]
    [InlineData(
        "{ refusing { id } a { id } }", """{"refusing":null,"a":{"id":1}}""", "No. (1:3) at refusing [SOME_CODE]")]
    [InlineData(
        "{ a { writes id wrote } }",
        """{"a":{"writes":null,"id":1,"wrote":null}}""",
        "Unexpected error. (1:7) at a.writes [INTERNAL_ERROR]")]
    [InlineData(
        "{ a { id opens } }",
        """{"a":{"id":1,"opens":null}}""",
        "Unexpected error. (1:10) at a.opens [INTERNAL_ERROR]")]
    [InlineData("{ a { x: fail } a { x: fail } }", """{"a":{"x":null}}""", "No. (1:7) (1:21) at a.x [SOME_CODE]")]
    [InlineData("{ noObjects { id } a { id } }", """{"noObjects":null,"a":{"id":1}}""",
        "Expected Iterable, but did not find one for field \"Query.noObjects\". (1:3) at noObjects [INVALID_RESULT]")]
    public async Task Null_stops_at_the_nearest_place_that_can_be_null(
        string document, string? data, params string[] errors)
    {
        var server = NewServer();
        var response = await server.Ask(document);
        Assert.StartsWith($$"""{"data":{{data ?? "null"}}""", response);
        Assert.Equal(errors, await server.Errors(document));
    }

    [Theory]
    [InlineData(
        "leaf",
        "2147483648",
        "null",
        "Int cannot represent non 32-bit signed integer value: 2147483648 (1:3) at leaf [INVALID_RESULT]")]
    [InlineData("leaf", "1.5", "null", "Int cannot represent non-integer value: 1.5 (1:3) at leaf [INVALID_RESULT]")]
    [InlineData("leaf", "2.0", "2")]
    [InlineData("leaf", "true", "null", "Int cannot represent non-integer value: true (1:3) at leaf [INVALID_RESULT]")]
    [InlineData(
        "leaf", "\"x\"", "null", "Int cannot represent non-integer value: \"x\" (1:3) at leaf [INVALID_RESULT]")]
    [InlineData("enum", "\"ONE\"", "\"ONE\"")]
    [InlineData("enum", "\"TWO\"", "null", "Enum \"E\" cannot represent value: \"TWO\" (1:3) at enum [INVALID_RESULT]")]
    [InlineData("enum", "1", "null", "Enum \"E\" cannot represent value: 1 (1:3) at enum [INVALID_RESULT]")]
    [InlineData(
        "noList",
        "1",
        "null",
        "Expected Iterable, but did not find one for field \"Query.noList\". (1:3) at noList [INVALID_RESULT]")]
    [InlineData(
        "leaves",
        "[1,null,3]",
        "null",
        "Cannot return null for non-nullable field Query.leaves. (1:3) at leaves.1 [NON_NULL_VIOLATION]")]
    [InlineData("leaves", "null", "null")]
    [InlineData(
        "nested",
        "[[1],[2,null],[3]]",
        "null",
        "Cannot return null for non-nullable field Query.nested. (1:3) at nested.1.1 [NON_NULL_VIOLATION]")]
    [InlineData(
        "nested",
        "[[1],null]",
        "null",
        "Cannot return null for non-nullable field Query.nested. (1:3) at nested.1 [NON_NULL_VIOLATION]")]
    public async Task A_leaf_that_does_not_fit_is_an_error_of_its_field(
        string field, string value, string written, params string[] errors)
    {
        _leaf = Plain(JsonDocument.Parse(value).RootElement);
        var server = NewServer();
        Assert.StartsWith(
            $$$"""{"data":{"{{{field}}}":{{{written}}},"__typename":"Query"}""",
            await server.Ask($"{{ {field} __typename }}"));
        Assert.Equal(errors, await server.Errors($"{{ {field} __typename }}"));
    }

    [Fact]
    public async Task Null_in_lists_that_cannot_hold_it_goes_up_to_the_root()
    {
        _leaf = new object?[] { new object?[] { 1, null, 2 } };
        Assert.Equal(
            """{"data":null,"errors":[{"message":"Cannot return null for non-nullable field Query.nestedStrict.","locations":[{"line":1,"column":14}],"path":["nestedStrict",0,1],"extensions":{"code":"NON_NULL_VIOLATION"}}]}""",
            await NewServer().Ask("{ __typename nestedStrict }"));
    }

    [Theory]
    [InlineData("Nope", "Abstract type \"Any\" was resolved to a type \"Nope\" that does not exist inside the schema.")]
    [InlineData("Query", "Runtime Object type \"Query\" is not a possible type for \"Any\".")]
    [InlineData("E", "Abstract type \"Any\" was resolved to a non-object type \"E\".")]
    public async Task A_value_of_no_possible_type_is_an_error(string type, string message)
    {
        _any = type;
        Assert.Equal([$"{message} (1:3) at any [INVALID_RESULT]"], await NewServer().Errors("{ any { __typename } }"));
    }

    [Fact]
    public async Task What_a_resolver_throws_goes_to_the_log_with_the_id_that_the_response_shows()
    {
        var server = NewServer();
        var response = await server.Ask("{ b { failHard } }");
        var (id, exception) = Assert.Single(server.Unexpected);
        Assert.Contains($"\"id\":\"{id}\"", response);
        Assert.DoesNotContain("secret", response);
        Assert.Equal("Unexpected in T.failHard: a secret", exception.Message);
    }

    [Fact]
    public async Task Extensions_of_an_error_stand_beside_its_code() => Assert.Contains(
        """ "extensions":{"code":"SOME_CODE","hint":"try","n":3}""".Trim(), await NewServer().Ask("{ a { fail } }"));

    [Fact]
    public async Task Errors_are_bounded_and_the_last_says_how_many_were_left_out()
    {
        var fields = string.Join(' ', Enumerable.Range(0, 20).Select(i => $"f{i}: fail"));
        var errors = await NewServer(new Limits { Errors = 3 }).Errors($"{{ a {{ {fields} }} }}");
        Assert.Equal(4, errors.Length);
        Assert.Equal("17 more errors were left out; the limit (Errors) is 3. [ERROR_LIMIT_EXCEEDED]", errors[3]);
    }

    [Fact]
    public async Task A_variable_that_is_null_where_the_argument_needs_a_value_is_an_error_of_the_field()
    {
        const string Document = "query($x: Int = 1, $y: Int = 1) { __typename arg(x: $x, y: [1, $y]) }";
        var server = NewServer();
        Assert.Equal(
            [
                "Argument \"Query.arg(x:)\" has invalid value: Expected variable \"$x\" provided to non-null type "
                    + "\"Int!\" not to be null. (1:53) at arg [BAD_USER_INPUT]"
            ],
            await server.Errors(Document, """{"x":null}"""));
        Assert.Equal(
            [
                "Argument \"Query.arg(y:)\" has invalid value at [1]: Expected variable \"$y\" provided to non-null "
                    + "type \"Int!\" not to be null. (1:64) at arg [BAD_USER_INPUT]"
            ],
            await server.Errors(Document, """{"y":null}"""));
        Assert.Equal("""{"data":{"__typename":"Query","arg":1}}""", await server.Ask(Document));
    }

    /// <summary>A sequence that gives two items and then throws.</summary>
    private static IEnumerable<T> Failing(Exception exception)
    {
        yield return new T(1);
        yield return new T(2);
        throw exception;
    }

    private static object? Plain(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => value.TryGetInt64(out var whole) ? whole : value.GetDouble(),
        JsonValueKind.String => value.GetString(),
        JsonValueKind.True => true,
        JsonValueKind.Array => value.EnumerateArray().Select(Plain).ToArray(),
        _ => null,
    };

    private sealed record T(int Id);
}
