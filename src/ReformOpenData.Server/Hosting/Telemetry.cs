using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using ReformOpenData.Server.Answers;
using ReformOpenData.Server.Configuration;

namespace ReformOpenData.Server.Hosting;

/// <summary>
/// Traces and metrics by OTLP, off unless an endpoint is set: what ASP.NET Core, Npgsql and the runtime measure, and
/// the cache.
/// </summary>
internal sealed class Telemetry : IHostedService, IDisposable
{
    private readonly TracerProvider? _traces;
    private readonly MeterProvider? _metrics;

    public Telemetry(ServerOptions options)
    {
        if (options.OtlpEndpoint.Length == 0) return;
        var resource = ResourceBuilder.CreateDefault()
            .AddService("reform-open-data", serviceVersion: AnswerMetrics.Version);
        _traces = Sdk.CreateTracerProviderBuilder()
            .SetResourceBuilder(resource)
            .AddSource("Microsoft.AspNetCore", "Npgsql", AnswerMetrics.MeterName)
            .AddOtlpExporter(Endpoint)
            .Build();
        _metrics = Sdk.CreateMeterProviderBuilder()
            .SetResourceBuilder(resource)
            .AddMeter("Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime", "Npgsql")
            .AddMeter(AnswerMetrics.MeterName)
            .AddOtlpExporter(Endpoint)
            .Build();

        void Endpoint(OtlpExporterOptions exporter) => exporter.Endpoint = new Uri(options.OtlpEndpoint);
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose()
    {
        _traces?.Dispose();
        _metrics?.Dispose();
    }
}

/// <summary>The module of telemetry.</summary>
internal static class TelemetryModule
{
    // Hosted, so that it is made at the start although nobody asks for it.
    public static IServiceCollection AddTelemetry(this IServiceCollection services) =>
        services.AddHostedService<Telemetry>();
}
