using System.Globalization;
using System.Text;
using System.Text.Json;
using BenchmarkDotNet.Attributes;
using ReformOpenData.GraphQL.Execution;
using ReformOpenData.GraphQL.Types;

namespace ReformOpenData.Benchmarks;

/// <summary>
/// Executes a cached plan, response bytes included. <c>execution.mjs</c> does the same on the same data with graphql-js
/// and graphql-jit, whose result goes through JSON.stringify and into UTF-8.
/// </summary>
[MemoryDiagnoser]
public class Execution
{
    internal const string Sdl = """
        type Query { rows: [Row!]!, row(id: ID!): Row }
        type Row { id: ID!, code: String!, name: String!, title: String, year: Int!, page: Int, score: Float!, ratio: Float,
          final: Boolean!, grade: Grade! }
        enum Grade { A B C D }
        """;

    internal const string Leaves = "{ rows { id code name title year page score ratio final grade } }";

    internal const string Small = "query($id: ID!) { row(id: $id) { id name } }";

    private static readonly byte[] s_leaves = Encoding.UTF8.GetBytes(Leaves);

    private static readonly byte[] s_small = Encoding.UTF8.GetBytes(Small);

    private static readonly JsonDocument s_variables = JsonDocument.Parse("""{"id":"7"}""");

    private readonly ExecutableSchema _executable;

    public Execution()
    {
        var rows = Row.MakeAll();
        _executable = ExecutableSchema.Create(SchemaBuilder.Build(Encoding.UTF8.GetBytes(Sdl)), new Bindings()
            .Resolve("Query.rows", _ => new(rows))
            .Resolve("Query.row", context =>
                new(rows[int.Parse((string)context.Field.Arguments["id"]!, CultureInfo.InvariantCulture)]))
            .Leaf<Row>("Row.id", (row, _, ref writer) => writer.String(row.Id))
            .Leaf<Row>("Row.code", (row, _, ref writer) => writer.String(row.Code))
            .Leaf<Row>("Row.name", (row, _, ref writer) => writer.String(row.Name))
            .Leaf<Row>("Row.title", (row, _, ref writer) => writer.String(row.Title))
            .Leaf<Row>("Row.year", (row, _, ref writer) => writer.Int(row.Year))
            .Leaf<Row>("Row.page", (row, _, ref writer) => writer.Int(row.Page))
            .Leaf<Row>("Row.score", (row, _, ref writer) => writer.Float(row.Score))
            .Leaf<Row>("Row.ratio", (row, _, ref writer) => writer.Float(row.Ratio))
            .Leaf<Row>("Row.final", (row, _, ref writer) => writer.Boolean(row.IsFinal))
            .Leaf<Row>("Row.grade", (row, _, ref writer) => writer.Enum(row.Grade)));
    }

    [Benchmark]
    public int LeavesOfAThousandObjects() => Execute(s_leaves, default);

    [Benchmark]
    public int SmallQuery() => Execute(s_small, s_variables.RootElement);

    /// <summary>The response, to compare it with that of another engine.</summary>
    internal string LeavesAsText() => Text(s_leaves, default);

    internal string SmallAsText() => Text(s_small, s_variables.RootElement);

    private string Text(byte[] document, JsonElement variables)
    {
        using var request = new GraphQLRequest { Document = document, Variables = variables };
        using var response = _executable
            .ExecuteAsync(request, null, CancellationToken.None).AsTask().GetAwaiter().GetResult();
        return Encoding.UTF8.GetString(response.Body.Span);
    }

    private int Execute(byte[] document, JsonElement variables)
    {
        using var request = new GraphQLRequest { Document = document, Variables = variables };
        var executing = _executable.ExecuteAsync(request, null, CancellationToken.None);
        if (!executing.IsCompletedSuccessfully)
            throw new InvalidOperationException("Nothing here waits.");
        using var response = executing.Result;
        return response.Body.Length;
    }

    internal sealed record Row(
        string Id, string Code, string Name, string Title, int Year, int Page, double Score, double Ratio, bool IsFinal,
        string Grade)
    {
        public static Row[] MakeAll() => [.. Enumerable.Range(0, 1000).Select(Make)];

        private static Row Make(int i) => new(
            i.ToString(CultureInfo.InvariantCulture),
            $"0720{i}",
            "行政サービスの向上と財政基盤の強化",
            $"Initiative {i} of the plan",
            2017 + (i % 5),
            i % 21,
            i / 8.0,
            i / 7.0,
            i % 2 == 0,
            "ABCD"[i % 4].ToString());
    }
}
