using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using ReformOpenData.Data.Releases;
using ReformOpenData.Data.Storage;
using ReformOpenData.Server.Answers;
using ReformOpenData.Server.Configuration;
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
                : Task.FromResult<IReadOnlyList<StoreProblem>>(
                    times == 2 ? [new StoreProblem(1, null, "It is damaged.", "壊れています。")] : []),
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
            _ => Task.FromResult<IReadOnlyList<StoreProblem>>([]), release, cache, NullLogger<Verification>.Instance))
        {
            await verification.StartAsync(default);
            while (!verification.IsDone) await Task.Delay(10);
            await release.LookAsync(default);
            Assert.Equal([false], seen);
            await verification.StopAsync(default);
        }
    }

    private static async Task<string> HealthAsync(RunningHost host)
    {
        using var answer = await host.SendAsync(HttpMethod.Get, "/health/ready");
        return await answer.Content.ReadAsStringAsync();
    }
}
