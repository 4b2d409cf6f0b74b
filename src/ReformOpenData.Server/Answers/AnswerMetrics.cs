using System.Diagnostics.Metrics;
using System.Reflection;

namespace ReformOpenData.Server.Answers;

/// <summary>What is measured of answers, and of what they are made from.</summary>
internal sealed class AnswerMetrics : IDisposable
{
    public const string MeterName = "ReformOpenData";

    private readonly Meter _meter = new(MeterName, Version);
    private readonly Counter<long> _hits, _misses;
    private readonly Histogram<double> _cost;

    public AnswerMetrics(AnswerCache cache, CurrentRelease release)
    {
        _hits = _meter.CreateCounter<long>(
            "reform.cache.hits", "{answer}", "Answers from memory, and 304 without a body.");
        _misses = _meter.CreateCounter<long>("reform.cache.misses", "{answer}", "Answers that were computed.");
        _meter.CreateObservableGauge("reform.cache.bytes", () => cache.Held, "By", "Bytes of the answers in memory.");
        _cost = _meter.CreateHistogram<double>(
            "reform.answer.cost",
            "{unit}",
            "Cost of each answer that was computed, in the units of Limits:Cost.",
            advice: new() { HistogramBucketBoundaries = [10, 100, 1_000, 10_000, 100_000, 1_000_000] });
        _meter.CreateObservableGauge(
            "reform.database.available", () => release.Available ? 1 : 0, null,
            "1 while the database answers, 0 while it does not.");
        _meter.CreateObservableGauge(
            "reform.release", () => Known(release.Seen?.Current), null, "Number of the release that is served.");
        _meter.CreateObservableGauge(
            "reform.release.published",
            () => Known((release.Seen?.ServedAgainAt ?? release.Seen?.PublishedAt)?.ToUnixTimeSeconds()),
            "s",
            "When it was published, or served again by a rollback, in seconds since 1970.");
        _meter.CreateObservableGauge(
            "reform.release.imported",
            () => Known(release.Seen?.ImportedAt?.ToUnixTimeSeconds()),
            "s",
            "When the newest release was begun by an import, public or not, in seconds since 1970.");
    }

    public static string Version { get; } =
        typeof(AnswerMetrics).Assembly
            .GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    public void Hit() => _hits.Add(1);

    public void Miss() => _misses.Add(1);

    public void Price(double cost) => _cost.Record(cost);

    private static IEnumerable<Measurement<long>> Known(long? value) =>
        value is { } known ? [new Measurement<long>(known)] : [];

    public void Dispose() => _meter.Dispose();
}
