using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ReformOpenData.GraphQL.Execution;
using ReformOpenData.GraphQL.Http;
using ReformOpenData.GraphQL.Response;
using ReformOpenData.Server.Answers;
using ReformOpenData.Server.Configuration;
using ReformOpenData.Server.Hosting;
using ReformOpenData.Server.Representations;

namespace ReformOpenData.Server.Endpoints;

/// <summary>Executes a request on a release.</summary>
internal delegate ValueTask<GraphQLResponse> Execute(GraphQLRequest request, int release, CancellationToken cancellation);

/// <summary>
/// /graphql: reads what the engine's rules of HTTP make of the request, answers from memory where the same was asked of the same
/// release, and otherwise executes, once for all who ask the same at the same time.
/// </summary>
/// <param name="build">Differs between versions of schema and server, whose answers may differ.</param>
internal sealed class GraphQLEndpoint(
    GraphQLHttp http,
    Execute execute,
    TrustedDocuments documents,
    ResponseCache cache,
    CurrentRelease release,
    Pages pages,
    Telemetry telemetry,
    ServerOptions options,
    string build)
{
    /// <summary>A numbered release never changes, but it may be taken down: after an hour at most, every cache has asked again.</summary>
    private const string Numbered = "public, max-age=3600, must-revalidate";

    private readonly string _current = $"public, max-age={options.MaxAgeSeconds}, must-revalidate";

    public Task Handle(HttpContext context)
    {
        var request = context.Request;
        // The page and the answer have the same address: a cache must not give one for the other.
        context.Response.Headers.Vary = "Accept, GraphQL-Cost";
        return HttpMethods.IsPost(request.Method) || !PrefersHtml(request.Headers.Accept.ToString())
            ? Answer(context, request.QueryString.Value is { Length: > 0 } query ? query[1..] : "")
            : pages.Write(context, Pages.GraphiQL);
    }

    /// <summary>GET of a trusted document by its name: the same as by its id, with its variables as parameters of the address.</summary>
    public Task HandleNamed(HttpContext context, string name)
    {
        if (documents.ByName(name) is not { } document)
        {
            return ErrorAnswer.Write(
                context, StatusCodes.Status404NotFound, HostErrorCode.DocumentNotFound, "No operation has this name; /graphql/operations lists them.");
        }
        var variables = document.Variables.Read(context.Request.QueryString.Value, out var fault);
        return fault is null
            ? Answer(context, "documentId=" + Uri.EscapeDataString(document.Id) + variables)
            : ErrorAnswer.Write(context, StatusCodes.Status400BadRequest, ErrorCode.BadRequest, fault);
    }

    /// <summary>The description of the data set for catalogues: what a trusted document answers, in their words.</summary>
    public async Task HandleDataset(HttpContext context)
    {
        var response = context.Response;
        if (release.Number is not { } number)
        {
            await ErrorAnswer.Unavailable(context, HostErrorCode.NotReady, "No release is published yet.");
            return;
        }
        var graphql = new GraphQLRequest { Document = documents.ByName(DatasetPage.Document)!.Utf8 };
        var key = new AnswerKey(number, Digest(graphql, DatasetPage.ContentType, release.Last.Stamp));
        try
        {
            var answer = await Ask(graphql, key, DatasetPage.ContentType, Tag(key), context.RequestAborted);
            if (!answer.Keep) throw new InvalidOperationException("AboutTheData answered with an error.");
            response.Headers["Reform-Release"] = number.ToString(CultureInfo.InvariantCulture);
            await ContentWriter.Write(context, DatasetPage.Make(answer.Content), DatasetPage.ContentType, _current);
        }
        catch (DatabaseUnavailableException)
        {
            await ErrorAnswer.Unavailable(context, HostErrorCode.DatabaseUnavailable, "The database does not answer.");
        }
    }

    private async Task Answer(HttpContext context, string query)
    {
        var headers = context.Request.Headers;
        var reading = await http.ReadAsync(
            new HttpRequestData(context.Request.Method)
            {
                QueryString = query,
                Accept = headers.Accept.Count > 0 ? headers.Accept.ToString() : null,
                ContentType = context.Request.ContentType,
                ContentEncoding = headers.ContentEncoding.Count > 0 ? headers.ContentEncoding.ToString() : null,
                ContentLength = context.Request.ContentLength,
                Cost = headers["GraphQL-Cost"].Count > 0 ? headers["GraphQL-Cost"].ToString() : null,
                Body = context.Request.Body,
            },
            context.RequestAborted);
        context.Response.Headers.Vary = "Accept, GraphQL-Cost";
        if (reading.Refusal is { } refusal)
        {
            using (refusal) await Refuse(context, refusal);
            return;
        }
        var graphql = reading.Request!;
        if (graphql.DocumentId is { } id)
        {
            if (documents.ById(id) is not { } document)
            {
                graphql.Dispose();
                await ErrorAnswer.Write(
                    context, StatusCodes.Status404NotFound, HostErrorCode.DocumentNotFound, "No trusted document has this id; /graphql/operations lists them.");
                return;
            }
            graphql = graphql.WithDocument(document.Utf8);
        }
        await Answer(context, graphql, reading.MediaType);
    }

    private async Task Answer(HttpContext context, GraphQLRequest graphql, string mediaType)
    {
        var last = release.Last;
        if (last.Release is not { } number)
        {
            graphql.Dispose();
            await ErrorAnswer.Unavailable(context, HostErrorCode.NotReady, "No release is published yet.");
            return;
        }
        var key = new AnswerKey(number, Digest(graphql, mediaType, last.Stamp));
        var tag = Tag(key);
        var response = context.Response;
        response.Headers["Reform-Release"] = number.ToString(CultureInfo.InvariantCulture);
        if (cache.TryGet(key, out var answer))
        {
            telemetry.Hit();
            graphql.Dispose();
        }
        else if (!HttpMethods.IsPost(context.Request.Method) && Content.Named(context.Request.Headers.IfNoneMatch, tag) is { } named)
        {
            // Only a client that was given this tag can know it: the answer is as it was, and need not be made to say so.
            telemetry.Hit();
            graphql.Dispose();
            response.StatusCode = StatusCodes.Status304NotModified;
            response.Headers.ETag = named;
            response.Headers.Vary = "Accept, GraphQL-Cost, Accept-Encoding"; // A cache takes over what a 304 says.
            response.Headers.CacheControl = _current;
            return;
        }
        else if (!release.Available)
        {
            graphql.Dispose();
            await ErrorAnswer.Unavailable(context, HostErrorCode.DatabaseUnavailable, "The database does not answer.");
            return;
        }
        else
        {
            try
            {
                answer = await Ask(graphql, key, mediaType, tag, context.RequestAborted);
            }
            catch (DatabaseUnavailableException)
            {
                await ErrorAnswer.Unavailable(context, HostErrorCode.DatabaseUnavailable, "The database does not answer.");
                return;
            }
        }
        await Write(context, answer!, mediaType);
    }

    private Task Write(HttpContext context, Answer answer, string mediaType)
    {
        var control = !answer.Keep ? "no-store"
            : HttpMethods.IsPost(context.Request.Method) ? "no-cache"
            : answer.IsNumbered ? Numbered
            : _current;
        return ContentWriter.Write(context, answer.Content, mediaType, control, answer.Status);
    }

    /// <summary>From memory, or from whoever is making it, or made now. Disposes the request.</summary>
    private Task<Answer> Ask(GraphQLRequest graphql, AnswerKey key, string mediaType, string tag, CancellationToken cancellation)
    {
        telemetry.Miss();
        var given = false;
        var asked = cache.GetOrMake(
            key,
            () =>
            {
                given = true;
                return Make(graphql, key.Release, mediaType, tag);
            },
            cancellation);
        if (!given) graphql.Dispose();
        return asked;
    }

    private async Task<Answer> Make(GraphQLRequest graphql, int number, string mediaType, string tag)
    {
        using (graphql)
        {
            var result = await execute(graphql, number, CancellationToken.None);
            if (result.Errors.Any(error => error.Code == HostErrorCode.DatabaseUnavailable))
            {
                result.Dispose();
                release.Lost();
                throw new DatabaseUnavailableException();
            }
            using var answer = GraphQLHttp.Respond(result, mediaType);
            var keep = answer.Status == StatusCodes.Status200OK && result.HasData && result.Errors.Count == 0;
            var isNumbered = keep && NumberedRelease.IsAllOf(graphql, answer.Body.Span);
            var status = NumberedRelease.IsGone(result) ? StatusCodes.Status410Gone : answer.Status;
            return new Answer(status, new Content(answer.Body.ToArray(), keep ? tag : null), keep, isNumbered);
        }
    }

    private static string Tag(AnswerKey key) => string.Create(CultureInfo.InvariantCulture, $"{key.Release}-{key.Digest:x32}");

    private static Task Refuse(HttpContext context, HttpResponseData refusal)
    {
        if (refusal.Allow is { } allow) context.Response.Headers.Allow = allow;
        if (refusal.AcceptEncoding is { } encoding) context.Response.Headers.AcceptEncoding = encoding;
        return ContentWriter.Write(context, new Content(refusal.Body.ToArray(), null), refusal.ContentType, "no-store", refusal.Status);
    }

    /// <summary>A browser's address bar asks for text/html by name; no GraphQL client does.</summary>
    private static bool PrefersHtml(string accept) =>
        accept.Contains("text/html", StringComparison.OrdinalIgnoreCase)
        && !accept.Contains("json", StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// 128 bits of SHA-256 over all that the answer depends on beside the release, each part with its length. The order of the
    /// variables is nothing that it depends on.
    /// </summary>
    private UInt128 Digest(GraphQLRequest graphql, string mediaType, string stamp)
    {
        var operation = graphql.OperationName ?? "";
        var most = 64 + graphql.Document.Length + graphql.VariablesJson.Length + 3 * (operation.Length + mediaType.Length + stamp.Length + build.Length);
        var buffer = ArrayPool<byte>.Shared.Rent(most);
        var length = 0;
        Part(graphql.Document.Span);
        var variables = CanonicalJson.Write(graphql.Variables, buffer.AsSpan(length + 4));
        BinaryPrimitives.WriteInt32BigEndian(buffer.AsSpan(length), variables);
        length += 4 + variables;
        Text(operation);
        Text(mediaType);
        Text(stamp);
        Text(build);
        buffer[length++] = (byte)graphql.CostReport;
        buffer[length++] = graphql.OperationName is null ? (byte)0 : (byte)1;
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(buffer.AsSpan(0, length), hash);
        ArrayPool<byte>.Shared.Return(buffer);
        return BinaryPrimitives.ReadUInt128BigEndian(hash);

        void Part(ReadOnlySpan<byte> bytes)
        {
            BinaryPrimitives.WriteInt32BigEndian(buffer.AsSpan(length), bytes.Length);
            bytes.CopyTo(buffer.AsSpan(length + 4));
            length += 4 + bytes.Length;
        }

        void Text(string text)
        {
            var written = Encoding.UTF8.GetBytes(text, buffer.AsSpan(length + 4));
            BinaryPrimitives.WriteInt32BigEndian(buffer.AsSpan(length), written);
            length += 4 + written;
        }
    }
}

/// <summary>The database could not be reached while a request ran.</summary>
internal sealed class DatabaseUnavailableException : Exception;
