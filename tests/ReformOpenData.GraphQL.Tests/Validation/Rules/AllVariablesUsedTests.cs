namespace ReformOpenData.GraphQL.Tests.Validation.Rules;

public sealed class AllVariablesUsedTests
{
    [Theory]
    [InlineData(
        "query ($a: Boolean) { dog { ...f } } fragment f on Dog { ... on Dog { isHouseTrained(atOtherHomes: $a) } }")]
    public void Variables_used_in_fragments_are_fine(string document, params string[] errors) =>
        Verdict.AssertErrors(document, errors);

    [Theory]
    [InlineData(
        "query a($a: Boolean) { dog { isHouseTrained } }",
        "Variable \"$a\" is never used in operation \"a\". @ 1:9")]
    [InlineData(
        "query ($a: Boolean, $b: Int) { dog { isHouseTrained(atOtherHomes: $a) } }",
        "Variable \"$b\" is never used. @ 1:21")]
    [InlineData(
        "query a($x: Boolean) { dog { ...f } } query b($x: Boolean) { dog { name } } fragment f on Dog { "
            + "isHouseTrained(atOtherHomes: $x) }",
        "Variable \"$x\" is never used in operation \"b\". @ 1:47")]
    public void An_unused_variable_is_reported(string document, params string[] errors) =>
        Verdict.AssertErrors(document, errors);
}
