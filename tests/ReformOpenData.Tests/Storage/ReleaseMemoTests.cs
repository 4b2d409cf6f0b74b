using System.Collections.Concurrent;
using ReformOpenData.Data.Storage;

namespace ReformOpenData.Tests.Storage;

public sealed class ReleaseMemoTests
{
    private readonly ConcurrentQueue<long> _read = [];

    [Fact]
    public async Task Who_asks_at_once_waits_for_one_reading()
    {
        var gate = new TaskCompletionSource();
        var memo = Memo(_ => gate.Task);
        using var patience = new CancellationTokenSource();
        var left = memo.OfAsync(1, "a", patience.Token).AsTask();
        var asked = Enumerable.Range(0, 20).Select(_ => memo.OfAsync(1, "a", default).AsTask()).ToList();
        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => left);
        gate.SetResult();
        Assert.All(await Task.WhenAll(asked), value => Assert.Equal("of 1", value));
        Assert.Equal([1], _read);
    }

    [Fact]
    public async Task Those_asked_about_last_are_known()
    {
        var memo = Memo(_ => Task.CompletedTask);
        for (var release = 1; release <= ReleaseMemo<string>.Most; release++)
            await memo.OfAsync(release, "a", default);
        await memo.OfAsync(1, "a", default);
        await memo.OfAsync(100, "a", default);
        _read.Clear();
        await memo.OfAsync(1, "a", default);
        Assert.Empty(_read);
        await memo.OfAsync(2, "a", default);
        Assert.Equal([2], _read);
    }

    [Fact]
    public async Task Another_look_and_a_fault_are_no_reason_to_believe_what_was_read()
    {
        var isAway = true;
        var memo = Memo(_ => isAway ? Task.FromException(new InvalidDataException()) : Task.CompletedTask);
        await Assert.ThrowsAsync<InvalidDataException>(() => memo.OfAsync(1, "a", default).AsTask());
        isAway = false;
        Assert.Equal("of 1", await memo.OfAsync(1, "a", default));
        Assert.Equal("of 1", await memo.OfAsync(1, "b", default));
        Assert.Equal([1, 1, 1], _read);
    }

    private ReleaseMemo<string> Memo(Func<long, Task> work) => new(async release =>
    {
        _read.Enqueue(release);
        await work(release);
        return $"of {release}";
    });
}
