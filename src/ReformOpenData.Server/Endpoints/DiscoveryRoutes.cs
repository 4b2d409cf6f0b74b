using System.Globalization;
using System.Text;
using ReformOpenData.Server.Answers;
using ReformOpenData.Server.Configuration;
using ReformOpenData.Server.Discovery;

namespace ReformOpenData.Server.Endpoints;

/// <summary>The module of feeds, sitemaps and what machines look for at well-known addresses.</summary>
internal static class DiscoveryRoutes
{
    public static IServiceCollection AddDiscovery(this IServiceCollection services) => services
        .AddSingleton<FeedEndpoint>()
        .AddSingleton<SitemapEndpoint>();

    public static void MapDiscovery(this IEndpointRouteBuilder routes)
    {
        var feeds = routes.ServiceProvider.GetRequiredService<FeedEndpoint>();
        var sitemaps = routes.ServiceProvider.GetRequiredService<SitemapEndpoint>();
        foreach (var isEnglish in (bool[])[false, true])
        {
            var language = isEnglish ? "/en" : "";
            Map(language + "/releases.atom", Methods.Reading, context => feeds.WriteAsync(context, null, isEnglish));
            Map(language + "/{code:length(6)}/releases.atom", Methods.Reading, context =>
                feeds.WriteAsync(context, Route(context, "code"), isEnglish));
            Map(language + "/opensearch.xml", Methods.ReadingWithoutParameters, context => WriteAsync(
                context, SiteTexts.OpenSearch(isEnglish), "application/opensearchdescription+xml; charset=utf-8"));
        }

        Map("/sitemap.xml", Methods.ReadingWithoutParameters, sitemaps.WriteIndexAsync);
        Map("/sitemap-site.xml", Methods.ReadingWithoutParameters, sitemaps.WriteSiteAsync);
        Map("/{code:length(6)}/sitemap-{part:int:min(1)}.xml", Methods.ReadingWithoutParameters, context =>
            sitemaps.WriteThingsAsync(
                context, Route(context, "code"), int.Parse(Route(context, "part"), CultureInfo.InvariantCulture)));
        Map("/robots.txt", Methods.ReadingWithoutParameters, context =>
            WriteAsync(context, Encoding.UTF8.GetBytes(SiteTexts.Robots()), "text/plain; charset=utf-8"));
        Map("/llms.txt", Methods.ReadingWithoutParameters, context =>
            WriteAsync(context, Encoding.UTF8.GetBytes(SiteTexts.Llms()), "text/plain; charset=utf-8"));

        void Map(string path, Func<RequestDelegate, RequestDelegate> methods, RequestDelegate handle) =>
            routes.Map(path, methods(Origins.Known(routes, handle)));

        static string Route(HttpContext context, string name) => (string)context.GetRouteValue(name)!;
    }

    /// <summary>What depends on no data, but on where it was asked for.</summary>
    private static Task WriteAsync(HttpContext context, byte[] body, string contentType)
    {
        Conditions.VaryByPath(context.Response, context.RequestServices.GetRequiredService<ServerOptions>());
        return ContentWriter.WriteAsync(context, Content.Of(body), contentType, CacheControl.For(300));
    }
}
