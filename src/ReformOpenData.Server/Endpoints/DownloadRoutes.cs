using ReformOpenData.Server.Answers;
using ReformOpenData.Server.Metadata;

namespace ReformOpenData.Server.Endpoints;

/// <summary>The module of downloads.</summary>
internal static class DownloadRoutes
{
    public static IServiceCollection AddDownloads(
        this IServiceCollection services, IReadOnlyList<Download> formats) => services
        .AddSingleton(formats)
        .AddSingleton<MadeArchive>()
        .AddSingleton<ReleaseArchive>()
        .AddSingleton<DownloadFiles>()
        .AddSingleton<Downloads>();

    public static void MapDownloads(this IEndpointRouteBuilder routes)
    {
        var downloads = routes.ServiceProvider.GetRequiredService<Downloads>();
        // A file that nobody asks for again is not kept either.
        var files = routes.ServiceProvider.GetRequiredService<DownloadFiles>();
        var made = routes.ServiceProvider.GetRequiredService<MadeArchive>();
        routes.ServiceProvider.GetRequiredService<CurrentRelease>().Changed += () =>
        {
            files.Drop();
            made.Known = null;
        };
        routes.Map("/downloads/{name}", Methods.ReadingWithoutParameters(context =>
            downloads.WriteAsync(context, (string)context.GetRouteValue("name")!)));
        routes.Map("/releases/{number}/" + MadeArchive.Name, Methods.ReadingWithoutParameters(context =>
            downloads.WriteArchiveAsync(context, (string)context.GetRouteValue("number")!)));
    }
}
