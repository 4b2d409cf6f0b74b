using System.Diagnostics;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using ReformOpenData.Server.Answers;
using ReformOpenData.Server.Configuration;
using ReformOpenData.Server.Endpoints;

namespace ReformOpenData.Server.Hosting;

/// <summary>Kestrel's bounds: how much, how long and how slowly a client may send, read or keep a connection.</summary>
internal static class Edge
{
    /// <summary>Below this a body is not sent and an answer not read, but a connection held.</summary>
    private const double LeastBytesPerSecond = 1000;

    public static IServiceCollection AddEdge(this IServiceCollection services) => services
        .Configure<SocketTransportOptions>(sockets =>
        {
            // A request goes on in the thread that received it: nothing that blocks is done in the pool's threads.
            sockets.UnsafePreferInlineScheduling = true;
            // A connection that waits holds a buffer of 4 kB; waiting without one takes another call of the kernel.
            sockets.WaitForDataBeforeAllocatingBuffer = false;
        })
        .AddSingleton<OpenCounts>()
        .AddSingleton<ConnectionGate>()
        .AddSingleton<MalformedRequests>();

    public static void Configure(KestrelServerOptions kestrel, ServerOptions options)
    {
        kestrel.AddServerHeader = false;
        var limits = kestrel.Limits;
        // The engine refuses what is too large, in words; this is for what does not even say how large it is.
        limits.MaxRequestBodySize = 2L * options.Limits.BodyBytes;
        limits.MaxRequestLineSize = 64 * 1024;
        limits.MaxResponseBufferSize = 64 * 1024;
        limits.MinRequestBodyDataRate = new(LeastBytesPerSecond, gracePeriod: TimeSpan.FromSeconds(5));
        limits.MinResponseDataRate = new(LeastBytesPerSecond, gracePeriod: TimeSpan.FromSeconds(10));
        limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
        // Longer than proxies keep an idle connection (a minute), so that none is closed under a request of theirs.
        limits.KeepAliveTimeout = TimeSpan.FromSeconds(75);
        var gate = kestrel.ApplicationServices.GetRequiredService<ConnectionGate>();
        kestrel.ConfigureEndpointDefaults(listen =>
            listen.Use(next => connection => gate.PassAsync(connection, next))
                .Use(next => connection => EdgeConnection.PassAsync(connection, next)));
    }

    /// <summary>What Kestrel refuses is answered in words, and addresses may be sent in raw UTF-8.</summary>
    public static void UseEdge(this WebApplication app)
    {
        app.Services.GetRequiredService<MalformedRequests>()
            .Observe(app.Services.GetRequiredService<DiagnosticListener>());
        app.Use(static (context, next) =>
        {
            var hasBody = context.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody ?? true;
            var connection = context.Features.Get<EdgeConnection>();
            connection?.Reader.OnRequest(hasBody);
            return connection?.IsTurnOver() == true ? next.InPoolAsync(context, isQueued: true) : next(context);
        });
    }

    /// <summary>
    /// Behind proxies, whose connections say nothing of a client, its requests under way are counted.
    /// </summary>
    public static void UseOpenRequests(this WebApplication app)
    {
        var (open, options) =
            (app.Services.GetRequiredService<OpenCounts>(), app.Services.GetRequiredService<ServerOptions>());
        if (options.Proxies == 0 || options.ConnectionsPerAddress == 0)
            return;
        app.Use(async (context, next) =>
        {
            var client = ClientAddress.Of(context);
            if (context.Request.Path.StartsWithSegments("/health", StringComparison.Ordinal))
            {
                await next(context);
            }
            else if (!open.TryAdd(client, options.ConnectionsPerAddress))
            {
                await FailureWriter.WriteAsync(context, AnswerFailure.TooManyAtOnce);
            }
            else
            {
                try
                {
                    await next(context);
                }
                finally
                {
                    open.Remove(client);
                }
            }
        });
    }
}
