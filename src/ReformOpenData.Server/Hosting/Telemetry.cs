using System.Diagnostics.Metrics;
using System.Reflection;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using ReformOpenData.Server.Answers;
using ReformOpenData.Server.Configuration;

namespace ReformOpenData.Server.Hosting;

/// <summary>Traces and metrics by OTLP, off unless an endpoint is set: what ASP.NET Core, Npgsql and the runtime measure, and the cache.</summary>
internal sealed class Telemetry : IDisposable
{
    private static readonly string Version = typeof(Telemetry).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    private readonly Meter _meter = new("ReformOpenData", Version);
    private readonly Counter<long> _hits, _misses;
    private readonly TracerProvider? _traces;
    private readonly MeterProvider? _metrics;

    public Telemetry(ServerOptions options, ResponseCache cache)
    {
        _hits = _meter.CreateCounter<long>("reform.cache.hits", "{answer}", "Answers from memory, and 304 without a body.");
        _misses = _meter.CreateCounter<long>("reform.cache.misses", "{answer}", "Answers that were computed.");
        _meter.CreateObservableGauge("reform.cache.bytes", () => cache.Held, "By", "Bytes of the answers in memory.");
        if (options.OtlpEndpoint.Length == 0) return;
        var resource = ResourceBuilder.CreateDefault().AddService("reform-open-data", serviceVersion: Version);
        _traces = Sdk.CreateTracerProviderBuilder()
            .SetResourceBuilder(resource)
            .AddSource("Microsoft.AspNetCore", "Npgsql", "ReformOpenData")
            .AddOtlpExporter(Endpoint)
            .Build();
        _metrics = Sdk.CreateMeterProviderBuilder()
            .SetResourceBuilder(resource)
            .AddMeter("Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime", "Npgsql", "ReformOpenData")
            .AddOtlpExporter(Endpoint)
            .Build();

        void Endpoint(OtlpExporterOptions exporter) => exporter.Endpoint = new Uri(options.OtlpEndpoint);
    }

    public void Hit() => _hits.Add(1);

    public void Miss() => _misses.Add(1);

    public void Dispose()
    {
        _traces?.Dispose();
        _metrics?.Dispose();
        _meter.Dispose();
    }
}
