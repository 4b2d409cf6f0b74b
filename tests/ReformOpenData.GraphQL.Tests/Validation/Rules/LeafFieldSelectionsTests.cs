namespace ReformOpenData.GraphQL.Tests.Validation.Rules;

public sealed class LeafFieldSelectionsTests
{
    [Theory]
    [InlineData("{ dog { barkVolume owner { name } } }")]
    public void Scalars_end_a_query_and_objects_do_not(string document, params string[] errors) =>
        Verdict.AssertErrors(document, errors);

    [Theory]
    [InlineData(
        "{ dog { barkVolume { sinceWhen } } }",
        "Field \"barkVolume\" must not have a selection since type \"Int\" has no subfields. @ 1:20")]
    [InlineData(
        "{ dog { name { length } nickname { a } } }",
        "Field \"name\" must not have a selection since type \"String!\" has no subfields. @ 1:14",
        "Field \"nickname\" must not have a selection since type \"String\" has no subfields. @ 1:34")]
    [InlineData(
        "{ __typename { a } }",
        "Field \"__typename\" must not have a selection since type \"String!\" has no subfields. @ 1:14")]
    public void A_selection_on_a_leaf_is_reported(string document, params string[] errors) =>
        Verdict.AssertErrors(document, errors);

    [Theory]
    [InlineData(
        "{ dog }",
        "Field \"dog\" of type \"Dog\" must have a selection of subfields. Did you mean \"dog { ... }\"? @ 1:3")]
    [InlineData(
        "{ pet { owner } }",
        "Field \"owner\" of type \"Human\" must have a selection of subfields. Did you mean \"owner { ... }\"? @ 1:9")]
    [InlineData(
        "{ being human(id: 1) { pets } }",
        "Field \"being\" of type \"Being\" must have a selection of subfields. Did you mean \"being { ... }\"? @ 1:3",
        "Field \"pets\" of type \"[Pet!]\" must have a selection of subfields. Did you mean \"pets { ... }\"? @ 1:24")]
    [InlineData(
        "{ __schema }",
        "Field \"__schema\" of type \"__Schema!\" must have a selection of subfields. Did you mean \"__schema { ... "
            + "}\"? @ 1:3")]
    public void An_object_without_selection_is_reported(string document, params string[] errors) =>
        Verdict.AssertErrors(document, errors);
}
