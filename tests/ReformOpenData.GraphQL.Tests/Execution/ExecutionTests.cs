using ReformOpenData.GraphQL.Execution;

namespace ReformOpenData.GraphQL.Tests.Execution;

/// <summary>§6.2, §6.3 and §6.4: what is executed, in which order, and what it gives.</summary>
public sealed class ExecutionTests
{
    private const string Sdl = """
        type Query { pet(name: String = "Rex"): Pet, pets: [Pet!]!, dog: Dog, number(value: Int): Int, hello: String!,
          matrix: [[Int!]], dogs: [[Dog]], kennels: [[Dog!]] }
        interface Pet { name: String!, friend: Pet }
        type Dog implements Pet { name: String!, friend: Pet, barks: Boolean!, owner: Owner }
        type Cat implements Pet { name: String!, friend: Pet, lives: Int! }
        type Owner { name: String!, dogs: [Dog!]! }
        """;

    private static readonly Dog s_rex = new("Rex", new Cat("Tom", null, 9), new Owner("Ann"));

    private TestServer NewServer() => new(Sdl, new Bindings()
        .Property<object>("Query.pet", (_, field) => field.Arguments["name"] is "Rex" ? s_rex : null)
        .Property<object>("Query.pets", (_, _) => new Pet[] { s_rex, new Cat("Tom", s_rex, 9) })
        .Property<object>("Query.dog", (_, _) => s_rex)
        .Property<object>("Query.dogs", (_, _) => new object?[] { new[] { s_rex, null }, null, Array.Empty<Dog>() })
        .Property<object>("Query.kennels", (_, _) => new object?[]
        {
            new[] { s_rex, null, s_rex with { Owner = new Owner("Bob") } },
            new[] { s_rex with { Owner = new Owner("Cid") } },
        })
        .Leaf<object>("Query.number", (_, field, ref writer) => writer.Value(field.Arguments["value"]))
        .Leaf<object>("Query.hello", (_, _, ref writer) => writer.Utf8("wörld \"\n\u0001"u8))
        .Leaf<object>(
            "Query.matrix",
            (_, _, ref writer) => writer.Value(new object?[] { new[] { 1, 2 }, null, Array.Empty<int>() }))
        .Leaf<Dog>("Dog.name", (dog, _, ref writer) => writer.String(dog.Name))
        .Property<Dog>("Dog.friend", (dog, _) => dog.Friend)
        .Leaf<Dog>("Dog.barks", (_, _, ref writer) => writer.Boolean(true))
        .Property<Dog>("Dog.owner", (dog, _) => dog.Owner)
        .Leaf<Cat>("Cat.name", (cat, _, ref writer) => writer.String(cat.Name))
        .Property<Cat>("Cat.friend", (cat, _) => cat.Friend)
        .Leaf<Cat>("Cat.lives", (cat, _, ref writer) => writer.Int(cat.Lives))
        .Leaf<Owner>("Owner.name", (owner, _, ref writer) => writer.String(owner.Name))
        .Property<Owner>("Owner.dogs", (_, _) => new[] { s_rex, s_rex })
        .TypeOf("Pet", pet => pet.GetType().Name));

    [Theory]
    [InlineData("{ hello }", """{"hello":"wörld \"\n\u0001"}""")]
    [InlineData("{ __typename a: __typename }", """{"__typename":"Query","a":"Query"}""")]
    [InlineData("{ pet { name } }", """{"pet":{"name":"Rex"}}""")]
    [InlineData("{ pet(name: \"Tom\") { name } }", """{"pet":null}""")]
    [InlineData("{ pets { __typename name ... on Cat { lives } ... on Dog { barks } friend { name } } }",
        """{"pets":[{"__typename":"Dog","name":"Rex","barks":true,"friend":{"name":"Tom"}},{"__typename":"Cat","name":"Tom","lives":9,"friend":{"name":"Rex"}}]}""")]
    [InlineData("{ number(value: 3) n: number }", """{"number":3,"n":null}""")]
    [InlineData("{ matrix dogs { name } }", """{"matrix":[[1,2],null,[]],"dogs":[[{"name":"Rex"},null],null,[]]}""")]
    [InlineData(
        "{ dog { barks name } dog { name friend { name } } }",
        """{"dog":{"barks":true,"name":"Rex","friend":{"name":"Tom"}}}""")]
    [InlineData("{ dog { ...F name } } fragment F on Pet { friend { name } ...F2 } fragment F2 on Dog { barks }",
        """{"dog":{"friend":{"name":"Tom"},"barks":true,"name":"Rex"}}""")]
    [InlineData(
        "{ hello @skip(if: true) number(value: 1) @include(if: false) a: __typename @skip(if: false) @include(if: "
            + "true) }",
        """{"a":"Query"}""")]
    [InlineData("{ dog { owner { name dogs { owner { dogs { name } } } } } }",
        """{"dog":{"owner":{"name":"Ann","dogs":[{"owner":{"dogs":[{"name":"Rex"},{"name":"Rex"}]}},{"owner":{"dogs":[{"name":"Rex"},{"name":"Rex"}]}}]}}}""")]
    public async Task A_query_gives_what_it_asks_for_in_its_order(string document, string data) =>
        Assert.Equal($$"""{"data":{{data}}}""", await NewServer().Ask(document));

