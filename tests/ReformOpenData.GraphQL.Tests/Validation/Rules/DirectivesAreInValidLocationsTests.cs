namespace ReformOpenData.GraphQL.Tests.Validation.Rules;

public sealed class DirectivesAreInValidLocationsTests
{
    [Theory]
    [InlineData(
        "query @tag(name: \"a\") { dog @tag(name: \"b\") { ...f @tag(name: \"c\") } } fragment f on Dog { name }")]
    public void Directives_in_their_places_are_fine(string document, params string[] errors) =>
        Verdict.AssertErrors(document, errors);

    [Theory]
    [InlineData("query @skip(if: true) { dog { name } }", "Directive \"@skip\" may not be used on QUERY. @ 1:7")]
    [InlineData(
        "{ dog @onQuery { ... @onQuery { ...f @onQuery } } } fragment f on Dog @onQuery { name }",
        "Directive \"@onQuery\" may not be used on FIELD. @ 1:7",
        "Directive \"@onQuery\" may not be used on INLINE_FRAGMENT. @ 1:22",
        "Directive \"@onQuery\" may not be used on FRAGMENT_SPREAD. @ 1:38",
        "Directive \"@onQuery\" may not be used on FRAGMENT_DEFINITION. @ 1:71")]
    [InlineData(
        "query ($a: Int @onQuery) { arguments { int(value: $a) } }",
        "Directive \"@onQuery\" may not be used on VARIABLE_DEFINITION. @ 1:16")]
    [InlineData(
        "mutation @onQuery { addPet(pet: { name: \"a\" }) { name @deprecated } }",
        "Directive \"@onQuery\" may not be used on MUTATION. @ 1:10",
        "Directive \"@deprecated\" may not be used on FIELD. @ 1:55")]
    [InlineData(
        "subscription @onQuery { newMessage { body } }",
        "Directive \"@onQuery\" may not be used on SUBSCRIPTION. @ 1:14")]
    public void A_directive_elsewhere_is_reported(string document, params string[] errors) =>
        Verdict.AssertErrors(document, errors);
}
