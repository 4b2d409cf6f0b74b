using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;

namespace ReformOpenData.Load;

/// <summary>
/// Starts a server again and again and says how long it takes until a question is answered that nobody has asked
/// before, as the one who waits for it sees it.
/// </summary>
/// <param name="program">The words of its command line.</param>
internal sealed class FirstAnswer(string name, IReadOnlyList<string> program, int port, int times, TextWriter output)
{
    public const string Heading = """
        | what starts | first answer, ms: median (least, most) | a second question then, ms | processor until then, ms |
        |---|---:|---:|---:|
        """;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static readonly string[] Questions =
    [
        "{ municipalities(first: 1) { nodes { name } } }",
        "{ ratings(first: 5) { totalCount nodes { printed initiative { name } } } }",
    ];

    public async Task RunAsync()
    {
        var (firsts, seconds, used) = (new List<double>(), new List<double>(), new List<double>());
        for (var i = 0; i < times; i++)
        {
            var start = new ProcessStartInfo(program[0], program.Skip(1))
            {
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            var clock = Stopwatch.StartNew();
            using var server = Process.Start(start) ?? throw new InvalidOperationException("It does not start.");
            try
            {
                Ask(Questions[0], clock);
                firsts.Add(clock.Elapsed.TotalMilliseconds);
                used.Add(ProcessTimes.Of(server.Id).TotalMilliseconds);
                Ask(Questions[1], clock);
                seconds.Add(clock.Elapsed.TotalMilliseconds - firsts[^1]);
            }
            finally
            {
                server.Kill();
                await server.WaitForExitAsync();
            }
        }

        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"| {name} | {Median(firsts):0} ({firsts.Min():0}, {firsts.Max():0}) | {Median(seconds):0} "
            + $"| {Median(used):0} |"));
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private void Ask(string question, Stopwatch clock)
    {
        var request = HttpConnection.Get("/graphql?query=" + Uri.EscapeDataString(question));
        while (true)
        {
            try
            {
                using var connection = new HttpConnection(port);
                if (connection.Ask(request, out _) == 200)
                    return;
            }
            catch (SocketException) when (clock.Elapsed < Patience)
            {
                // Nobody listens yet.
            }

            Thread.Sleep(1);
        }
    }
}
