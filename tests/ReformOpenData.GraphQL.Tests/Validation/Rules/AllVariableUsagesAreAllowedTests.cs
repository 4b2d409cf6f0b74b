namespace ReformOpenData.GraphQL.Tests.Validation.Rules;

public sealed class AllVariableUsagesAreAllowedTests
{
    [Theory]
    [InlineData(
        "query ($a: Boolean!, $b: [Boolean!]!) { arguments { boolean(value: $a) required(value: $a) list(value: $b) "
            + "requiredList(value: $b) x: list(value: [$a]) } }")]
    [InlineData("query ($a: Int) { lists(matrix: [[$a]]) arguments { day(value: [$a]) } }")]
    public void Variables_that_fit_are_fine(string document, params string[] errors) =>
        Verdict.AssertErrors(document, errors);

    [Theory]
    [InlineData(
        "query ($a: Int) { arguments { boolean(value: $a) } }",
        "Variable \"$a\" of type \"Int\" used in position expecting type \"Boolean\". @ 1:8 1:46")]
    [InlineData(
        "query ($a: [Boolean]) { arguments { boolean(value: $a) list(value: $a) } }",
        "Variable \"$a\" of type \"[Boolean]\" used in position expecting type \"Boolean\". @ 1:8 1:52",
        "Variable \"$a\" of type \"[Boolean]\" used in position expecting type \"[Boolean!]\". @ 1:8 1:68")]
    [InlineData(
        "query ($a: String) { findDog(searchBy: { name: $a, kind: $a }) { name } }",
        "Variable \"$a\" of type \"String\" used in position expecting type \"DogCommand\". @ 1:8 1:58")]
    [InlineData(
        "query ($a: Boolean) { arguments { list(value: $a) } }",
        "Variable \"$a\" of type \"Boolean\" used in position expecting type \"[Boolean!]\". @ 1:8 1:47")]
    public void A_variable_of_another_type_is_reported(string document, params string[] errors) =>
        Verdict.AssertErrors(document, errors);

    [Theory]
    [InlineData(
        "query ($a: Boolean) { arguments { required(value: $a) } dog @include(if: $a) { name } }",
        "Variable \"$a\" of type \"Boolean\" used in position expecting type \"Boolean!\". @ 1:8 1:51",
        "Variable \"$a\" of type \"Boolean\" used in position expecting type \"Boolean!\". @ 1:8 1:74")]
    [InlineData(
        "query a($a: Boolean) { arguments { ...f } } fragment f on Arguments { required(value: $a) }",
        "Variable \"$a\" of type \"Boolean\" used in position expecting type \"Boolean!\". @ 1:9 1:87")]
    [InlineData(
        "mutation ($a: String, $b: TrickInput) { addPet(pet: { name: $a, tricks: [$b] }) { name } }",
        "Variable \"$a\" of type \"String\" used in position expecting type \"String!\". @ 1:11 1:61",
        "Variable \"$b\" of type \"TrickInput\" used in position expecting type \"TrickInput!\". @ 1:23 1:74")]
    public void A_nullable_variable_in_a_non_null_place_is_reported(string document, params string[] errors) =>
        Verdict.AssertErrors(document, errors);

    [Theory]
    [InlineData("query ($a: Boolean) { arguments { withDefault(value: $a) } }")]
    [InlineData("query ($a: Boolean = true) { arguments { required(value: $a) } }")]
    [InlineData(
        "query ($a: Boolean = null) { arguments { required(value: $a) } }",
        "Variable \"$a\" of type \"Boolean\" used in position expecting type \"Boolean!\". @ 1:8 1:58")]
    [InlineData("mutation ($a: Int) { addPet(pet: { name: \"a\", age: $a }) { name } }")]
    public void A_default_of_the_variable_or_of_the_place_makes_up_for_null(string document, params string[] errors) =>
        Verdict.AssertErrors(document, errors);

    [Theory]
    [InlineData("query ($a: String!) { oneOf(by: { name: $a }) { name } }")]
    [InlineData(
        "query ($a: String) { oneOf(by: { name: $a }) { name } }",
        "Variable \"$a\" is of type \"String\" but must be non-nullable to be used for OneOf Input Object \"By\". @ "
            + "1:8 1:40")]
    [InlineData(
        "query ($a: ID = 1) { oneOf(byAll: [{ id: $a }]) { name } }",
        "Variable \"$a\" is of type \"ID\" but must be non-nullable to be used for OneOf Input Object \"By\". @ 1:8 "
            + "1:42")]
    [InlineData("query ($a: By) { oneOf(by: $a) { name } }")]
    public void A_variable_in_a_OneOf_input_object_is_not_nullable(string document, params string[] errors) =>
        Verdict.AssertErrors(document, errors);
}
