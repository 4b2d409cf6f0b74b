using ReformOpenData.Server.Answers;

namespace ReformOpenData.Server.Endpoints;

/// <summary>Writes a finished body: coding, length, tag, 304 where the client has it, nothing but headers for HEAD.</summary>
internal static class ContentWriter
{
    public static async Task Write(HttpContext context, Content content, string contentType, string cacheControl, int status = StatusCodes.Status200OK)
    {
        var (request, response) = (context.Request, context.Response);
        var form = content.For(request.Headers.AcceptEncoding);
        response.Headers.CacheControl = cacheControl;
        // In one line: of several, caches in use (nginx 1.22) heed only the last.
        response.Headers.Vary = response.Headers.Vary is [{ } others] ? others + ", Accept-Encoding" : "Accept-Encoding";
        if (form.Tag is not null)
        {
            response.Headers.ETag = form.Tag;
            if (Content.Matches(request.Headers.IfNoneMatch, content.Tag!))
            {
                // Of another coding of the same, the client hears the tag that it has.
                if (Content.Named(request.Headers.IfNoneMatch, content.Tag!) is { } named) response.Headers.ETag = named;
                response.StatusCode = StatusCodes.Status304NotModified;
                return;
            }
        }
        response.StatusCode = status;
        response.ContentType = contentType;
        if (form.Coding is not null) response.Headers.ContentEncoding = form.Coding;
        response.ContentLength = form.Bytes.Length;
        if (!HttpMethods.IsHead(request.Method)) await response.Body.WriteAsync(form.Bytes, context.RequestAborted);
    }
}
