using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace ReformOpenData.Benchmarks;

/// <summary>
/// Measures the engine and, turn by turn with it, what people run today, by the processor time of each process: the
/// machine may be busy, and what slows it down for a while slows both. Both have warmed up alike.
/// </summary>
internal static class Compare
{
    private const int WarmingUp = 8;
    private const int Samples = 21;

    private static readonly Execution s_execution = new();
    private static readonly Parsing s_parsing = new();

    private static readonly Dictionary<string, Func<int>> s_ours = new(StringComparer.Ordinal)
    {
        ["parse the trusted operations"] = s_parsing.ParseOperations,
        ["parse the introspection query"] = s_parsing.ParseIntrospection,
        ["parse the contract"] = s_parsing.ParseContract,
        ["parse and validate the trusted operations"] = s_parsing.ValidateOperations,
        ["parse and validate the introspection query"] = s_parsing.ValidateIntrospection,
        ["execute 1,000 objects with 10 leaves"] = s_execution.LeavesOfAThousandObjects,
        ["execute a small query with a variable"] = s_execution.SmallQuery,
    };

    /// <summary>With graphql-js and graphql-jit, in a process of their own.</summary>
    public static async Task WithNodeAsync()
    {
        Head();
        foreach (var script in new[] { "parsing.mjs", "execution.mjs" })
            await WithNodeAsync(script);
    }

    /// <summary>With GraphQL.NET, in this process.</summary>
    public static void WithGraphQLDotNet()
    {
        using var other = new GraphQLDotNet(s_parsing);
        CheckSame(s_execution.LeavesAsText(), other.LeavesOfAThousandObjects, other);
        CheckSame(s_execution.SmallAsText(), other.SmallQuery, other);
        var theirs = new Dictionary<string, Func<int>>(StringComparer.Ordinal)
        {
            ["parse the trusted operations"] = other.ParseOperations,
            ["parse the introspection query"] = other.ParseIntrospection,
            ["parse and validate the trusted operations"] = other.ValidateOperations,
            ["execute 1,000 objects with 10 leaves"] = other.LeavesOfAThousandObjects,
            ["execute a small query with a variable"] = other.SmallQuery,
        };
        var name = $"GraphQL.NET {typeof(global::GraphQL.DocumentExecuter).Assembly.GetName().Version!.ToString(3)}";
        Head();
        foreach (var (workload, run) in theirs)
        {
            var (engine, samples, ratios) = (new double[Samples], new double[Samples], new double[Samples]);
            var (batch, otherBatch) = (1, 1);
            for (var i = -WarmingUp; i < Samples; i++)
            {
                var sample = Sample(s_ours[workload], ref batch);
                var otherSample = Sample(run, ref otherBatch);
                if (i >= 0)
                    (engine[i], samples[i], ratios[i]) = (sample, otherSample, otherSample / sample);
            }

            Row(workload, name, engine, samples, ratios);
        }
    }

    private static void CheckSame(string response, Func<int> run, GraphQLDotNet other)
    {
        run();
        using var ours = JsonDocument.Parse(response);
        using var theirs = JsonDocument.Parse(other.Response);
        if (!JsonElement.DeepEquals(ours.RootElement, theirs.RootElement))
            throw new InvalidOperationException($"The answers differ: {response[..200]} and {other.Response[..200]}");
    }

    private static void Head()
    {
        Console.WriteLine("| workload | other | µs engine | µs other | ratio | 8 of 10 ratios between |");
        Console.WriteLine("|---|---|---:|---:|---:|---|");
    }

    private static void Row(string workload, string other, double[] engine, double[] samples, double[] ratios)
    {
        Array.Sort(ratios);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {workload} | {other} | {Median(engine):F2} | {Median(samples):F1} | {Median(ratios):F1} "
            + $"| {ratios[Samples / 10]:F1}–{ratios[Samples - 1 - (Samples / 10)]:F1} |"));
    }

    private static async Task WithNodeAsync(string script)
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
            var (engine, samples, ratios) = (new double[Samples], new double[Samples], new double[Samples]);
            for (var i = -WarmingUp; i < Samples; i++)
            {
                await node.StandardInput.WriteLineAsync(key);
                var theirs = double.Parse(await NextLineAsync(), CultureInfo.InvariantCulture);
                var sample = Sample(s_ours[workload], ref batch);
                if (i >= 0)
                    (engine[i], samples[i], ratios[i]) = (sample, theirs, theirs / sample);
            }

            Row(workload, key.Split(" / ")[1], engine, samples, ratios);
        }

        node.StandardInput.Close();
        await node.WaitForExitAsync();

        async Task<string> NextLineAsync() =>
            await node.StandardOutput.ReadLineAsync()
                ?? throw new InvalidOperationException($"{script} ended; was `npm ci` run?");
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
