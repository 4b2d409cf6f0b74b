using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;
using ReformOpenData.Server.Answers;
using ReformOpenData.Server.Configuration;

namespace ReformOpenData.Server.Endpoints;

/// <summary>The conditions of a GET or HEAD on the content that it would be given (RFC 9110 §13.2.2).</summary>
internal static class Conditions
{
    /// <summary>Sets the tag, and answers where a condition decides; then nothing is left to write.</summary>
    /// <param name="tag">Of the plain form, without quotes.</param>
    /// <param name="coding">Of the form that would be sent.</param>
    /// <param name="modified">What Last-Modified says of the content; null where it says nothing.</param>
    public static async ValueTask<bool> AnsweredAsync(
        HttpContext context, string tag, Coding coding, DateTimeOffset? modified = null)
    {
        var (headers, response) = (context.Request.Headers, context.Response);
        response.Headers.ETag = coding.TagOf(tag);
        if (HttpMethods.IsPost(context.Request.Method))
            return false;
        // A date counts where no tag is named (RFC 9110 §13.1.3, §13.1.4).
        if (headers.IfMatch.Count > 0
            ? EntityTags.Excludes(headers.IfMatch, tag)
            : IsUnchanged(modified, headers.IfUnmodifiedSince) == false)
        {
            await FailureWriter.WriteAsync(context, AnswerFailure.PreconditionFailed);
            return true;
        }

        if (headers.IfNoneMatch.Count > 0
            ? !EntityTags.Matches(headers.IfNoneMatch, tag)
            : IsUnchanged(modified, headers.IfModifiedSince) != true)
            return false;
        // Of another coding of the same, the client hears the tag that it has.
        if (EntityTags.Named(headers.IfNoneMatch, tag) is { } named)
            response.Headers.ETag = named;
        response.StatusCode = StatusCodes.Status304NotModified;
        return true;
    }

    /// <summary>
    /// Whether the content is the same since the date of a header, in whole seconds as headers have it; null where the
    /// header is not there or is not a date.
    /// </summary>
    private static bool? IsUnchanged(DateTimeOffset? modified, StringValues since) =>
        modified is { } time && since.Count == 1 && HeaderUtilities.TryParseDate(since.ToString(), out var date)
            ? time.ToUnixTimeSeconds() <= date.ToUnixTimeSeconds()
            : null;

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
