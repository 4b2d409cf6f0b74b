using System.Text.Json;
using ReformOpenData.GraphQL.Execution;
using ReformOpenData.GraphQL.Types;

namespace ReformOpenData.GraphQL.Tests.Execution;

/// <summary>What the owner of a schema sees of the engine: bindings that must fit, and look-ahead.</summary>
public sealed class BindingsTests
{
    [Fact]
    public void Bindings_that_do_not_fit_are_all_listed()
    {
        var schema = SchemaBuilder.Build("""
            type Query { a: Int, b: Query, c: Node, deep: [[[[[[[Int]]]]]]] }
            interface Node { id: ID }
            type Thing implements Node { id: ID }
            scalar Date
            """u8.ToArray());
        var exception = Assert.Throws<InvalidOperationException>(() => ExecutableSchema.Create(schema, new Bindings()
            .Leaf<object>("Query.b", (_, _, ref writer) => writer.Null())
            .Leaf<object>("Query.deep", (_, _, ref writer) => writer.Null())
            .Property<object>("Query.c", (_, _) => null)
            .Property<object>("Node.id", (_, _) => null)
            .Property<object>("Query.nope", (_, _) => null)
            .TypeOf("Thing", _ => "Thing")
            .Scalar("Time", new Shouting())
            .Scalar("Int", new Shouting())));
        Assert.Equal(
            """
            The bindings do not fit the schema:
            Query.a is not bound.
            Query.b is bound as a leaf, and its type Query has fields.
            Query.deep is a leaf in more than 6 lists.
            Thing.id is not bound.
            Node.id is bound, but is not a field of an object type.
            Query.nope is bound, but is not a field of an object type.
            Node is abstract, and no TypeOf tells the types of its values.
            Thing has a TypeOf, but is not an interface or union.
            Time has a coercion, but is not a custom scalar.
            Int has a coercion, but is not a custom scalar.
            """,
            exception.Message);
    }

    [Fact]
    public void A_resolver_that_is_waited_for_fits_the_root_alone()
    {
        var schema = SchemaBuilder.Build("""
            type Query { a: T, b: Int }
            type Mutation { c: T }
            union Any = Mutation | T
            type T { d: Int, any: Any }
            """u8.ToArray());
        var exception = Assert.Throws<InvalidOperationException>(() => ExecutableSchema.Create(schema, new Bindings()
            .Resolve("Query.a", _ => default)
            .Resolve("Query.b", _ => default)
            .Resolve("Mutation.c", _ => default)
            .Resolve("T.d", _ => default)
            .Property<object>("T.any", (_, _) => null)
            .TypeOf("Any", _ => "T")));
        Assert.Equal(
            """
            The bindings do not fit the schema:
            Mutation.c has a resolver that is waited for, and T.any gives its type below the root.
            T.d has a resolver that is waited for, and is not a field of a root type.
            """,
            exception.Message);
    }

    [Fact]
    public void A_field_is_bound_once() => Assert.Throws<ArgumentException>(() => new Bindings()
        .Property<object>("Query.a", (_, _) => null)
        .Property<object>("Query.a", (_, _) => null));

    [Fact]
    public async Task A_custom_scalar_writes_what_resolvers_give_as_objects()
    {
        var server = new TestServer(
            "scalar Shout scalar Any type Query { one: Shout, many: [Shout!], any: Any, written: Shout }",
            new Bindings()
                .Scalar("Shout", new Shouting())
                .Resolve("Query.one", _ => new("a"))
                .Property<object>("Query.many", (_, _) => new object?[] { "b", 1 })
                .Property<object>("Query.any", (_, _) => new Dictionary<string, object?>
                {
                    ["list"] = new object?[] { 1, 2.5, null, true, "x" },
                    ["json"] = JsonDocument.Parse("""{"a": [1]}""").RootElement,
                    ["empty"] = Array.Empty<int>(),
                })
                .Leaf<object>("Query.written", (_, _, ref writer) => writer.String("as it is")));
        Assert.Equal(
            """{"data":{"one":"A","any":{"list":[1,2.5,null,true,"x"],"json":{"a": [1]},"empty":[]},"written":"as it is"}}""",
            await server.Ask("{ one any written }"));
        Assert.Equal(["Only text can be shouted. (1:3) at many.1 [BAD_USER_INPUT]"], await server.Errors("{ many }"));
    }

    [Fact]
    public async Task A_resolver_sees_what_is_selected_below_it_with_arguments()
    {
        var seen = "";
        TestServer server = null!;
        server = new TestServer(
            """
            type Query { nodes(first: Int): [Node] }
            interface Node { id: ID }
            type A implements Node { id: ID, bs(first: Int = 3, where: W): [B] }
            type B implements Node { id: ID, name(upper: Boolean): String }
            input W { x: Int, y: [Int] }
            """,
            new Bindings()
                .Resolve("Query.nodes", context =>
                {
                    seen = string.Join("; ", new[] { "A", "B" }.Select(type => $"{type}: {Show(context.Field, type)}"));
                    return new(Array.Empty<object>());
                })
                .Property<object>("A.bs", (_, _) => null)
                .Leaf<object>("A.id", (_, _, ref writer) => writer.Null())
                .Leaf<object>("B.id", (_, _, ref writer) => writer.Null())
                .Leaf<object>("B.name", (_, _, ref writer) => writer.Null())
                .TypeOf("Node", _ => "A"));
        const string Document = """
            query($n: Int, $w: W, $s: Boolean = false) { nodes(first: $n) { key: id ... on A { bs(where: $w) { name(upper: true) @skip(if: $s) } ...F }
              ... on B { other: name } } }
            fragment F on A { bs(where: $w) { id } }
            """;
        await server.Ask(Document, """{"n":2,"w":{"x":1,"y":5}}""");
        Assert.Equal("A: 0 key=id() 1 bs=bs(first,where){name(upper) id()}; B: 0 key=id() 1 other=name()", seen);
        await server.Ask(Document, """{"s":true}""");
        Assert.Equal("A: 0 key=id() 1 bs=bs(first){id()}; B: 0 key=id() 1 other=name()", seen);

        string Show(SelectedField field, string type) => string.Join(' ', field.Fields(Type(type)).Select(below =>
            $"{below.Index} {below.ResponseKey}={Name(below)}"
            + (below.Definition.Name == "bs" ? $"{{{string.Join(' ', below.Fields(Type("B")).Select(Name))}}}" : "")));

        static string Name(SelectedField field) =>
            $"{field.Definition.Name}({string.Join(',', field.Arguments.Entries.Select(argument => argument.Key))})";

        ObjectType Type(string name) => (ObjectType)server.Executable.Schema.Types.Find(name)!;
    }

    private sealed class Shouting : ScalarCoercion
    {
        public override object? CoerceInput(object value) => value;

        public override void CoerceResult(object value, ref LeafWriter writer) =>
            writer.String(value is string text ? text.ToUpperInvariant() : throw Refuse("Only text can be shouted."));
    }
}
