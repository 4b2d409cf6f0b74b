using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using ReformOpenData.Server.Answers;
using ReformOpenData.Server.Configuration;
using ReformOpenData.Server.Hosting;

namespace ReformOpenData.Tests.Http;

public sealed class TelemetryTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Traces_and_metrics_reach_a_collector_where_one_is_set_and_nobody_otherwise(bool isSet)
    {
        var received = new ConcurrentBag<(string Path, string Body)>();
        await using var collector = Collector(received);
        await collector.StartAsync();
        var address = collector.Services.GetRequiredService<IServer>().Features
            .Get<IServerAddressesFeature>()!.Addresses.Single();
        var served = new Served(
            (_, _, _, _) => throw new InvalidOperationException(),
            _ => Task.FromResult<PublicReleases?>(new PublicReleases(1)),
            "type Query { a: Int }"u8.ToArray());
        await using (
            var host = await RunningHost.StartAsync(served, new ServerOptions { OtlpEndpoint = isSet ? address : "" }))
        {
            using var answer = await host.SendAsync(HttpMethod.Get, "/schema.graphql");
        }
        // What was collected is sent at the latest when the host ends.
        Assert.Equal(
            isSet
                ? ["/opentelemetry.proto.collector.metrics.v1.MetricsService/Export",
                "/opentelemetry.proto.collector.trace.v1.TraceService/Export"]
                : Array.Empty<string>(),
            received.Select(export => export.Path).Distinct().Order());
        var spans = string.Concat(
            received.Where(
                export => export.Path.EndsWith(
                    "TraceService/Export", StringComparison.Ordinal)).Select(export => export.Body));
        Assert.Equal(isSet, spans.Contains("GET /schema.graphql", StringComparison.Ordinal));
        Assert.Equal(isSet, spans.Contains("http.response.status_code", StringComparison.Ordinal));
    }

    private static WebApplication Collector(ConcurrentBag<(string Path, string Body)> received)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
            kestrel.Listen(System.Net.IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2));
        var app = builder.Build();
        app.Run(async context =>
        {
            using var reader = new StreamReader(context.Request.Body, System.Text.Encoding.Latin1);
            received.Add((context.Request.Path.Value!, await reader.ReadToEndAsync()));
            context.Response.ContentType = "application/grpc";
            context.Response.DeclareTrailer("grpc-status");
            await context.Response.Body.WriteAsync(new byte[5]);
            context.Response.AppendTrailer("grpc-status", "0");
        });
        return app;
    }
}
