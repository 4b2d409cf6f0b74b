namespace ReformOpenData.GraphQL.Tests.Validation.Rules;

public sealed class FragmentSpreadIsPossibleTests
{
    [Theory]
    [InlineData("{ dog { ... on Dog { barkVolume } } }")]
    [InlineData(
        "{ dog { ... on Cat { meowVolume } } }",
        "Fragment cannot be spread here as objects of type \"Dog\" can never be of type \"Cat\". @ 1:9")]
    public void Object_spreads_in_object_scope(string document, params string[] errors) =>
        Verdict.AssertErrors(document, errors);

    [Theory]
    [InlineData("{ dog { ...f } } fragment f on Pet { name }")]
    [InlineData("{ human(id: 1) { ... on Being { __typename } } }")]
    [InlineData(
        "{ dog { ...f } } fragment f on Being { ... on Alien { home } }",
        "Fragment \"f\" cannot be spread here as objects of type \"Dog\" can never be of type \"Being\". @ 1:9")]
    public void Abstract_spreads_in_object_scope(string document, params string[] errors) =>
        Verdict.AssertErrors(document, errors);

    [Theory]
    [InlineData("{ pet { ... on Dog { barkVolume } } being { ... on Human { name } } }")]
    [InlineData(
        "{ being { ... on Dog { barkVolume } } }",
        "Fragment cannot be spread here as objects of type \"Being\" can never be of type \"Dog\". @ 1:11")]
    [InlineData(
        "{ pet { ...f } } fragment f on Human { pets { name } }",
        "Fragment \"f\" cannot be spread here as objects of type \"Pet\" can never be of type \"Human\". @ 1:9")]
    public void Object_spreads_in_abstract_scope(string document, params string[] errors) =>
        Verdict.AssertErrors(document, errors);

    [Theory]
    [InlineData("{ named { ... on Pet { name } ... on Being { __typename } } }")]
    [InlineData(
        "{ pet { ...f ... on Being { __typename } } } fragment f on Being { __typename }",
        "Fragment \"f\" cannot be spread here as objects of type \"Pet\" can never be of type \"Being\". @ 1:9",
        "Fragment cannot be spread here as objects of type \"Pet\" can never be of type \"Being\". @ 1:14")]
    public void Abstract_spreads_in_abstract_scope(string document, params string[] errors) =>
        Verdict.AssertErrors(document, errors);

    [Theory]
    [InlineData(
        "{ dog { ...f ... on Unheard { name } } } fragment f on Unheard { name }",
        "Unknown type \"Unheard\". @ 1:21",
        "Unknown type \"Unheard\". @ 1:56")]
    public void Unknown_types_are_passed_over(string document, params string[] errors) =>
        Verdict.AssertErrors(document, errors);
}
