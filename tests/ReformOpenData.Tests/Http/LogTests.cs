using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using ReformOpenData.Server.Hosting;

namespace ReformOpenData.Tests.Http;

/// <summary>The log of the program in a process of its own, and its two forms.</summary>
public sealed class LogTests
{
    private const int Requests = 5000;

    [Fact]
    public async Task Whoever_does_not_read_the_log_stops_nobody_and_is_told_how_much_was_dropped()
    {
        await using var server = await ServeProcess.StartAsync("RequestsPerMinute=0");
        using var patience = new CancellationTokenSource(RawClient.Patience);
        await Parallel.ForAsync(0, Requests, patience.Token, async (_, cancellation) =>
        {
            using var answer = await server.Client.GetAsync(new Uri("/health/live", UriKind.Relative), cancellation);
            Assert.True(answer.IsSuccessStatusCode);
        });
        var lines = await EndAsync(server);
        var logged =
            lines.Count(line => line.TryGetProperty("path", out var path) && path.GetString() == "/health/live");
        var dropped = lines.Where(line => line.TryGetProperty("dropped", out _))
            .Sum(line => line.GetProperty("dropped").GetInt64());
        Assert.InRange(dropped, 1, Requests);
        Assert.Equal(Requests, logged + dropped);
    }

    [Fact]
    public async Task Refused_requests_beyond_a_rate_are_counted_and_no_line_is_long()
    {
        await using var server = await ServeProcess.StartAsync("RequestsPerMinute=1");
        var path = new Uri("/" + new string('x', 60_000), UriKind.Relative);
        for (var i = 0; i < 1000; i++)
        {
            using var answer = await server.Client.GetAsync(path);
        }

        for (var i = 0; i < 10; i++)
        {
            using var client = await RawClient.ConnectAsync(server.Address);
            await client.SendAsync($"GET /{new string('\u0001', 60_000)} HTTP/1.1\r\n\r\n");
            await client.ReadToEndAsync();
        }

        var lines = await EndAsync(server);
        var statuses =
            lines.Where(line => line.TryGetProperty("status", out var status) && status.GetInt32() >= 400).ToList();
        var counted = statuses.Where(line => line.TryGetProperty("count", out _)).ToList();
        // In the ten seconds that this takes, and should it be slow, a few more.
        Assert.InRange(statuses.Count - counted.Count, RefusedRequests.MostLines, RefusedRequests.MostLines * 6);
        Assert.Equal(1010, statuses.Count - counted.Count + counted.Sum(line => line.GetProperty("count").GetInt64()));
        Assert.All(lines, line => Assert.InRange(line.GetRawText().Length, 1, 2500));
    }

    [Fact]
    public void A_line_for_a_terminal_is_text_in_which_nothing_moves_the_cursor()
    {
        using var to = new MemoryStream();
        using (var lines = new LogLines(to, new TextLogForm(TimeProvider.System)))
        {
            var log = lines.CreateLogger("a.b");
            log.LogInformation("GET {Path} {Status}", "/\u001b[31m" + new string('x', 100_000), 200);
            log.LogError(new InvalidOperationException("inside"), "Fault {Id}", "7");
        }

        var written = Encoding.UTF8.GetString(to.ToArray()).Split('\n');
        Assert.Matches("^[0-9]{2}:[0-9]{2}:[0-9]{2} GET /·\\[31mx{400,500}…$", written[0]);
        Assert.Matches("^[0-9]{2}:[0-9]{2}:[0-9]{2} error: Fault 7$", written[1]);
        Assert.Contains("inside", written[2]);
    }

    /// <summary>The lines of a server that is told to stop, each a JSON object.</summary>
    private static async Task<List<JsonElement>> EndAsync(ServeProcess server)
    {
        server.Stop();
        var log = await server.Process.StandardError.ReadToEndAsync();
        await server.Process.WaitForExitAsync();
        Assert.Equal(0, server.Process.ExitCode);
        return [.. log.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonDocument.Parse(line).RootElement)];
    }
}
