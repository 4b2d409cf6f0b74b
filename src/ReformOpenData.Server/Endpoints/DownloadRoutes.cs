using ReformOpenData.Server.Answers;

namespace ReformOpenData.Server.Endpoints;

/// <summary>The module of downloads.</summary>
internal static class DownloadRoutes
{
    public static IServiceCollection AddDownloads(
        this IServiceCollection services, IReadOnlyList<Download> formats) => services
        .AddSingleton(formats)
        .AddSingleton<DownloadFiles>()
        .AddSingleton<Downloads>();

    public static void MapDownloads(this IEndpointRouteBuilder routes)
    {
        var downloads = routes.ServiceProvider.GetRequiredService<Downloads>();
        // A file that nobody asks for again is not kept either.
        var files = routes.ServiceProvider.GetRequiredService<DownloadFiles>();
        routes.ServiceProvider.GetRequiredService<CurrentRelease>().Changed += files.Drop;
        routes.Map("/downloads/{name}", Methods.ReadingWithoutParameters(context =>
            downloads.WriteAsync(context, (string)context.GetRouteValue("name")!)));
    }
}
