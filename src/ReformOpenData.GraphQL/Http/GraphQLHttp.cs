using System.Buffers;
using System.Text;
using System.Text.Json;
using ReformOpenData.GraphQL.Execution;
using ReformOpenData.GraphQL.Response;

namespace ReformOpenData.GraphQL.Http;

/// <summary>
/// The rules of GraphQL over HTTP for one endpoint, free of any web framework: GET and POST, media types, status codes.
/// https://graphql.github.io/graphql-over-http/draft/
/// </summary>
public sealed class GraphQLHttp(Limits limits)
{
    private const string AllowedMethods = "GET, HEAD, POST, OPTIONS";

    private const int MostBytesAtFirst = 16 * 1024;

    /// <summary>The request and the media type of its answer, or a refusal.</summary>
    public async ValueTask<HttpReading> ReadAsync(HttpRequestData request, CancellationToken cancellationToken)
    {
        var mediaType = MediaType.Negotiate(request.Accept);
        if (request.Method is not ("GET" or "HEAD" or "POST"))
        {
            var message = $"The method {Excerpt.Of(request.Method, 20)} is not allowed; use GET or POST.";
            return Refuse(405, mediaType, new GraphQLError(message, ErrorCode.MethodNotAllowed), AllowedMethods);
        }

        if (mediaType is null)
        {
            return Refuse(406, null, ErrorCode.NotAcceptable,
                "The Accept header allows neither application/graphql-response+json nor application/json.");
        }

        return ReadCost(request.Cost, out var cost) is { } error ? Refuse(400, mediaType, error)
            : request.Method == "POST" ? await ReadPostAsync(request, mediaType, cost, cancellationToken)
            : ReadGet(request, mediaType, cost);
    }

    /// <summary>Status code for a response.</summary>
    /// <param name="mediaType">As <see cref="ReadAsync"/> gave it.</param>
    public static int StatusOf(GraphQLResponse response, string mediaType)
    {
        if (response.HasData || response.Errors.Count == 0)
            return 200;
        var code = response.Errors[0].Code;
        // A GET must not change anything, in either media type. Of other errors, a client of application/json takes no
        // other status for an answer of GraphQL itself.
        return code == ErrorCode.MethodNotAllowed ? 405
            : mediaType == MediaType.Json ? 200
            : code switch
            {
                ErrorCode.TimeLimit => 503,
                ErrorCode.InternalError => 500,
                _ => 400,
            };
    }

    private static GraphQLError? ReadCost(string? header, out CostReport cost)
    {
        cost = CostReport.None;
        switch (header?.Trim().ToLowerInvariant())
        {
            case null or "":
                return null;
            case "report":
                cost = CostReport.Report;
                return null;
            case "validate":
                cost = CostReport.Validate;
                return null;
            default:
                return JsonRequestReader.BadRequest("The GraphQL-Cost header must be “report” or “validate”.");
        }
    }

    private HttpReading ReadGet(HttpRequestData request, string mediaType, CostReport cost)
    {
        if (Encoding.UTF8.GetByteCount(request.QueryString) is var length && length > limits.BodyBytes)
            return Refuse(414, mediaType, BodyLimit("query string", length));
        var parameters = request.Parameters ?? new RequestParameters();
        GraphQLRequest? read = null;
        var error = (request.Parameters is null ? parameters.TakeAll(request.QueryString) : null)
            ?? Read(parameters, cost, out read);
        return error is null
            ? new HttpReading(read, null, mediaType)
            : Refuse(StatusOfRefusal(error, mediaType), mediaType, error);
    }

    private GraphQLError? Read(RequestParameters found, CostReport cost, out GraphQLRequest? request)
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
            QueryOnly = true,
            CostReport = cost,
        }.Owning(null, null, variables);
        return null;

        // An empty parameter is as one that is not there.
        static string? Text(byte[]? value) => value is { Length: > 0 } ? Encoding.UTF8.GetString(value) : null;
    }

    /// <summary>
    /// A client that tries a persisted query first sends the query itself after this answer, which some read only where
    /// the status is 200.
    /// </summary>
    private static int StatusOfRefusal(GraphQLError error, string mediaType) =>
        error.Code == ErrorCode.PersistedQueryNotSupported && mediaType == MediaType.Json ? 200 : 400;

    private async ValueTask<HttpReading> ReadPostAsync(
        HttpRequestData request, string mediaType, CostReport cost, CancellationToken cancellationToken)
    {
        if (request.ContentEncoding?.Trim() is { Length: > 0 } encoding
            && !encoding.Equals("identity", StringComparison.OrdinalIgnoreCase))
        {
            var message = $"The body is sent with Content-Encoding: {Excerpt.Of(encoding, 20)}; send it without.";
            var error = new GraphQLError(message, ErrorCode.UnsupportedMediaType);
            return Refuse(415, mediaType, error, acceptEncoding: "identity");
        }

        if (!MediaType.IsJsonInUtf8(request.ContentType))
        {
            return Refuse(415, mediaType, ErrorCode.UnsupportedMediaType,
                "The body must be application/json in UTF-8, and the Content-Type header must say so.");
        }

        if (request.ContentLength > limits.BodyBytes)
            return Refuse(413, mediaType, BodyLimit("body", request.ContentLength.Value));
        // What is announced and does not come takes no memory.
        var buffer = ArrayPool<byte>.Shared.Rent((int)Math.Min(request.ContentLength ?? 0, MostBytesAtFirst) + 1);
        GraphQLRequest? read = null;
        try
        {
            var length = 0;
            int count;
            while ((count = await request.Body.ReadAsync(buffer.AsMemory(length), cancellationToken)) > 0)
            {
                length += count;
                if (length > limits.BodyBytes)
                    return Refuse(413, mediaType, BodyLimit("body", length));
                if (length == buffer.Length)
                    buffer = Enlarge(buffer);
            }

            return JsonRequestReader.Read(buffer.AsMemory(0, length), limits, cost, buffer, out read) is { } error
                ? Refuse(StatusOfRefusal(error, mediaType), mediaType, error)
                : new HttpReading(read, null, mediaType);
        }
        finally
        {
            // A request that was read owns the buffer now.
            if (read is null)
                ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static byte[] Enlarge(byte[] buffer)
    {
        var larger = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
        buffer.CopyTo(larger, 0);
        ArrayPool<byte>.Shared.Return(buffer);
        return larger;
    }

    private GraphQLError BodyLimit(string what, long bytes) => GraphQLError.OverLimit(
        ErrorCode.BodyLimit,
        $"The {what} has {bytes} bytes or more; the limit (BodyBytes) is {limits.BodyBytes}.",
        limits.BodyBytes,
        bytes);

    private static HttpReading Refuse(int status, string? mediaType, string code, string message) =>
        Refuse(status, mediaType, new GraphQLError(message, code));

    private static HttpReading Refuse(
        int status, string? mediaType, GraphQLError error, string? allow = null, string? acceptEncoding = null)
    {
        var response = GraphQLResponse.RequestError(error);
        return HttpReading.Refused(new HttpResponseData(status, mediaType ?? MediaType.Json, response)
        {
            Allow = allow,
            AcceptEncoding = acceptEncoding,
        });
    }
}
