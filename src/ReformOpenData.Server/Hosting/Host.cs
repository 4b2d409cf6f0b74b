using System.Security.Cryptography;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging.Console;
using ReformOpenData.Data.Releases;
using ReformOpenData.Data.Storage;
using ReformOpenData.GraphQL.Http;
using ReformOpenData.Server.Answers;
using ReformOpenData.Server.Configuration;
using ReformOpenData.Server.Endpoints;

namespace ReformOpenData.Server.Hosting;

/// <summary>What the host serves.</summary>
/// <param name="Execute">Runs a request on a release.</param>
/// <param name="Look">What is current, by one cheap statement.</param>
/// <param name="Schema">The text of schema/reform.graphql, UTF-8.</param>
/// <param name="Downloads">Files that a release can be had as.</param>
internal sealed record Served(
    Execute Execute, Func<CancellationToken, Task<StoreLook>> Look, ReadOnlyMemory<byte> Schema, params IReadOnlyList<Download> Downloads)
{
    /// <summary>Reads back what is current and finds what is not as it was written.</summary>
    public Func<CancellationToken, Task<IReadOnlyList<StoreProblem>>> Check { get; init; } = _ => Task.FromResult<IReadOnlyList<StoreProblem>>([]);
}

/// <summary>Puts the web server together: Kestrel, what every request passes, and the paths.</summary>
internal static class Host
{
    public static WebApplication Build(ServerOptions options, Served served)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = "ReformOpenData.Server" });
        builder.WebHost.UseKestrelCore().UseUrls(options.Urls.Split(';')).ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            // The engine refuses what is too large, in words; this is for what does not even say how large it is.
            kestrel.Limits.MaxRequestBodySize = 2L * options.Limits.BodyBytes;
            kestrel.Limits.MaxRequestLineSize = 64 * 1024;
        });
        builder.Services.AddRoutingCore();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(options.DrainSeconds));
        Logs(builder.Logging, options);

        var cache = new ResponseCache(options.CacheBytes);
        builder.Services.AddSingleton(cache);
        builder.Services.AddSingleton(services => new CurrentRelease(
            options, cache, served.Look, services.GetRequiredService<ILogger<CurrentRelease>>()));
        builder.Services.AddHostedService(services => services.GetRequiredService<CurrentRelease>());
        builder.Services.AddSingleton(services => new Verification(
            served.Check, services.GetRequiredService<CurrentRelease>(), cache, services.GetRequiredService<ILogger<Verification>>()));
        builder.Services.AddHostedService(services => services.GetRequiredService<Verification>());
        builder.Services.AddSingleton(_ => new Telemetry(options, cache));
        builder.Services.AddSingleton(_ => new RateLimits(options));

        builder.Services.AddSingleton(services => new Downloads(
            services.GetRequiredService<CurrentRelease>(), served.Downloads, options.MaxAgeSeconds));

        var app = builder.Build();
        if (options.Proxies > 0) app.UseForwardedHeaders(Forwarded(options));
        app.UseMiddleware<RequestLog>();
        var limits = app.Services.GetRequiredService<RateLimits>();
        app.Use(next => context => limits.Run(context, next));
        var verification = app.Services.GetRequiredService<Verification>();
        app.Use(next => context => Verification.Guard(context, next, verification));
        app.UseRouting();
        Paths(app, options, served, cache);
        return app;
    }

    private static void Paths(WebApplication app, ServerOptions options, Served served, ResponseCache cache)
    {
        var home = AppContext.BaseDirectory;
        var documents = TrustedDocuments.Load(Path.Combine(home, "schema", "operations"));
        var pages = new Pages(Path.Combine(home, "wwwroot"));
        var release = app.Services.GetRequiredService<CurrentRelease>();
        var graphql = new GraphQLEndpoint(
            new GraphQLHttp(options.Limits), served.Execute, documents, cache, release, pages, app.Services.GetRequiredService<Telemetry>(), options, Build(served));
        var schema = new Content(served.Schema, Content.TagOf(served.Schema.Span));
        var index = new OperationsIndex(documents);

        app.Map("/graphql", Methods.Only(Methods.GraphQL, graphql.Handle));
        app.Map("/graphql/operations", Methods.Reading(index.Write));
        app.Map("/graphql/operations/{name}", Methods.Reading(context => graphql.HandleNamed(context, (string)context.GetRouteValue("name")!)));
        app.Map("/schema.graphql", Methods.Reading(context =>
            ContentWriter.Write(context, schema, "application/graphql; charset=utf-8", "public, max-age=300")));
        app.Map("/dataset.jsonld", Methods.Reading(graphql.HandleDataset));
        var downloads = app.Services.GetRequiredService<Downloads>();
        var verification = app.Services.GetRequiredService<Verification>();
        release.Changed = () =>
        {
            downloads.Drop();
            verification.Want();
        };
        app.Map("/downloads/{name}", Methods.Reading(context => downloads.Write(context, (string)context.GetRouteValue("name")!)));
        app.Map("/health/live", Methods.Reading(Health.Live));
        app.Map("/health/ready", Methods.Reading(context => Health.Ready(context, release, verification)));
        var page = Methods.Reading(context => pages.Write(context, context.Request.Path.Value!));
        app.MapFallback("{**path}", context => pages.Has(context.Request.Path.Value!)
            ? page(context)
            : ErrorAnswer.Write(
                context, StatusCodes.Status404NotFound, HostErrorCode.NotFound, "Nothing is served at this path; the API is at /graphql, and / lists the rest."));
    }

    private static void Logs(ILoggingBuilder logging, ServerOptions options)
    {
        logging.SetMinimumLevel(Enum.Parse<LogLevel>(options.LogLevel, ignoreCase: true));
        logging.AddFilter("Microsoft", LogLevel.Warning);
        // Hosting makes an activity and a scope for each request as soon as its diagnostics can log; RequestLog has its own.
        logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);
        // What keeps the host from starting is said by the command, in a sentence.
        logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical);
        logging.Services.TryAddSingleton(TimeProvider.System);
        logging.AddConsole(console => console.FormatterName = JsonLines.FormatterName);
        logging.AddConsoleFormatter<JsonLines, ConsoleFormatterOptions>();
        // The line with the links is for people and goes to standard output; logs are for machines.
        logging.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
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

    private static string Build(Served served) =>
        typeof(Host).Assembly.ManifestModule.ModuleVersionId.ToString("N")
        + Convert.ToHexStringLower(SHA256.HashData(served.Schema.Span).AsSpan(0, 8));
}
