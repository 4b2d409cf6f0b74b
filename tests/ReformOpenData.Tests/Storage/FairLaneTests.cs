using ReformOpenData.Data.Storage;

namespace ReformOpenData.Tests.Storage;

public sealed class FairLaneTests
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task A_place_that_comes_free_is_for_the_client_that_has_the_fewest()
    {
        var lane = new FairLane(2, extra: 0, mostWaiting: 10);
        Assert.True(lane.TryEnter(1));
        Assert.True(lane.TryEnter(1));
        Assert.False(lane.TryEnter(2));
        var again = Enter(lane, 1);
        var other = Enter(lane, 2);
        lane.Leave(1, isExtra: false);
        Assert.False(await other.WaitAsync(Long));
        Assert.False(again.IsCompleted);
        lane.Leave(1, isExtra: false);
        Assert.False(await again.WaitAsync(Long));
        Assert.False(lane.HasWaiting);
    }

    [Fact]
    public async Task What_goes_on_comes_before_what_has_not_begun()
    {
        var lane = new FairLane(1, extra: 0, mostWaiting: 10);
        Assert.True(lane.TryEnter(1));
        var later = Enter(lane, 1);
        var on = Enter(lane, 1, goesOn: true);
        lane.Leave(1, isExtra: false);
        await on.WaitAsync(Long);
        Assert.False(later.IsCompleted);
        lane.Leave(1, isExtra: false);
        await later.WaitAsync(Long);
    }

    [Fact]
    public async Task Where_too_many_wait_the_last_of_who_has_most_is_turned_away()
    {
        var lane = new FairLane(1, extra: 0, mostWaiting: 2);
        Assert.True(lane.TryEnter(3));
        var (first, last) = (Enter(lane, 1), Enter(lane, 1));
        var other = Enter(lane, 2);
        Assert.Equal(StoreFault.Full, (await Assert.ThrowsAsync<StoreException>(() => last.WaitAsync(Long))).Fault);
        lane.Leave(3, isExtra: false);
        await first.WaitAsync(Long);
        lane.Leave(1, isExtra: false);
        await other.WaitAsync(Long);
    }

    [Fact]
    public async Task An_extra_place_is_for_who_has_none()
    {
        var lane = new FairLane(1, extra: 1, mostWaiting: 10);
        Assert.True(lane.TryEnter(1));
        var again = Enter(lane, 1);
        Assert.True(await Enter(lane, 2).WaitAsync(Long));
        Assert.False(again.IsCompleted);
        lane.Leave(2, isExtra: true);
        lane.Leave(1, isExtra: false);
        Assert.False(await again.WaitAsync(Long));
    }

    [Fact]
    public async Task No_place_is_lost_to_who_leaves_while_it_waits()
    {
        var lane = new FairLane(3, extra: 1, mostWaiting: 40);
        await Task.WhenAll(Enumerable.Range(0, 400).Select(async number =>
        {
            using var patience = new CancellationTokenSource();
            if (number % 3 == 0)
                patience.CancelAfter(number % 7);
            try
            {
                var client = (UInt128)(number % 5);
                var isExtra = await lane.EnterAsync(client, null, number % 2 == 0, patience.Token);
                await Task.Delay(number % 4, CancellationToken.None);
                lane.Leave(client, isExtra);
            }
            catch (Exception fault) when (fault is OperationCanceledException
                or StoreException { Fault: StoreFault.Full })
            {
            }
        })).WaitAsync(Long);
        Assert.False(lane.HasWaiting);
        Assert.Equal([true, true, true, false], Enumerable.Range(0, 4).Select(_ => lane.TryEnter(1)));
    }

    private static Task<bool> Enter(FairLane lane, UInt128 client, bool goesOn = false) =>
        lane.EnterAsync(client, null, goesOn, CancellationToken.None).AsTask();
}
