using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace ReformOpenData.Load;

/// <summary>
/// Asks one question that is in no memory, one time after the other, while something happens to the database, and says how long
/// nobody answered.
/// </summary>
internal sealed class Failover(Target server, string what, TimeSpan time, TextWriter output)
{
    public const string Heading = """
        | what happens | answers | failed | wrong | longest time without an answer, ms | a newer release seen after, ms |
        |---|---:|---:|---:|---:|---:|
        """;

    private const int Patience = 10_000;

    public async Task RunAsync()
    {
        var bodies = new Dictionary<int, string>();
        var (answers, failed, wrong, first) = (0, 0, 0, 0);
        var (longest, last) = (TimeSpan.Zero, TimeSpan.Zero);
        TimeSpan? newer = null;
        HttpConnection? connection = null;
        var clock = Stopwatch.StartNew();
        while (clock.Elapsed < time)
        {
            // A comment makes another document of it, and its answer the same.
            var document = Uri.EscapeDataString($"{{ ratings(first: 5) {{ totalCount nodes {{ id printed }} }} }} #{Environment.ProcessId}.{answers}.{failed}");
            try
            {
                connection ??= new HttpConnection(server.Port, from: null, Patience);
                if (connection.Ask(HttpConnection.Get($"/graphql?query={document}"), out var body) != 200)
                {
                    failed++;
                    continue;
                }

                answers++;
                longest = clock.Elapsed - last > longest ? clock.Elapsed - last : longest;
                last = clock.Elapsed;
                var release = connection.Header("Reform-Release: "u8)!.Value;
                first = first == 0 ? release : first;
                if (release > first)
                    newer ??= clock.Elapsed;
                var text = Encoding.UTF8.GetString(body);
                if (!bodies.TryAdd(release, text) && bodies[release] != text)
                    wrong++;
            }
            catch (Exception fault) when (fault is IOException or SocketException or InvalidDataException)
            {
                failed++;
                connection?.Dispose();
                connection = null;
            }
        }

        connection?.Dispose();
        longest = clock.Elapsed - last > longest ? clock.Elapsed - last : longest;
        var seen = newer is { } after ? after.TotalMilliseconds.ToString("0", CultureInfo.InvariantCulture) : "";
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"| {what} | {answers} | {failed} | {wrong} | {longest.TotalMilliseconds:0} | {seen} |"));
    }
}
