using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.RegularExpressions;
using ReformOpenData.Tests.Databases;
using ReformOpenData.Tests.Documentation;

namespace ReformOpenData.Tests.Http;

/// <summary>What Prometheus is told at /metrics, and what the documentation asks of it.</summary>
public sealed partial class MetricsTests(PostgreSqlDatabase database) : IClassFixture<PostgreSqlDatabase>
{
    [Fact]
    public Task Prometheus_is_told_of_requests_answers_statements_and_the_release() => ToldAsync();

    [SkippableFact]
    public async Task So_it_is_on_PostgreSQL() =>
        Assert.Contains("\ndb_client_connection_count{", await ToldAsync("Connection=" + database.NewLocation()));

    [Fact]
    public async Task A_port_that_is_taken_is_said_in_a_sentence()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        var fault = await Assert.ThrowsAsync<InvalidOperationException>(
            () => ServeProcess.StartAsync($"MetricsPort={port}"));
        Assert.Contains(
            $"error: MetricsPort is {port}, a port of 127.0.0.1 that cannot be opened: is it another program's?",
            fault.Message);
    }

    private static async Task<string> ToldAsync(params string[] settings)
    {
        var port = FreePort.Find();
        await using var server = await ServeProcess.StartAsync(
            [$"MetricsPort={port}", "ReleasePollMs=50", .. settings]);
        var before = await ScrapeAsync(port);
        for (var i = 0; i < 3; i++)
        {
            using var answer = await server.Client.GetAsync(
                new Uri("/graphql?query={plans{nodes{title}}}", UriKind.Relative));
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }

        var after = await ScrapeAsync(port);
        Assert.Equal(2, Value(after, "reform_cache_hits_total"));
        Assert.Equal(1, Value(after, "reform_cache_misses_total"));
        Assert.Equal(1, Value(after, "reform_answer_cost_count"));
        Assert.True(Value(after, "reform_answer_cost_sum") > 0);
        Assert.Equal(0, Value(before, "reform_statements_total"));
        Assert.InRange(Value(after, "reform_statements_total"), 1, 10);
        Assert.Equal(1, Value(after, "reform_release"));
        Assert.Equal(1, Value(after, "reform_database_available"));
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        Assert.InRange(Value(after, "reform_release_imported_seconds"), now - 300, now);
        Assert.InRange(
            Value(after, "reform_release_published_seconds"), Value(after, "reform_release_imported_seconds"), now);

        // All that the documentation asks by is there; what Npgsql tells, on PostgreSQL.
        foreach (var (place, text) in Expressions())
        {
            Assert.All(Names().Matches(text).Select(match => match.Value).Distinct(), name => Assert.True(
                name.StartsWith("db_client_", StringComparison.Ordinal)
                    || after.Contains($"\n{name}{{", StringComparison.Ordinal),
                $"{place} asks by {name}, which is not told."));
        }

        using var inPublic = await server.Client.GetAsync(new Uri("/metrics", UriKind.Relative));
        Assert.Equal(HttpStatusCode.NotFound, inPublic.StatusCode);
        return after;
    }

    /// <summary>The alerts of the documentation and the panels of the dashboard, each with where it stands.</summary>
    private static List<(string Place, string Text)> Expressions()
    {
        var alerts = File.ReadLines(Repository.Path("docs/operations.md"))
            .SkipWhile(line => !line.StartsWith("| alert", StringComparison.Ordinal)).Skip(2)
            .TakeWhile(line => line.StartsWith('|')).Select(line => ("docs/operations.md", line)).ToList();
        Assert.True(alerts.Count >= 7);
        using var dashboard = JsonDocument.Parse(File.ReadAllText(Repository.Path("docs/dashboard.json")));
        var panels = dashboard.RootElement.GetProperty("panels").EnumerateArray()
            .SelectMany(panel => panel.GetProperty("targets").EnumerateArray())
            .Select(target => ("docs/dashboard.json", target.GetProperty("expr").GetString()!)).ToList();
        Assert.True(panels.Count >= 10);
        return [.. alerts, .. panels];
    }

    private static double Value(string scrape, string name) =>
        Regex.Match(scrape, $@"^{name}\{{\}} (\S+)$", RegexOptions.Multiline) is { Success: true } match
            ? double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture)
            : 0;

    private static async Task<string> ScrapeAsync(int port)
    {
        // What was told a moment ago is told again.
        await Task.Delay(TimeSpan.FromMilliseconds(400));
        using var client = new HttpClient();
        using var byName = await client.GetAsync(new Uri($"http://localhost:{port}/metrics"));
        Assert.Equal(HttpStatusCode.OK, byName.StatusCode);
        return "\n" + await client.GetStringAsync(new Uri($"http://127.0.0.1:{port}/metrics"));
    }

    [GeneratedRegex(@"\b(reform|http_server|dotnet|db_client|kestrel)_\w+")]
    private static partial Regex Names();
}
