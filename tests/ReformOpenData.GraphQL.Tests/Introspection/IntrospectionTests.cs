using System.Text.Json.Nodes;
using ReformOpenData.GraphQL.Execution;
using ReformOpenData.GraphQL.Tests.Execution;
using ReformOpenData.GraphQL.Types;

namespace ReformOpenData.GraphQL.Tests.Introspection;

/// <summary>§4 #sec-Introspection</summary>
public sealed class IntrospectionTests
{
    private static readonly string[] s_builtIn =
        ["Int", "Float", "String", "Boolean", "ID", "skip", "include", "deprecated", "specifiedBy", "oneOf"];

    [Fact]
    public async Task The_answer_for_a_schema_of_everything_equals_that_of_graphql_js()
    {
        // The file is npm graphql 17's answer, without what that has beyond the edition of September 2025 (directives
        // on
        // directive definitions, variables of fragments), and without its words for what is built in.
        var expected = JsonNode.Parse(File.ReadAllText(PathOf("kitchen-sink.json")))!;
        var answer = JsonNode.Parse(await Server().Ask(File.ReadAllText(PathOf("query.graphql"))))!;
        Assert.Null(answer["errors"]);
        var actual = answer["data"]!["__schema"]!;
        foreach (var element in actual["types"]!.AsArray().Concat(actual["directives"]!.AsArray()))
        {
            var name = (string)element!["name"]!;
            if (name.StartsWith("__", StringComparison.Ordinal) || s_builtIn.Contains(name))
                BlankDescriptions(element);
        }

        Assert.Equal(Lines(expected), Lines(actual));
    }

    [Theory]
    [InlineData("""{ __type(name: "Nothing") { name } }""", """{"__type":null}""")]
    [InlineData(
        """{ __type(name: "Language") { enumValues { name } } }""",
        """{"__type":{"enumValues":[{"name":"JAPANESE"},{"name":"ENGLISH"},{"name":"FRENCH"}]}}""")]
    [InlineData(
        """{ __type(name: "Filter") { isOneOf inputFields(includeDeprecated: false) { name } fields { name } ofType { name } } }""",
        """{"__type":{"isOneOf":false,"inputFields":[{"name":"text"},{"name":"not"},{"name":"in"},{"name":"any"}],"fields":null,"ofType":null}}""")]
    [InlineData(
        """{ __type(name: "Root") { fields { name args { name } type { kind name ofType { kind name } } } possibleTypes { name } } }""",
        """{"__type":{"fields":[{"name":"id","args":[],"type":{"kind":"NON_NULL","name":null,"ofType":{"kind":"SCALAR","name":"ID"}}},{"name":"name","args":[{"name":"language"},{"name":"plain"}],"type":{"kind":"SCALAR","name":"String","ofType":null}},{"name":"find","args":[{"name":"where"},{"name":"first"}],"type":{"kind":"NON_NULL","name":null,"ofType":{"kind":"LIST","name":null}}}],"possibleTypes":null}}""")]
    [InlineData(
        """{ __typename a: __type(name: "Node") { possibleTypes { name } interfaces { name } } __schema { __typename queryType { __typename name } subscriptionType { name } } }""",
        """{"__typename":"Root","a":{"possibleTypes":[{"name":"Root"}],"interfaces":[]},"__schema":{"__typename":"__Schema","queryType":{"__typename":"__Type","name":"Root"},"subscriptionType":null}}""")]
    public async Task What_is_deprecated_is_left_out_and_what_a_kind_has_not_is_null(string query, string data) =>
        Assert.Equal($$"""{"data":{{data}}}""", await Server().Ask(query));

    private static TestServer Server()
    {
        var sdl = File.ReadAllText(PathOf("kitchen-sink.graphql"));
        var bindings = new Bindings();
        foreach (var type in SchemaBuilder.Build(System.Text.Encoding.UTF8.GetBytes(sdl)).Types)
        {
            if (type.IsBuiltIn || type is not CompositeType)
                continue;
            if (type is ObjectType objectType)
            {
                foreach (var field in objectType.Fields)
                    bindings.Property<object>(field.Coordinate, (_, _) => null);
            }
            else
            {
                bindings.TypeOf(type.Name, _ => "Root");
            }
        }

        return new TestServer(sdl, bindings);
    }

    private static void BlankDescriptions(JsonNode? node)
    {
        if (node is JsonObject value)
        {
            if (value.ContainsKey("description"))
                value["description"] = null;
            foreach (var (_, child) in value)
                BlankDescriptions(child);
        }
        else if (node is JsonArray items)
        {
            foreach (var item in items)
                BlankDescriptions(item);
        }
    }

    /// <summary>One line for each type and directive, so that a difference shows where it is.</summary>
    private static List<string> Lines(JsonNode schema) =>
    [
        .. schema["types"]!.AsArray()
            .Concat(schema["directives"]!.AsArray()).Select(element => element!.ToJsonString()),
        schema["description"]!.ToJsonString(),
        schema["queryType"]!.ToJsonString(),
    ];

    private static string PathOf(string file) => Path.Combine(AppContext.BaseDirectory, "Introspection", file);
}
