using System.Net;
using ReformOpenData.Data.Storage;
using ReformOpenData.Server.Configuration;
using ReformOpenData.Tests.Databases;

namespace ReformOpenData.Tests.Http;

/// <summary>A table is one whose rows never end, and whatever reads it goes on until its time is over.</summary>
public sealed class EndlessQuestionTests(SqliteDatabase database) : IClassFixture<SqliteDatabase>
{
    private const string Endless = "/graphql?query={{categories(where:{{number:{{gt:{0}}}}}){{totalCount}}}}";
    private const string Kept = "/graphql?query={plans{totalCount}}";

    [Fact]
    public async Task Questions_that_never_end_lock_nobody_out()
    {
        await using var host = await PublishedHost.StartAsync(
            database, new ServerOptions { Limits = new() { TimeoutMs = 60_000 }, ReleasePollMs = 50 });
        Assert.Equal(HttpStatusCode.OK, (await host.GetAsync(Kept)).StatusCode);
        await BreakAsync(host.Store);
        using var client = new HttpClient { BaseAddress = host.Address };
        using var leaving = new CancellationTokenSource();
        var endless = Enumerable.Range(0, 6)
            .Select(i => client.GetAsync(new Uri(string.Format(null, Endless, -i), UriKind.Relative), leaving.Token))
            .ToList();
        while (host.Statements < 4)
            await Task.Delay(10);

        for (var i = 0; i < 5; i++)
        {
            foreach (var path in (string[])[Kept, "/health/live", $"/graphql?query={{items(first:{i}){{totalCount}}}}"])
            {
                using var answer = await host.GetAsync(path).WaitAsync(TimeSpan.FromSeconds(30));
                Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            }
        }

        Assert.All(endless, one => Assert.False(one.IsCompleted));

        // When those who asked have left, their places are free again.
        await leaving.CancelAsync();
        foreach (var one in endless)
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => one);
        for (var i = 0; i < 20; i++)
        {
            using var answer = await host.GetAsync($"/graphql?query={{items(first:{100 + i}){{totalCount}}}}")
                .WaitAsync(TimeSpan.FromSeconds(30));
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }
    }

    [Fact]
    public async Task Forty_questions_that_seem_quick_and_never_end_leave_room_for_quick_ones()
    {
        await using var host = await PublishedHost.StartAsync(
            database, new ServerOptions { Limits = new() { TimeoutMs = 60_000 }, ReleasePollMs = 50 });
        await BreakAsync(host.Store);
        using var client = new HttpClient { BaseAddress = host.Address };
        using var leaving = new CancellationTokenSource();
        var endless = Enumerable.Range(0, 40)
            .Select(i => new Uri(string.Format(null, Endless, -i), UriKind.Relative))
            .Select(address => client.GetAsync(address, leaving.Token)).ToList();
        while (host.Statements < 4)
            await Task.Delay(10);
        for (var i = 0; i < 10; i++)
        {
            using var answer = await host.GetAsync($"/graphql?query={{items(first:{i}){{totalCount}}}}")
                .WaitAsync(TimeSpan.FromSeconds(30));
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }

        // They wait for a place among the dear ones, or were told that too many do.
        var told = endless.Where(one => one.IsCompleted).ToList();
        Assert.InRange(told.Count, 40 - 16 - Environment.ProcessorCount - 10, 39);
        foreach (var one in told)
        {
            using var answer = await one;
            Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
            Assert.Contains("SERVER_BUSY", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        await leaving.CancelAsync();
        foreach (var one in endless.Except(told))
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => one);
    }

    [Fact]
    public async Task A_question_that_never_ends_is_stopped_at_its_time()
    {
        await using var host = await PublishedHost.StartAsync(
            database, new ServerOptions { Limits = new() { TimeoutMs = 200 }, ReleasePollMs = 50 });
        await BreakAsync(host.Store);
        using var answer = await host.GetAsync(string.Format(null, Endless, 0)).WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Contains("TIME_LIMIT_EXCEEDED", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private static async Task BreakAsync(Store store)
    {
        await using var connection = await store.OpenWriteAsync(default);
        await connection.ExecuteAsync(
            """
            ALTER TABLE category RENAME TO category_kept;
            CREATE VIEW category AS
            WITH RECURSIVE forever(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM forever)
            SELECT category_kept.* FROM category_kept, forever
            """,
            default);
    }
}
