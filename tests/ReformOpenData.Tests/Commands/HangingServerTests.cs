using ReformOpenData.Data.Releases;
using ReformOpenData.Data.Storage;
using ReformOpenData.Server.Commands;
using ReformOpenData.Tests.Databases;
using ReformOpenData.Tests.Releases;

namespace ReformOpenData.Tests.Commands;

/// <summary>
/// A PostgreSQL server that was stopped (SIGSTOP) takes connections and does not answer: a command ends with one
/// sentence, or goes on at another server.
/// </summary>
public sealed class HangingServerTests
{
    private const string Slow = "error: PostgreSQL does not begin a session";
    private const string Silent = "The PostgreSQL server has stopped answering";
    private static readonly string Document = Path.Combine(AppContext.BaseDirectory, "data", "072028-fy2021.txt");

    private static readonly string[][] Commands =
    [
        ["import", Document], ["import", Document, "--dry-run"], ["publish"], ["rollback"], ["discard"],
        ["take-down", "1", "--reason", "x"], ["releases"], ["compare", "1", "2"], ["check"],
        ["export", "FOLDER/x.csv"], ["preview", "--port", "0"], ["serve", "--urls", "http://127.0.0.1:0"],
    ];

    [SkippableFact]
    public async Task Each_command_ends_with_one_sentence()
    {
        using var cluster = Start();
        cluster.Pause();
        try
        {
            var ends = await Task.WhenAll(
                Commands.Select(command => RunAsync(cluster.ConnectionString, command)));
            foreach (var ((code, output), command) in ends.Zip(Commands))
            {
                Assert.True(code == 1, $"{command[0]}: {code} {output}");
                Assert.Matches($"^({Slow}|error: {Silent})[^\n]+\n$", output);
            }
        }
        finally
        {
            cluster.Resume();
        }
    }

    [SkippableTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_is_under_way_is_not_waited_for(bool isWriting)
    {
        using var cluster = Start();
        await using var store = await Store.OpenPostgreSqlAsync(cluster.ConnectionString);
        await store.ImportAndPublishAsync(Imports.Read("第一版"));
        try
        {
            var fault = await Assert.ThrowsAsync<StoreException>(() => store.WhileAnsweringAsync(
                async stop =>
                {
                    if (isWriting)
                    {
                        await using var write =
                            await WriteTransaction.BeginAsync(store, TimeSpan.Zero, waiting: null, stop);
                        cluster.Pause();
                        return await write.ScalarAsync("SELECT 1", stop);
                    }

                    await using var read = await store.OpenReadAsync(stop);
                    cluster.Pause();
                    return await read.ScalarAsync("SELECT 1", stop);
                },
                CancellationToken.None,
                TimeSpan.FromSeconds(1)));
            Assert.StartsWith(Silent, fault.Message);
        }
        finally
        {
            cluster.Resume();
        }

        // Nothing is left of it that another one would have to wait for.
        await store.WhileAnsweringAsync(_ => store.ImportAndPublishAsync(Imports.Read("第二版")), default);
    }

    [SkippableFact]
    public async Task Of_two_servers_the_other_one_is_read_and_the_one_that_hangs_not_written_to()
    {
        await using var pair = await ReplicaPair.StartAsync();
        pair.Primary.Pause();
        try
        {
            foreach (var command in new[] { "releases", "check" })
                Assert.Equal(0, (await RunAsync(pair.Hosts, command)).Code);
            var (code, output) = await RunAsync(pair.Hosts, "import", Document);
            Assert.Equal(1, code);
            Assert.Contains("error: None of the PostgreSQL servers in the connection string takes writes", output);
            pair.Standby.Promote();
            Assert.Equal(0, (await RunAsync(pair.Hosts, "import", Document)).Code);
        }
        finally
        {
            pair.Primary.Resume();
        }
    }

    [SkippableFact]
    public async Task What_is_being_read_goes_on_at_the_other_server_and_what_is_written_ends()
    {
        await using var pair = await ReplicaPair.StartAsync();
        await using var store = await Store.OpenPostgreSqlAsync(pair.Hosts);
        PostgreSqlCluster? hanging = null;
        try
        {
            var check = new StoreCheck(store)
            {
                Progress = _ =>
                {
                    if (hanging is not null)
                        return;
                    hanging = pair.FindRead();
                    hanging.Pause();
                },
            };
            Assert.Empty(await store.WhileAnsweringAsync(check.AllAsync, default));
            Assert.NotNull(hanging);
            hanging.Resume();
            hanging = pair.Primary;
            var fault = await Assert.ThrowsAsync<StoreException>(() => store.WhileAnsweringAsync(
                async stop =>
                {
                    await using var write =
                        await WriteTransaction.BeginAsync(store, TimeSpan.Zero, waiting: null, stop);
                    hanging.Pause();
                    return await write.ScalarAsync("SELECT 1", stop);
                },
                CancellationToken.None,
                TimeSpan.FromSeconds(5)));
            Assert.StartsWith(Silent, fault.Message);
        }
        finally
        {
            hanging?.Resume();
        }
    }

    private static PostgreSqlCluster Start()
    {
        var binaries = PostgreSqlCluster.FindBinaries();
        Missing.Unless(binaries is not null, "PostgreSQL is not installed.");
        return PostgreSqlCluster.Start(binaries!);
    }

    /// <summary>The exit code, and what the command says is wrong.</summary>
    private static async Task<(int Code, string Error)> RunAsync(string connection, params string[] arguments)
    {
        var folder = Directory.CreateTempSubdirectory("reform-hanging-");
        try
        {
            var error = new StringWriter();
            var code = await CommandLine.RunAsync(
                [
                    .. arguments.Select(word => word.Replace("FOLDER", folder.FullName, StringComparison.Ordinal)),
                    "--connection", connection, "--lang", "en",
                ],
                TextWriter.Null,
                error);
            return (code, error.ToString());
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
