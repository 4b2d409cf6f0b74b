using Microsoft.AspNetCore.Routing.Patterns;
using ReformOpenData.Server.Answers;
using ReformOpenData.Server.Endpoints;
using ReformOpenData.Server.Lists;
using ReformOpenData.Server.Metadata;
using ReformOpenData.Server.Pages.Embeds;
using ReformOpenData.Server.Pages.Gallery;

namespace ReformOpenData.Server.Pages;

/// <summary>The module of pages, of the files they are shown with, and of what is not there.</summary>
internal static class PageModule
{
    public static IServiceCollection AddPages(this IServiceCollection services) => services
        .AddSingleton(_ => new SiteFiles(Path.Combine(AppContext.BaseDirectory, "wwwroot")))
        .AddSingleton<IFailurePage, ErrorPage>()
        .AddSingleton<PageEndpoint>()
        .AddSingleton<ListPageEndpoint>();

    public static void MapPages(this IEndpointRouteBuilder routes)
    {
        var pages = routes.ServiceProvider.GetRequiredService<PageEndpoint>();
        var lists = routes.ServiceProvider.GetRequiredService<ListPageEndpoint>();
        var metadata = routes.ServiceProvider.GetRequiredService<MetadataEndpoint>();
        var pattern = RoutePatternFactory.Parse("/{**path}", null, new { path = new IsPage() });
        // Before the lists: where a page and a list have one address, what is accepted decides.
        routes.Map(pattern, Methods.Reading(Origins.Known(routes, context => context.Items[IsPage.Found] switch
        {
            PageList.Found page => Description(context, page) is { } description
                ? metadata.HandleAsync(context, description)
                : pages.HandleAsync(context, page),
            var list => lists.HandleAsync(context, (ListPageEndpoint.Found)list!),
        }))).WithOrder(-1);

        routes.Map("/oembed", Methods.Reading(Origins.Known(routes, context => OEmbed.HandleAsync(context, pages))));
        var files = routes.ServiceProvider.GetRequiredService<SiteFiles>();
        var file = Methods.Reading(context => files.WriteAsync(context, context.Request.Path.Value!));
        routes.MapFallback("{**path}", context => files.Has(context.Request.Path.Value!) ? file(context)
            : IsSlashTooMany(context.Request) ? RedirectAsync(context)
            : FailureWriter.WriteAsync(context, AnswerFailure.NotFound(
                ErrorPage.IsUnknownChart(context.Request.Path.Value!)
                    ? $"There is no such chart; there are {ChartList.Names}."
                    : "Nothing is served at this path; the API is at /graphql, and / lists the rest.")));
    }

    /// <summary>
    /// The description of a thing in RDF, where a program that likes one best asks at its page; else null.
    /// </summary>
    private static MetadataAddress? Description(HttpContext context, PageList.Found found)
    {
        if (found.Format is not null
            || found.Address.Language != Language.Japanese
            || ListOwner.Of(found.Address.Segments) is null
            || RdfFormat.All.FirstOrDefault(format => format.Name == Accepts.Form(context.Request)) is not { } format)
            return null;
        Conditions.VaryBy(context.Response, "Accept");
        context.Response.Headers.ContentLocation = $"{found.Address.Path}.{format.Name}";
        context.Request.Path = new PathString($"{context.Request.Path.Value}.{format.Name}");
        return MetadataAddress.Parse(context.Request.Path.Value!);
    }

    private static bool IsSlashTooMany(HttpRequest request) =>
        request.Path.Value is { Length: > 1 } path && path[^1] == '/'
        && (PageList.Find(path[..^1]) is not null || ListAddress.Parse(path[..^1]) is not null);

    private static Task RedirectAsync(HttpContext context)
    {
        // Relative, so that it holds below any path: the last segment, one level up.
        var path = context.Request.Path.Value![..^1];
        context.Response.StatusCode = StatusCodes.Status308PermanentRedirect;
        context.Response.Headers.Location =
            $"../{PathSegments.Encode(PathSegments.Of(path[path.LastIndexOf('/')..]))}{context.Request.QueryString}";
        return Task.CompletedTask;
    }

    /// <summary>Whether a path is the address of a page, so that others are found by the routes behind this one; the
    /// page is kept with the request.</summary>
    private sealed class IsPage : IRouteConstraint
    {
        public static readonly object Found = new();

        public bool Match(
            HttpContext? httpContext, IRouter? route, string routeKey, RouteValueDictionary values,
            RouteDirection routeDirection)
        {
            // All that could match is asked, though a path of the API is none of a page.
            if (httpContext is null
                || httpContext.Request.Path.StartsWithSegments("/graphql", StringComparison.Ordinal)
                || ((object?)PageList.Find(httpContext.Request) ?? ListPageEndpoint.Find(httpContext.Request))
                    is not { } found)
            {
                return false;
            }

            httpContext.Items[Found] = found;
            return true;
        }
    }
}
