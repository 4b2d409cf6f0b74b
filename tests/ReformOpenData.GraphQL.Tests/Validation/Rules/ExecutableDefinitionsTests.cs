namespace ReformOpenData.GraphQL.Tests.Validation.Rules;

public sealed class ExecutableDefinitionsTests
{
    [Theory]
    [InlineData("{ dog { ...f } } fragment f on Dog { name }")]
    [InlineData("query A { dog { name } } mutation B { addPet(pet: { name: \"a\" }) { name } }")]
    public void Operations_and_fragments_may_be_executed(string document, params string[] errors) =>
        Verdict.AssertErrors(document, errors);

    [Theory]
    [InlineData(
        "{ dog { name } } extend type Dog { color: String }",
        "The \"Dog\" definition is not executable. @ 1:18")]
    [InlineData("type Cow { name: String } { dog { name } }", "The \"Cow\" definition is not executable. @ 1:1")]
    [InlineData(
        "{ dog { name } } schema { query: Query } extend schema @onQuery",
        "The schema definition is not executable. @ 1:18",
        "The schema definition is not executable. @ 1:42")]
    [InlineData("{ dog { name } } directive @odd on FIELD", "The \"odd\" definition is not executable. @ 1:18")]
    [InlineData(
        "{ dog { name } } scalar S input I { a: Int } enum E { A } union U = Dog interface J { a: Int }",
        "The \"S\" definition is not executable. @ 1:18",
        "The \"I\" definition is not executable. @ 1:27",
        "The \"E\" definition is not executable. @ 1:46",
        "The \"U\" definition is not executable. @ 1:59",
        "The \"J\" definition is not executable. @ 1:73")]
    public void A_definition_of_the_type_system_is_reported(string document, params string[] errors) =>
        Verdict.AssertErrors(document, errors);
}
