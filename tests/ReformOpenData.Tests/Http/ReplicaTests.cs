using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using ReformOpenData.Data.Storage;
using ReformOpenData.Server.Configuration;
using ReformOpenData.Tests.Databases;

namespace ReformOpenData.Tests.Http;

/// <summary>
/// A primary of PostgreSQL and its standbys, all named in the connection string. Release n says “第n版” in the narratives
/// of 2021.
/// </summary>
public sealed class ReplicaTests
{
    private static readonly ServerOptions Often =
        new() { ReleasePollMs = 50, RequestsPerMinute = 0, CostPerMinute = 0 };

    [SkippableFact]
    public async Task Reading_goes_on_when_the_primary_is_killed_and_writing_when_a_standby_is_promoted()
    {
        await using var pair = await ReplicaPair.StartAsync();
        var (primary, standby, hosts) = (pair.Primary, pair.Standby, pair.Hosts);
        await using var host = await pair.ServeAsync(Often);
        await using var asking = new Asking(host);
        await asking.UntilAsync(release: 1);
        primary.Kill();
        await asking.ForAWhileAsync();
        var fault = await Assert.ThrowsAsync<StoreException>(() => ReplicaPair.PublishAsync(hosts, 2));
        Assert.StartsWith(
            "None of the PostgreSQL servers in the connection string takes writes: promote a standby", fault.Message);

        standby.Promote();
        await ReplicaPair.PublishAsync(hosts, 2);
        var watch = Stopwatch.StartNew();
        await asking.UntilAsync(release: 2);
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(20));

