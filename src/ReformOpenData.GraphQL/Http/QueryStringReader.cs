using System.Text;
using System.Text.Json;
using ReformOpenData.GraphQL.Execution;
using ReformOpenData.GraphQL.Response;

namespace ReformOpenData.GraphQL.Http;

/// <summary>
/// Reads the query string of a GET: application/x-www-form-urlencoded, UTF-8; unknown parameters are ignored.
/// </summary>
internal static class QueryStringReader
{
    public static GraphQLError? Read(string queryString, Limits limits, CostReport cost, out GraphQLRequest? request)
    {
        request = null;
        var found = new RequestParameters();
        foreach (var parameter in QueryParameter.All(queryString))
        {
            if (parameter.Name is not { } name)
                return JsonRequestReader.BadRequest("The query string is not UTF-8 in percent encoding.");
            if (found.Take(name, parameter) is { } malformed)
                return malformed;
        }

        return Read(found, limits, cost, out request);
    }

    public static GraphQLError? Read(
        RequestParameters found, Limits limits, CostReport cost, out GraphQLRequest? request)
    {
        request = null;
        JsonDocument? variables = null;
        if (found.Extensions is { Length: > 0 } extensions
            && JsonRequestReader.ReadMap("extensions", extensions, limits, keep: false, out _) is { } bad)
        {
            return bad;
        }

        if (found.Query is null && found.DocumentId is null)
        {
            return JsonRequestReader.NotSupported(found.Extensions)
                ?? JsonRequestReader.BadRequest("The query string has no “query”; it must hold the document.");
        }

        if (found.Variables is { Length: > 0 } json
            && JsonRequestReader.ReadMap("variables", json, limits, keep: true, out variables) is { } worse)
        {
            return worse;
        }

        request = new GraphQLRequest
        {
            Document = found.Query,
            DocumentId = Text(found.DocumentId),
            OperationName = Text(found.OperationName),
            Variables = variables?.RootElement ?? default,
            VariablesJson = variables is null ? default : found.Variables,
            QueryOnly = true,
            CostReport = cost,
        }.Owning(null, null, variables);
        return null;
    }

    /// <summary>An empty parameter is as one that is not there.</summary>
    private static string? Text(byte[]? value) => value is { Length: > 0 } ? Encoding.UTF8.GetString(value) : null;
}
