using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using BenchmarkDotNet.Running;
using ReformOpenData.Benchmarks;

// `compare` measures the engine and, in the same run, what people run today, by processor time: the machine may be busy.
// Anything else goes to BenchmarkDotNet.
if (args is not ["compare", ..])
{
    BenchmarkSwitcher.FromAssembly(typeof(Execution).Assembly).Run(args);
    return 0;
}

var execution = new Execution();
var parsing = new Parsing();
var ours = new Dictionary<string, double>(StringComparer.Ordinal)
{
    ["parse the trusted operations"] = MicrosecondsOf(parsing.ParseOperations),
    ["parse the introspection query"] = MicrosecondsOf(parsing.ParseIntrospection),
    ["parse the contract"] = MicrosecondsOf(parsing.ParseContract),
    ["parse and validate the trusted operations"] = MicrosecondsOf(parsing.ValidateOperations),
    ["parse and validate the introspection query"] = MicrosecondsOf(parsing.ValidateIntrospection),
    ["execute 1,000 objects with 10 leaves"] = MicrosecondsOf(execution.LeavesOfAThousandObjects),
    ["execute a small query with a variable"] = MicrosecondsOf(execution.SmallQuery),
};
var theirs = (await RunNodeAsync("parsing.mjs")).Concat(await RunNodeAsync("execution.mjs"));
Console.WriteLine("| workload | engine | other | µs engine | µs other | ratio |");
Console.WriteLine("|---|---|---|---:|---:|---:|");
foreach (var (key, microseconds) in theirs)
{
    var (workload, other) = (key.Split(" / ")[0], key.Split(" / ")[1]);
    Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"| {workload} | ours | {other} | {ours[workload]:F1} | {microseconds:F1} | {microseconds / ours[workload]:F1} |"));
}

return 0;

// The median of samples, each of a tenth of a second and more of this process's own time, after as much warming up. The
// clock is read so seldom that reading it does not count.
static double MicrosecondsOf(Func<int> run)
{
    var samples = new double[15];
    var batch = 1;
    for (var sample = -5; sample < samples.Length; sample++)
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
        if (sample >= 0)
            samples[sample] = elapsed.TotalMicroseconds / count;
    }

    Array.Sort(samples);
    return samples[samples.Length / 2];
}

static async Task<Dictionary<string, double>> RunNodeAsync(string script)
{
    using var node = Process.Start(new ProcessStartInfo("node", script)
    {
        WorkingDirectory = Path.Combine(AppContext.BaseDirectory, "../../.."),
        UseShellExecute = false,
        RedirectStandardOutput = true,
        Environment = { ["NODE_ENV"] = "production" },
    })!;
    var output = await node.StandardOutput.ReadToEndAsync();
    await node.WaitForExitAsync();
    return JsonSerializer.Deserialize<Dictionary<string, double>>(output)!;
}
