namespace ReformOpenData.GraphQL.Tests.Validation.Rules;

public sealed class VariableUniquenessTests
{
    [Theory]
    [InlineData("query a($a: Int) { arguments { int(value: $a) } } query b($a: Int) { arguments { int(value: $a) } }")]
    public void One_name_in_two_operations_is_fine(string document, params string[] errors) =>
        Verdict.AssertErrors(document, errors);

    [Theory]
    [InlineData(
        "query ($a: Int, $a: Int) { arguments { int(value: $a) } }",
        "There can be only one variable named \"$a\". @ 1:9 1:18")]
    [InlineData(
        "query ($a: Int, $b: Int, $a: Int, $b: Int, $a: Int) { arguments { int(value: $a) x: int(value: $b) } }",
        "There can be only one variable named \"$a\". @ 1:9 1:27 1:45",
        "There can be only one variable named \"$b\". @ 1:18 1:36")]
    public void A_repeated_variable_is_reported_with_all_its_places(string document, params string[] errors) =>
        Verdict.AssertErrors(document, errors);
}
