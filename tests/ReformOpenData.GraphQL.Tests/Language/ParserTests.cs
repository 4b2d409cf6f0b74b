using System.Text;
using ReformOpenData.GraphQL.Language;

namespace ReformOpenData.GraphQL.Tests.Language;

public sealed class ParserTests
{
    [Fact]
    public void A_query_becomes_a_tree()
    {
        var document = Parser.Parse(
            """"
            "What it is for" query Q("a variable" $a: [Int!]! = [1, -2] @d) @live {
              alias: field(s: "a\u{1F600}b", b: """ block """, o: { x: $a, y: null, z: ENUM }) { ...F ... on T @skip(if: true) { id } }
            }
            fragment F on T { id }
            """"u8.ToArray());

        var query = Assert.IsType<OperationDefinition>(document.Definitions[0]);
        Assert.Equal("What it is for", query.Description!.Value);
        Assert.Equal("Q", query.Name);
        Assert.Equal("[Int!]!", query.VariableDefinitions[0].Type.ToString());
        var field = Assert.IsType<Field>(query.SelectionSet.Selections[0]);
        Assert.Equal("alias", field.ResponseKey);
        Assert.Equal("field", field.Name);
        Assert.Equal("a😀b", Assert.IsType<StringValue>(field.Arguments[0].Value).Value);
        Assert.Equal(" block ", Assert.IsType<StringValue>(field.Arguments[1].Value).Value);
        Assert.Equal(3, Assert.IsType<ObjectValue>(field.Arguments[2].Value).Fields.Length);
        Assert.Equal(2, field.SelectionSet!.Selections.Length);
        Assert.Equal((2, 3), (document.Source.Locate(field).Line, document.Source.Locate(field).Column));
    }

    [Theory]
    [InlineData("{", "Syntax Error: Expected Name, found <EOF>.", 1, 2)]
    [InlineData("{ }", "Syntax Error: Expected Name, found \"}\".", 1, 3)]
    [InlineData("notAnOperation Foo { field }", "Syntax Error: Unexpected Name \"notAnOperation\".", 1, 1)]
    public void A_fault_is_reported_at_its_place(string text, string message, int line, int column)
    {
        var exception = Assert.Throws<GraphQLSyntaxException>(() => Parser.Parse(Encoding.UTF8.GetBytes(text)));
        Assert.Equal(message, exception.Error.Message);
        Assert.Equal((line, column), (exception.Error.Locations[0].Line, exception.Error.Locations[0].Column));
    }
}
