using System.Globalization;

namespace ReformOpenData.Load;

/// <summary>Measures <see cref="Terms"/>: the server and both ways by hand, in short turns, the medians of which it
/// prints.</summary>
/// <param name="database">The parent process of the PostgreSQL cluster.</param>
internal sealed class TermMeasurement(
    Target server, Target baseline, int database, int municipalities, TimeSpan time, TextWriter output)
{
    private const int Connections = 2;
    private const int Turns = 5;

    public async Task RunAsync()
    {
        var middle = Terms.Middle(server, municipalities);
        await output.WriteLineAsync(
            "| narratives with a term | ours / better by hand | of PostgreSQL alone | ours / ILIKE | CPU per request, "
                + "ours (server + PostgreSQL) "
            + "| ILIKE | index | p50 / p99, ours |");
        await output.WriteLineAsync("|---|---:|---:|---:|---:|---:|---:|---:|");
        var (ours, ilike) = (0.0, 0.0);
        foreach (var (walk, index) in Terms.All(municipalities, middle))
        {
            Asking.Teach(baseline, walk);
            Asking.Teach(baseline, index);
            Asking.Compare(walk, server, baseline);
            Asking.Compare(index, server, baseline);
            var figures = new[] { new List<Figures>(), [], [] };
            for (var turn = 0; turn <= Turns; turn++)
            {
                for (var way = 0; way < figures.Length; way++)
                {
                    var workload = way == 1 ? walk : index;
                    var requests = walk.Cases.Select(
                        one => way == 0 ? Asking.Server(walk, one) : Asking.Baseline(workload, one));
                    var target = way == 0 ? server : baseline;
                    var shown = Driver.Run(
                        target.Port, [.. requests], Connections, turn == 0 ? time : time / Turns, target.ProcessId,
                        database);

                    // The first turn warms up.
                    if (turn > 0)
                        figures[way].Add(shown);
                }
            }

            var shownBy = figures.Select(way => way.OrderBy(shown => shown.CpuMicroseconds).ElementAt(Turns / 2))
                .ToArray();
            var cpu = shownBy.Select(shown => shown.CpuMicroseconds).ToArray();
            var alone = shownBy.Select(shown => shown.DatabaseMicroseconds).ToArray();
            (ours, ilike) = (ours + cpu[0], ilike + cpu[1]);
            await output.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"| {walk.Name[..^"-walk".Length]} | {cpu[0] / Math.Min(cpu[1], cpu[2]):0.00} | "
                    + $"{alone[0] / Math.Min(alone[1], alone[2]):0.00} "
                + $"| {cpu[0] / cpu[1]:0.00} | {Cpu(shownBy[0])} | {Cpu(shownBy[1])} | {Cpu(shownBy[2])} "
                + $"| {shownBy[0].P50.TotalMilliseconds:0.0} / {shownBy[0].P99.TotalMilliseconds:0.0} ms |"));
        }

        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"| all together | | | {ours / ilike:0.00} | {ours:0} µs | {ilike:0} µs | | |"));
    }

    private static string Cpu(Figures figures) => string.Create(
        CultureInfo.InvariantCulture,
        $"{figures.CpuMicroseconds:0} µs ({figures.ServerMicroseconds:0} + {figures.DatabaseMicroseconds:0})");
}
