using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using ReformOpenData.Data.Storage;
using ReformOpenData.Server.Answers;
using ReformOpenData.Server.Configuration;
using ReformOpenData.Tests.Databases;

namespace ReformOpenData.Tests.Http;

/// <summary>
/// Between two looks at what is current, PostgreSQL servers go and come back: whatever the last look saw, a question is
/// answered where one of them can.
/// </summary>
public sealed class ReturnedServerTests
{
    /// <summary>The test itself says when all servers are looked at.</summary>
    private static readonly ServerOptions Rarely =
        new() { ReleasePollMs = 600_000, RequestsPerMinute = 0, CostPerMinute = 0 };

    [SkippableFact]
    public async Task A_question_that_loses_all_servers_that_are_known_is_asked_of_one_that_came_back()
    {
        await using var pair = await ReplicaPair.StartAsync();
        await using var host = await pair.ServeAsync(Rarely);
        pair.Standby.Kill();
        await LookAsync(host);
        pair.Standby.Dispose();
        using var returned = pair.Primary.StartStandby(pair.Binaries, pair.Standby.Folder);
        await ReplicaPair.UntilReplayedAsync(pair.Primary, returned);
        pair.Primary.Kill();
        Assert.Equal(HttpStatusCode.OK, await AskAsync(host, 1));
        Assert.True(host.App.Services.GetRequiredService<CurrentRelease>().Available);
    }

    [SkippableFact]
    public async Task Sessions_that_all_servers_have_ended_are_begun_anew()
    {
        await using var pair = await ReplicaPair.StartAsync();
        await using var host = await pair.ServeAsync(Rarely);
        for (var number = 0; number < 4; number++)
        {
            Assert.Equal(HttpStatusCode.OK, await AskAsync(host, number));
            foreach (var server in new[] { pair.Primary, pair.Standby })
            {
                server.Execute(
                    "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity "
                    + "WHERE application_name = 'ReformOpenData'");
            }
        }

        Assert.Equal(HttpStatusCode.OK, await AskAsync(host, 4));
    }

    [SkippableFact]
    public async Task A_server_that_was_lost_after_it_had_answered_the_look_is_not_brought_back_by_it()
    {
        await using var pair = await ReplicaPair.StartAsync();
        await using var store = await Store.OpenPostgreSqlAsync(pair.Hosts);
        var servers = store.Servers!;
        var primary = servers.Reading;
        var before = LastLook();
        Task looking;
        pair.Standby.Pause();
        try
        {
            looking = store.LookAsync().AsTask();
            while (Equals(LastLook(), before))
                await Task.Delay(20);
            pair.Primary.Kill();
            await servers.LoseAsync(primary);
            Assert.NotSame(primary, servers.Reading);
        }
        finally
        {
            pair.Standby.Resume();
        }

        await looking;
        Assert.NotSame(primary, servers.Reading);

        object? LastLook() => pair.Primary.Execute(
            "SELECT max(state_change) FROM pg_stat_activity WHERE state = 'idle' AND query LIKE '%r.published_at%'");
    }

    [Fact]
    public async Task What_a_question_met_is_looked_at_at_once()
    {
        var looks = new SemaphoreSlim(0);
        using var release = new CurrentRelease(
            Rarely,
            new AnswerCache(0),
            _ =>
            {
                looks.Release();
                return Task.FromResult<PublicReleases?>(new PublicReleases(1));
            },
            NullLogger<CurrentRelease>.Instance);
        await release.StartAsync(CancellationToken.None);
        var patience = TimeSpan.FromSeconds(60);
        foreach (var fault in new[] { StoreFault.Away, StoreFault.NotHeld })
        {
            var met = new StoreException("It is away.", "ありません。") { Fault = fault };
            Assert.Equal(AnswerFailure.DatabaseUnavailable, release.Report(met));
            Assert.True(await looks.WaitAsync(patience), $"Nobody looked after {fault}.");
        }

        await release.StopAsync(CancellationToken.None);
        Assert.True(release.Available);
    }

    private static Task LookAsync(RunningHost host) =>
        host.App.Services.GetRequiredService<CurrentRelease>().LookAsync(CancellationToken.None);

    private static async Task<HttpStatusCode> AskAsync(RunningHost host, int number)
    {
        using var answer = await host.SendAsync(
            HttpMethod.Get,
            "/graphql?query=" + Uri.EscapeDataString($"{{ a{number}: ratings(first: 1) {{ nodes {{ id }} }} }}"));
        return answer.StatusCode;
    }
}
