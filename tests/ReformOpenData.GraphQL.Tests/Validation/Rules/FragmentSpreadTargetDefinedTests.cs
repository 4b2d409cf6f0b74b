namespace ReformOpenData.GraphQL.Tests.Validation.Rules;

public sealed class FragmentSpreadTargetDefinedTests
{
    [Theory]
    [InlineData("{ dog { ...f } } fragment f on Dog { name }")]
    public void Defined_fragments_are_fine(string document, params string[] errors) =>
        Verdict.AssertErrors(document, errors);

    [Theory]
    [InlineData("{ dog { ...undefinedFragment } }", "Unknown fragment \"undefinedFragment\". @ 1:12")]
    [InlineData(
        "{ dog { ...f ...missing } } fragment f on Dog { ... { ...missing } }",
        "Unknown fragment \"missing\". @ 1:17",
        "Unknown fragment \"missing\". @ 1:58")]
    public void An_undefined_fragment_is_reported_at_its_name(string document, params string[] errors) =>
        Verdict.AssertErrors(document, errors);
}
