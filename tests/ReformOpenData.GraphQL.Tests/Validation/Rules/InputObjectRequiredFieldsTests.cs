namespace ReformOpenData.GraphQL.Tests.Validation.Rules;

public sealed class InputObjectRequiredFieldsTests
{
    [Theory]
    [InlineData("mutation { addPet(pet: { name: \"a\" }) { name } }")]
    public void Optional_fields_and_those_with_a_default_may_be_left_out(string document, params string[] errors) =>
        Verdict.AssertErrors(document, errors);

    [Theory]
    [InlineData(
        "mutation { addPet(pet: { age: 1 }) { name } }",
        "Expected value of type \"PetInput\" to include required field \"name\", found: { age: 1 }. @ 1:24")]
    [InlineData(
        "mutation { addPet(pet: { name: \"a\", tricks: [{}, { level: 1 }] }) { name } }",
        "Expected value of type \"TrickInput\" to include required field \"name\", found: {  }. @ 1:46",
        "Expected value of type \"TrickInput\" to include required field \"name\", found: { level: 1 }. @ 1:50")]
    public void A_required_field_that_is_missing_is_reported(string document, params string[] errors) =>
        Verdict.AssertErrors(document, errors);

    [Theory]
    [InlineData(
        "mutation { addPet(pet: { name: null, age: null }) { name } }",
        "Expected value of non-null type \"String!\" not to be null. @ 1:32",
        "Expected value of non-null type \"Int!\" not to be null. @ 1:43")]
    public void A_required_field_that_is_null_is_reported(string document, params string[] errors) =>
        Verdict.AssertErrors(document, errors);
}
