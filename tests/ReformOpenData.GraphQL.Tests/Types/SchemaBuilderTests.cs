using ReformOpenData.GraphQL.Types;

namespace ReformOpenData.GraphQL.Tests.Types;

public sealed class SchemaBuilderTests
{
    [Fact]
    public void A_schema_is_built_with_its_extensions()
    {
        var schema = SchemaBuilder.Build(
            """
            type Query { node(id: ID! = "1"): Node }
            interface Node { id: ID! }
            type A implements Node { id: ID! }
            extend type A { kind: Kind @deprecated }
            enum Kind { X Y }
            """u8.ToArray());

        Assert.Equal("Query", schema.QueryType.Name);
        var a = Assert.IsType<ObjectType>(schema.Types.Find("A"));
        Assert.Equal(["id", "kind"], a.Fields.Items.Select(field => field.Name));
        Assert.Equal("No longer supported", a.Fields.Find("kind")!.DeprecationReason);
        Assert.Same(a, Assert.Single(schema.PossibleTypes((InterfaceType)schema.Types.Find("Node")!)));
        Assert.NotNull(schema.FindField(schema.QueryType, "__schema"));
        Assert.Null(schema.FindField(a, "__schema"));
        Assert.NotNull(schema.FindField(a, "__typename"));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(30)]
    public void Elements_are_found_by_name_however_many_there_are(int count)
    {
        var values = Enumerable.Range(0, count).Select(i => $"V{i}").ToList();
        var schema = SchemaBuilder.Build(System.Text.Encoding.UTF8.GetBytes(
            $"type Query {{ a: E }} enum E {{ {string.Join(' ', values)} }}"));
        var list = Assert.IsType<EnumType>(schema.Types.Find("E")).Values;
        Assert.All(values, name => Assert.Equal(name, list.Find(name)?.Name));
        Assert.Null(list.Find("V"));
    }

    [Fact]
    public void The_contract_of_the_product_is_a_valid_schema()
    {
        var schema = SchemaBuilder.Build(
            File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "schema", "reform.graphql")));
        Assert.NotNull(schema.QueryType.Fields.Find("municipalities"));
    }
}
