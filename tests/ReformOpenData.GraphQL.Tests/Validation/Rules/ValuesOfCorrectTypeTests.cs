namespace ReformOpenData.GraphQL.Tests.Validation.Rules;

public sealed class ValuesOfCorrectTypeTests
{
    [Theory]
    [InlineData(
        "{ arguments { int(value: 1) a: int(value: -2147483648) float(value: 1) b: float(value: 1.5e3) string(value: "
            + "\"\"\"a\"\"\") boolean(value: true) id(value: 4) c: id(value: \"4\") list(value: true) d: list(value: "
            + "[true]) e: int(value: null) } }")]
    [InlineData("{ lists(matrix: 1) a: lists(matrix: [1]) b: lists(matrix: [[1, null]]) }")]
    [InlineData("{ dog { doesKnowCommand(dogCommand: SIT) } findDog(searchBy: { name: null }) { name } }")]
    public void Fitting_literals_are_fine(string document, params string[] errors) =>
        Verdict.AssertErrors(document, errors);

    [Theory]
    [InlineData(
        "{ arguments { day(value: 1) a: day(value: \"x\") b: day(value: [1, { c: d }]) e: day(value: null) } }")]
    public void Any_literal_fits_a_custom_scalar(string document, params string[] errors) =>
        Verdict.AssertErrors(document, errors);

    [Theory]
    [InlineData(
        "{ arguments { int(value: \"3\") a: int(value: 1.0) b: int(value: 2147483648) c: int(value: true) d: "
            + "int(value: ENUM) e: int(value: {}) } }",
        "Int cannot represent non-integer value: \"3\" @ 1:26",
        "Int cannot represent non-integer value: 1.0 @ 1:45",
        "Int cannot represent non 32-bit signed integer value: 2147483648 @ 1:64",
        "Int cannot represent non-integer value: true @ 1:90",
        "Int cannot represent non-integer value: ENUM @ 1:110",
        "Int cannot represent non-integer value: {  } @ 1:130")]
    [InlineData(
        "{ arguments { float(value: \"3\") a: float(value: [1]) } }",
        "Float cannot represent non numeric value: \"3\" @ 1:28",
        "Float cannot represent non numeric value: [1] @ 1:49")]
    [InlineData(
        "{ arguments { string(value: 1) a: string(value: BAR) b: string(value: [\"a\"]) } }",
        "String cannot represent a non string value: 1 @ 1:29",
        "String cannot represent a non string value: BAR @ 1:49",
        "String cannot represent a non string value: [\"a\"] @ 1:71")]
    [InlineData(
        "{ arguments { boolean(value: 1) a: boolean(value: \"true\") } }",
        "Boolean cannot represent a non boolean value: 1 @ 1:30",
        "Boolean cannot represent a non boolean value: \"true\" @ 1:51")]
    [InlineData(
        "{ arguments { id(value: 1.5) a: id(value: true) } }",
        "ID cannot represent a non-string and non-integer value: 1.5 @ 1:25",
        "ID cannot represent a non-string and non-integer value: true @ 1:43")]
    public void Literals_that_do_not_fit_a_scalar_are_reported(string document, params string[] errors) =>
        Verdict.AssertErrors(document, errors);

    [Theory]
    [InlineData(
        "{ arguments { required(value: null) withDefault(value: null) list(value: [true, null]) } }",
        "Expected value of non-null type \"Boolean!\" not to be null. @ 1:31",
        "Expected value of non-null type \"Boolean!\" not to be null. @ 1:56",
        "Expected value of non-null type \"Boolean!\" not to be null. @ 1:81")]
    [InlineData(
        "{ lists(matrix: [null, [null]]) }",
        "Expected value of non-null type \"[Int]!\" not to be null. @ 1:18")]
    public void Null_in_a_non_null_place_is_reported(string document, params string[] errors) =>
        Verdict.AssertErrors(document, errors);

    [Theory]
    [InlineData(
        "{ arguments { list(value: [1, true, \"a\", []]) } }",
        "Boolean cannot represent a non boolean value: 1 @ 1:28",
        "Boolean cannot represent a non boolean value: \"a\" @ 1:37",
        "Boolean cannot represent a non boolean value: [] @ 1:42")]
    public void Items_of_a_list_are_reported_each(string document, params string[] errors) =>
        Verdict.AssertErrors(document, errors);

