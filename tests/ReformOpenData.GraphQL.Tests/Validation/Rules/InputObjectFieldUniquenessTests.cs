namespace ReformOpenData.GraphQL.Tests.Validation.Rules;

public sealed class InputObjectFieldUniquenessTests
{
    [Theory]
    [InlineData("mutation { addPet(pet: { name: \"a\", tricks: [{ name: \"b\" }, { name: \"c\" }] }) { name } }")]
    public void Fields_of_different_objects_are_fine(string document, params string[] errors) =>
        Verdict.AssertErrors(document, errors);

    [Theory]
    [InlineData(
        "{ findDog(searchBy: { name: \"Fido\", name: \"Fido\" }) { name } }",
        "There can be only one input field named \"name\". @ 1:23 1:37")]
    [InlineData(
        "{ findDog(searchBy: { name: \"a\", name: \"b\", name: \"c\" }) { name } }",
        "There can be only one input field named \"name\". @ 1:23 1:34",
        "There can be only one input field named \"name\". @ 1:23 1:45")]
    [InlineData(
        "mutation { addPet(pet: { name: \"a\", tricks: [{ name: \"b\", name: \"c\" }], name: \"d\" }) { name } }",
        "There can be only one input field named \"name\". @ 1:48 1:59",
        "There can be only one input field named \"name\". @ 1:26 1:73")]
    [InlineData(
        "{ arguments { day(value: { a: 1, b: 2, c: 3, d: 4, e: 5, f: 6, g: 7, h: 8, i: 9, j: 10, k: 11, l: 12, m: 13, "
            + "a: 14 }) } }",
        "There can be only one input field named \"a\". @ 1:28 1:110")]
    public void A_repeated_field_is_reported_with_its_first(string document, params string[] errors) =>
        Verdict.AssertErrors(document, errors);
}
