using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using ReformOpenData.Data.Storage;
using ReformOpenData.Server.Answers;
using ReformOpenData.Server.Configuration;

namespace ReformOpenData.Server.Hosting;

/// <summary>
/// Traces by OTLP, and metrics by OTLP and for Prometheus, each off unless it is set: what ASP.NET Core, Npgsql and the
/// runtime measure, the answers and the store.
/// </summary>
internal sealed class Telemetry : IHostedService, IDisposable
{
    private readonly TracerProvider? _traces;
    private readonly MeterProvider? _metrics;

    public Telemetry(ServerOptions options)
    {
        var isSent = options.OtlpEndpoint.Length > 0;
        if (!isSent && options.MetricsPort == 0) return;
        var resource = ResourceBuilder.CreateDefault()
            .AddService("reform-open-data", serviceVersion: AnswerMetrics.Version);
        var metrics = Sdk.CreateMeterProviderBuilder()
            .SetResourceBuilder(resource)
            .AddMeter("Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime", "Npgsql")
            .AddMeter(AnswerMetrics.MeterName, StoreMetrics.MeterName);
        if (options.MetricsPort > 0)
        {
            metrics.AddPrometheusHttpListener(listener =>
            {
                listener.Host = "127.0.0.1";
                listener.Port = options.MetricsPort;
                // It is asked for by this name too, which the listener would not take for the address.
                listener.ConfigureHttpListener = (_, http) =>
                    http.Prefixes.Add($"http://localhost:{options.MetricsPort}/");
                // The names of meters are no labels that anybody asks by.
                listener.ScopeInfoEnabled = false;
            });
        }

        if (isSent)
        {
            metrics.AddOtlpExporter(Endpoint);
            _traces = Sdk.CreateTracerProviderBuilder()
                .SetResourceBuilder(resource)
                .AddSource("Microsoft.AspNetCore", "Npgsql", AnswerMetrics.MeterName)
                .AddOtlpExporter(Endpoint)
                .Build();
        }

        try
        {
            _metrics = metrics.Build();
        }
        catch (InvalidOperationException fault) when (options.MetricsPort > 0) // All that can fail here is to listen.
        {
            _traces?.Dispose();
            throw new SettingsException(
                $"MetricsPort is {options.MetricsPort}, a port of 127.0.0.1 that cannot be opened: is it another "
                    + $"program's?",
                $"MetricsPort の {options.MetricsPort}（127.0.0.1 のポート）を開けません。ほかのプログラムが使っていませんか。",
                fault);
        }

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
