using System.Text;
using ReformOpenData.GraphQL.Response;
using ReformOpenData.GraphQL.Types;

namespace ReformOpenData.GraphQL.Tests.Types;

/// <summary>§3: every rule of a section "Type Validation", with the places in the SDL, in the words of
/// graphql-js.</summary>
public sealed class SchemaValidationTests
{
    public static TheoryData<string, string[]> Table()
    {
        var rows = new TheoryData<string, string[]>();
        foreach (var row in Cases.Read("Types", "schemas.jsonl"))
            rows.Add(row.GetProperty("text").GetString()!, [.. Cases.Errors(row)]);
        return rows;
    }

    [Theory]
    [MemberData(nameof(Table))]
    public void A_schema_is_valid_or_has_these_errors(string sdl, string[] errors) =>
        Assert.Equal(errors, ErrorsOf(sdl));

    [Theory]
    [InlineData("scalar String", "Type \"String\" is built in: it cannot be defined or extended. 2:8")]
    [InlineData(
        "extend type __Type { a: Int }",
        "Type \"__Type\" is built in: it cannot be defined or extended. 2:13",
        "Cannot extend type \"__Type\" because it is not defined. Did you mean \"Type\"? 2:13")]
    [InlineData("type A { a(b: Query = 1): Int }", "The type of A.a(b:) must be Input Type but got: Query. 2:15")]
    [InlineData(
        "type A { a: Int @deprecated(reason: 3) }",
        "Argument \"@deprecated(reason:)\" has invalid value: String cannot represent a non string value: 3 2:37")]
    [InlineData(
        "scalar S @specifiedBy(url: null)",
        "Argument \"@specifiedBy(url:)\" has invalid value: Expected value of non-null type \"String!\" not to be "
            + "null. 2:28")]
    [InlineData(
        "directive @d(a: [Int!]) on ENUM_VALUE enum E { A @d(a: [1, null]) }",
        "Argument \"@d(a:)\" has invalid value at [1]: Expected value of non-null type \"Int!\" not to be null. 2:60")]
    [InlineData(
        "directive @d(a: Int @d) on ARGUMENT_DEFINITION",
        "Directive \"@d\" must not refer to itself, directly or through other directives and types. 2:1")]
    [InlineData(
        "directive @d(a: I) on SCALAR input I { s: [S!] } scalar S @d",
        "Directive \"@d\" must not refer to itself, directly or through other directives and types. 2:1")]
    [InlineData(
        "directive @d(a: E @e) on ENUM_VALUE enum E { A } directive @e(x: F) on ARGUMENT_DEFINITION enum F { B @d }",
        "Directive \"@d\" must not refer to itself, directly or through other directives and types. 2:1",
        "Directive \"@e\" must not refer to itself, directly or through other directives and types. 2:50")]
    [InlineData("directive @d(a: I @e) on FIELD input I { i: I } directive @e(x: I) on ARGUMENT_DEFINITION")]
    [InlineData("{ a }", "A schema holds type system definitions only, no operations and no fragments. 2:1")]
    public void Where_graphql_js_is_lax_or_throws_the_error_is_ours(string sdl, params string[] errors) =>
        Assert.Equal(
            errors.Order(StringComparer.Ordinal), ErrorsOf("type Query { a: Int } type Type { a: Int }\n" + sdl));

    [Fact]
    public void Errors_come_in_the_order_of_the_text_with_their_code()
    {
        var exception = Assert.Throws<SchemaException>(
            () => SchemaBuilder.Build("type Query { a: Nowhere @x }\ntype Z { b: Missing }"u8.ToArray()));
        Assert.Equal(
            "Unknown type \"Nowhere\". (1:17)\nUnknown directive \"@x\". (1:25)\nUnknown type \"Missing\". (2:13)",
            exception.Message);
        Assert.All(exception.Errors, error => Assert.Equal(ErrorCode.SchemaInvalid, error.Code));
    }

    private static IEnumerable<string> ErrorsOf(string sdl)
    {
        try
        {
            SchemaBuilder.Build(Encoding.UTF8.GetBytes(sdl));
            return [];
        }
        catch (SchemaException exception)
        {
            return Cases.Errors(exception.Errors);
        }
    }
}
