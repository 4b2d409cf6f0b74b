using Npgsql;
using ReformOpenData.Data.Releases;
using ReformOpenData.Data.Storage;
using ReformOpenData.Server.Commands;
using ReformOpenData.Server.Configuration;
using ReformOpenData.Tests.Databases;
using ReformOpenData.Tests.Documentation;

namespace ReformOpenData.Tests.Http;

/// <summary>
/// PgBouncer in transaction mode between the server and PostgreSQL: four sessions that all questions share.
/// </summary>
public sealed class PgBouncerTests
{
    private const string Refuses = "";
    private const string Ignores = "ignore_startup_parameters = options";

    [SkippableTheory]
    [InlineData(Refuses)]
    [InlineData(Ignores)]
    public async Task The_server_fills_the_store_and_answers_through_it_as_it_is(string settings)
    {
        using var cluster = Start();
        using var bouncer = PgBouncer.Start(cluster, settings);
        await using var store = await Store.OpenPostgreSqlAsync(bouncer.ConnectionString, TimeSpan.FromSeconds(2));
        await Seeding.EnsureSeededAsync(store, TimeProvider.System, Repository.Path("data"));
        await using var host =
            await RunningHost.StartAsync(store, options: new ServerOptions { ReleasePollMs = 50, CacheBytes = 0 });
        for (var round = 0; round < 3; round++)
        {
            var answers =
                await Task.WhenAll(Enumerable.Range(0, 40).Select(number => AskAsync(host, Question(number))));
            Assert.All(answers, answer => Assert.Contains("\"totalCount\":4,", answer));
        }

        Assert.Contains("\"totalCount\":0", await AskAsync(host, "/graphql?query={compare(from:1,to:1){totalCount}}"));
        Assert.Empty(await new StoreCheck(store).AllAsync());

        // Sessions that end behind it are not noticed.
        await using (var direct = new NpgsqlConnection(cluster.ConnectionString + ";Pooling=false"))
        {
            await direct.OpenAsync();
            await ExecuteAsync(
                direct,
                "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE backend_type = 'client backend' "
                + "AND pid <> pg_backend_pid()");
            Assert.Contains("\"totalCount\":4,", await AskAsync(host, Question(100)));

            // The limit of a statement is there too.
            await ExecuteAsync(direct, "BEGIN; LOCK TABLE search_text IN ACCESS EXCLUSIVE MODE");
            Assert.Contains("\"TIME_LIMIT_EXCEEDED\"", await AskAsync(host, Question(101)));
            await ExecuteAsync(direct, "ROLLBACK; BEGIN; LOCK TABLE release_edition IN ACCESS EXCLUSIVE MODE");
            var compared = await AskAsync(host, "/graphql?query={locked:compare(from:1,to:1){totalCount}}");
            Assert.Contains("\"TIME_LIMIT_EXCEEDED\"", compared);
            await ExecuteAsync(
                direct, "DO $$ BEGIN ASSERT NOT EXISTS (SELECT FROM pg_locks WHERE NOT granted), 'It waits.'; END $$");
        }

        Assert.Contains("\"totalCount\":4,", await AskAsync(host, Question(101)));
    }

    [SkippableFact]
    public async Task Prepared_statements_that_it_loses_are_named_as_the_cause()
    {
        using var cluster = Start();
        using var bouncer = PgBouncer.Start(cluster, Ignores);
        await using var store = await Store.OpenPostgreSqlAsync(
            bouncer.ConnectionString + ";Max Auto Prepare=20;Auto Prepare Min Usages=1");
        StoreException? cause = null;
        for (var i = 0; i < 20 && cause is null; i++)
        {
            var looks = Enumerable.Range(0, 8).Select(async _ =>
            {
                await using var connection = await store.OpenReadAsync();
                await using var command = connection.CreateCommand();
                command.CommandText = "SELECT current_release FROM store_state";
                await command.ExecuteScalarAsync();
            });
            cause = StoreFaults.Translate(
                await Record.ExceptionAsync(() => Task.WhenAll(looks)) ?? new InvalidOperationException());
        }

        Assert.Equal(
            "PgBouncer, or what else is between, loses prepared statements: write Max Auto Prepare=0 in the connection "
            + "string.",
            cause?.Message);
    }

    /// <summary>One session writes, another reads meanwhile, and a third tells that the server answers.</summary>
    [SkippableFact]
    public async Task Commands_need_no_more_than_three_of_its_sessions()
    {
        using var cluster = Start();
        using var bouncer = PgBouncer.Start(cluster, "default_pool_size = 3");
        var table = Repository.Path("data/072028-fy2021.txt");
        foreach (var command in (string[][])[["import", table, "--publish"], ["check"], ["releases"]])
        {
            var error = new StringWriter();
            var code = await CommandLine.RunAsync(
                [.. command, "--connection", bouncer.ConnectionString, "--lang", "en"], TextWriter.Null, error);
            Assert.True(code == 0, error.ToString());
        }
    }

    private static PostgreSqlCluster Start()
    {
        var binaries = PostgreSqlCluster.FindBinaries();
        Missing.Unless(binaries is not null, "PostgreSQL is not installed.");
        return PostgreSqlCluster.Start(binaries!);
    }

    private static string Question(int number) => "/graphql?query=" + Uri.EscapeDataString(
        $"{{ a{number}: search(query: \"公債費\", first: 1) {{ totalCount nodes {{ field }} }} }}");

    private static async Task<string> AskAsync(RunningHost host, string path)
    {
        using var answer = await host.SendAsync(HttpMethod.Get, path);
        return await answer.Content.ReadAsStringAsync();
    }

    private static async Task ExecuteAsync(NpgsqlConnection session, string sql)
    {
        await using var command = new NpgsqlCommand(sql, session);
        await command.ExecuteNonQueryAsync();
    }
}
