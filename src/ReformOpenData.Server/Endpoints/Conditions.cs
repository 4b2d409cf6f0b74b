using ReformOpenData.Server.Answers;
using ReformOpenData.Server.Configuration;

namespace ReformOpenData.Server.Endpoints;

/// <summary>The conditions of a GET or HEAD on the content that it would be given (RFC 9110 §13.2.2).</summary>
internal static class Conditions
{
    /// <summary>Sets the tag, and answers where a condition decides; then nothing is left to write.</summary>
    /// <param name="tag">Of the plain form, without quotes.</param>
    /// <param name="coding">Of the form that would be sent.</param>
    public static async ValueTask<bool> AnsweredAsync(HttpContext context, string tag, Coding coding)
    {
        var (request, response) = (context.Request, context.Response);
        response.Headers.ETag = coding.TagOf(tag);
        if (HttpMethods.IsPost(request.Method))
            return false;
        if (EntityTags.Excludes(request.Headers.IfMatch, tag))
        {
            await FailureWriter.WriteAsync(context, AnswerFailure.PreconditionFailed);
            return true;
        }

        if (!EntityTags.Matches(request.Headers.IfNoneMatch, tag))
            return false;
        // Of another coding of the same, the client hears the tag that it has.
        if (EntityTags.Named(request.Headers.IfNoneMatch, tag) is { } named)
            response.Headers.ETag = named;
        response.StatusCode = StatusCodes.Status304NotModified;
        return true;
    }

    /// <summary>Says that addresses in the answer depend on what a proxy says of its path.</summary>
    public static void VaryByPath(HttpResponse response, ServerOptions options)
    {
        if (options.Proxies > 0)
            VaryBy(response, PublicPath.Header);
    }

    /// <summary>Says that the answer differs by a header of the request, beside others.</summary>
    public static void VaryBy(HttpResponse response, string header) =>
        // In one line: of several, caches in use (nginx 1.22) heed only the last.
        response.Headers.Vary = response.Headers.Vary is [{ } others] ? $"{others}, {header}" : header;
}
