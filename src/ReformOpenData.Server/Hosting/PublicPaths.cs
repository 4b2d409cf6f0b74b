using ReformOpenData.Server.Configuration;

namespace ReformOpenData.Server.Hosting;

/// <summary>Serving below a path of a host, whether or not the proxy in front takes that path away.</summary>
internal static class PublicPaths
{
    public static void UsePublicPath(this WebApplication app, ServerOptions options)
    {
        if (options.PathBase.Length == 0 && options.Proxies == 0)
            return;
        if (options.PathBase.Length > 0)
            app.UsePathBase(options.PathBase);
        app.Use((context, next) =>
        {
            var (request, response) = (context.Request, context.Response);
            var forwarded = options.Proxies == 0 ? "" : request.Headers[PublicPath.Header].ToString().TrimEnd('/');
            PublicPath.Current = PublicPath.IsPath(forwarded) ? forwarded : options.PathBase;
            if (request.Path.HasValue)
                return next(context);
            // The addresses in the page begin behind the slash.
            var last = request.PathBase.Value!.LastIndexOf('/') + 1;
            response.StatusCode = StatusCodes.Status308PermanentRedirect;
            response.Headers.Location = $"{request.PathBase.Value[last..]}/{request.QueryString}";
            return Task.CompletedTask;
        });
    }
}
