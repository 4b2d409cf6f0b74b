namespace ReformOpenData.GraphQL.Tests.Validation.Rules;

public sealed class FragmentsOnObjectInterfaceOrUnionTypesTests
{
    [Theory]
    [InlineData("{ being { ... on Human { ... on Named { name } } ... on Being { __typename } } }")]
    public void Objects_interfaces_and_unions_are_fine(string document, params string[] errors) =>
        Verdict.AssertErrors(document, errors);

    [Theory]
    [InlineData(
        "{ dog { ...f } } fragment f on Boolean { bad }",
        "Fragment \"f\" cannot condition on non composite type \"Boolean\". @ 1:32")]
    [InlineData(
        "{ dog { ... on DogCommand { bad } } }",
        "Fragment cannot condition on non composite type \"DogCommand\". @ 1:16")]
    [InlineData(
        "{ dog { ... on FindDogInput { name } ... on Int { a } } }",
        "Fragment cannot condition on non composite type \"FindDogInput\". @ 1:16",
        "Fragment cannot condition on non composite type \"Int\". @ 1:45")]
    public void Other_types_are_reported(string document, params string[] errors) =>
        Verdict.AssertErrors(document, errors);
}