    [Theory]
    [InlineData(
        "{ dog { doesKnowCommand(dogCommand: SITT) } }",
        "Value \"SITT\" does not exist in \"DogCommand\" enum. Did you mean the enum value \"SIT\"? @ 1:37")]
    [InlineData(
        "{ dog { doesKnowCommand(dogCommand: \"SIT\") } }",
        "Enum \"DogCommand\" cannot represent non-enum value: \"SIT\". Did you mean the enum value \"SIT\"? @ 1:37")]
    [InlineData(
        "{ dog { doesKnowCommand(dogCommand: sit) } }",
        "Value \"sit\" does not exist in \"DogCommand\" enum. Did you mean the enum value \"SIT\"? @ 1:37")]
    [InlineData(
        "{ dog { doesKnowCommand(dogCommand: 26) } }",
        "Enum \"DogCommand\" cannot represent non-enum value: 26. @ 1:37")]
    [InlineData(
        "{ dog { doesKnowCommand(dogCommand: JUGGLE) } }",
        "Value \"JUGGLE\" does not exist in \"DogCommand\" enum. @ 1:37")]
    public void Enum_values_are_suggested(string document, params string[] errors) =>
        Verdict.AssertErrors(document, errors);

    [Theory]
    [InlineData(
        "{ findDog(searchBy: \"Fido\") { name } }",
        "Expected value of type \"FindDogInput\" to be an object, found: \"Fido\". @ 1:21")]
    [InlineData(
        "mutation { addPet(pet: [{ name: \"a\" }]) { name } }",
        "Expected value of type \"PetInput\" to be an object, found: [{ name: \"a\" }]. @ 1:24")]
    public void An_input_object_wants_an_object(string document, params string[] errors) =>
        Verdict.AssertErrors(document, errors);

    [Theory]
    [InlineData("{ oneOf(by: { name: \"a\" }) { name } }")]
    [InlineData(
        "{ oneOf(by: {}) { name } }",
        "Within OneOf Input Object type \"By\", exactly one field must be specified, and the value for that field must "
            + "be non-null. @ 1:13")]
    [InlineData(
        "{ oneOf(by: { name: \"a\", id: 1 }) { name } }",
        "Within OneOf Input Object type \"By\", exactly one field must be specified, and the value for that field must "
            + "be non-null. @ 1:13")]
    [InlineData(
        "{ oneOf(by: { name: null }) { name } }",
        "Within OneOf Input Object type \"By\", exactly one field must be specified, and the value for that field must "
            + "be non-null. @ 1:13")]
    [InlineData(
        "{ oneOf(byAll: [{ id: 1 }, { id: 1, name: \"a\" }]) { name } }",
        "Within OneOf Input Object type \"By\", exactly one field must be specified, and the value for that field must "
            + "be non-null. @ 1:28")]
    public void A_OneOf_input_object_wants_exactly_one_field(string document, params string[] errors) =>
        Verdict.AssertErrors(document, errors);

    [Theory]
    [InlineData(
        "query ($a: Int = \"1\", $b: [DogCommand!] = [SIT, null], $c: FindDogInput = { name: 1 }, $d: Boolean! = null) "
            + "{ arguments { int(value: $a) required(value: $d) } findDog(searchBy: $c) { name @tag(name: $b) } }",
        "Int cannot represent non-integer value: \"1\" @ 1:18",
        "Expected value of non-null type \"DogCommand!\" not to be null. @ 1:49",
        "String cannot represent a non string value: 1 @ 1:83",
        "Expected value of non-null type \"Boolean!\" not to be null. @ 1:103",
        "Variable \"$b\" of type \"[DogCommand!]\" used in position expecting type \"String!\". @ 1:23 1:200")]
    public void Default_values_of_variables_are_looked_at(string document, params string[] errors) =>
        Verdict.AssertErrors(document, errors);

    [Theory]
    [InlineData(
        "{ dog @include(if: \"yes\") { name @tag(name: 1, weight: \"2\") } }",
        "Boolean cannot represent a non boolean value: \"yes\" @ 1:20",
        "String cannot represent a non string value: 1 @ 1:45",
        "Int cannot represent non-integer value: \"2\" @ 1:56")]
    public void Arguments_of_directives_are_looked_at(string document, params string[] errors) =>
        Verdict.AssertErrors(document, errors);

    [Theory]
    [InlineData("query ($a: Int, $b: String) { lists(matrix: [[$a]]) findDog(searchBy: { name: $b }) { name } }")]
    public void Variables_within_a_literal_are_taken_to_fit(string document, params string[] errors) =>
        Verdict.AssertErrors(document, errors);
}
