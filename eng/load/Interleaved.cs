using System.Globalization;

namespace ReformOpenData.Load;

/// <summary>
/// Measures two builds of the server and the server by hand, over the same data on one PostgreSQL, in many short turns,
/// so that a busy moment of the machine meets all of them, and prints Markdown. The median of the turns counts.
/// </summary>
internal sealed class Interleaved(
    Targets before, Targets now, Target baseline, int database, TimeSpan time, TextWriter output)
{
    private const int Connections = 4;
    private const int Turns = 10;

    /// <summary>The parent of no process: answers from memory ask no database.</summary>
    private const int NoDatabase = -1;

    public async Task RunAsync(IReadOnlyList<Workload> workloads)
    {
        await output.WriteLineAsync(
            "| workload | CPU per request, before (server + PostgreSQL) | now | by hand | now / before "
                + "| before / by hand | now / by hand |");
        await output.WriteLineAsync("|---|---:|---:|---:|---:|---:|---:|");
        foreach (var workload in workloads)
        {
            byte[][] requests = [.. workload.Cases.Select(one => Asking.Server(workload, one))];
            byte[][] byHand = [.. workload.Cases.Select(one => Asking.Baseline(workload, one))];
            Asking.Compare(workload, now.Uncached, baseline);
            Asking.Compare(workload, before.Uncached, baseline);
            await MeasureAsync(
                workload.Name,
                [new(before.Uncached, requests), new(now.Uncached, requests), new(baseline, byHand)],
                database);
        }

        foreach (var workload in workloads.Where(workload => workload.Name is "tiny" or "groups-of-city" or "tree"))
        {
            var request = Asking.ServerByGet(workload, workload.Cases[0]);
            Asking.Keep(baseline, workload, Asking.Read(now.Cached.Port, request).ToJsonString());
            byte[][] constant = [HttpConnection.Get($"/constant/{workload.Name}")];
            await MeasureAsync(
                $"{workload.Name}, cached GET",
                [new(before.Cached, [request]), new(now.Cached, [request]), new(baseline, constant)],
                NoDatabase);
        }
    }

    private async Task MeasureAsync(string name, IReadOnlyList<Asked> all, int asking)
    {
        foreach (var asked in all)
            Ask(asked, time, asking);
        var turns = all.Select(_ => new List<Figures>()).ToList();
        for (var turn = 0; turn < Turns; turn++)
        {
            // Each of them is the first as often as the last.
            for (var i = 0; i < all.Count; i++)
            {
                var at = (i + turn) % all.Count;
                turns[at].Add(Ask(all[at], time / Turns, asking));
            }
        }

        var (first, second, third) = (Median(turns[0]), Median(turns[1]), Median(turns[2]));
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"| {name} | {Cpu(turns[0])} | {Cpu(turns[1])} | {Cpu(turns[2])} "
                + $"| {second / first:0.00} | {first / third:0.00} | {second / third:0.00} |"));
    }

    private static Figures Ask(Asked asked, TimeSpan time, int database) =>
        Driver.Run(asked.Target.Port, asked.Requests, Connections, time, asked.Target.ProcessId, database);

    private static string Cpu(List<Figures> turns) => string.Create(
        CultureInfo.InvariantCulture,
        $"{Median(turns):0} µs ({Figures.Median(turns, turn => turn.ServerMicroseconds):0} + "
            + $"{Figures.Median(turns, turn => turn.DatabaseMicroseconds):0})");

    private static double Median(List<Figures> turns) => Figures.Median(turns, turn => turn.CpuMicroseconds);

    private sealed record Asked(Target Target, byte[][] Requests);
}

/// <summary>Two servers of one build: one that keeps no answers, and one as it is delivered.</summary>
internal sealed record Targets(Target Uncached, Target Cached);
