using System.Text;
using ReformOpenData.GraphQL.Types;

namespace ReformOpenData.GraphQL.Tests.Types;

public sealed class SchemaPrinterTests
{
    [Fact]
    public void Extensions_are_merged_and_descriptions_kept()
    {
        const string Sdl = """"
            "What it is" schema @s { query: Root }
            extend schema { mutation: Change }
            directive @s repeatable on SCHEMA | OBJECT | SCALAR | UNION | ENUM | INPUT_OBJECT
            extend type Root implements Node @s { b("why" x: I = {a: 1}): Int @deprecated }
            """
            The root:
              where it begins
            """
            type Root { id: ID! }
            interface Node { id: ID! }
            extend interface Node { b: Int @deprecated }
            type Change { c: U }
            union U = Root
            extend union U @s = Change
            scalar S
            extend scalar S @s
            enum E { A }
            extend enum E { "two" B }
            input I { a: Int }
            extend input I @s { b: E = B }
            """";
        const string Printed = """"
            "What it is"
            schema @s {
              query: Root
              mutation: Change
            }

            directive @s repeatable on SCHEMA | OBJECT | SCALAR | UNION | ENUM | INPUT_OBJECT

            """
            The root:
              where it begins
            """
            type Root implements Node @s {
              id: ID!
              b(
                "why"
                x: I = { a: 1 }
              ): Int @deprecated
            }

            interface Node {
              id: ID!
              b: Int @deprecated
            }

            type Change {
              c: U
            }

            union U @s = Root | Change

            scalar S @s

            enum E {
              A
              "two"
              B
            }

            input I @s {
              a: Int
              b: E = B
            }

            """";
        Assert.Equal(Printed, Print(Sdl));
        Assert.Equal(Printed, Print(Printed));
    }

    [Fact]
    public void A_schema_that_is_only_extended_keeps_the_names_of_its_roots() =>
        Assert.Equal(
            "extend schema @s\n\ndirective @s on SCHEMA\n\ntype Query {\n  a: Int\n}\n",
            Print("extend schema @s directive @s on SCHEMA type Query { a: Int }"));

    [Fact]
    public void The_contract_of_the_product_comes_back_as_it_is()
    {
        var sdl = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "schema", "reform.graphql"));
        var printed = Print(sdl);
        Assert.Equal(printed, Print(printed));
    }

    private static string Print(string sdl) => SchemaPrinter.Print(SchemaBuilder.Build(Encoding.UTF8.GetBytes(sdl)));
}
