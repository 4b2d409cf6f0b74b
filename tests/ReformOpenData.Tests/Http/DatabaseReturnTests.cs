using System.Diagnostics;
using System.Net;
using ReformOpenData.Data.Releases;
using ReformOpenData.Server.Configuration;
using ReformOpenData.Tests.Databases;
using ReformOpenData.Tests.Documentation;

namespace ReformOpenData.Tests.Http;

/// <summary>A PostgreSQL database that goes away under the host and comes back.</summary>
public sealed class DatabaseReturnTests(PostgreSqlDatabase database) : IClassFixture<PostgreSqlDatabase>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [SkippableFact]
    public async Task Sessions_that_the_server_ended_between_two_requests_are_not_noticed()
    {
        var location = database.NewLocation();
        // The look at the release is slow here, so that a request is the first to find out.
        await using var host = await StartAsync(location, pollMs: 60_000);
        for (var i = 0; i < 5; i++)
        {
            Assert.Equal(HttpStatusCode.OK, await AskAsync(host, i));
            PostgreSqlDatabase.EndSessions(location);
        }

        Assert.Equal(HttpStatusCode.OK, await AskAsync(host, 5));
    }

    [SkippableFact]
    public async Task While_it_is_away_new_questions_are_a_503_and_known_ones_answered_and_then_all_is_as_before()
    {
        var location = database.NewLocation();
        await using var host = await StartAsync(location, pollMs: 50);
        using var before = await host.SendAsync(HttpMethod.Get, "/graphql/operations/RatingsByCategory");
        Assert.Equal(HttpStatusCode.OK, before.StatusCode);
        for (var round = 0; round < 2; round++)
        {
            PostgreSqlDatabase.Allow(location, sessions: false);
            PostgreSqlDatabase.EndSessions(location);
            await UntilAsync(host, HttpStatusCode.ServiceUnavailable);
            for (var i = 0; i < 5; i++)
            {
                using var gone = await host.SendAsync(HttpMethod.Get, Question(100 + i));
                Assert.Equal(HttpStatusCode.ServiceUnavailable, gone.StatusCode);
                Assert.Equal("5", gone.Headers.RetryAfter!.ToString());
                Assert.Contains("\"code\":\"DATABASE_UNAVAILABLE\"", await gone.Content.ReadAsStringAsync());
                using var kept = await host.SendAsync(HttpMethod.Get, "/graphql/operations/RatingsByCategory");
                Assert.Equal(await before.Content.ReadAsStringAsync(), await kept.Content.ReadAsStringAsync());
            }

            PostgreSqlDatabase.Allow(location, sessions: true);
            await UntilAsync(host, HttpStatusCode.OK);
            for (var i = 0; i < 5; i++)
                Assert.Equal(HttpStatusCode.OK, await AskAsync(host, (10 * round) + i));
        }
    }

    [SkippableFact]
    public async Task The_request_that_finds_out_is_told_so_too()
    {
        var location = database.NewLocation();
        await using var host = await StartAsync(location, pollMs: 60_000);
        PostgreSqlDatabase.Allow(location, sessions: false);
        PostgreSqlDatabase.EndSessions(location);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await AskAsync(host, 1));
    }

    private async Task<RunningHost> StartAsync(string location, int pollMs)
    {
        var store = await database.OpenAsync(location);
        await Seeding.EnsureSeededAsync(store, TimeProvider.System, Repository.Path("data"));
        return await RunningHost.StartAsync(store, options: new ServerOptions { ReleasePollMs = pollMs });
    }

    /// <summary>A question that no cache has an answer to, of several levels.</summary>
    private static string Question(int number) => "/graphql?query=" + Uri.EscapeDataString(
        $"{{ a{number}: plan(municipality: \"072028\", firstFiscalYear: 2017) {{ categories {{ name }} }} ratings {{ "
            + $"totalCount }} }}");

    private static async Task<HttpStatusCode> AskAsync(RunningHost host, int number)
    {
        using var answer = await host.SendAsync(HttpMethod.Get, Question(number));
        return answer.StatusCode;
    }

    private static async Task UntilAsync(RunningHost host, HttpStatusCode ready)
    {
        var watch = Stopwatch.StartNew();
        while (true)
        {
            using var answer = await host.SendAsync(HttpMethod.Get, "/health/ready");
            if (answer.StatusCode == ready)
                return;
            Assert.True(watch.Elapsed < Patience, $"/health/ready stays {answer.StatusCode}.");
            await Task.Delay(20);
        }
    }
}