        // The machine that failed comes back as a standby of the new primary, in its old place.
        primary.Dispose();
        using var returned = standby.StartStandby(pair.Binaries, primary.Folder);
        await ReplicaPair.UntilReplayedAsync(standby, returned);
        await asking.ForAWhileAsync();
        standby.Kill();
        await asking.ForAWhileAsync();
        Assert.Empty(asking.Failures);
        using var ready = await host.SendAsync(HttpMethod.Get, "/health/ready");
        Assert.Equal(HttpStatusCode.OK, ready.StatusCode);
    }

    [SkippableFact]
    public async Task A_standby_that_is_behind_is_not_read_and_never_mixes_releases()
    {
        await using var pair = await ReplicaPair.StartAsync(isStandbyFirst: true);
        var (primary, standby, hosts) = (pair.Primary, pair.Standby, pair.Hosts);
        await using var host = await pair.ServeAsync(Often);
        await using var asking = new Asking(host);
        for (var release = 2; release < 5; release++)
        {
            standby.Execute("SELECT pg_wal_replay_pause()");
            await ReplicaPair.PublishAsync(hosts, release);
            await asking.UntilAsync(release);
            await asking.ForAWhileAsync();
            standby.Execute("SELECT pg_wal_replay_resume()");
            await ReplicaPair.UntilReplayedAsync(primary, standby);
            await asking.ForAWhileAsync();
        }

        // It has read, not only been looked at: a question has statements of tables that the look has not.
        Assert.True(Convert.ToInt64(
            standby.Execute("SELECT sum(idx_scan + seq_scan) FROM pg_stat_user_tables WHERE relname = 'narrative'"),
            CultureInfo.InvariantCulture) > 0);

        // Without the primary, what the standby holds is served, and nothing else.
        standby.Execute("SELECT pg_wal_replay_pause()");
        await ReplicaPair.PublishAsync(hosts, 5);
        await asking.UntilAsync(release: 5);
        await ReplicaPair.UntilReplayedAsync(primary, standby, "pg_last_wal_receive_lsn");
        Assert.Empty(asking.Failures);
        primary.Kill();

        // Nobody can say what release 5 holds until the next look.
        await asking.UntilAsync(release: 4);
        standby.Execute("SELECT pg_wal_replay_resume()");
        await asking.UntilAsync(release: 5);
        Assert.All(asking.Failures, failure => Assert.Contains("DATABASE_UNAVAILABLE", failure));
    }

    [SkippableFact]
    public async Task A_question_about_a_release_is_not_put_to_a_server_that_does_not_hold_it()
    {
        await using var pair = await ReplicaPair.StartAsync();
        await using var store = await Store.OpenPostgreSqlAsync(pair.Hosts);
        pair.Standby.Execute("SELECT pg_wal_replay_pause()");
        await ReplicaPair.PublishAsync(pair.Hosts, 2);
        Assert.Equal(2, (await store.LookAsync()).Release);
        pair.Primary.Kill();
        Assert.Equal(1, (await store.LookAsync()).Release);

        // Whoever was told of release 2 before the look hears that nobody can say what it holds.
        var servers = store.Servers!;
        Assert.Equal(StoreFault.NotHeld, Assert.Throws<StoreException>(() => servers.ReadingOf(2)).Fault);
        await Assert.ThrowsAsync<StoreException>(() => store.SizeAsync(2).AsTask());
        Assert.Same(servers.Reading, servers.ReadingOf(1));
    }

    [SkippableFact]
    public async Task A_primary_that_hangs_is_passed_over_and_leads_again_when_it_goes_on()
    {
        await using var pair = await ReplicaPair.StartAsync();
        var (primary, standby, hosts) = (pair.Primary, pair.Standby, pair.Hosts);
        await using var host = await pair.ServeAsync(Often);
        await using var asking = new Asking(host);
        await asking.ForAWhileAsync();
        primary.Pause();
        try
        {
            // What waits for it is asked of the standby when it is noticed.
            await asking.ForAWhileAsync();
            await asking.ForAWhileAsync();
            Assert.Empty(asking.Failures);
        }
        finally
        {
            primary.Resume();
        }

        await ReplicaPair.PublishAsync(hosts, 2);
        await using var after = new Asking(host);
        await after.UntilAsync(release: 2);
        Assert.Empty(after.Failures);
    }

    [SkippableFact]
    public async Task A_server_starts_with_a_standby_alone()
    {
        await using var pair = await ReplicaPair.StartAsync();
        pair.Primary.Kill();
        await using var host = await pair.ServeAsync(Often);
        await using var asking = new Asking(host);
        await asking.UntilAsync(release: 1);
        Assert.Empty(asking.Failures);
    }

    /// <summary>Four clients, each of which asks what is in no memory, and one that asks what is.</summary>
    private sealed class Asking : IAsyncDisposable
    {
        private readonly RunningHost _host;
        private readonly CancellationTokenSource _end = new();
        private readonly List<Task> _clients;
        private int _number;
        private int _seen;

        public Asking(RunningHost host)
        {
            _host = host;
            _clients = [.. Enumerable.Range(0, 5).Select(client => Task.Run(() => GoOnAsync(isKnown: client == 0)))];
        }

        /// <summary>Answers that are none, or whose text is of another release than they say.</summary>
        public ConcurrentQueue<string> Failures { get; } = [];

        public async Task UntilAsync(int release)
        {
            var watch = Stopwatch.StartNew();
            while (Volatile.Read(ref _seen) != release)
            {
                var why = string.Join('\n', Failures.Take(3));
                Assert.True(
                    watch.Elapsed < TimeSpan.FromSeconds(20), $"Release {release} is not seen, but {_seen}. {why}");
                await Task.Delay(20);
            }
        }

        /// <summary>As long as it takes to ask many.</summary>
        public async Task ForAWhileAsync()
        {
            var until = Volatile.Read(ref _number) + 100;
            var watch = Stopwatch.StartNew();
            while (Volatile.Read(ref _number) < until)
            {
                Assert.True(watch.Elapsed < TimeSpan.FromSeconds(30), "Nobody answers.");
                await Task.Delay(20);
            }
        }

        public async ValueTask DisposeAsync()
        {
            await _end.CancelAsync();
            await Task.WhenAll(_clients);
            _end.Dispose();
        }

        private async Task GoOnAsync(bool isKnown)
        {
            while (!_end.IsCancellationRequested)
            {
                var number = isKnown ? 0 : Interlocked.Increment(ref _number);
                var question =
                    $"{{ a{number}: narratives(where: {{ fiscalYear: {{ eq: 2021 }} }}) {{ nodes {{ text }} }} "
                    + "compare(from: 1, to: 1) { totalCount } }";
                using var answer = await _host.SendAsync(
                    HttpMethod.Get, "/graphql?query=" + Uri.EscapeDataString(question));
                await Task.Delay(5);
                var body = await answer.Content.ReadAsStringAsync();
                var release = answer.Headers.TryGetValues("Reform-Release", out var values) ? values.Single() : "";
                if (answer.StatusCode != HttpStatusCode.OK
                    || !body.Contains($"\"text\":\"第{release}版\"", StringComparison.Ordinal))
                    Failures.Enqueue($"{answer.StatusCode} {release} {body}");
                else
                    Volatile.Write(ref _seen, int.Parse(release, CultureInfo.InvariantCulture));
            }
        }
    }
}
