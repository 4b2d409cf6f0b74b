using ReformOpenData.Data.Storage;

namespace ReformOpenData.Tests.Storage;

public sealed class ReadPlacesTests
{
    private const double Dear = ReadPlaces.MostQuickWork + 1;

    [Fact]
    public async Task Dear_questions_never_stand_in_the_way_of_quick_ones()
    {
        var places = new ReadPlaces(hasThreads: true);
        var gate = new TaskCompletionSource();
        var dear = Enumerable.Range(0, 10).Select(_ => Wait(places, Dear, gate)).ToList();
        for (var i = 0; i < 100; i++)
            await places.RunAsync(1, () => Task.CompletedTask, CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(30));
        Assert.All(dear, one => Assert.False(one.IsCompleted));
        gate.SetResult();
        await Task.WhenAll(dear);
        places.Dispose();
    }

    [Fact]
    public async Task Questions_that_are_not_as_quick_as_they_seemed_do_not_stand_in_the_way_either()
    {
        var places = new ReadPlaces(hasThreads: true);
        var gate = new TaskCompletionSource();
        var slow = Enumerable.Range(0, Environment.ProcessorCount + 2).Select(_ => Wait(places, 1, gate)).ToList();
        for (var i = 0; i < 3; i++)
            await places.RunAsync(1, () => Task.CompletedTask, CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(30));
        Assert.All(slow, one => Assert.False(one.IsCompleted));
        gate.SetResult();
        await Task.WhenAll(slow);
        places.Dispose();
    }

    [Fact]
    public async Task What_blocks_runs_in_no_thread_of_the_pool()
    {
        using var places = new ReadPlaces(hasThreads: true);
        var isOfPool = true;
        await places.RunAsync(
            1,
            () =>
            {
                isOfPool = Thread.CurrentThread.IsThreadPoolThread;
                return Task.CompletedTask;
            },
            CancellationToken.None);
        Assert.False(isOfPool);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task So_many_wait_and_no_more(bool hasThreads)
    {
        using var places = new ReadPlaces(hasThreads);
        using var stop = new CancellationTokenSource();
        var gate = new TaskCompletionSource();
        var asked = Enumerable.Range(0, Environment.ProcessorCount + 100)
            .Select(_ => places.RunAsync(Dear, () => gate.Task, stop.Token)).ToList();
        var busy = asked.Count(one => one.Exception?.InnerException is StoreException);
        Assert.True(busy >= 100 - 16, $"{busy} were turned away.");

        // Who no longer waits leaves room for another.
        await stop.CancelAsync();
        await Task.WhenAll(asked.Skip(hasThreads ? Math.Max(1, Environment.ProcessorCount / 2) : Environment.ProcessorCount)
            .Select(one => one.ContinueWith(_ => { }, TaskScheduler.Default)));
        var later = places.RunAsync(Dear, () => gate.Task, CancellationToken.None);
        gate.SetResult();
        await later.WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task A_fault_is_told_to_who_asked_and_gives_the_place_back()
    {
        using var places = new ReadPlaces(hasThreads: true);
        for (var i = 0; i < 50; i++)
        {
            await Assert.ThrowsAsync<InvalidDataException>(
                () => places.RunAsync(Dear, () => throw new InvalidDataException(), CancellationToken.None));
        }
    }

    private static Task Wait(ReadPlaces places, double work, TaskCompletionSource gate) =>
        places.RunAsync(work, () => gate.Task, CancellationToken.None);
}
