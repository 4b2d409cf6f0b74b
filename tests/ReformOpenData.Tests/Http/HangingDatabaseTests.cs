using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;
using Npgsql;
using ReformOpenData.Data.Releases;
using ReformOpenData.Data.Storage;
using ReformOpenData.GraphQL;
using ReformOpenData.Server.Configuration;
using ReformOpenData.Tests.Databases;
using ReformOpenData.Tests.Documentation;

namespace ReformOpenData.Tests.Http;

/// <summary>A PostgreSQL server whose connections stay open, and which does not answer, or not in time.</summary>
public sealed class HangingDatabaseTests(PostgreSqlDatabase database) : IClassFixture<PostgreSqlDatabase>
{
    private const string Away = "DATABASE_UNAVAILABLE";
    private const string Known = "/graphql/operations/RatingsByCategory";

    /// <summary>On a busy machine; who waits for the server waits until its limit of eight seconds.</summary>
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(4);

    [SkippableFact]
    public async Task A_server_that_was_stopped_is_noticed_and_all_goes_on_when_it_does()
    {
        var binaries = PostgreSqlCluster.FindBinaries();
        Missing.Unless(binaries is not null, "PostgreSQL is not installed.");
        using var cluster = PostgreSqlCluster.Start(binaries!);
        await using var store = await OpenAsync(cluster.ConnectionString, TimeSpan.FromSeconds(8));
        await using var host = await RunningHost.StartAsync(
            store, options: new ServerOptions { ReleasePollMs = 50, Limits = new Limits { TimeoutMs = 8000 } });
        Assert.Equal(HttpStatusCode.OK, (await AskAsync(host, Known)).Status);
        cluster.Pause();
        try
        {
            var early = Enumerable.Range(0, 60).Select(number => AskAsync(host, Question(number))).ToList();
            await UntilAsync(host, HttpStatusCode.ServiceUnavailable);
            var watch = Stopwatch.StartNew();
            Assert.Equal((HttpStatusCode.ServiceUnavailable, Away), await AskAsync(host, Question(100)));
            Assert.InRange(watch.Elapsed, TimeSpan.Zero, Soon);

            // Those that were asked before it was noticed end too, and meanwhile what is known is answered at once.
            while (!Task.WhenAll(early).IsCompleted)
            {
                watch.Restart();
                Assert.Equal(HttpStatusCode.OK, (await AskAsync(host, Known)).Status);
                Assert.InRange(watch.Elapsed, TimeSpan.Zero, Soon);
                await Task.Delay(50);
            }

            Assert.All(
                await Task.WhenAll(early), answer => Assert.Equal((HttpStatusCode.ServiceUnavailable, Away), answer));
        }
        finally
        {
            cluster.Resume();
        }

        await UntilAsync(host, HttpStatusCode.OK);
        foreach (var answer in await Task.WhenAll(
            Enumerable.Range(200, 60).Select(number => AskAsync(host, Question(number)))))
            Assert.Equal((HttpStatusCode.OK, ""), answer);
    }

    /// <summary>Npgsql tells the system of a limit that is not the last one's: four calls for each question.</summary>
    [SkippableFact]
    public async Task No_question_has_another_limit_than_its_session()
    {
        await using var store = await OpenAsync(database.NewLocation(), TimeSpan.FromSeconds(8));
        await using var connection = (NpgsqlConnection)await store.OpenReadAsync();
        await using var batch = connection.CreateBatch();
        Assert.Equal(0, batch.Timeout);
        Assert.Equal(0, connection.CommandTimeout);
    }

    [SkippableFact]
    public async Task A_statement_that_the_server_ends_is_over_time_and_no_outage()
    {
        var location = database.NewLocation();
        await using var store = await OpenAsync(location, TimeSpan.FromMilliseconds(1500));
        await using var host = await RunningHost.StartAsync(store, options: new ServerOptions { ReleasePollMs = 50 });
        await using (await LockAsync(location))
        {
            foreach (var question in new[] { Question(1), "/graphql?query={compare(from:1,to:1){totalCount}}" })
            {
                using var late = await host.SendAsync(
                    HttpMethod.Get, question, ("Accept", "application/graphql-response+json"));
                Assert.Equal(HttpStatusCode.ServiceUnavailable, late.StatusCode);
                Assert.Contains("\"code\":\"TIME_LIMIT_EXCEEDED\"", await late.Content.ReadAsStringAsync());
            }

            Assert.Equal(HttpStatusCode.OK, (await AskAsync(host, "/health/ready")).Status);
        }

        Assert.Equal(HttpStatusCode.OK, (await AskAsync(host, Question(1))).Status);
    }

