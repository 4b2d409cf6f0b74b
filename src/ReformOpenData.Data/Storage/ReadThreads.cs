using System.Runtime.InteropServices;

namespace ReformOpenData.Data.Storage;

/// <summary>
/// Threads for what blocks the thread that reads: as many as were ever needed at once. To be handed from thread to
/// thread takes as long as a short reading does: whoever waits for a quick one goes on in the thread that read.
/// </summary>
/// <param name="areModest">Whether all other threads of the machine go first, and nothing but reading is done in
/// them.</param>
internal sealed class ReadThreads(string name, bool areModest) : IDisposable
{
    /// <summary>A third of the time of others, where there is not enough for all.</summary>
    private const int Modest = 5;

    /// <summary>Whose thread this is.</summary>
    [ThreadStatic]
    private static ReadThreads? t_owner;

    /// <summary>Who waits for a call sleeps at once, as waiting for a while takes what others need.</summary>
    private readonly Queue<Action> _calls = [];
    private bool _isEnded;
    private int _running, _threads;

    public Task<T> CallAsync<T>(Func<Task<T>> read)
    {
        if (t_owner == this)
            return read();
        var done = new TaskCompletionSource<T>(
            areModest ? TaskCreationOptions.RunContinuationsAsynchronously : TaskCreationOptions.None);
        var context = SynchronizationContext.Current;
        Add(() =>
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

            // Who waits under another context would go on in the pool.
            if (!areModest)
                SynchronizationContext.SetSynchronizationContext(context);
            if (fault is null)
                done.SetResult(result);
            else
                done.SetException(fault);
        });
        return done.Task;
    }

    /// <summary>The threads end when they have nothing left to do.</summary>
    public void Dispose()
    {
        lock (_calls)
        {
            _isEnded = true;
            Monitor.PulseAll(_calls);
        }
    }

    private void Add(Action call)
    {
        bool isFew;
        lock (_calls)
        {
            ObjectDisposedException.ThrowIf(_isEnded, this);
            isFew = ++_running > _threads;
            if (isFew)
                _threads++;
            _calls.Enqueue(call);
            Monitor.Pulse(_calls);
        }

        if (isFew)
            new Thread(Work) { IsBackground = true, Name = name }.Start();
    }

    private void Work()
    {
        t_owner = this;
        // .NET's own priorities say nothing to Linux, where a thread has the number 0 for itself.
        if (areModest && OperatingSystem.IsLinux())
            _ = SetPriority(0, 0, Modest);
        while (Next() is { } call)
        {
            call();
            // What went on here left its context behind.
            SynchronizationContext.SetSynchronizationContext(null);
            lock (_calls) _running--;
        }
    }

    /// <summary>The next call; null at the end of all.</summary>
    private Action? Next()
    {
        lock (_calls)
        {
            while (_calls.Count == 0)
            {
                if (_isEnded)
                    return null;
                Monitor.Wait(_calls);
            }

            return _calls.Dequeue();
        }
    }

#pragma warning disable CA5392 // The C library is loaded already.
    [DllImport("libc", EntryPoint = "setpriority")]
    private static extern int SetPriority(int which, uint who, int priority);
#pragma warning restore CA5392
}
