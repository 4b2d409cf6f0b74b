using System.Net.Sockets;
using Microsoft.AspNetCore.HttpOverrides;
using ReformOpenData.Server.Answers;
using ReformOpenData.Server.Configuration;
using ReformOpenData.Server.Endpoints;
using ReformOpenData.Server.Mcp;
using ReformOpenData.Server.Pages;

namespace ReformOpenData.Server.Hosting;

/// <summary>Puts the web server together: Kestrel, the services, what every request passes, and the paths.</summary>
internal static class Host
{
    public static WebApplication Build(ServerOptions options, Served served)
    {
        var builder = WebApplication.CreateEmptyBuilder(new() { ApplicationName = "ReformOpenData.Server" });
        builder.WebHost.UseKestrelCore().UseUrls(options.Urls.Split(';'))
            .ConfigureKestrel(kestrel => Edge.Configure(kestrel, options));
        builder.Logging.AddLines(options);
        builder.Services
            .Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(options.DrainSeconds))
            .AddRoutingCore()
            .AddSingleton(options)
            .AddEdge()
            .AddRateLimits(options)
            .AddAnswers(options, served.Execute, served.IsPlanned, served.LookAtReleases, served.Schema)
            .AddHostedService<IdleMemory>()
            .AddVerification(served.Check)
            .AddTelemetry()
            .AddPages()
            .AddGraphQL(options, served.Schema, served.Representations(options))
            .AddLists(served.Schema)
            .AddMetadata()
            .AddDiscovery()
            .AddDownloads(served.Downloads)
            .AddMcp(options);

        if (served.Preview is { } preview) builder.Services.AddSingleton(preview);

        var app = builder.Build();
        app.UseEdge();
        if (options.Proxies > 0) app.UseForwardedHeaders(Forwarded(options));
        app.UseMiddleware<RequestLog>();
        if (served.Preview is not null) app.UsePreviewGate();
        app.UsePublicPath(options);
        app.UseOpenRequests();
        app.UseRateLimiter();
        app.UseVerification();
        if (served.Preview is null) app.Use(app.Services.GetRequiredService<KnownAddresses>().HandleAsync);
        app.UseGraphQL();
        app.UseRouting();
        app.MapGraphQL();
        app.MapMetadata();
        app.MapDiscovery();
        app.MapDownloads();
        app.MapLists();
        app.MapHealth();
        app.MapPages();
        app.MapMcp(options);
        return app;
    }

    /// <summary>
    /// Begins to serve. Where the host cannot listen, what was begun beside it is told to stop, and does not report as
    /// its own fault that it was.
    /// </summary>
    public static async Task BeginAsync(this WebApplication app, CancellationToken cancellation)
    {
        try
        {
            await app.StartAsync(cancellation);
        }
        catch (Exception fault) when (fault is IOException or SocketException)
        {
            await app.StopAsync(CancellationToken.None);
            throw;
        }
    }

    private static ForwardedHeadersOptions Forwarded(ServerOptions options)
    {
        var forwarded = new ForwardedHeadersOptions
        {
            ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto,
            ForwardLimit = options.Proxies,
        };
        // The setting says how many to believe; where they stand is the network's business.
        forwarded.KnownProxies.Clear();
        forwarded.KnownIPNetworks.Clear();
        return forwarded;
    }
}
