using ReformOpenData.Data.Storage;

namespace ReformOpenData.Tests.Storage;

public sealed class PoolContextTests
{
    [Fact]
    public async Task Work_begins_and_goes_on_in_the_pool_whoever_ends_what_it_waits_for()
    {
        // Its continuations run in the thread that ends it, as those of a socket do.
        var socket = new TaskCompletionSource();
        var (began, wentOn, wasOn) = (false, false, false);
        var working = InThreadAsync(() => PoolContext.RunAsync(
            async _ =>
            {
                began = Thread.CurrentThread.IsThreadPoolThread;
                await socket.Task;
                (wentOn, wasOn) = (Thread.CurrentThread.IsThreadPoolThread, PoolContext.IsOn);
            },
            0));
        await InThreadAsync(() =>
        {
            socket.SetResult();
            return Task.CompletedTask;
        });
        await working;
        Assert.True(began && wentOn && wasOn, $"{began} {wentOn} {wasOn}");
    }

    [Fact]
    public async Task Who_waits_for_the_work_is_not_under_its_context()
    {
        var isOn = await InThreadAsync(async () =>
        {
            await PoolContext.RunAsync(_ => Task.CompletedTask, 0);
            return PoolContext.IsOn;
        });
        Assert.False(isOn);
    }

    [Fact]
    public async Task A_method_that_has_read_much_goes_on_in_the_pool()
    {
        var (before, after) = await InThreadAsync(async () =>
        {
            var isPool = Thread.CurrentThread.IsThreadPoolThread;
            await PoolContext.SwitchAsync();
            return (isPool, Thread.CurrentThread.IsThreadPoolThread && PoolContext.IsOn);
        });
        Assert.True(!before && after, $"{before} {after}");
    }

    [Theory]
    [InlineData(false, true)]
    [InlineData(true, false)]
    public async Task Work_that_waits_its_turn_does_not_begin_in_the_thread_that_asks_for_it(
        bool isQueued, bool isAtOnce)
    {
        var began = await Task.Run(async () =>
        {
            var (thread, isAsking, began) = (Environment.CurrentManagedThreadId, true, false);
            var working = PoolContext.RunAsync(
                _ =>
                {
                    began = isAsking && thread == Environment.CurrentManagedThreadId;
                    return Task.CompletedTask;
                },
                0,
                isQueued);
            isAsking = false;
            await working;
            return began;
        });
        Assert.Equal(isAtOnce, began);
    }

    [Fact]
    public async Task A_fault_of_the_work_is_that_of_who_waits_for_it() =>
        await Assert.ThrowsAsync<InvalidOperationException>(() => PoolContext.RunAsync(
            _ => Task.FromException(new InvalidOperationException()), 0));

    private static Task InThreadAsync(Func<Task> work) => InThreadAsync(async () =>
    {
        await work();
        return 0;
    });

    /// <summary>Begins in a thread that is not of the pool.</summary>
    private static Task<T> InThreadAsync<T>(Func<Task<T>> work) => Task.Factory.StartNew(
        work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default).Unwrap();
}
