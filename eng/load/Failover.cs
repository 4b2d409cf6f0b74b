using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace ReformOpenData.Load;

/// <summary>
/// Asks four things, each one time after the other, while something happens to the database: a question that is in no
/// memory, one that is, a list that is read page by page, and the file of an earlier release, which is made each time.
/// Says how long nobody answered, and whether an answer was another one than before.
/// </summary>
/// <param name="isAway">Whether no database is left for a while: what is in no memory may be refused then.</param>
internal sealed class Failover(Target server, string what, bool isAway, TimeSpan time, TextWriter output)
{
    public const string Heading = """
        | what happens | what is asked | answers | 5xx | unexplained 5xx | cut | wrong | usual time, ms | longest without an answer, ms | a newer release seen after, ms |
        |---|---|---:|---:|---:|---:|---:|---:|---:|---:|
        """;

    private const int FromMemory = 1;

    private const int Patience = 15_000;

    // A comment makes another document of it, and its answer the same.
    private static readonly (string Name, Func<int, string> Path)[] Kinds =
    [
        ("question", number => "/graphql?query=" + Uri.EscapeDataString(
            $"{{ ratings(first: 5) {{ totalCount nodes {{ id printed }} }} }} #{Environment.ProcessId}.{number}")),
        ("from memory", _ => "/graphql/operations/RatingsByCategory"),
        ("list", _ => "/narratives.csv"),
        ("archive", _ => "/releases/1/reform.zip"),
    ];

    public async Task RunAsync()
    {
        var seen = await Task.WhenAll(Kinds.Select(kind => Task.Factory.StartNew(
            () => Watch(kind.Path), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)));
        foreach (var (i, found) in seen.Index())
        {
            var unexplained = isAway && i != FromMemory ? 0 : found.Refused;
            await output.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"| {what} | {Kinds[i].Name} | {found.Answers} | {found.Refused} | {unexplained} | {found.Cut} "
                + $"| {found.Wrong} "
                + $"| {found.Usual:0} | {found.Longest:0} | {found.Newer:0} |"));
        }
    }

    private Seen Watch(Func<int, string> path)
    {
        var bodies = new Dictionary<int, string>();
        var times = new List<double>();
        var (refused, cut, wrong, first) = (0, 0, 0, 0);
        var (longest, last) = (0.0, 0.0);
        double? newer = null;
        HttpConnection? connection = null;
        var clock = Stopwatch.StartNew();
        double Now() => clock.Elapsed.TotalMilliseconds;
        while (clock.Elapsed < time)
        {
            var began = Now();
            try
            {
                connection ??= new HttpConnection(server.Port, from: null, Patience);
                var status = connection.Ask(HttpConnection.Get(path(times.Count + refused + cut)), out var body);
                if (status != 200)
                {
                    if (refused++ == 0 && !isAway)
                        Console.Error.WriteLine($"{what}: {status} {System.Text.Encoding.UTF8.GetString(body)}");
                    continue;
                }

                var now = Now();
                times.Add(now - began);
                longest = Math.Max(longest, now - last);
                last = now;
                var release = connection.Header("Reform-Release: "u8) ?? 0;
                first = first == 0 ? release : first;
                if (release > first)
                    newer ??= now;
                var hash = Convert.ToHexString(SHA256.HashData(body));
                if (!bodies.TryAdd(release, hash) && bodies[release] != hash)
                    wrong++;
            }
            catch (Exception fault) when (fault is IOException or SocketException or InvalidDataException)
            {
                cut++;
                connection?.Dispose();
                connection = null;
            }
        }

        connection?.Dispose();
        times.Sort();
        return new Seen(
            times.Count,
            refused,
            cut,
            wrong,
            times.Count > 0 ? times[times.Count / 2] : 0,
            Math.Max(longest, Now() - last),
            newer);
    }

    /// <param name="Usual">The median of the times of its answers, in milliseconds.</param>
    /// <param name="Longest">Between two answers, in milliseconds.</param>
    private sealed record Seen(
        int Answers, int Refused, int Cut, int Wrong, double Usual, double Longest, double? Newer);
}
