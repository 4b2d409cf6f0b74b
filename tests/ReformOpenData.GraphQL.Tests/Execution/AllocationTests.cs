using System.Text.Json;
using ReformOpenData.GraphQL.Execution;
using ReformOpenData.GraphQL.Types;

namespace ReformOpenData.GraphQL.Tests.Execution;

/// <summary>
/// What a request pays once its document is known. The bounds are what was reached in a debug build, with little room;
/// in a release build, where the state of async methods costs nothing, it is about 400 bytes less.
/// </summary>
public sealed class AllocationTests
{
    private static readonly string[] s_rows = [.. Enumerable.Range(0, 1000).Select(i => $"{i}")];

    private static readonly ExecutableSchema s_executable = ExecutableSchema.Create(
        SchemaBuilder.Build(("type Query { row(id: ID!): Row, rows: [Row!]! } "u8
            + "type Row { id: ID!, name: String, year: Int!, share: Float }"u8).ToArray()),
        new Bindings()
            .Resolve("Query.row", _ => new("1"))
            .Resolve("Query.rows", _ => new(s_rows))
            .Leaf<string>("Row.id", (row, _, ref writer) => writer.String(row))
            .Leaf<string>("Row.name", (row, _, ref writer) => writer.String("庁舎整備室"))
            .Leaf<string>("Row.year", (_, _, ref writer) => writer.Int(2021))
            .Leaf<string>("Row.share", (_, _, ref writer) => writer.Float(0.12345)));

    [Theory]
    [InlineData("{ row(id: 1) { id name year share } }", null, 1400)]
    [InlineData("query($id: ID!) { row(id: $id) { id name year share } }", """{"id":"1"}""", 2000)]
    [InlineData("{ rows { id name year share } }", null, 1400)]
    public void A_cached_query_allocates_little(string document, string? variables, int most)
    {
        using var json = JsonDocument.Parse(variables ?? "{}");
        using var request = new GraphQLRequest
        {
            Document = System.Text.Encoding.UTF8.GetBytes(document),
            Variables = variables is null ? default : json.RootElement,
        };
        for (var i = 0; i < 50; i++)
            Execute(request);
        const int Times = 200;
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < Times; i++)
            Execute(request);
        var each = (GC.GetAllocatedBytesForCurrentThread() - before) / Times;
        Assert.True(each <= most, $"{each} bytes; the bound is {most}");
    }

    private static void Execute(GraphQLRequest request)
    {
        var executing = s_executable.ExecuteAsync(request, null, CancellationToken.None);
        using var response = executing.Result;
        if (response.Errors.Count > 0)
            Assert.Fail(response.Errors[0].Message);
    }
}
