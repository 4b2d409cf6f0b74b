using ReformOpenData.GraphQL.Execution;
using ReformOpenData.GraphQL.Http;
using ReformOpenData.Server.Answers;
using ReformOpenData.Server.Metadata;
using ReformOpenData.Server.Representations;

namespace ReformOpenData.Server.Endpoints;

/// <summary>/graphql, and the trusted documents by their names: reads what is asked, in which representation.</summary>
internal sealed class GraphQLEndpoint(
    GraphQLHttp http,
    TrustedDocuments documents,
    IReadOnlyList<Representation> representations,
    AnswerWriter answers,
    QuestionEndpoint questions,
    DefaultPlan defaults,
    SiteFiles files)
{
    public Task HandleAsync(HttpContext context)
    {
        var request = context.Request;
        // The page and the answer have the same address: a cache must not give one for the other.
        context.Response.Headers.Vary = "Accept, GraphQL-Cost";
        if (HttpMethods.IsPost(request.Method) || !Accepts.Html(request))
            return AnswerAsync(context, parameters: null);
        if (!request.Path.Value!.EndsWith('/'))
            return files.WriteAsync(context, SiteFiles.GraphiQL);
        // The addresses in the page are relative to that without a slash.
        context.Response.StatusCode = StatusCodes.Status308PermanentRedirect;
        context.Response.Headers.Location = "../graphql" + request.QueryString;
        return Task.CompletedTask;
    }

    /// <summary>
    /// GET of a trusted document by its name: the same as by its id, with its variables as parameters of the address.
    /// After a dot, the name of a representation; without, GraphQL's own.
    /// </summary>
    public Task HandleNamedAsync(HttpContext context, string name)
    {
        if (documents.ByName(name) is { } document)
            return AnswerAsync(context, document, representation: null);
        var dot = name.LastIndexOf('.');
        if (dot > 0 && documents.ByName(name[..dot]) is { } asked && TableFormat.Find(name[(dot + 1)..]) is { } table)
            return questions.HandleNamedAsync(this, context, asked, table);
        return dot > 0 && documents.ByName(name[..dot]) is { } other
            && representations.FirstOrDefault(known => known.Format == name[(dot + 1)..]) is { } representation
            && representation.CanWrite(other)
            ? AnswerAsync(context, other, representation)
            : FailureWriter.WriteAsync(
                context, AnswerFailure.DocumentNotFound("No operation has this name; /graphql/operations lists them."));
    }

    /// <summary>GET of a trusted document in a representation.</summary>
    /// <param name="representation">Null: GraphQL's own, as the headers ask for it.</param>
    public async Task AnswerAsync(HttpContext context, TrustedDocument document, Representation? representation)
    {
        var query = await defaults.FillAsync(document, QueryOf(context.Request), context);
        var parameters = document.Variables.Read(query, out var fault);
        if (fault is not null)
        {
            await FailureWriter.WriteAsync(context, AnswerFailure.BadRequest(fault));
            return;
        }

        parameters.DocumentId = document.IdUtf8;
        await AnswerAsync(context, parameters, representation);
    }

    /// <summary>/graphql.csv and its like.</summary>
    public Task HandleTableAsync(HttpContext context, TableFormat format) =>
        questions.HandleAsync(this, context, format);

    /// <summary>
    /// What is asked, with its document and the media type of its answer; nulls where a refusal is answered.
    /// </summary>
    /// <param name="parameters">What stands for those of the address; null for these themselves.</param>
    /// <param name="isGraphQL">Whether headers may choose the form of the answer.</param>
    public async Task<(GraphQLRequest? Request, string MediaType)> ReadAsync(
        HttpContext context, RequestParameters? parameters, bool isGraphQL)
    {
        var (request, headers) = (context.Request, context.Request.Headers);
        var reading = await http.ReadAsync(
            new HttpRequestData(request.Method)
            {
                QueryString = QueryOf(request),
                Parameters = parameters,
                Accept = isGraphQL && headers.Accept.Count > 0 ? headers.Accept.ToString() : null,
                ContentType = request.ContentType,
                ContentEncoding = headers.ContentEncoding.Count > 0 ? headers.ContentEncoding.ToString() : null,
                ContentLength = request.ContentLength,
                Cost = isGraphQL && headers["GraphQL-Cost"].Count > 0 ? headers["GraphQL-Cost"].ToString() : null,
                Body = request.Body,
            },
            context.RequestAborted);
        // What is asked in an address of its own depends on no header.
        if (isGraphQL) context.Response.Headers.Vary = "Accept, GraphQL-Cost";
        if (reading.Refusal is { } refusal)
        {
            using (refusal) await RefuseAsync(context, refusal);
            return default;
        }

        var graphql = reading.Request!;
        if (graphql.DocumentId is { } id)
        {
            if (documents.ById(id) is not { } document)
            {
                graphql.Dispose();
                await FailureWriter.WriteAsync(context, AnswerFailure.DocumentNotFound(
                    "No trusted document has this id; /graphql/operations lists them."));
                return default;
            }

            graphql = graphql.WithDocument(document.Utf8);
        }

        return (graphql, reading.MediaType);
    }

    private async Task AnswerAsync(
        HttpContext context, RequestParameters? parameters, Representation? representation = null)
    {
        var (request, mediaType) = await ReadAsync(context, parameters, isGraphQL: representation is null);
        if (request is not null)
            await answers.WriteAsync(context, request, representation ?? GraphQLJson.For(mediaType));
    }

    private static async Task RefuseAsync(HttpContext context, HttpResponseData refusal)
    {
        var response = context.Response;
        response.StatusCode = refusal.Status;
        response.ContentType = refusal.ContentType;
        response.Headers.Allow = refusal.Allow;
        response.Headers.AcceptEncoding = refusal.AcceptEncoding;
        response.Headers.CacheControl = "no-store";
        Conditions.VaryBy(response, "Accept-Encoding");
        response.ContentLength = refusal.Body.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
            await response.Body.WriteAsync(refusal.Body, context.RequestAborted);
    }

    /// <summary>The query string without its question mark.</summary>
    public static string QueryOf(HttpRequest request) =>
        request.QueryString.Value is { Length: > 0 } query ? query[1..] : "";
}
