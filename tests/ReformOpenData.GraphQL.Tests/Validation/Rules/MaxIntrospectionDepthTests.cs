namespace ReformOpenData.GraphQL.Tests.Validation.Rules;

public sealed class MaxIntrospectionDepthTests
{
    private const string Exceeded =
        "Maximum introspection depth exceeded: 3 of fields, inputFields, interfaces and possibleTypes within each "
            + "other, or more; "
        + "the limit is 2.";

    [Theory]
    [InlineData(
        "{ __schema { types { fields { args { type { ofType { ofType { name } } } } } inputFields { type { name } } "
            + "interfaces { name } possibleTypes { name } } } }")]
    [InlineData("{ __type(name: \"Dog\") { fields { type { fields { name } } } } }")]
    public void The_introspection_query_of_clients_is_fine(string document, params string[] errors) =>
        Verdict.AssertErrors(document, errors);

    [Theory]
    [InlineData(
        "{ __schema { types { fields { type { fields { type { fields { name } } } } } } } }",
        Exceeded + " @ 1:3")]
    [InlineData(
        "{ __type(name: \"Dog\") { interfaces { possibleTypes { fields { name } } } } }",
        Exceeded + " @ 1:3")]
    [InlineData(
        "{ __type(name: \"Dog\") { ...f } } fragment f on __Type { fields { type { ...g } } } fragment g on __Type { "
            + "inputFields { type { interfaces { name } } } }",
        Exceeded + " @ 1:3")]
    public void Lists_nested_three_times_are_reported(string document, params string[] errors) =>
        Verdict.AssertErrors(document, errors);

    [Theory]
    [InlineData(
        "{ __type(name: \"Dog\") { ...f } } fragment f on __Type { name ofType { ...f } }",
        "Cannot spread fragment \"f\" within itself. @ 1:71")]
    public void A_fragment_that_spreads_itself_ends(string document, params string[] errors) =>
        Verdict.AssertErrors(document, errors);

    [Theory]
    [InlineData("{ dog { fields: friends { fields: friends { fields: friends { fields: friends { name } } } } } }")]
    public void Fields_of_these_names_elsewhere_are_fine(string document, params string[] errors) =>
        Verdict.AssertErrors(document, errors);
}
