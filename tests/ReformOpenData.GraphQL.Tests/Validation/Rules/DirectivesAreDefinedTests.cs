namespace ReformOpenData.GraphQL.Tests.Validation.Rules;

public sealed class DirectivesAreDefinedTests
{
    [Theory]
    [InlineData("query @onQuery { dog @skip(if: false) { name @tag(name: \"a\") } }")]
    public void Directives_of_the_schema_and_of_the_specification_are_fine(string document, params string[] errors) =>
        Verdict.AssertErrors(document, errors);

    [Theory]
    [InlineData(
        "{ dog @unknown { name @include(if: true) @missing(a: 1) } }",
        "Unknown directive \"@unknown\". @ 1:7",
        "Unknown directive \"@missing\". @ 1:42")]
    [InlineData(
        "query ($a: Int @what) @odd { arguments { int(value: $a) } ...f @strange } fragment f on Query @rare { dog { "
            + "... @bizarre { name } } }",
        "Unknown directive \"@what\". @ 1:16",
        "Unknown directive \"@odd\". @ 1:23",
        "Unknown directive \"@strange\". @ 1:64",
        "Unknown directive \"@rare\". @ 1:95",
        "Unknown directive \"@bizarre\". @ 1:113")]
    public void An_unknown_directive_is_reported(string document, params string[] errors) =>
        Verdict.AssertErrors(document, errors);
}