    [Fact]
    public async Task A_list_that_is_given_up_takes_nothing_from_the_next() => Assert.StartsWith(
        """{"data":{"kennels":[null,[{"owner":{"name":"Cid"}}]]},"errors":[""",
        await NewServer().Ask("{ kennels { owner { name } } }"),
        StringComparison.Ordinal);

    [Fact]
    public async Task Resolvers_are_called_one_after_another_in_the_order_of_the_query()
    {
        var calls = new List<string>();
        var server = new TestServer("type Query { a: Int, b: Int, plain: Int }", new Bindings()
            .Resolve("Query.a", context => Resolve(context.Field.ResponseKey))
            .Resolve("Query.b", context => Resolve(context.Field.ResponseKey))
            .Leaf<object>("Query.plain", (_, _, ref writer) => writer.Int(calls.Count)));
        Assert.Equal("""{"data":{"b":1,"plain":2,"x":2,"b2":3}}""", await server.Ask("{ b plain x: a b2: b }"));
        Assert.Equal(["b begins", "b ends", "x begins", "x ends", "b2 begins", "b2 ends"], calls);

        async ValueTask<object?> Resolve(string key)
        {
            calls.Add($"{key} begins");
            await Task.Delay(5);
            calls.Add($"{key} ends");
            return calls.Count / 2;
        }
    }

    [Theory]
    [InlineData("""{ "with": true, "value": 5 }""", """{"number":5,"hello":"wörld \"\n\u0001"}""")]
    [InlineData("""{ "with": false, "value": null }""", """{"number":null}""")]
    public async Task Variables_decide_what_is_included_and_what_arguments_get(string variables, string data)
    {
        const string Document =
            "query($with: Boolean!, $value: Int) { number(value: $value) hello @include(if: $with) }";
        var server = NewServer();
        Assert.Equal($$"""{"data":{{data}}}""", await server.Ask(Document, variables));
        Assert.Equal($$"""{"data":{{data}}}""", await server.Ask(Document, variables));
    }

    [Fact]
    public async Task The_full_introspection_passes_the_default_limits()
    {
        var response = await NewServer().Ask("""
            query { __schema { queryType { name kind } types { ...T } directives { name locations args(includeDeprecated: true) { ...I } } } }
            fragment T on __Type { kind name isOneOf fields(includeDeprecated: true) { name args { ...I } type { ...R } } inputFields { ...I }
              interfaces { ...R } enumValues(includeDeprecated: true) { name } possibleTypes { ...R } }
            fragment I on __InputValue { name type { ...R } defaultValue }
            fragment R on __Type { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name
              ofType { kind name ofType { kind name ofType { kind name ofType { kind name } } } } } } } } } }
            """);
        Assert.StartsWith(
            """{"data":{"__schema":{"queryType":{"name":"Query","kind":"OBJECT"},"types":[{"kind":"OBJECT","name":"Query",""",
            response);
    }

    private abstract record Pet(string Name, Pet? Friend);

    private sealed record Dog(string Name, Pet? Friend, Owner Owner) : Pet(Name, Friend);

    private sealed record Cat(string Name, Pet? Friend, int Lives) : Pet(Name, Friend);

    private sealed record Owner(string Name);
}
