namespace ReformOpenData.GraphQL.Tests.Validation.Rules;

public sealed class RequiredArgumentsTests
{
    [Theory]
    [InlineData("{ arguments { int withDefault required(value: true) } human(id: 1) { name } }")]
    public void Optional_arguments_and_those_with_a_default_may_be_left_out(string document, params string[] errors) =>
        Verdict.AssertErrors(document, errors);

    [Theory]
    [InlineData(
        "{ human { name } }",
        "Argument \"Query.human(id:)\" of type \"ID!\" is required, but it was not provided. @ 1:3")]
    [InlineData(
        "{ arguments { required requiredList } }",
        "Argument \"Arguments.required(value:)\" of type \"Boolean!\" is required, but it was not provided. @ 1:15",
        "Argument \"Arguments.requiredList(value:)\" of type \"[Boolean]!\" is required, but it was not provided. @ "
            + "1:24")]
    [InlineData(
        "{ __type { name } }",
        "Argument \"<meta>.__type(name:)\" of type \"String!\" is required, but it was not provided. @ 1:3")]
    public void A_required_argument_that_is_missing_is_reported(string document, params string[] errors) =>
        Verdict.AssertErrors(document, errors);

    [Theory]
    [InlineData(
        "{ dog @include { name @skip @tag } }",
        "Argument \"@include(if:)\" of type \"Boolean!\" is required, but it was not provided. @ 1:7",
        "Argument \"@skip(if:)\" of type \"Boolean!\" is required, but it was not provided. @ 1:23",
        "Argument \"@tag(name:)\" of type \"String!\" is required, but it was not provided. @ 1:29")]
    [InlineData(
        "query @tag(weight: 1) { dog { name } }",
        "Argument \"@tag(name:)\" of type \"String!\" is required, but it was not provided. @ 1:7")]
    public void A_required_argument_of_a_directive_that_is_missing_is_reported(
        string document, params string[] errors) =>
        Verdict.AssertErrors(document, errors);
}
