using ReformOpenData.GraphQL.Response;
using ReformOpenData.Server.Answers;
using ReformOpenData.Server.Lists;

namespace ReformOpenData.Server.Endpoints;

/// <summary>OPTIONS and 405, the same for every path.</summary>
internal static class Methods
{
    public const string Read = "GET, HEAD, OPTIONS";
    public const string GraphQL = "GET, HEAD, POST, OPTIONS";

    /// <summary>Wraps a handler of GET and HEAD.</summary>
    public static RequestDelegate Reading(RequestDelegate next) => Only(Read, next);

    /// <summary>
    /// Wraps a handler of GET and HEAD whose address takes no parameters: with any, each would be another address to
    /// the caches in between, and the same bytes be kept for each.
    /// </summary>
    public static RequestDelegate ReadingWithoutParameters(RequestDelegate next) => Reading(context =>
        TableParameters.Pairs(GraphQLEndpoint.QueryOf(context.Request)).Any()
            ? FailureWriter.WriteAsync(context, TakesNoParameters(context.Request))
            : next(context));

    public static AnswerFailure TakesNoParameters(HttpRequest request) => AnswerFailure.BadRequest(
        $"{request.Path} takes no parameters; leave out “{Excerpt.Of(request.QueryString.Value ?? "", 40)}”.");

    /// <summary>Wraps a handler: answers OPTIONS and every method that is not among <paramref name="allow"/>.</summary>
    public static RequestDelegate Only(string allow, RequestDelegate next) => context =>
    {
        var method = context.Request.Method;
        if (HttpMethods.IsOptions(method)) return Options(context.Response, allow);
        var served =
            HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || (HttpMethods.IsPost(method) && allow == GraphQL);
        return served ? next(context) : FailureWriter.WriteAsync(context, AnswerFailure.MethodNotAllowed(allow));
    };

    private static Task Options(HttpResponse response, string allow)
    {
        response.Headers.Allow = allow;
        response.Headers.AccessControlAllowMethods = allow;
        // Whatever a client's library adds: none of it is trusted with anything. A star does not stand for
        // Authorization.
        response.Headers.AccessControlAllowHeaders = "*, Authorization";
        response.Headers.AccessControlMaxAge = "86400";
        response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }
}
