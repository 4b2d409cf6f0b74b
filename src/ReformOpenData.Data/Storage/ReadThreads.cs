using System.Collections.Concurrent;
using System.Runtime.InteropServices;

namespace ReformOpenData.Data.Storage;

/// <summary>Threads for what blocks the thread that reads: as many as were ever needed at once.</summary>
/// <param name="areModest">Whether all other threads of the machine go first.</param>
internal sealed class ReadThreads(string name, bool areModest) : IDisposable
{
    /// <summary>A third of the time of others, where there is not enough for all.</summary>
    private const int Modest = 5;

#pragma warning disable CA2213 // The threads read it to its end; it holds nothing of the system.
    private readonly BlockingCollection<Action> _calls = [];
#pragma warning restore CA2213
    private int _running, _threads;

    public Task<T> CallAsync<T>(Func<Task<T>> read)
    {
        if (Interlocked.Increment(ref _running) > Volatile.Read(ref _threads))
        {
            Interlocked.Increment(ref _threads);
            new Thread(Work) { IsBackground = true, Name = name }.Start();
        }

        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        _calls.Add(() =>
        {
            var result = default(T)!;
            Exception? fault = null;
            try
            {
                // SQLite is done when it returns.
                result = read().GetAwaiter().GetResult();
            }
            catch (Exception thrown) // Whatever it is belongs to who asked.
            {
                fault = thrown;
            }

            // Before it is told: whoever is told may be the next to call.
            Interlocked.Decrement(ref _running);
            if (fault is null)
                done.SetResult(result);
            else
                done.SetException(fault);
        });
        return done.Task;
    }

    /// <summary>The threads end when they have nothing left to do.</summary>
    public void Dispose() => _calls.CompleteAdding();

    private void Work()
    {
        // .NET's own priorities say nothing to Linux, where a thread has the number 0 for itself.
        if (areModest && OperatingSystem.IsLinux())
            _ = SetPriority(0, 0, Modest);
        foreach (var call in _calls.GetConsumingEnumerable())
            call();
    }

#pragma warning disable CA5392 // The C library is loaded already.
    [DllImport("libc", EntryPoint = "setpriority")]
    private static extern int SetPriority(int which, uint who, int priority);
#pragma warning restore CA5392
}
