namespace ReformOpenData.GraphQL.Tests.Validation.Rules;

public sealed class VariablesAreInputTypesTests
{
    [Theory]
    [InlineData(
        "query ($a: Int, $b: [DogCommand!]!, $c: FindDogInput) { arguments { int(value: $a) } findDog(searchBy: $c) { "
            + "doesKnowCommand(dogCommand: HEEL) name @tag(name: \"a\", weight: $a) } arguments { day(value: $b) } }",
        "Variable \"$b\" of type \"[DogCommand!]!\" used in position expecting type \"Day\". @ 1:17 1:202")]
    public void Scalars_enums_and_input_objects_are_fine(string document, params string[] errors) =>
        Verdict.AssertErrors(document, errors);

    [Theory]
    [InlineData(
        "query ($cat: Cat) { dog { name @tag(name: $cat) } }",
        "Variable \"$cat\" cannot be non-input type \"Cat\". @ 1:14",
        "Variable \"$cat\" of type \"Cat\" used in position expecting type \"String!\". @ 1:8 1:43")]
    [InlineData(
        "query ($a: Dog!, $b: [Pet!]!, $c: Being) { arguments { day(value: [$a, $b, $c]) } }",
        "Variable \"$a\" cannot be non-input type \"Dog!\". @ 1:12",
        "Variable \"$b\" cannot be non-input type \"[Pet!]!\". @ 1:22",
        "Variable \"$c\" cannot be non-input type \"Being\". @ 1:35")]
    public void Output_types_are_reported(string document, params string[] errors) =>
        Verdict.AssertErrors(document, errors);

    [Theory]
    [InlineData(
        "query ($a: Unknown, $b: [Strin!]!) { arguments { day(value: [$a, $b]) } }",
        "Unknown type \"Unknown\". @ 1:12",
        "Unknown type \"Strin\". Did you mean \"String\"? @ 1:26")]
    public void Unknown_types_are_reported(string document, params string[] errors) =>
        Verdict.AssertErrors(document, errors);
}
