namespace ReformOpenData.GraphQL.Tests.Validation.Rules;

public sealed class FieldSelectionsTests
{
    [Theory]
    [InlineData("{ dog { name __typename } }")]
    [InlineData(
        "{ pet { __typename name ... on Dog { barkVolume } } __schema { queryType { name } } __type(name: \"Dog\") { "
            + "name } }")]
    [InlineData("{ being { __typename } }")]
    public void Fields_of_the_type_and_meta_fields_are_fine(string document, params string[] errors) =>
        Verdict.AssertErrors(document, errors);

    [Theory]
    [InlineData(
        "{ dog { unknownFieldNameOfSomeLength } }",
        "Cannot query field \"unknownFieldNameOfSomeLength\" on type \"Dog\". @ 1:9")]
    [InlineData(
        "{ dog { owner { unknownThing { deeper } } } }",
        "Cannot query field \"unknownThing\" on type \"Human\". @ 1:17")]
    [InlineData("{ being { zzz } }", "Cannot query field \"zzz\" on type \"Being\". @ 1:11")]
    [InlineData(
        "{ dog { __schema { queryType { name } } } }",
        "Cannot query field \"__schema\" on type \"Dog\". @ 1:9")]
    public void An_unknown_field_is_reported(string document, params string[] errors) =>
        Verdict.AssertErrors(document, errors);

    [Theory]
    [InlineData("{ dog { nam } }", "Cannot query field \"nam\" on type \"Dog\". Did you mean \"name\"? @ 1:9")]
    [InlineData(
        "{ dog { barkVolum } cat { NAME } }",
        "Cannot query field \"barkVolum\" on type \"Dog\". Did you mean \"barkVolume\"? @ 1:9",
        "Cannot query field \"NAME\" on type \"Cat\". Did you mean \"name\"? @ 1:27")]
    [InlineData(
        "{ human(id: 1) { petss { name } } }",
        "Cannot query field \"petss\" on type \"Human\". Did you mean \"pets\"? @ 1:18")]
    [InlineData("{ dgo { name } }", "Cannot query field \"dgo\" on type \"Query\". Did you mean \"dog\"? @ 1:3")]
    public void Near_names_are_suggested(string document, params string[] errors) =>
        Verdict.AssertErrors(document, errors);

    [Theory]
    [InlineData(
        "{ pet { barkVolume } }",
        "Cannot query field \"barkVolume\" on type \"Pet\". Did you mean to use an inline fragment on \"Dog\"? @ 1:9")]
    [InlineData(
        "{ pet { nickname } }",
        "Cannot query field \"nickname\" on type \"Pet\". Did you mean to use an inline fragment on \"Cat\" or "
            + "\"Dog\"? @ 1:9")]
    [InlineData(
        "{ named { owner { name } } }",
        "Cannot query field \"owner\" on type \"Named\". Did you mean to use an inline fragment on \"Pet\", \"Cat\", "
            + "or \"Dog\"? @ 1:11")]
    [InlineData(
        "{ being { name } }",
        "Cannot query field \"name\" on type \"Being\". Did you mean to use an inline fragment on \"Named\" or "
            + "\"Human\"? @ 1:11")]
    [InlineData(
        "{ being { home } }",
        "Cannot query field \"home\" on type \"Being\". Did you mean to use an inline fragment on \"Alien\"? @ 1:11")]
    public void Types_that_have_the_field_are_suggested_first(string document, params string[] errors) =>
        Verdict.AssertErrors(document, errors);

    [Theory]
    [InlineData(
        "{ dog { mystery { of { everything(a: 1) } } } }",
        "Cannot query field \"mystery\" on type \"Dog\". @ 1:9")]
    [InlineData("{ dog { ... on Unheard { name } } }", "Unknown type \"Unheard\". @ 1:16")]
    public void Below_an_unknown_field_nothing_is_reported(string document, params string[] errors) =>
        Verdict.AssertErrors(document, errors);
}
