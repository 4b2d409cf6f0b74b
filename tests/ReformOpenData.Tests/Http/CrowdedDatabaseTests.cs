using System.Globalization;
using System.Net;
using Npgsql;
using ReformOpenData.Data.Releases;
using ReformOpenData.Data.Storage;
using ReformOpenData.Server.Configuration;
using ReformOpenData.Tests.Databases;
using ReformOpenData.Tests.Documentation;

namespace ReformOpenData.Tests.Http;

/// <summary>A PostgreSQL server that lets in twelve sessions, whoever they are of.</summary>
public sealed class CrowdedDatabaseTests
{
    private const string Answered = "200";

    [SkippableFact]
    public async Task A_pool_fits_the_server_and_many_questions_at_once_wait_for_their_turn()
    {
        using var cluster = Start();
        await using var host = await ServeAsync(cluster.ConnectionString);
        Assert.All(await AskAsync(host, 60), answer => Assert.Equal(Answered, answer));
        Assert.Equal(Answered, await StatusAsync(host, "/health/ready"));
    }

    [SkippableFact]
    public async Task Two_servers_share_what_a_role_may_have()
    {
        using var cluster = Start();
        var connection = await LimitAsync(cluster, 5);
        await using var first = await ServeAsync(connection);
        Assert.All(await AskAsync(first, 20), answer => Assert.Equal(Answered, answer));
        await using var second = await ServeAsync(connection);
        var answers = await Task.WhenAll(AskAsync(first, 40), AskAsync(second, 40));
        Assert.All(answers.SelectMany(them => them), answer => Assert.Equal(Answered, answer));
        Assert.Equal(Answered, await StatusAsync(first, "/health/ready"));
        Assert.Equal(Answered, await StatusAsync(second, "/health/ready"));
    }

    [SkippableFact]
    public async Task Who_works_with_all_sessions_of_few_does_not_seem_to_wait_for_a_server_that_hangs()
    {
        using var cluster = Start();
        await using var store = await Store.OpenPostgreSqlAsync(await LimitAsync(cluster, 4));
        Assert.True(await store.WhileAnsweringAsync(
            async stop =>
            {
                await using var one = await store.OpenReadAsync(stop);
                await using var other = await store.CreateContext().Database.BeginTransactionAsync(stop);
                await Task.Delay(TimeSpan.FromSeconds(3), stop);
                return true;
            },
            CancellationToken.None,
            silence: TimeSpan.FromSeconds(1)));
    }

    [SkippableFact]
    public async Task Where_others_have_taken_the_sessions_questions_wait_for_those_that_are_left()
    {
        using var cluster = Start();
        await using var host = await ServeAsync(cluster.ConnectionString);
        Assert.Equal(Answered, await StatusAsync(host, "/graphql/operations/RatingsByCategory"));
        await using var others = await Others.TakeAllAsync(cluster.ConnectionString);
        Assert.All(await AskAsync(host, 60), answer => Assert.Equal(Answered, answer));
        Assert.Equal(Answered, await StatusAsync(host, "/health/ready"));
    }

    [SkippableFact]
    public async Task Where_none_is_left_questions_are_told_to_come_later_and_the_server_stays_ready_and_goes_on()
    {
        using var cluster = Start();
        await using var host = await ServeAsync(cluster.ConnectionString);
        const string known = "/graphql/operations/RatingsByCategory";
        Assert.Equal(Answered, await StatusAsync(host, known));
        await using (var others = await Others.TakeAllAsync(cluster.ConnectionString))
        {
            await others.EndSessionsOfQuestionsAsync();
            using var refused = await host.SendAsync(HttpMethod.Get, Question(1000));
            Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
            Assert.Equal("1", refused.Headers.RetryAfter!.ToString());
            var text = await refused.Content.ReadAsStringAsync();
            Assert.Contains("\"code\":\"SERVER_BUSY\"", text);
            Assert.Contains("The database has no connection, memory or disk left for it. Come again in 1 s.", text);
            using var file = await host.SendAsync(HttpMethod.Get, "/downloads/reform.csv");
            Assert.Contains("\"code\":\"SERVER_BUSY\"", await file.Content.ReadAsStringAsync());
            Assert.Equal(Answered, await StatusAsync(host, "/health/ready"));
            Assert.Equal(Answered, await StatusAsync(host, known));
        }

        Assert.All(await AskAsync(host, 20), answer => Assert.Equal(Answered, answer));
        Assert.Equal(Answered, await StatusAsync(host, "/downloads/reform.csv"));
    }

