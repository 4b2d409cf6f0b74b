using ReformOpenData.GraphQL.Types;

namespace ReformOpenData.GraphQL.Tests.Validation.Rules;

public sealed class OperationTypeExistenceTests
{
    [Theory]
    [InlineData("query { dog { name } }")]
    [InlineData("subscription { newMessage { body } }")]
    public void An_operation_with_a_root_type_is_fine(string document, params string[] errors) =>
        Verdict.AssertErrors(document, errors);

    [Fact]
    public void An_operation_without_a_root_type_is_reported()
    {
        var schema = SchemaBuilder.Build("type Query { a: Int }"u8.ToArray());

        Assert.Equal(
            [
                "The mutation operation is not supported by the schema. @ 1:1",
                "The subscription operation is not supported by the schema. @ 1:25"
            ],
            Verdict.Validate(schema, "mutation A { anything } subscription B { anything }").Select(Verdict.Describe));
    }
}
