namespace ReformOpenData.GraphQL.Tests.Validation.Rules;

public sealed class FieldSelectionMergingTests
{
    [Theory]
    [InlineData("{ dog { name name } }")]
    [InlineData("{ dog { doesKnowCommand(dogCommand: SIT) doesKnowCommand(dogCommand: SIT) } }")]
    [InlineData("{ dog { a: name a: name } }")]
    [InlineData("query ($c: DogCommand!) { dog { doesKnowCommand(dogCommand: $c) doesKnowCommand(dogCommand: $c) } }")]
    [InlineData(
        "{ findDog(searchBy: { name: \"a\", owner: \"b\" }) { name } findDog(searchBy: { owner: \"b\", name: \"a\" }) "
            + "{ nickname } }")]
    [InlineData("{ lists(matrix: [[1, 2]]) lists(matrix: [[1, 2]]) }")]
    public void The_same_field_may_be_asked_twice(string document, params string[] errors) =>
        Verdict.AssertErrors(document, errors);

    [Theory]
    [InlineData(
        "{ dog { name: nickname name } }",
        "Fields \"name\" conflict because \"nickname\" and \"name\" are different fields. Use different aliases on the "
            + "fields to fetch both if this was intentional. @ 1:9 1:24")]
    [InlineData(
        "{ dog { a: name a: nickname a: barkVolume } }",
        "Fields \"a\" conflict because \"name\" and \"nickname\" are different fields. Use different aliases on the "
            + "fields to fetch both if this was intentional. @ 1:9 1:17",
        "Fields \"a\" conflict because \"name\" and \"barkVolume\" are different fields. Use different aliases on the "
            + "fields to fetch both if this was intentional. @ 1:9 1:29",
        "Fields \"a\" conflict because \"nickname\" and \"barkVolume\" are different fields. Use different aliases on "
            + "the fields to fetch both if this was intentional. @ 1:17 1:29")]
    [InlineData(
        "{ dog { ...f ...g } } fragment f on Dog { a: name } fragment g on Dog { a: nickname }",
        "Fields \"a\" conflict because \"name\" and \"nickname\" are different fields. Use different aliases on the "
            + "fields to fetch both if this was intentional. @ 1:43 1:73")]
    public void Different_fields_of_one_key_are_reported(string document, params string[] errors) =>
        Verdict.AssertErrors(document, errors);

    [Theory]
    [InlineData(
        "{ dog { doesKnowCommand(dogCommand: SIT) doesKnowCommand(dogCommand: HEEL) } }",
        "Fields \"doesKnowCommand\" conflict because they have differing arguments. Use different aliases on the "
            + "fields to fetch both if this was intentional. @ 1:9 1:42")]
    [InlineData(
        "{ dog { isHouseTrained isHouseTrained(atOtherHomes: true) } }",
        "Fields \"isHouseTrained\" conflict because they have differing arguments. Use different aliases on the fields "
            + "to fetch both if this was intentional. @ 1:9 1:24")]
    [InlineData(
        "query ($a: DogCommand!, $b: DogCommand!) { dog { doesKnowCommand(dogCommand: $a) doesKnowCommand(dogCommand: "
            + "$b) } }",
        "Fields \"doesKnowCommand\" conflict because they have differing arguments. Use different aliases on the "
            + "fields to fetch both if this was intentional. @ 1:50 1:82")]
    [InlineData(
        "{ dog { friends(first: 1) { name } friends(first: 1.0) { name } } }",
        "Fields \"friends\" conflict because they have differing arguments. Use different aliases on the fields to "
            + "fetch both if this was intentional. @ 1:9 1:36",
        "Int cannot represent non-integer value: 1.0 @ 1:51")]
    [InlineData(
        "{ findDog(searchBy: { name: \"a\" }) { name } findDog(searchBy: { name: \"\"\"a\"\"\" }) { name } }",
        "Fields \"findDog\" conflict because they have differing arguments. Use different aliases on the fields to "
            + "fetch both if this was intentional. @ 1:3 1:45")]
    [InlineData(
        "{ lists(matrix: [[1, 2]]) lists(matrix: [[1], [2]]) }",
        "Fields \"lists\" conflict because they have differing arguments. Use different aliases on the fields to fetch "
            + "both if this was intentional. @ 1:3 1:27")]
    [InlineData(
        "{ human(id: 1, surname: true) { name } human(id: 1, id: 1) { name } }",
        "Fields \"human\" conflict because they have differing arguments. Use different aliases on the fields to fetch "
            + "both if this was intentional. @ 1:3 1:40",
        "There can be only one argument named \"id\". @ 1:46 1:53")]
    public void Differing_arguments_are_reported(string document, params string[] errors) =>
        Verdict.AssertErrors(document, errors);

    [Theory]
    [InlineData("{ pet { ... on Dog { volume: barkVolume } ... on Cat { volume: meowVolume } } }")]
    [InlineData(
        "{ pet { ... on Dog { a: doesKnowCommand(dogCommand: SIT) } ... on Dog { a: doesKnowCommand(dogCommand: SIT) } "
            + "} }")]
    public void Fields_of_objects_that_cannot_be_the_same_may_differ(string document, params string[] errors) =>
        Verdict.AssertErrors(document, errors);

    [Theory]
    [InlineData(
        "{ pet { ... on Dog { a: name } ... on Pet { a: owner { name } } } }",
        "Fields \"a\" conflict because \"name\" and \"owner\" are different fields. Use different aliases on the "
            + "fields to fetch both if this was intentional. @ 1:22 1:45")]
    [InlineData(
        "{ pet { ... on Dog { a: nickname } ... on Named { a: name } } }",
        "Fields \"a\" conflict because \"nickname\" and \"name\" are different fields. Use different aliases on the "
            + "fields to fetch both if this was intentional. @ 1:22 1:51")]
    public void Fields_of_objects_that_can_be_the_same_may_not(string document, params string[] errors) =>
        Verdict.AssertErrors(document, errors);

