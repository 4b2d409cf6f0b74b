namespace ReformOpenData.GraphQL.Tests.Validation.Rules;

public sealed class LoneAnonymousOperationTests
{
    [Theory]
    [InlineData("{ dog { name } }")]
    [InlineData("{ dog { ...f } } fragment f on Dog { name }")]
    public void One_anonymous_operation_is_fine(string document, params string[] errors) =>
        Verdict.AssertErrors(document, errors);

    [Theory]
    [InlineData(
        "{ dog { name } } query a { cat { name } }",
        "This anonymous operation must be the only defined operation. @ 1:1")]
    [InlineData(
        "{ dog { name } } { cat { name } }",
        "This anonymous operation must be the only defined operation. @ 1:1",
        "This anonymous operation must be the only defined operation. @ 1:18")]
    public void An_anonymous_operation_beside_others_is_reported(string document, params string[] errors) =>
        Verdict.AssertErrors(document, errors);
}
