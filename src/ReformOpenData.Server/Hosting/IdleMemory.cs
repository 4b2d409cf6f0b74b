using ReformOpenData.Server.Answers;

namespace ReformOpenData.Server.Hosting;

/// <summary>
/// Gives memory back to the system, with the large answers that nobody asks for any more. The collector has its turns
/// when something is allocated: what large answers have left behind would be held for as long as the server has little
/// to do.
/// </summary>
internal sealed class IdleMemory(TimeProvider time, AnswerCache answers) : BackgroundService
{
    /// <summary>
    /// Allocated between two looks, it is as good as nothing; held beyond the least, it is worth a collection.
    /// </summary>
    private const long Little = 32 * 1024 * 1024;

    private static readonly TimeSpan Period = TimeSpan.FromSeconds(15);

    private long _least = long.MaxValue;
    private long _allocated;

    /// <summary>Collects what a busy time has left behind, once that is over.</summary>
    internal void Look()
    {
        answers.ForgetUnused();
        var (held, allocated) = (Environment.WorkingSet, GC.GetTotalAllocatedBytes());
        var isIdle = allocated - _allocated < Little;
        _allocated = allocated;
        _least = Math.Min(_least, held);
        if (!isIdle || held < _least + Little)
            return;
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive);

        // What is still held is in use, and not collected in vain again.
        _least = Environment.WorkingSet;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
                Look();
        }
        catch (OperationCanceledException)
        {
            // The server ends, or could not begin.
        }
    }
}
