namespace ReformOpenData.GraphQL.Tests.Validation.Rules;

public sealed class OperationNameUniquenessTests
{
    [Theory]
    [InlineData("query a { dog { name } } query b { dog { name } }")]
    [InlineData("query a { dog { ...a } } fragment a on Dog { name }")]
    public void Operations_of_different_names_are_fine(string document, params string[] errors) =>
        Verdict.AssertErrors(document, errors);

    [Theory]
    [InlineData(
        "query a { dog { name } } query a { cat { name } }",
        "There can be only one operation named \"a\". @ 1:7 1:32")]
    [InlineData(
        "query a { dog { name } } mutation a { addPet(pet: { name: \"a\" }) { name } } query a { cat { name } }",
        "There can be only one operation named \"a\". @ 1:7 1:35",
        "There can be only one operation named \"a\". @ 1:7 1:83")]
    public void Operations_of_one_name_are_reported_whatever_their_kind(string document, params string[] errors) =>
        Verdict.AssertErrors(document, errors);
}
