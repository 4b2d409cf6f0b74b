namespace ReformOpenData.GraphQL.Tests.Validation.Rules;

public sealed class DirectivesAreUniquePerLocationTests
{
    [Theory]
    [InlineData(
        "query ($a: Boolean!) { dog @skip(if: $a) { name @skip(if: $a) } cat { name @tag(name: \"a\") @tag(name: "
            + "\"a\") } }")]
    public void Repeatable_directives_and_different_places_are_fine(string document, params string[] errors) =>
        Verdict.AssertErrors(document, errors);

    [Theory]
    [InlineData(
        "query ($a: Boolean!) { dog @skip(if: $a) @skip(if: true) { name } }",
        "The directive \"@skip\" can only be used once at this location. @ 1:28 1:42")]
    [InlineData(
        "{ dog { name @skip(if: true) @include(if: true) @skip(if: false) @skip(if: true) @include(if: true) } }",
        "The directive \"@skip\" can only be used once at this location. @ 1:14 1:49",
        "The directive \"@skip\" can only be used once at this location. @ 1:14 1:66",
        "The directive \"@include\" can only be used once at this location. @ 1:30 1:82")]
    [InlineData(
        "query @onQuery @onQuery { dog { ...f @include(if: true) @include(if: true) ... @skip(if: true) @skip(if: "
            + "true) { name } } } fragment f on Dog { name }",
        "The directive \"@onQuery\" can only be used once at this location. @ 1:7 1:16",
        "The directive \"@include\" can only be used once at this location. @ 1:38 1:57",
        "The directive \"@skip\" can only be used once at this location. @ 1:80 1:96")]
    public void A_repeated_directive_is_reported_with_its_first(string document, params string[] errors) =>
        Verdict.AssertErrors(document, errors);
}
