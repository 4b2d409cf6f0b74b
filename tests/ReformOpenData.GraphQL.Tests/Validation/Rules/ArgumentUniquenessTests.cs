namespace ReformOpenData.GraphQL.Tests.Validation.Rules;

public sealed class ArgumentUniquenessTests
{
    [Theory]
    [InlineData("{ a: human(id: 1) { name } b: human(id: 1) { name } }")]
    [InlineData("{ dog { name @tag(name: \"a\") @tag(name: \"a\") } }")]
    public void One_argument_in_several_places_is_fine(string document, params string[] errors) =>
        Verdict.AssertErrors(document, errors);

    [Theory]
    [InlineData("{ human(id: 1, id: 2) { name } }", "There can be only one argument named \"id\". @ 1:9 1:16")]
    [InlineData(
        "{ dog { name @skip(if: true, if: true, if: true) } }",
        "There can be only one argument named \"if\". @ 1:20 1:30 1:40")]
    [InlineData(
        "{ human(id: 1, surname: true, id: 2, surname: false, id: 3) { name } }",
        "There can be only one argument named \"id\". @ 1:9 1:31 1:54",
        "There can be only one argument named \"surname\". @ 1:16 1:38")]
    public void An_argument_given_twice_is_reported(string document, params string[] errors) =>
        Verdict.AssertErrors(document, errors);
}
