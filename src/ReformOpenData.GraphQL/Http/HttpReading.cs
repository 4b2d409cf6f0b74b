using ReformOpenData.GraphQL.Execution;

namespace ReformOpenData.GraphQL.Http;

/// <summary>What came of reading an HTTP request: either a request or the answer that refuses it.</summary>
/// <param name="Request">Dispose it after it was executed.</param>
/// <param name="Refusal">Not null where there is nothing to execute.</param>
/// <param name="MediaType">Of the answer, with charset.</param>
public sealed record HttpReading(GraphQLRequest? Request, HttpResponseData? Refusal, string MediaType)
{
    internal static HttpReading Refused(HttpResponseData refusal) => new(null, refusal, refusal.ContentType);
}
