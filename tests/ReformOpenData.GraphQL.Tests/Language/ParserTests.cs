using System.Collections.Immutable;
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

    [Fact]
    public void A_name_is_read_whole_wherever_it_stands_and_whatever_its_length()
    {
        for (var length = 1; length <= 140; length++)
        {
            var name = string.Concat(Enumerable.Range(0, length).Select(i => "aZ_09b"[i % 6]));
            for (var offset = 0; offset <= 70; offset++)
            {
                foreach (var end in new[] { "}", ",}", " x:y}", " #é\n}" })
                {
                    var text = $"{{{new string(',', offset)}{name}{end}";
                    var field = (Field)SelectionsOf(text)[0];
                    Assert.Equal((name, offset + 1), (field.Name, field.Start));
                }
            }
        }
    }

    [Fact]
    public void Names_that_differ_in_one_letter_are_two_names()
    {
        foreach (var length in new[] { 1, 8, 15, 16, 17, 24, 31, 32, 33, 70 })
        {
            for (var i = 0; i < length; i++)
            {
                var name = new string('a', length);
                var other = name[..i] + 'b' + name[(i + 1)..];
                var fields = SelectionsOf($"{{ {name} {other} {name}a {name} }}")
                    .Cast<Field>().Select(field => field.Name);
                Assert.Equal([name, other, name + "a", name], fields);
            }
        }
    }

    [Fact]
    public void A_list_may_be_longer_than_what_the_parser_holds_at_first()
    {
        var names = Enumerable.Range(0, 1_000).Select(i => $"f{i}").ToArray();
        var fields = SelectionsOf($"{{ outer {{ {string.Join(' ', names)} }} last }}");
        Assert.Equal(2, fields.Length);
        Assert.Equal(names, ((Field)fields[0]).SelectionSet!.Selections.Cast<Field>().Select(field => field.Name));
    }

    [Fact]
    public void A_field_has_what_is_written_and_no_more()
    {
        var fields = SelectionsOf("{ a b { c } d: e f(g: 1) h @i j: k(l: 1) @m { n } }").Cast<Field>();
        Assert.Equal(
            ["a 0 0 False", "b 0 0 True", "d: e 0 0 False", "f 1 0 False", "h 0 1 False", "j: k 1 1 True"],
            fields.Select(field => (field.Alias is null ? field.Name : $"{field.Alias}: {field.Name}")
                + $" {field.Arguments.Length} {field.Directives.Length} {field.SelectionSet is not null}"));
    }

    private static ImmutableArray<Selection> SelectionsOf(string text) =>
        ((OperationDefinition)Parser.Parse(Encoding.UTF8.GetBytes(text)).Definitions[0]).SelectionSet.Selections;
}
