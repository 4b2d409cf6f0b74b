using ReformOpenData.GraphQL.Execution;
using ReformOpenData.GraphQL.Http;
using ReformOpenData.GraphQL.Response;

namespace ReformOpenData.GraphQL.Tests.Http;

/// <summary>Reads, executes and answers, as a server does.</summary>
internal static class HttpExchange
{
    public static async Task<HttpResponseData> HandleAsync(
        Limits limits, HttpRequestData request, Func<GraphQLRequest, ValueTask<GraphQLResponse>> execute)
    {
        var reading = await new GraphQLHttp(limits).ReadAsync(request, CancellationToken.None);
        if (reading.Refusal is { } refusal)
            return refusal;
        using var graphql = reading.Request!;
        var response = await execute(graphql);
        return new HttpResponseData(
            GraphQLHttp.StatusOf(response, reading.MediaType), reading.MediaType, response);
    }
}
