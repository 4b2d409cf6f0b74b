using ReformOpenData.Data.Storage;

namespace ReformOpenData.Tests.Storage;

/// <summary>Servers that all fail while one of them is waited for, at whatever moment.</summary>
public sealed class FailingServersTests
{
    [Fact]
    public async Task All_may_fail_between_two_looks_at_them()
    {
        for (var round = 0; round < 50_000; round++)
        {
            TaskCompletionSource first = new(), second = new();
            var failing = Task.Run(() =>
            {
                first.SetException(new IOException("The first is gone."));
                second.SetException(new IOException("The second is gone."));
            });
            await PostgreSqlServers.UntilOneAnswersAsync([first.Task, second.Task], CancellationToken.None);
            Assert.True(first.Task.IsFaulted && second.Task.IsFaulted);
            await failing;
        }
    }

    [Fact]
    public async Task The_first_that_answers_is_enough()
    {
        TaskCompletionSource first = new(), second = new();
        var waiting = PostgreSqlServers.UntilOneAnswersAsync([first.Task, second.Task], CancellationToken.None);
        first.SetException(new IOException("It is gone."));
        Assert.False(waiting.IsCompleted);
        second.SetResult();
        await waiting;
    }
}
