namespace ReformOpenData.GraphQL.Tests.Validation.Rules;

public sealed class AllVariableUsesDefinedTests
{
    [Theory]
    [InlineData("query ($a: Boolean) { dog { ...f } } fragment f on Dog { isHouseTrained(atOtherHomes: $a) }")]
    public void Variables_of_the_operation_are_fine_in_its_fragments(string document, params string[] errors) =>
        Verdict.AssertErrors(document, errors);

    [Theory]
    [InlineData(
        "query a { dog { isHouseTrained(atOtherHomes: $a) } }",
        "Variable \"$a\" is not defined by operation \"a\". @ 1:46 1:1")]
    [InlineData(
        "{ dog { isHouseTrained(atOtherHomes: $a) name @skip(if: $b) } }",
        "Variable \"$a\" is not defined. @ 1:38 1:1",
        "Variable \"$b\" is not defined. @ 1:57 1:1")]
    [InlineData(
        "query a($x: Boolean) { dog { isHouseTrained(atOtherHomes: $x) ...f } } query b { dog { ...f } } fragment f on "
            + "Dog { ...g } fragment g on Dog { a: isHouseTrained(atOtherHomes: $x) }",
        "Variable \"$x\" is not defined by operation \"b\". @ 1:176 1:72")]
    [InlineData(
        "query a { arguments { day(value: [{ a: $deep }]) } }",
        "Variable \"$deep\" is not defined by operation \"a\". @ 1:40 1:1")]
    public void An_undefined_variable_is_reported_with_its_operation(string document, params string[] errors) =>
        Verdict.AssertErrors(document, errors);
}
