using System.Diagnostics.Metrics;
using System.Reflection;

namespace ReformOpenData.Server.Answers;

/// <summary>What is measured of the cache.</summary>
internal sealed class AnswerMetrics : IDisposable
{
    public const string MeterName = "ReformOpenData";

    private readonly Meter _meter = new(MeterName, Version);
    private readonly Counter<long> _hits, _misses;

    public AnswerMetrics(AnswerCache cache)
    {
        _hits = _meter.CreateCounter<long>(
            "reform.cache.hits", "{answer}", "Answers from memory, and 304 without a body.");
        _misses = _meter.CreateCounter<long>("reform.cache.misses", "{answer}", "Answers that were computed.");
        _meter.CreateObservableGauge("reform.cache.bytes", () => cache.Held, "By", "Bytes of the answers in memory.");
    }

    public static string Version { get; } =
        typeof(AnswerMetrics).Assembly
            .GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    public void Hit() => _hits.Add(1);

    public void Miss() => _misses.Add(1);

    public void Dispose() => _meter.Dispose();
}
