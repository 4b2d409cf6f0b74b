using System.Net;
using Microsoft.Net.Http.Headers;
using ReformOpenData.Server.Answers;
using ReformOpenData.Server.Endpoints;
using ReformOpenData.Server.Pages;

namespace ReformOpenData.Server.Hosting;

/// <summary>
/// What a preview lets through: pages and what they are drawn with, for who sits at this computer. A page of another
/// site, or a name that was made to lead here, cannot read the draft; nothing keeps what was shown.
/// </summary>
internal static class PreviewGate
{
    public static void UsePreviewGate(this WebApplication app) => app.Use((context, next) =>
    {
        context.Response.OnStarting(() =>
        {
            var headers = context.Response.Headers;
            headers.Remove(HeaderNames.AccessControlAllowOrigin);
            headers.CacheControl = "no-store";
            headers["Cross-Origin-Resource-Policy"] = "same-origin";
            headers["X-Robots-Tag"] = "noindex";
            return Task.CompletedTask;
        });
        return IsAtHome(context) && IsOfPages(context.Request, app.Services.GetRequiredService<SiteFiles>())
            ? next(context)
            : FailureWriter.WriteAsync(
                context,
                AnswerFailure.NotFound("A preview has pages alone, and only for http://127.0.0.1 on this computer."));
    });

    private static bool IsAtHome(HttpContext context) =>
        context.Connection.RemoteIpAddress is { } client && IPAddress.IsLoopback(client)
        && context.Request.Host.Host is "127.0.0.1" or "localhost";

    private static bool IsOfPages(HttpRequest request, SiteFiles files) =>
        PageList.Find(request) is not null || ListPageEndpoint.Find(request) is not null
        || (files.Has(request.Path.Value!) && request.Path.Value != SiteFiles.GraphiQL);
}
