using System.Text.Json;
using ReformOpenData.GraphQL.Execution;
using ReformOpenData.Server.Schema;
using ReformOpenData.Tests.Databases;
using ReformOpenData.Tests.Documentation;

namespace ReformOpenData.Tests.Queries;

/// <summary>What people write first, and what the message tells them to write.</summary>
public sealed class HintTests(SqliteDatabase database) : IClassFixture<SqliteDatabase>
{
    [Theory]
    [InlineData("{ ratings(filter: { grade: { eq: B } }) { totalCount } }",
        "Unknown argument \"filter\" on field \"Query.ratings\". Did you mean \"where\"?")]
    [InlineData("{ ratings(grade: B) { totalCount } }",
        "Unknown argument \"grade\" on field \"Query.ratings\". Did you mean \"where: { grade: { … } }\"?")]
    [InlineData("{ ratings(where: { grade: B }) { totalCount } }",
        "Expected value of type \"GradeOperationFilterInput\" to be an object, found: B. Did you mean \"{ eq: B }\"?")]
    [InlineData("{ ratings(where: { grade: [A, B] }) { totalCount } }",
        "Expected value of type \"GradeOperationFilterInput\" to be an object, found: [A, B]. "
        + "Did you mean \"{ in: [A, B] }\"?")]
    [InlineData("{ ratings(where: { departments: { name: { eq: \"財政課\" } } }) { totalCount } }",
        "Expected value of type \"ListFilterInputTypeOfDepartmentFilterInput\" not to include unknown field \"name\". "
        + "Did you mean \"some: { name: { … } }\"? Found: { name: { eq: \"財政課\" } }.")]
    [InlineData("query ($where: RatingFilterInput = { grade: A }) { ratings(where: $where) { totalCount } }",
        "Expected value of type \"GradeOperationFilterInput\" to be an object, found: A. Did you mean \"{ eq: A }\"?")]
    [InlineData("{ ratings(wher: {}) { totalCount } }",
        "Unknown argument \"wher\" on field \"Query.ratings\". Did you mean \"where\"?")]
    [InlineData("{ ratings { grade } }",
        "Cannot query field \"grade\" on type \"RatingsConnection\". Did you mean \"nodes { grade }\"?")]
    [InlineData("{ ratings { nods { grade } } }",
        "Cannot query field \"nods\" on type \"RatingsConnection\". Did you mean \"nodes\"?")]
    [InlineData("｛ ratings { totalCount } }",
        "Syntax Error: Unexpected character: U+FF5B. It is a full-width character; write \"{\" (U+007B) in its place.")]
    [InlineData("{ ratings(first： 1) { totalCount } }",
        "Syntax Error: Unexpected character: U+FF1A. It is a full-width character; write \":\" (U+003A) in its place.")]
    [InlineData("{ plan(municipality: “072028”, firstFiscalYear: 2017) { title } }",
        "Syntax Error: Unexpected character: U+201C. Write '\"' (U+0022) in its place.")]
    [InlineData("{ plan(municipality: ＂072028＂, firstFiscalYear: 2017) { title } }",
        "Syntax Error: Unexpected character: U+FF02. It is a full-width character; write '\"' (U+0022) in its place.")]
    [InlineData("{\u3000ratings { totalCount } }",
        "Syntax Error: Unexpected character: U+3000. It is an ideographic space; write an ASCII space in its place.")]
    [InlineData("{ plan(municipality: ‘072028’, firstFiscalYear: 2017) { title } }",
        "Syntax Error: Unexpected character: U+2018. Write '\"' (U+0022) in its place.")]
    [InlineData("{ ratings(first: 1、 where: {}) { totalCount } }",
        "Syntax Error: Unexpected character: U+3001. Write \",\" (U+002C) in its place.")]
    [InlineData("{ ratings { nodes { …Rating } } }",
        "Syntax Error: Unexpected character: U+2026. Write \"...\" in its place.")]
    [InlineData("{\u00A0ratings { totalCount } }",
        "Syntax Error: Unexpected character: U+00A0. It is a space of print; write an ASCII space in its place.")]
    [InlineData("{ ratings(where: { label: { eq: 完了 } }) { totalCount } }",
        "Syntax Error: Unexpected character: U+5B8C. Names are ASCII; write a text between quotes (\").")]
    [InlineData("{ ratings { totalCount é } }", "Syntax Error: Unexpected character: U+00E9.")]
    public async Task The_message_says_what_was_meant(string document, string message)
    {
        var schema = ReformSchema.Create(
            await database.NewStoreAsync(), await File.ReadAllBytesAsync(Repository.Path("schema/reform.graphql")));
        using var request = new GraphQLRequest { Document = System.Text.Encoding.UTF8.GetBytes(document) };
        using var response = (await schema.ExecuteAsync(request, 1, default, null, CancellationToken.None)).Response!;
        using var json = JsonDocument.Parse(response.Body);
        Assert.Equal(message, json.RootElement.GetProperty("errors")[0].GetProperty("message").GetString());
    }
}
