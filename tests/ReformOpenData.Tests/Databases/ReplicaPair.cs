using System.Diagnostics;
using ReformOpenData.Data.Storage;
using ReformOpenData.Server.Configuration;
using ReformOpenData.Tests.Http;
using ReformOpenData.Tests.Releases;

namespace ReformOpenData.Tests.Databases;

/// <summary>A primary of PostgreSQL that has published release 1, a standby that has it too, and a server over
/// both.</summary>
internal sealed class ReplicaPair : IAsyncDisposable
{
    private Store? serving;

    private ReplicaPair(string binaries, bool isStandbyFirst)
    {
        Binaries = binaries;
        Primary = PostgreSqlCluster.Start(binaries);
        Standby = Primary.StartStandby(binaries);
        var (first, second) = isStandbyFirst ? (Standby, Primary) : (Primary, Standby);
        Hosts = $"Host={first.Folder},{second.Folder};Username=reform;Database=postgres";
    }

    public string Binaries { get; }

    public PostgreSqlCluster Primary { get; }

    public PostgreSqlCluster Standby { get; }

    public string Hosts { get; }

    /// <param name="isStandbyFirst">In the connection string.</param>
    public static async Task<ReplicaPair> StartAsync(bool isStandbyFirst = false)
    {
        var binaries = PostgreSqlCluster.FindBinaries();
        Missing.Unless(binaries is not null, "PostgreSQL is not installed.");
        var pair = new ReplicaPair(binaries!, isStandbyFirst);
        await PublishAsync(pair.Hosts, 1);
        await UntilReplayedAsync(pair.Primary, pair.Standby);
        return pair;
    }

    /// <summary>As a command of the steward does it: with a store of its own.</summary>
    public static async Task PublishAsync(string hosts, int release)
    {
        await using var store = await Store.OpenPostgreSqlAsync(hosts);
        Assert.Equal(release, await store.ImportAndPublishAsync(Imports.Read($"第{release}版")));
    }

    public static async Task UntilReplayedAsync(
        PostgreSqlCluster primary, PostgreSqlCluster standby, string position = "pg_last_wal_replay_lsn")
    {
        var written = primary.Execute("SELECT pg_current_wal_insert_lsn()::text");
        var watch = Stopwatch.StartNew();
        while (standby.Execute($"SELECT coalesce({position}() >= '{written}'::pg_lsn, false)") is not true)
        {
            Assert.True(watch.Elapsed < TimeSpan.FromSeconds(30), "The standby does not follow.");
            await Task.Delay(20);
        }
    }

    /// <summary>The server in which a reading of a whole release is under way.</summary>
    public PostgreSqlCluster FindRead() => new[] { Primary, Standby }.Single(server => server.Execute(
        "SELECT count(*) FROM pg_stat_activity WHERE state = 'idle in transaction'") is > 0L);

    public async Task<RunningHost> ServeAsync(ServerOptions options)
    {
        serving = await Store.OpenPostgreSqlAsync(Hosts);
        return await RunningHost.StartAsync(serving, options: options);
    }

    public async ValueTask DisposeAsync()
    {
        if (serving is not null)
            await serving.DisposeAsync();
        Standby.Dispose();
        Primary.Dispose();
    }
}
