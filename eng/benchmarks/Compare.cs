using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace ReformOpenData.Benchmarks;

/// <summary>
/// Measures the engine and, turn by turn with it, what people run today, by the processor time of each process: the machine
/// may be busy, and what slows it down for a while slows both. Both have warmed up alike.
/// </summary>
internal static class Compare
{
    private const int WarmingUp = 8;
    private const int Samples = 21;

    public static async Task RunAsync()
    {
        var execution = new Execution();
        var parsing = new Parsing();
        var ours = new Dictionary<string, Func<int>>(StringComparer.Ordinal)
        {
            ["parse the trusted operations"] = parsing.ParseOperations,
            ["parse the introspection query"] = parsing.ParseIntrospection,
            ["parse the contract"] = parsing.ParseContract,
            ["parse and validate the trusted operations"] = parsing.ValidateOperations,
            ["parse and validate the introspection query"] = parsing.ValidateIntrospection,
            ["execute 1,000 objects with 10 leaves"] = execution.LeavesOfAThousandObjects,
            ["execute a small query with a variable"] = execution.SmallQuery,
        };
        Console.WriteLine("| workload | other | µs engine | µs other | ratio | 8 of 10 ratios between |");
        Console.WriteLine("|---|---|---:|---:|---:|---|");
        foreach (var script in new[] { "parsing.mjs", "execution.mjs" })
            await RunAsync(script, ours);
    }

    private static async Task RunAsync(string script, Dictionary<string, Func<int>> ours)
    {
        using var node = Process.Start(new ProcessStartInfo("node", script)
        {
            WorkingDirectory = Path.Combine(AppContext.BaseDirectory, "../../.."),
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            Environment = { ["NODE_ENV"] = "production" },
        })!;
        foreach (var key in JsonSerializer.Deserialize<string[]>(await NextLineAsync())!)
        {
            var workload = key.Split(" / ")[0];
            var batch = 1;
            var (engine, other, ratios) = (new double[Samples], new double[Samples], new double[Samples]);
            for (var i = -WarmingUp; i < Samples; i++)
            {
                await node.StandardInput.WriteLineAsync(key);
                var theirs = double.Parse(await NextLineAsync(), CultureInfo.InvariantCulture);
                var sample = Sample(ours[workload], ref batch);
                if (i >= 0)
                    (engine[i], other[i], ratios[i]) = (sample, theirs, theirs / sample);
            }

            Array.Sort(ratios);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {workload} | {key.Split(" / ")[1]} | {Median(engine):F2} | {Median(other):F1} | {Median(ratios):F1} | {ratios[Samples / 10]:F1}–{ratios[Samples - 1 - (Samples / 10)]:F1} |"));
        }

        node.StandardInput.Close();
        await node.WaitForExitAsync();

        async Task<string> NextLineAsync() =>
            await node.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException($"{script} ended; was `npm ci` run?");
    }

    /// <summary>A tenth of a second and more. The clock is read so seldom that reading it does not count.</summary>
    private static double Sample(Func<int> run, ref int batch)
    {
        var count = 0;
        var start = Environment.CpuUsage.TotalTime;
        TimeSpan elapsed;
        do
        {
            for (var i = 0; i < batch; i++)
                run();
            count += batch;
            elapsed = Environment.CpuUsage.TotalTime - start;
        }
        while (elapsed.TotalMilliseconds < 100);
        batch = Math.Max(1, count / 20);
        return elapsed.TotalMicroseconds / count;
    }

    private static double Median(double[] samples) => samples.Order().ElementAt(samples.Length / 2);
}