    [Theory]
    [InlineData(
        "{ pet { ... on Dog { someValue: nickname } ... on Cat { someValue: meowVolume } } }",
        "Fields \"someValue\" conflict because they return conflicting types \"String\" and \"Int\". Use different "
            + "aliases on the fields to fetch both if this was intentional. @ 1:22 1:57")]
    [InlineData(
        "{ pet { ... on Dog { a: name } ... on Cat { a: owner { name } } } }",
        "Fields \"a\" conflict because they return conflicting types \"String!\" and \"Human\". Use different aliases "
            + "on the fields to fetch both if this was intentional. @ 1:22 1:45")]
    [InlineData(
        "{ pet { ... on Dog { a: owner { b: name } } ... on Cat { a: owner { b: pets { name } } } } }",
        "Fields \"a\" conflict because subfields \"b\" conflict because they return conflicting types \"String!\" and "
            + "\"[Pet!]\". Use different aliases on the fields to fetch both if this was intentional. @ 1:22 1:33 1:58 "
            + "1:69")]
    [InlineData(
        "{ pet { ... on Dog { a: friends { name } } ... on Cat { a: owner { name } } } }",
        "Fields \"a\" conflict because they return conflicting types \"[Dog!]\" and \"Human\". Use different aliases "
            + "on the fields to fetch both if this was intentional. @ 1:22 1:57")]
    [InlineData(
        "{ pet { ... on Dog { a: isHouseTrained } ... on Cat { a: meowVolume } } }",
        "Fields \"a\" conflict because they return conflicting types \"Boolean!\" and \"Int\". Use different aliases "
            + "on the fields to fetch both if this was intentional. @ 1:22 1:55")]
    public void Conflicting_shapes_are_reported_even_where_objects_differ(string document, params string[] errors) =>
        Verdict.AssertErrors(document, errors);

    [Theory]
    [InlineData(
        "{ dog { owner { a: name } } dog { owner { a: __typename } } }",
        "Fields \"dog\" conflict because subfields \"owner\" conflict because subfields \"a\" conflict because "
            + "\"name\" and \"__typename\" are different fields. Use different aliases on the fields to fetch both if "
            + "this was intentional. @ 1:3 1:9 1:17 1:29 1:35 1:43")]
    [InlineData(
        "{ dog { a: name b: name } dog { a: nickname b: barkVolume } }",
        "Fields \"dog\" conflict because subfields \"a\" conflict because \"name\" and \"nickname\" are different "
            + "fields and subfields \"b\" conflict because \"name\" and \"barkVolume\" are different fields. Use "
            + "different aliases on the fields to fetch both if this was intentional. @ 1:3 1:9 1:17 1:27 1:33 1:45")]
    [InlineData(
        "{ a: dog { owner { x: name } } a: dog { owner { x: pets { name } } } }",
        "Fields \"a\" conflict because subfields \"owner\" conflict because subfields \"x\" conflict because \"name\" "
            + "and \"pets\" are different fields. Use different aliases on the fields to fetch both if this was "
            + "intentional. @ 1:3 1:12 1:20 1:32 1:41 1:49")]
    [InlineData(
        "{ a: dog { ...f } a: dog { ...g } } fragment f on Dog { x: name y: owner { ...h } } fragment g on Dog { x: "
            + "nickname y: owner { name: __typename } } fragment h on Human { name }",
        "Fields \"a\" conflict because subfields \"x\" conflict because \"name\" and \"nickname\" are different fields "
            + "and subfields \"y\" conflict because subfields \"name\" conflict because \"__typename\" and \"name\" "
            + "are different fields. Use different aliases on the fields to fetch both if this was intentional. @ 1:3 "
            + "1:57 1:65 1:128 1:19 1:105 1:117 1:171")]
    public void Deep_conflicts_name_the_whole_way(string document, params string[] errors) =>
        Verdict.AssertErrors(document, errors);

    [Theory]
    [InlineData(
        "{ dog { ...f } } fragment f on Dog { name owner { dog { ...f nickname: name } } nickname }",
        "Cannot spread fragment \"f\" within itself. @ 1:57",
        "Fields \"nickname\" conflict because \"name\" and \"nickname\" are different fields. Use different aliases on "
            + "the fields to fetch both if this was intentional. @ 1:62 1:81")]
    [InlineData(
        "{ dog { ...f ...g } } fragment f on Dog { a: name ...g } fragment g on Dog { a: nickname ...f }",
        "Fields \"a\" conflict because \"name\" and \"nickname\" are different fields. Use different aliases on the "
            + "fields to fetch both if this was intentional. @ 1:43 1:78",
        "Cannot spread fragment \"f\" within itself via \"g\". @ 1:51 1:90",
        "Fields \"a\" conflict because \"name\" and \"nickname\" are different fields. Use different aliases on the "
            + "fields to fetch both if this was intentional. @ 1:43 1:78",
        "Fields \"a\" conflict because \"nickname\" and \"name\" are different fields. Use different aliases on the "
            + "fields to fetch both if this was intentional. @ 1:78 1:43")]
    public void Fragments_that_spread_each_other_end(string document, params string[] errors) =>
        Verdict.AssertErrors(document, errors);

    [Theory]
    [InlineData(
        "{ dog { ...missing ...missing name } }",
        "Unknown fragment \"missing\". @ 1:12",
        "Unknown fragment \"missing\". @ 1:23")]
    public void Unknown_fragments_and_fields_do_not_conflict(string document, params string[] errors) =>
        Verdict.AssertErrors(document, errors);
}
