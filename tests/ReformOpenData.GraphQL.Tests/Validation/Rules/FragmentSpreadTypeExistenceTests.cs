namespace ReformOpenData.GraphQL.Tests.Validation.Rules;

public sealed class FragmentSpreadTypeExistenceTests
{
    [Theory]
    [InlineData(
        "{ dog { ...f ... on Pet { name } ... { name } ... @include(if: true) { name } } } fragment f on Dog { name }")]
    public void Types_of_the_schema_are_fine(string document, params string[] errors) =>
        Verdict.AssertErrors(document, errors);

    [Theory]
    [InlineData(
        "{ dog { ...f } } fragment f on NotInSchema { name }",
        "Unknown type \"NotInSchema\". Did you mean \"__Schema\"? @ 1:32")]
    [InlineData(
        "{ dog { ... on NotInSchema { name } } }",
        "Unknown type \"NotInSchema\". Did you mean \"__Schema\"? @ 1:16")]
    [InlineData(
        "{ dog { ... on Dgo { name } ... on cat { name } } }",
        "Unknown type \"Dgo\". Did you mean \"Dog\" or \"Day\"? @ 1:16",
        "Unknown type \"cat\". Did you mean \"Cat\", \"Day\", \"Int\", or \"Pet\"? @ 1:36")]
    [InlineData("{ dog { ... on Petinput { name } } }", "Unknown type \"Petinput\". Did you mean \"PetInput\"? @ 1:16")]
    public void An_unknown_type_is_reported(string document, params string[] errors) =>
        Verdict.AssertErrors(document, errors);
}