    [SkippableFact]
    public async Task What_is_written_and_what_is_read_whole_may_take_longer_than_a_statement_of_a_question()
    {
        var location = database.NewLocation();
        await using var store = await OpenAsync(location, TimeSpan.FromMilliseconds(300));
        await using var held = await LockAsync(location);
        var writing = new Publication(store, TimeProvider.System).DiscardAsync();
        var reading = new StoreCheck(store).CurrentAsync();
        await Task.Delay(1000);
        Assert.False(reading.IsCompleted);
        await held.DisposeAsync();
        await Assert.ThrowsAsync<StoreException>(() => writing); // There is no draft: it was not the time.
        Assert.Empty((await reading).Problems);
    }

    [SkippableFact]
    public async Task A_statement_that_nobody_waits_for_is_ended()
    {
        var location = database.NewLocation();
        await using var store = await OpenAsync(location, longest: null);
        await using var host = await RunningHost.StartAsync(store, options: new ServerOptions { ReleasePollMs = 50 });
        // How much there is, is known from then on.
        Assert.Equal(HttpStatusCode.OK, (await AskAsync(host, Question(100))).Status);
        await using var held = await LockAsync(location);
        using (var patience = new CancellationTokenSource())
        {
            var asking = Enumerable.Range(0, 20)
                .Select(number => host.Client.GetAsync(new Uri(Question(number), UriKind.Relative), patience.Token))
                .ToList();
            await UntilWaitingAsync(held, 20);
            await patience.CancelAsync();
            foreach (var one in asking)
                await Assert.ThrowsAnyAsync<OperationCanceledException>(() => one);
        }

        await UntilWaitingAsync(held, 0);
    }

    private static async Task<Store> OpenAsync(string location, TimeSpan? longest)
    {
        var store = await Store.OpenPostgreSqlAsync(location, longest);
        await Seeding.EnsureSeededAsync(store, TimeProvider.System, Repository.Path("data"));
        return store;
    }

    /// <summary>Until it is disposed, whoever asks for ratings or editions waits.</summary>
    private static async Task<NpgsqlConnection> LockAsync(string location)
    {
        var session = new NpgsqlConnection(location + ";Pooling=false");
        await session.OpenAsync();
        await ExecuteAsync(session, "BEGIN; LOCK TABLE rating, edition, release_edition IN ACCESS EXCLUSIVE MODE");
        return session;
    }

    private static async Task<object?> ExecuteAsync(NpgsqlConnection session, string sql)
    {
        await using var command = new NpgsqlCommand(sql, session);
        return await command.ExecuteScalarAsync();
    }

    private static async Task UntilWaitingAsync(NpgsqlConnection session, int count)
    {
        const string sql =
            "SELECT count(*) FROM pg_locks WHERE NOT granted AND database = (SELECT oid FROM pg_database WHERE datname "
            + "= current_database())";
        var watch = Stopwatch.StartNew();
        while ((long)(await ExecuteAsync(session, sql))! != count)
        {
            Assert.True(watch.Elapsed < TimeSpan.FromSeconds(20), $"There never were {count} statements that wait.");
            await Task.Delay(20);
        }
    }

    private static string Question(int number) =>
        "/graphql?query=" + Uri.EscapeDataString($"{{ a{number}: ratings(first: 1) {{ nodes {{ id }} }} }}");

    /// <summary>The code is that of an error; empty where there is none.</summary>
    private static async Task<(HttpStatusCode Status, string Code)> AskAsync(RunningHost host, string path)
    {
        using var answer = await host.SendAsync(HttpMethod.Get, path);
        var text = await answer.Content.ReadAsStringAsync();
        return (answer.StatusCode, Regex.Match(text, "\"code\":\"([A-Z_]+)\"").Groups[1].Value);
    }

    private static async Task UntilAsync(RunningHost host, HttpStatusCode ready)
    {
        var watch = Stopwatch.StartNew();
        while ((await AskAsync(host, "/health/ready")).Status != ready)
        {
            Assert.True(watch.Elapsed < TimeSpan.FromSeconds(15), "/health/ready does not change.");
            await Task.Delay(20);
        }
    }
}
