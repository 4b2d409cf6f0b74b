namespace ReformOpenData.GraphQL.Tests.Validation.Rules;

public sealed class ArgumentNamesTests
{
    [Theory]
    [InlineData("{ dog { isHouseTrained(atOtherHomes: true) } }")]
    [InlineData("{ dog @include(if: true) { name } }")]
    public void Known_arguments_are_fine(string document, params string[] errors) =>
        Verdict.AssertErrors(document, errors);

    [Theory]
    [InlineData(
        "{ dog { doesKnowCommand(command: SIT, dogCommand: HEEL) } }",
        "Unknown argument \"command\" on field \"Dog.doesKnowCommand\". Did you mean \"dogCommand\"? @ 1:25")]
    [InlineData(
        "{ dog { name(unknown: 1) __typename(x: 1) } }",
        "Unknown argument \"unknown\" on field \"Dog.name\". @ 1:14",
        "Unknown argument \"x\" on field \"<meta>.__typename\". @ 1:37")]
    [InlineData(
        "{ dog { isHouseTrained(atOtherHome: true) } }",
        "Unknown argument \"atOtherHome\" on field \"Dog.isHouseTrained\". Did you mean \"atOtherHomes\"? @ 1:24")]
    [InlineData(
        "{ human(ID: 1, id: 1) { name } }",
        "Unknown argument \"ID\" on field \"Query.human\". Did you mean \"id\"? @ 1:9")]
    public void An_unknown_argument_of_a_field_is_reported(string document, params string[] errors) =>
        Verdict.AssertErrors(document, errors);

    [Theory]
    [InlineData(
        "{ dog { name @include(iff: true, if: true) } }",
        "Unknown argument \"iff\" on directive \"@include\". Did you mean \"if\"? @ 1:23")]
    [InlineData(
        "{ dog { name @skip(unless: false, if: true) } }",
        "Unknown argument \"unless\" on directive \"@skip\". @ 1:20")]
    [InlineData(
        "query @tag(nme: \"a\", name: \"b\") { dog { name } }",
        "Unknown argument \"nme\" on directive \"@tag\". Did you mean \"name\"? @ 1:12")]
    public void An_unknown_argument_of_a_directive_is_reported(string document, params string[] errors) =>
        Verdict.AssertErrors(document, errors);

    [Theory]
    [InlineData(
        "{ dog { mystery(a: 1) name @mystery(a: 1) } }",
        "Cannot query field \"mystery\" on type \"Dog\". @ 1:9",
        "Unknown directive \"@mystery\". @ 1:28")]
    public void Arguments_of_unknown_fields_and_directives_are_passed_over(string document, params string[] errors) =>
        Verdict.AssertErrors(document, errors);
}
