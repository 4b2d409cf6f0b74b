using System.Net;
using Microsoft.Extensions.DependencyInjection;
using ReformOpenData.Data.Exports;
using ReformOpenData.Data.Releases;
using ReformOpenData.Data.Storage;
using ReformOpenData.Server.Answers;
using ReformOpenData.Server.Configuration;
using ReformOpenData.Tests.Databases;
using ReformOpenData.Tests.Releases;

namespace ReformOpenData.Tests.Http;

/// <summary>Whatever is being read when a PostgreSQL server is lost is read on from the other one.</summary>
public sealed class LostServerTests
{
    [SkippableFact]
    public async Task A_release_that_is_being_read_is_read_on()
    {
        await using var pair = await TwoCitiesAsync();
        await using var store = await Store.OpenPostgreSqlAsync(pair.Hosts);
        var whole = Csv(store, () => { });
        Assert.Equal(whole, Csv(store, () => pair.FindRead().Kill()));
    }

    [SkippableFact]
    public async Task A_release_that_is_being_read_is_read_on_when_its_server_hangs()
    {
        await using var pair = await TwoCitiesAsync();
        await using var store = await Store.OpenPostgreSqlAsync(pair.Hosts);
        var whole = Csv(store, () => { });
        PostgreSqlCluster? hanging = null;
        try
        {
            var looking = Task.CompletedTask;
            Assert.Equal(whole, Csv(store, () =>
            {
                hanging = pair.FindRead();
                hanging.Pause();
                looking = Task.Run(() => store.LookAsync().AsTask());
            }));
            await looking;
        }
        finally
        {
            hanging?.Resume();
        }
    }

    [SkippableFact]
    public async Task A_comparison_goes_on()
    {
        await using var pair = await TwoCitiesAsync();
        await using var store = await Store.OpenPostgreSqlAsync(pair.Hosts);
        var expected = await store.CompareAsync(1, 3);
        Assert.True(expected.Select(change => change.Key[..6]).Distinct().Count() > 1);
        var found = new List<Data.Plans.Change>();
        await foreach (var change in new ReleaseReader(store).CompareAsync(1, 3))
        {
            if (found.Count == 0)
                pair.FindRead().Kill();
            found.Add(change);
        }

        Assert.Equal(expected, found);
    }

    [SkippableTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_check_is_begun_anew(bool isOfAll)
    {
        await using var pair = await TwoCitiesAsync();
        await using var store = await Store.OpenPostgreSqlAsync(pair.Hosts);
        var isKilled = false;
        var check = new StoreCheck(store)
        {
            Progress = _ =>
            {
                if (!isKilled)
                    pair.FindRead().Kill();
                isKilled = true;
            },
        };
        Assert.Empty(isOfAll ? await check.AllAsync() : (await check.CurrentAsync()).Problems);
        Assert.True(isKilled);
        if (isOfAll)
            Assert.Equal(3, check.StatesRead);
    }

    [SkippableFact]
    public async Task What_was_taken_down_meanwhile_is_not_read_on()
    {
        await using var pair = await TwoCitiesAsync();
        await using var store = await Store.OpenPostgreSqlAsync(pair.Hosts);
        await Assert.ThrowsAsync<Data.Queries.QueryException>(async () =>
        {
            var count = 0;
            await foreach (var municipality in new ReleaseReader(store).ReadAsync(2))
            {
                Assert.Equal(1, ++count);
                var read = pair.FindRead();
                await using (var steward = await Store.OpenPostgreSqlAsync(pair.Hosts))
                {
                    await new Publication(steward, TimeProvider.System)
                        .TakeDownAsync([2], "誤り", "担当", keepsShared: true);
                }

                await ReplicaPair.UntilReplayedAsync(pair.Primary, pair.Standby);
                read.Execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE state = 'idle in transaction'");
            }
        });
    }

    [SkippableFact]
    public async Task Each_kind_of_answer_is_asked_of_the_other_server()
    {
        await using var pair = await TwoCitiesAsync();
        var options = new ServerOptions { ReleasePollMs = 60_000, RequestsPerMinute = 0, CostPerMinute = 0 };
        await using var before = await Store.OpenPostgreSqlAsync(pair.Hosts);
        await using var whole = await RunningHost.StartAsync(before, options: options);
        await using var host = await pair.ServeAsync(options);
        var look = host.App.Services.GetRequiredService<CurrentRelease>();
        string[] paths =
        [
            "/graphql?query={municipalities{nodes{name}}}", "/graphql?query={compare(from:1,to:3){totalCount}}", "/",
            "/en/releases", "/narratives.csv", "/ratings.ndjson", "/downloads/reform.csv", "/downloads/reform.xlsx",
            "/releases/1/reform.zip", "/releases/3/reform.zip", "/dataset.jsonld", "/datapackage.json",
            "/releases.atom", "/sitemap.xml", "/health/ready",
        ];
        var name = ("Host", "opendata.example.jp");
        foreach (var path in paths)
        {
            // Of servers that have as many sessions left, the first is asked; until the next look it is passed over.
            await look.LookAsync(CancellationToken.None);
            pair.Primary.Execute(
                "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE application_name = "
                + "'ReformOpenData'");
            using var answer = await host.SendAsync(HttpMethod.Get, path, name);
            var body = await answer.Content.ReadAsByteArrayAsync();
            Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{path}: {answer.StatusCode}");
            using var expected = await whole.SendAsync(HttpMethod.Get, path, name);
            Assert.True((await expected.Content.ReadAsByteArrayAsync()).SequenceEqual(body), path);
        }
    }

    /// <summary>Releases 1 to 3: a city, another one beside it, and both changed.</summary>
    private static async Task<ReplicaPair> TwoCitiesAsync()
    {
        var pair = await ReplicaPair.StartAsync();
        await using (var store = await Store.OpenPostgreSqlAsync(pair.Hosts))
        {
            await store.ImportAndPublishAsync(Imports.Read("二つ目の市", code: "082015"));
            await store.ImportAndPublishAsync(Imports.Read("第三版"));
        }

        await ReplicaPair.UntilReplayedAsync(pair.Primary, pair.Standby);
        return pair;
    }

    /// <summary>Release 3 as a table, while something happens after the first municipality.</summary>
    private static byte[] Csv(Store store, Action after)
    {
        using var stream = new MemoryStream();
        TidyCsv.Write(Municipalities(), stream, TidyColumns.Always);
        return stream.ToArray();

        IEnumerable<Data.Plans.Municipality> Municipalities()
        {
            var count = 0;
            foreach (var municipality in new ReleaseReader(store).ReadAsync(3).ToBlockingEnumerable())
            {
                yield return municipality;
                if (++count == 1)
                    after();
            }

            Assert.Equal(2, count);
        }
    }
}
