namespace ReformOpenData.GraphQL.Tests.Validation.Rules;

public sealed class FragmentSpreadsMustNotFormCyclesTests
{
    [Theory]
    [InlineData("{ dog { ...f ...g } } fragment f on Dog { ...g } fragment g on Dog { name }")]
    public void Fragments_that_are_spread_twice_are_fine(string document, params string[] errors) =>
        Verdict.AssertErrors(document, errors);

    [Theory]
    [InlineData("{ dog { ...f } } fragment f on Dog { ...f }", "Cannot spread fragment \"f\" within itself. @ 1:38")]
    [InlineData(
        "{ dog { ...f } } fragment f on Dog { name ... { owner { dog { ...f } } } }",
        "Cannot spread fragment \"f\" within itself. @ 1:63")]
    [InlineData(
        "{ dog { ...f ...f } } fragment f on Dog { ...f ...f }",
        "Cannot spread fragment \"f\" within itself. @ 1:43",
        "Cannot spread fragment \"f\" within itself. @ 1:48")]
    public void A_fragment_that_spreads_itself_is_reported_once(string document, params string[] errors) =>
        Verdict.AssertErrors(document, errors);

    [Theory]
    [InlineData(
        "{ dog { ...f } } fragment f on Dog { ...g } fragment g on Dog { ...f }",
        "Cannot spread fragment \"f\" within itself via \"g\". @ 1:38 1:65")]
    [InlineData(
        "{ dog { ...a } } fragment a on Dog { ...b } fragment b on Dog { ...c } fragment c on Dog { ...a ...b }",
        "Cannot spread fragment \"a\" within itself via \"b\", \"c\". @ 1:38 1:65 1:92",
        "Cannot spread fragment \"b\" within itself via \"c\". @ 1:65 1:97")]
    [InlineData(
        "{ dog { ...a ...x } } fragment a on Dog { ...b ...c } fragment b on Dog { ...c ...a } fragment c on Dog { "
            + "...b } fragment x on Dog { ...a }",
        "Cannot spread fragment \"b\" within itself via \"c\". @ 1:75 1:107",
        "Cannot spread fragment \"a\" within itself via \"b\". @ 1:43 1:80")]
    public void A_longer_cycle_names_its_way(string document, params string[] errors) =>
        Verdict.AssertErrors(document, errors);

    [Theory]
    [InlineData("{ dog { ...f } } fragment f on Dog { ...missing }", "Unknown fragment \"missing\". @ 1:41")]
    public void A_cycle_through_unknown_fragments_is_none(string document, params string[] errors) =>
        Verdict.AssertErrors(document, errors);
}
