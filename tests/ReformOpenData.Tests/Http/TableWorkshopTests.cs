using ReformOpenData.Server.Answers;
using ReformOpenData.Server.Endpoints;
using ReformOpenData.Server.Lists;

namespace ReformOpenData.Tests.Http;

public sealed class TableWorkshopTests
{
    private const int Most = TableWorkshop.MostAtOnce + TableWorkshop.MostWaiting;

    [Fact]
    public async Task A_few_are_made_at_once_some_wait_and_others_are_told_that_the_server_is_busy()
    {
        var workshop = new TableWorkshop();
        using var leaving = new CancellationTokenSource();
        var gate = new TaskCompletionSource();
        var (begun, most) = (0, 0);
        var all = Enumerable.Range(0, Most).Select(_ => workshop.MakeAsync(default, MakeAsync, leaving.Token)).ToList();
        var refused =
            await Assert.ThrowsAsync<ListCutException>(() => workshop.MakeAsync(default, MakeAsync, leaving.Token));
        Assert.Equal(AnswerFailure.Busy, refused.Failure);
        Assert.Equal(TableWorkshop.MostAtOnce, begun);

        // Who leaves makes room for another who waits.
        await leaving.CancelAsync();
        foreach (var one in all.Skip(TableWorkshop.MostAtOnce))
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => one);
        var another = workshop.MakeAsync(default, MakeAsync, CancellationToken.None);
        gate.SetResult();
        foreach (var one in all.Take(TableWorkshop.MostAtOnce).Append(another))
            (await one.WaitAsync(TimeSpan.FromSeconds(30))).Dispose();
        Assert.Equal(TableWorkshop.MostAtOnce, most);

        async Task<MadeFile> MakeAsync()
        {
            most = Math.Max(most, Interlocked.Increment(ref begun));
            await gate.Task;
            var file = await MadeFile.MakeInThreadAsync(to => to.WriteByte(1));
            Interlocked.Decrement(ref begun);
            return file;
        }
    }
}
