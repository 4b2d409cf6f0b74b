using ReformOpenData.Data.Storage;
using ReformOpenData.Server.Answers;
using ReformOpenData.Server.Configuration;

namespace ReformOpenData.Tests.Http;

/// <summary>What the look at the release makes of a database, and what the log says of it.</summary>
public sealed class CurrentReleaseTests
{
    private static readonly StoreException Crowded = new("There is none.", "ありません。") { Fault = StoreFault.Crowded };
    private static readonly StoreException Away = new("It is away.", "ありません。");

    [Fact]
    public async Task A_state_is_logged_once_with_its_cause()
    {
        var log = new LogLines<CurrentRelease>();
        Func<Task<PublicReleases?>> look = () => Task.FromResult<PublicReleases?>(new PublicReleases(1));
        using var release = new CurrentRelease(new ServerOptions(), new AnswerCache(0), _ => look(), log);
        await release.LookAsync(default);
        for (var i = 0; i < 3; i++)
            Assert.Equal(AnswerFailure.NoConnection, release.Report(Crowded));
        look = () => throw Crowded;
        await release.LookAsync(default);
        Assert.True(release.Available);
        for (var i = 0; i < 3; i++)
            Assert.Equal(AnswerFailure.DatabaseUnavailable, release.Report(Away));
        look = () => throw Away;
        await release.LookAsync(default);
        Assert.False(release.Available);
        Assert.Equal(AnswerFailure.DatabaseUnavailable, release.Report(Crowded));
        look = () => Task.FromResult<PublicReleases?>(new PublicReleases(1));
        await release.LookAsync(default);
        Assert.Equal(
            [
                "Information: Release 1 is current, with stamp ",
                "Warning: Requests wait for a connection to the database, or are told to come later. There is none.",
                "Error: The database does not answer; answers in memory go on being served. It is away.",
                "Information: The database answers again",
            ],
            log.All);
    }

    [Fact]
    public async Task A_look_that_does_not_end_is_waited_for_and_no_other_is_begun()
    {
        var log = new LogLines<CurrentRelease>();
        var looks = 0;
        var look = new TaskCompletionSource<PublicReleases?>();
        using var release = new CurrentRelease(
            new ServerOptions(),
            new AnswerCache(0),
            _ =>
            {
                looks++;
                return look.Task;
            },
            log);
        await release.LookAsync(default);
        Assert.False(release.Available);
        var second = release.LookAsync(default);
        look.SetResult(new PublicReleases(1));
        await second;
        Assert.Equal((true, 1, 1), (release.Available, release.Seen!.Current, looks));
        await release.LookAsync(default);
        Assert.Equal(2, looks);
        Assert.Equal(
            "Error: The database does not answer; answers in memory go on being served. It has been asked what is "
            + "current for 3 s.",
            log.All[0]);
    }
}
