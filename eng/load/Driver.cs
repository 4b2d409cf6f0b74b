using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace ReformOpenData.Load;

/// <summary>What a bounded time of asking showed.</summary>
internal sealed record Figures(
    int Requests, TimeSpan Elapsed, TimeSpan Server, TimeSpan Database, TimeSpan P50, TimeSpan P99, TimeSpan Worst)
{
    public double CpuMicroseconds => (Server + Database).TotalMicroseconds / Requests;

    public double ServerMicroseconds => Server.TotalMicroseconds / Requests;

    public double DatabaseMicroseconds => Database.TotalMicroseconds / Requests;

    public double PerSecond => Requests / Elapsed.TotalSeconds;

    /// <summary>A figure in the middle of those of several turns; of an even number, between the two there.</summary>
    public static double Median(IEnumerable<Figures> turns, Func<Figures, double> of)
    {
        var ordered = turns.Select(of).Order().ToList();
        return (ordered[(ordered.Count - 1) / 2] + ordered[ordered.Count / 2]) / 2;
    }
}

/// <summary>A closed loop: each of a few connections asks again as soon as it has been answered.</summary>
internal static class Driver
{
    /// <summary>Stands where each request gets a number of its own; as wide as the number.</summary>
    public const string Nonce = "NNNNNNNNNN";

    public static Figures Run(
        int port, IReadOnlyList<byte[]> requests, int connections, TimeSpan time, int serverId, int databaseId)
    {
        var latencies = new List<long>[connections];
        var failures = new List<Exception>();
        var started = Stopwatch.StartNew();
        var (server, database) = (ProcessTimes.Of(serverId), ProcessTimes.OfFamily(databaseId));
        var threads = Enumerable.Range(0, connections).Select(number => new Thread(() =>
        {
            try
            {
                latencies[number] = Loop(port, requests, number, connections, started, time);
            }
            catch (Exception fault) // Told below, on the thread that asked for the run.
            {
                lock (failures)
                    failures.Add(fault);
            }
        })).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        if (failures.Count > 0)
            throw new AggregateException(failures);

        var elapsed = started.Elapsed;
        server = ProcessTimes.Of(serverId) - server;
        database = ProcessTimes.OfFamily(databaseId) - database;
        var all = latencies.SelectMany(list => list).Order().ToList();
        return new Figures(all.Count, elapsed, server, database, At(0.5), At(0.99), At(1));

        TimeSpan At(double part) => Stopwatch.GetElapsedTime(0, all[Math.Min(all.Count - 1, (int)(all.Count * part))]);
    }

    private static List<long> Loop(
        int port, IReadOnlyList<byte[]> requests, int number, int step, Stopwatch started, TimeSpan time)
    {
        using var connection = new HttpConnection(port);
        var own = requests.Select(request => (byte[])request.Clone()).ToList();
        var nonces = own.ConvertAll(request => request.AsSpan().IndexOf(Encoding.ASCII.GetBytes(Nonce)));
        var latencies = new List<long>(1 << 16);
        // Each asks once, however short the time: a turn without an answer has no figures.
        var i = number;
        do
        {
            var request = own[i % own.Count];
            if (nonces[i % own.Count] is >= 0 and var at)
                WriteNonce(request.AsSpan(at, Nonce.Length));
            var start = Stopwatch.GetTimestamp();
            var status = connection.Ask(request, out var body);
            latencies.Add(Stopwatch.GetTimestamp() - start);
            if (status != 200)
            {
                throw new InvalidDataException(
                    $"{status.ToString(CultureInfo.InvariantCulture)}: "
                        + $"{Encoding.UTF8.GetString(body[..Math.Min(body.Length, 500)])}");
            }

            i += step;
        }
        while (started.Elapsed < time);

        return latencies;
    }

    private static long LastNonce = Stopwatch.GetTimestamp() % 1_000_000_000;

    private static void WriteNonce(Span<byte> digits) =>
        _ = Interlocked.Increment(ref LastNonce).TryFormat(digits, out _, "0000000000", CultureInfo.InvariantCulture);
}
