using System.Text;
using System.Text.Json;
using ReformOpenData.GraphQL.Execution;
using ReformOpenData.GraphQL.Response;
using ReformOpenData.GraphQL.Types;

namespace ReformOpenData.GraphQL.Tests.Execution;

/// <summary>Executes documents in tests and gives back the response as text.</summary>
internal sealed class TestServer
{
    public TestServer(string sdl, Bindings bindings, Limits? limits = null)
    {
        Executable = ExecutableSchema.Create(
            SchemaBuilder.Build(Encoding.UTF8.GetBytes(sdl)), bindings, limits,
            (id, exception) => Unexpected.Add((id, exception)));
    }

    public ExecutableSchema Executable { get; }

    public List<(string Id, Exception Exception)> Unexpected { get; } = [];

    public async Task<string> Ask(
        string document,
        string? variables = null,
        string? operationName = null,
        object? state = null,
        CostReport cost = CostReport.None,
        Func<double, ValueTask>? before = null,
        CancellationToken cancellationToken = default)
    {
        using var json = variables is null ? null : JsonDocument.Parse(variables);
        using var request = new GraphQLRequest
        {
            Document = Encoding.UTF8.GetBytes(document),
            OperationName = operationName,
            Variables = json?.RootElement ?? default,
            CostReport = cost,
            BeforeExecution = before,
        };
        using var response = await Executable.ExecuteAsync(request, state, cancellationToken);
        var text = Encoding.UTF8.GetString(response.Body.Span);
        AssertIsAResponse(text, response);
        return text;
    }

    /// <summary>The messages of the errors, one a line, with places and paths.</summary>
    public async Task<string[]> Errors(string document, string? variables = null, string? operationName = null)
    {
        using var response = JsonDocument.Parse(await Ask(document, variables, operationName));
        return response.RootElement.TryGetProperty("errors", out var errors)
            ? [.. errors.EnumerateArray().Select(Describe)]
            : [];
    }

    private static string Describe(JsonElement error)
    {
        var text = new StringBuilder(error.GetProperty("message").GetString());
        if (error.TryGetProperty("locations", out var locations))
        {
            foreach (var at in locations.EnumerateArray())
                text.Append($" ({at.GetProperty("line")}:{at.GetProperty("column")})");
        }

        if (error.TryGetProperty("path", out var path))
            text.Append(" at ").AppendJoin('.', path.EnumerateArray());
        return text.Append(" [")
            .Append(error.GetProperty("extensions").GetProperty("code").GetString()).Append(']').ToString();
    }

    /// <summary>Every response is what §7 says a response is.</summary>
    private static void AssertIsAResponse(string text, GraphQLResponse response)
    {
        using var json = JsonDocument.Parse(
            text, new JsonDocumentOptions { AllowDuplicateProperties = false, MaxDepth = 1000 });
        var hasErrors = json.RootElement.TryGetProperty("errors", out var errors);
        var hasData = json.RootElement.TryGetProperty("data", out _);
        Assert.Equal(response.HasData, hasData);
        Assert.Equal(response.Errors.Count, hasErrors ? errors.GetArrayLength() : 0);
        Assert.True(hasData || response.Errors.Count > 0);
    }
}
