using System.Globalization;
using System.Text.Json.Nodes;

namespace ReformOpenData.Load.Hostile;

/// <summary>One attack on a server, beside an innocent client, as a row of a table.</summary>
internal sealed class Siege(Target server, string store, Attack attack, TimeSpan time, TimeSpan rest, TextWriter output)
{
    private const string Tiny = "query($a:String!){municipality(code:$a){name}}";
    private const string Cached = "/graphql/operations/RatingsByCategory";

    private long _peak;

    public static string Heading =>
        """
        | store | attack | what it got | tiny, p50 / p99 ms | cached | /health/ready | failed of the innocent | memory before, at most, after, MB |
        |---|---|---|---:|---:|---:|---:|---:|
        """;

    /// <summary>The code of a municipality that the server has.</summary>
    private string Code { get; } = (string)Asking.Read(server.Port, HttpConnection.Post(
        "/graphql", new JsonObject { ["query"] = "{municipalities(first:1){nodes{code}}}" }
            .ToJsonString()))["data"]!["municipalities"]!["nodes"]![0]!["code"]!;

    public async Task RunAsync()
    {
        var number = 0;
        var tiny = new Innocent(server.Port, "127.0.0.3", () => HttpConnection.Post(
            "/graphql", new Case(Code).Body(Tiny, (++number).ToString(CultureInfo.InvariantCulture))));
        var cached = new Innocent(server.Port, "127.0.0.4", () => HttpConnection.Get(Cached));
        var health = new Innocent(server.Port, "127.0.0.5", () => HttpConnection.Get("/health/ready"));

        // As it is in use: compiled, what the attack asks too, and with the cached answer in memory.
        Together([tiny, cached, health], TimeSpan.FromSeconds(2));
        using (var early = new CancellationTokenSource(TimeSpan.FromSeconds(2)))
            Attack(new Raid(server.Port, early.Token)).ForEach(thread => thread.Join());
        (tiny, cached, health) = (tiny.Again(), cached.Again(), health.Again());
        await Task.Delay(rest);
        var before = ProcessTimes.Memory(server.ProcessId);
        using var over = new CancellationTokenSource();
        var raid = new Raid(server.Port, over.Token);
        var workers = Attack(raid);
        var watcher = Start(1, () =>
        {
            while (!over.Token.WaitHandle.WaitOne(100))
                _peak = Math.Max(_peak, ProcessTimes.Memory(server.ProcessId));
        });
        Together([tiny, cached, health], time);
        await over.CancelAsync();
        watcher.ForEach(thread => thread.Join());
        await Task.Delay(rest);
        var after = ProcessTimes.Memory(server.ProcessId);
        workers.ForEach(thread => thread.Join());
        string[] failures = [.. tiny.Failures, .. cached.Failures, .. health.Failures];
        var failed = failures.CountBy(failure => failure)
            .Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Value} × {pair.Key}"));
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"| {store} | {attack.Name} | {raid.Outcomes()} | {tiny.Times()} | {cached.Times()} | {health.Times()} | "
            + $"{(failures.Length == 0 ? "0" : string.Join(", ", failed))} | {before / 1e6:0}, "
            + $"{Math.Max(_peak, before) / 1e6:0}, {after / 1e6:0} |"));
    }

    private List<Thread> Attack(Raid raid) => Start(attack.Workers, () =>
    {
        while (!raid.Over.IsCancellationRequested)
            attack.Once(raid);
    });

    private static void Together(Innocent[] clients, TimeSpan time)
    {
        var threads = clients.Select(client => Start(1, () => client.Run(time)).Single()).ToList();
        threads.ForEach(thread => thread.Join());
    }

    private static List<Thread> Start(int count, Action work)
    {
        var threads = Enumerable.Range(0, count)
            .Select(_ => new Thread(() => work(), 256 * 1024) { IsBackground = true })
            .ToList();
        threads.ForEach(thread => thread.Start());
        return threads;
    }
}
