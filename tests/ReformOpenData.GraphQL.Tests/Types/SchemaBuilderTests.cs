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

    [Fact]
    public void The_contract_of_the_product_is_a_valid_schema()
    {
        var schema = SchemaBuilder.Build(
            File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "schema", "reform.graphql")));
        Assert.NotNull(schema.QueryType.Fields.Find("municipalities"));
    }
}
