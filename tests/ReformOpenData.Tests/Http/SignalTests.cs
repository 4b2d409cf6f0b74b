using ReformOpenData.Server.Answers;

namespace ReformOpenData.Tests.Http;

public sealed class SignalTests
{
    [Fact]
    public async Task Who_waits_after_a_host_was_disposed_of_is_told_to_stop()
    {
        var signal = new Signal(isGiven: true);
        signal.Dispose();
        await Assert.ThrowsAsync<OperationCanceledException>(() => signal.WaitAsync(-1, CancellationToken.None));
    }

    [Fact]
    public async Task What_is_said_twice_before_it_is_begun_is_done_once()
    {
        using var signal = new Signal(isGiven: true);
        signal.Give();
        await signal.WaitAsync(-1, CancellationToken.None);
        using var over = new CancellationTokenSource();
        var waiting = signal.WaitAsync(-1, over.Token);
        Assert.False(waiting.IsCompleted);
        await over.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }
}
