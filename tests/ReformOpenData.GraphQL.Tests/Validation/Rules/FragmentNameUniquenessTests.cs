namespace ReformOpenData.GraphQL.Tests.Validation.Rules;

public sealed class FragmentNameUniquenessTests
{
    [Theory]
    [InlineData("{ dog { ...f ...g } } fragment f on Dog { name } fragment g on Dog { nickname }")]
    public void Fragments_of_different_names_are_fine(string document, params string[] errors) =>
        Verdict.AssertErrors(document, errors);

    [Theory]
    [InlineData(
        "{ dog { ...f } } fragment f on Dog { name } fragment f on Dog { nickname }",
        "There can be only one fragment named \"f\". @ 1:27 1:54")]
    [InlineData(
        "{ dog { ...f } } fragment f on Dog { name } fragment f on Dog { name } fragment f on Dog { name }",
        "There can be only one fragment named \"f\". @ 1:27 1:54",
        "There can be only one fragment named \"f\". @ 1:27 1:81")]
    public void Fragments_of_one_name_are_reported(string document, params string[] errors) =>
        Verdict.AssertErrors(document, errors);
}
