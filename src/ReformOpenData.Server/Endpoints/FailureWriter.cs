using System.Globalization;
using System.Text.Json.Nodes;
using ReformOpenData.Server.Answers;

namespace ReformOpenData.Server.Endpoints;

/// <summary>
/// The one shape of a failure outside execution: that of a GraphQL response without data, never stored.
/// </summary>
internal static class FailureWriter
{
    public static Task WriteAsync(HttpContext context, AnswerFailure failure)
    {
        var body =
            context.RequestServices.GetService<IFailurePage>()?.Begin(context, failure) ?? Begin(context, failure);
        return HttpMethods.IsHead(context.Request.Method)
            ? Task.CompletedTask
            : context.Response.Body.WriteAsync(body, context.RequestAborted).AsTask();
    }

    /// <summary>Under which a fault of ours is found in the log; null for one of who asked.</summary>
    public static string? IdOf(HttpContext context, AnswerFailure failure) => failure.Id
        ?? (failure.Status >= StatusCodes.Status500InternalServerError ? context.TraceIdentifier : null);

    /// <summary>Sets status and headers, and gives the body.</summary>
    public static byte[] Begin(HttpContext context, AnswerFailure failure)
    {
        var error = Json.Of(
            ("message", failure.Message),
            ("extensions", Json.Of(("code", failure.Code), ("id", IdOf(context, failure)))));
        var body = Json.Write(Json.Of(("errors", new JsonArray(error))), Json.Options);
        SetHeaders(context.Response, failure, "application/json; charset=utf-8", body.Length);
        return body;
    }

    /// <summary>Status and headers, in place of those of the answer that did not come.</summary>
    public static void SetHeaders(HttpResponse response, AnswerFailure failure, string contentType, long length)
    {
        response.StatusCode = failure.Status;
        response.ContentType = contentType;
        response.Headers.CacheControl = "no-store";
        response.Headers.RetryAfter = failure.RetryAfterSeconds?.ToString(CultureInfo.InvariantCulture);
        response.Headers.Allow = failure.Allow;
        response.Headers.Link = failure.Link;
        response.Headers.ETag = default;
        response.Headers.LastModified = default;
        response.Headers.ContentLocation = default;
        response.Headers.ContentDisposition = default;
        response.Headers.ContentEncoding = default;
        response.ContentLength = length;
    }
}