    private static PostgreSqlCluster Start()
    {
        var binaries = PostgreSqlCluster.FindBinaries();
        Missing.Unless(binaries is not null, "PostgreSQL is not installed.");
        return PostgreSqlCluster.Start(binaries!, "-c max_connections=12 -c superuser_reserved_connections=0");
    }

    /// <summary>The connection string of a role that may have so many sessions.</summary>
    private static async Task<string> LimitAsync(PostgreSqlCluster cluster, int sessions)
    {
        await using var owner = new NpgsqlConnection(cluster.ConnectionString + ";Pooling=false");
        await owner.OpenAsync();
        await using var few = new NpgsqlCommand(
            $"CREATE ROLE few LOGIN CONNECTION LIMIT {sessions}; GRANT ALL ON SCHEMA public TO few", owner);
        await few.ExecuteNonQueryAsync();
        return cluster.ConnectionString.Replace("Username=reform", "Username=few", StringComparison.Ordinal);
    }

    private static async Task<RunningHost> ServeAsync(string connection)
    {
        var store = await Store.OpenPostgreSqlAsync(connection);
        await Seeding.EnsureSeededAsync(store, TimeProvider.System, Repository.Path("data"));
        return await RunningHost.StartAsync(store, options: new ServerOptions { ReleasePollMs = 50 });
    }

    /// <summary>A question that no cache has an answer to.</summary>
    private static string Question(int number) =>
        "/graphql?query=" + Uri.EscapeDataString(
            $"{{ a{number}: ratings(first: 50) {{ nodes {{ id assessment {{ narratives {{ text }} }} }} }} }}");

    private static async Task<string[]> AskAsync(RunningHost host, int count) =>
        await Task.WhenAll(Enumerable.Range(0, count).Select(number => StatusAsync(host, Question(number))));

    /// <summary>"200", or the status of what was not answered and its text, which says why.</summary>
    private static async Task<string> StatusAsync(RunningHost host, string path)
    {
        using var answer = await host.SendAsync(HttpMethod.Get, path);
        var status = ((int)answer.StatusCode).ToString(CultureInfo.InvariantCulture);
        return status == Answered ? status : $"{status} {await answer.Content.ReadAsStringAsync()}";
    }

    /// <summary>Sessions of somebody else: all that the server still had.</summary>
    private sealed class Others(string connection) : IAsyncDisposable
    {
        private readonly List<NpgsqlConnection> _sessions = [];

        public static async Task<Others> TakeAllAsync(string connection)
        {
            var others = new Others(connection);
            await others.TakeRestAsync();
            return others;
        }

        /// <summary>Ends what the server has beside the look at what is current, and takes the place of each.</summary>
        public async Task EndSessionsOfQuestionsAsync()
        {
            await using var end = new NpgsqlCommand(
                "SELECT count(pg_terminate_backend(pid, 5000)) FROM pg_stat_activity "
                + "WHERE application_name = 'ReformOpenData' AND query NOT LIKE '%r.published_at%'",
                _sessions[0]);
            Assert.NotEqual(0L, await end.ExecuteScalarAsync());
            await TakeRestAsync();
        }

        public async ValueTask DisposeAsync()
        {
            foreach (var session in _sessions)
                await session.DisposeAsync();
        }

        /// <summary>The place of a session that was closed may be free only a moment later.</summary>
        private async Task TakeRestAsync()
        {
            for (var i = 0; i < 5; i++)
            {
                while (await TakeAsync())
                {
                }

                await Task.Delay(50);
            }
        }

        private async Task<bool> TakeAsync()
        {
            var session = new NpgsqlConnection(connection + ";Pooling=false");
            try
            {
                await session.OpenAsync();
                _sessions.Add(session);
                return true;
            }
            catch (PostgresException full) when (full.SqlState == PostgresErrorCodes.TooManyConnections)
            {
                await session.DisposeAsync();
                return false;
            }
        }
    }
}
