using System.Diagnostics;
using System.Net;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using ReformOpenData.Data.Releases;
using ReformOpenData.Data.Storage;
using ReformOpenData.Server.Answers;
using ReformOpenData.Server.Configuration;
using ReformOpenData.Server.Endpoints;
using ReformOpenData.Server.Hosting;

namespace ReformOpenData.Tests.Http;

public sealed class VerificationTests
{
    [Fact]
    public async Task A_release_that_could_not_be_read_is_not_said_to_be_verified_and_is_read_again()
    {
        var times = 0;
        var served = new Served(
            (_, _, _, _) => throw new InvalidOperationException(),
            _ => Task.FromResult<PublicReleases?>(new PublicReleases(1)),
            "type Query { a: Int }"u8.ToArray())
        {
            Check = _ => ++times == 1
                ? throw new StoreException("The database is away.", "データベースがありません。")
                : Task.FromResult(new ReadBack(
                    times == 2 ? [new StoreProblem(1, null, "It is damaged.", "壊れています。")] : [], TimeSpan.Zero)),
        };
        await using var host = await RunningHost.StartAsync(served);
        var watch = Stopwatch.StartNew();
        while (await HealthAsync(host) is var health && !health.Contains("\"store damaged\"", StringComparison.Ordinal))
        {
            Assert.Contains("\"verified\":false", health);
            Assert.True(watch.Elapsed < TimeSpan.FromSeconds(20), "It is not read again.");
            await Task.Delay(20);
        }

        Assert.Equal(2, times);
    }

    [Theory]
    [InlineData("/schema.graphql")]
    [InlineData("/downloads/reform.csv")]
    public async Task What_is_given_of_a_large_release_before_it_was_read_back_is_kept_by_nobody(string path)
    {
        var reading = new TaskCompletionSource<ReadBack>();
        var served = new Served(
            (_, _, _, _) => throw new InvalidOperationException(),
            _ => Task.FromResult<PublicReleases?>(new PublicReleases(1) { Rows = 1_000_000 }),
            "type Query { a: Int }"u8.ToArray(),
            new Download("reform.csv", "text/csv", (_, stream) => stream.Write("a"u8)))
        {
            Check = _ => reading.Task,
        };
        await using var host = await RunningHost.StartAsync(served);
        using var before = await host.SendAsync(HttpMethod.Get, path);
        Assert.Equal(
            (HttpStatusCode.OK, "no-store", null, null),
            (before.StatusCode, before.Headers.CacheControl?.ToString(), before.Headers.ETag,
                before.Content.Headers.LastModified));
        reading.SetResult(new ReadBack([], TimeSpan.Zero));
        while (!(await HealthAsync(host)).Contains("\"verified\":true", StringComparison.Ordinal)) await Task.Delay(20);
        using var after = await host.SendAsync(HttpMethod.Get, path);
        Assert.NotNull(after.Headers.ETag);
        Assert.NotEqual("no-store", after.Headers.CacheControl?.ToString());
    }

    [Fact]
    public async Task A_release_is_not_verified_when_it_is_seen_first()
    {
        var current = 0;
        var cache = new AnswerCache(1024);
        using var release = new CurrentRelease(
            new ServerOptions(),
            cache,
            _ => Task.FromResult<PublicReleases?>(new PublicReleases(++current)),
            NullLogger<CurrentRelease>.Instance);
        await release.LookAsync(default);
        var seen = new List<bool>();
        Verification? verification = null;
        release.Changed += () => seen.Add(verification!.IsDone);
        using (verification = new Verification(
            _ => Task.FromResult(new ReadBack([], TimeSpan.Zero)),
            release,
            cache,
            NullLogger<Verification>.Instance))
        {
            await verification.StartAsync(default);
            while (!verification.IsDone) await Task.Delay(10);
            await release.LookAsync(default);
            Assert.Equal([false], seen);
            await verification.StopAsync(default);
        }
    }

    /// <summary>A start reads a small release back before the server is put together.</summary>
    [Fact]
    public async Task What_was_read_back_before_it_was_asked_for_says_how_long_that_took() => Assert.Equal(
        ["Information: Release 7 was read back in 1234 ms"],
        await SaidAsync(new PublicReleases(7), TimeSpan.FromMilliseconds(1234)));

    [Fact]
    public async Task Of_a_store_without_a_release_nothing_is_said_to_be_read_back() =>
        Assert.Empty(await SaidAsync(current: null, TimeSpan.FromMilliseconds(1)));

    [Fact]
    public async Task A_damaged_release_that_is_put_right_in_place_is_served_again_and_its_files_are_made_anew()
    {
        var (current, times, text) = (new PublicReleases(1), 0, "damaged");
        var cache = new AnswerCache(1024);
        using var release = new CurrentRelease(
            new ServerOptions(),
            cache,
            _ => Task.FromResult<PublicReleases?>(current),
            NullLogger<CurrentRelease>.Instance);
        await release.LookAsync(default);
        using var files = new DownloadFiles();
        var download =
            new Download("reform.csv", "text/csv", (_, stream) => stream.Write(Encoding.UTF8.GetBytes(text)));
        Assert.Equal("damaged", await ReadAsync());
        using var verification = new Verification(
            _ => Task.FromResult(new ReadBack(
                ++times < 3 ? [new StoreProblem(1, null, "It is damaged.", "壊れています。")] : [], TimeSpan.Zero)),
            release,
            cache,
            NullLogger<Verification>.Instance)
        {
            PauseWhileDamaged = TimeSpan.FromMilliseconds(1),
        };
        await verification.StartAsync(default);
        while (!verification.IsDone || verification.IsDamaged) await Task.Delay(10);
        text = "whole";
        Assert.Equal("whole", await ReadAsync());
        await verification.StopAsync(default);
        Assert.InRange(times, 3, 4);

        async Task<string> ReadAsync()
        {
            using var file = await files.GetAsync(release.Seen!, download, Coding.Identity, default);
            using var copy = new MemoryStream();
            file.File.CopyTo(copy);
            return Encoding.UTF8.GetString(copy.ToArray());
        }
    }

    /// <summary>What the log says of a release that was read back at once.</summary>
    private static async Task<IReadOnlyList<string>> SaidAsync(PublicReleases? current, TimeSpan duration)
    {
        var log = new LogLines<Verification>();
        var cache = new AnswerCache(1024);
        using var release = new CurrentRelease(
            new ServerOptions(), cache, _ => Task.FromResult(current), NullLogger<CurrentRelease>.Instance);
        await release.LookAsync(default);
        using var verification = new Verification(
            _ => Task.FromResult(new ReadBack([], duration)), release, cache, log);
        await verification.StartAsync(default);
        while (!verification.IsDone) await Task.Delay(10);
        await verification.StopAsync(default);
        return log.All;
    }

    private static async Task<string> HealthAsync(RunningHost host)
    {
        using var answer = await host.SendAsync(HttpMethod.Get, "/health/ready");
        return await answer.Content.ReadAsStringAsync();
    }
}
