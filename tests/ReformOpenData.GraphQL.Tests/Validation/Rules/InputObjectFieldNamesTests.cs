namespace ReformOpenData.GraphQL.Tests.Validation.Rules;

public sealed class InputObjectFieldNamesTests
{
    [Theory]
    [InlineData("{ findDog(searchBy: { name: \"Fido\", owner: \"a\" }) { name } }")]
    public void Known_fields_are_fine(string document, params string[] errors) =>
        Verdict.AssertErrors(document, errors);

    [Theory]
    [InlineData(
        "{ findDog(searchBy: { favoriteCookieFlavor: \"Bacon\" }) { name } }",
        "Expected value of type \"FindDogInput\" not to include unknown field \"favoriteCookieFlavor\", found: { "
            + "favoriteCookieFlavor: \"Bacon\" }. @ 1:23")]
    [InlineData(
        "mutation { addPet(pet: { name: \"a\", tricks: [{ name: \"b\", lvel: 1 }], agee: 2 }) { name } }",
        "Expected value of type \"TrickInput\" not to include unknown field \"lvel\". Did you mean \"level\"? Found: { "
            + "name: \"b\", lvel: 1 }. @ 1:59",
        "Expected value of type \"PetInput\" not to include unknown field \"agee\". Did you mean \"age\"? Found: { "
            + "name: \"a\", tricks: [{ name: \"b\", lvel: 1 }], agee: 2 }. @ 1:71")]
    public void Unknown_fields_are_reported(string document, params string[] errors) =>
        Verdict.AssertErrors(document, errors);
}
