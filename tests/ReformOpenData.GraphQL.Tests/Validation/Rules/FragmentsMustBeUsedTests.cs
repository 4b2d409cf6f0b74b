namespace ReformOpenData.GraphQL.Tests.Validation.Rules;

public sealed class FragmentsMustBeUsedTests
{
    [Theory]
    [InlineData("{ dog { ...f } } fragment f on Dog { ...g } fragment g on Dog { name }")]
    [InlineData(
        "query a { dog { ...f } } query b { dog { owner { ... { ...g } } } } fragment f on Dog { name } fragment g on "
            + "Human { name }")]
    public void Fragments_that_an_operation_reaches_are_fine(string document, params string[] errors) =>
        Verdict.AssertErrors(document, errors);

    [Theory]
    [InlineData("{ dog { name } } fragment f on Dog { name }", "Fragment \"f\" is never used. @ 1:18")]
    [InlineData(
        "{ dog { name } } fragment f on Dog { ...g } fragment g on Dog { ...f }",
        "Cannot spread fragment \"f\" within itself via \"g\". @ 1:38 1:65",
        "Fragment \"f\" is never used. @ 1:18",
        "Fragment \"g\" is never used. @ 1:45")]
    [InlineData(
        "{ dog { ...f } } fragment f on Dog { name } fragment g on Dog { ...f }",
        "Fragment \"g\" is never used. @ 1:45")]
    public void Fragments_that_no_operation_reaches_are_reported(string document, params string[] errors) =>
        Verdict.AssertErrors(document, errors);
}
