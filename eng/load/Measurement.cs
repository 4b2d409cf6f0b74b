using System.Globalization;

namespace ReformOpenData.Load;

/// <summary>Measures the server beside the baseline, in turns within one run, and prints Markdown.</summary>
/// <param name="uncached">A server that keeps no answers.</param>
/// <param name="cached">A server as it is delivered.</param>
/// <param name="database">The parent process of the PostgreSQL cluster.</param>
internal sealed class Measurement(
    Target uncached, Target cached, Target baseline, int database, int municipalities, TimeSpan time, TextWriter output)
{
    private const int Connections = 4;
    private const int Turns = 2;

    private long _memory;

    public async Task Run(string? only)
    {
        var workloads = Workloads.All(municipalities, Asking.Assessments(uncached, municipalities));
        var chosen = workloads.Where(workload => only is null || only.Split(',').Contains(workload.Name)).ToList();
        await output.WriteLineAsync(
            "| workload | answer | CPU per request, ours (server + PostgreSQL) | by hand (server + PostgreSQL) | ratio "
                + "| p50 / p99 / worst, ours | by hand |");
        await output.WriteLineAsync("|---|---:|---:|---:|---:|---:|---:|");
        foreach (var workload in chosen)
        {
            try
            {
                await Uncached(workload);
            }
            catch (Exception fault) when (fault is InvalidDataException or AggregateException)
            {
                await output.WriteLineAsync($"| {workload.Name} | failed: {fault.Message.ReplaceLineEndings(" ")} |");
            }
        }

        if (chosen.Exists(workload => workload.Name == "search"))
            await Ilike(chosen.First(workload => workload.Name == "search"));
        await output.WriteLineAsync();
        await output.WriteLineAsync(
            "| cached GET | ours, per second (CPU per request) | constant | ratio per second | ratio of CPU | p50 / "
                + "p99 / worst, ours | constant |");
        await output.WriteLineAsync("|---|---:|---:|---:|---:|---:|---:|");
        foreach (var workload in chosen.Where(workload => workload.Name is "tiny" or "groups-of-city" or "tree"))
            await Cached(workload);
        await output.WriteLineAsync();
        await output.WriteLineAsync(
            string.Create(
                CultureInfo.InvariantCulture, $"Memory of the server under load, at most: {_memory / 1e6:0} MB."));
    }

    private static string Times(Figures figures) => string.Create(
        CultureInfo.InvariantCulture,
        $"{figures.P50.TotalMilliseconds:0.0} / {figures.P99.TotalMilliseconds:0.0} / "
            + $"{figures.Worst.TotalMilliseconds:0} ms");

    private static string Cpu(Figures figures) => string.Create(
        CultureInfo.InvariantCulture,
        $"{figures.CpuMicroseconds:0} µs ({figures.ServerMicroseconds:0} + {figures.DatabaseMicroseconds:0})");

    private static Figures Sum(List<Figures> turns)
    {
        return new Figures(
            turns.Sum(turn => turn.Requests), Total(turn => turn.Elapsed), Total(turn => turn.Server),
            Total(turn => turn.Database),
            turns.Max(turn => turn.P50), turns.Max(turn => turn.P99), turns.Max(turn => turn.Worst));

        TimeSpan Total(Func<Figures, TimeSpan> of) => TimeSpan.FromTicks(turns.Sum(turn => of(turn).Ticks));
    }

    private async Task Uncached(Workload workload)
    {
        var bytes = Asking.Compare(workload, uncached, baseline);
        var (ours, theirs) = InTurns(
            uncached, [.. workload.Cases.Select(one => Asking.Server(workload, one))],
            baseline, [.. workload.Cases.Select(one => Asking.Baseline(workload, one))]);
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"| {workload.Name} | {bytes / 1e3:0.0} kB | {Cpu(ours)} | {Cpu(theirs)} | "
                + $"{ours.CpuMicroseconds / theirs.CpuMicroseconds:0.00} | {Times(ours)} | {Times(theirs)} |"));
    }

    private async Task Ilike(Workload search)
    {
        var ilike = Workloads.SearchByIlike(search);
        Asking.Compare(ilike, uncached, baseline);
        var (ours, theirs) = InTurns(
            uncached, [.. search.Cases.Select(one => Asking.Server(search, one))],
            baseline, [.. ilike.Cases.Select(one => Asking.Baseline(ilike, one))]);
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"| search, by hand with ILIKE | | {Cpu(ours)} | {Cpu(theirs)} | "
                + $"{ours.CpuMicroseconds / theirs.CpuMicroseconds:0.00} | {Times(ours)} | {Times(theirs)} |"));
    }

    private async Task Cached(Workload workload)
    {
        var one = workload.Cases[0];
        var request = Asking.ServerByGet(workload, one);
        Asking.Keep(baseline, workload, Asking.Read(cached.Port, request).ToJsonString());
        var (ours, constant) = InTurns(cached, [request], baseline, [HttpConnection.Get($"/constant/{workload.Name}")]);
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"| {workload.Name} | {ours.PerSecond:0} ({ours.ServerMicroseconds:0} µs) | {constant.PerSecond:0} "
                + $"({constant.ServerMicroseconds:0} µs) | {ours.PerSecond / constant.PerSecond:0.00} | "
                + $"{ours.ServerMicroseconds / constant.ServerMicroseconds:0.00} "
                + $"| {Times(ours)} | {Times(constant)} |"));
    }

    /// <summary>Warms both up, then one after the other, more than once, so that a busy moment of the machine meets
    /// both.</summary>
    private (Figures Ours, Figures Theirs) InTurns(
        Target left, byte[][] leftRequests, Target right, byte[][] rightRequests)
    {
        // As long as the measurement: code is compiled again, better, after it has run for a while.
        Driver.Run(left.Port, leftRequests, Connections, time, left.ProcessId, database);
        Driver.Run(right.Port, rightRequests, Connections, time, right.ProcessId, database);
        var (ours, theirs) = (new List<Figures>(), new List<Figures>());
        for (var turn = 0; turn < Turns; turn++)
        {
            ours.Add(Driver.Run(left.Port, leftRequests, Connections, time / Turns, left.ProcessId, database));
            _memory = Math.Max(_memory, ProcessTimes.Memory(left.ProcessId));
            theirs.Add(Driver.Run(right.Port, rightRequests, Connections, time / Turns, right.ProcessId, database));
        }

        return (Sum(ours), Sum(theirs));
    }
}
