using System.Collections.Concurrent;

namespace ReformOpenData.Data.Storage;

/// <summary>
/// The places in which questions are read. Quick questions have places of their own, so that dear ones never stand in
/// their way; where some turn out not to be quick, others that wait are given extra places. SQLite works in the thread
/// that asks it: its questions run on threads that belong to the store, as many as were ever needed at once, and the
/// pool's are free for what waits for nothing.
/// </summary>
internal sealed class ReadPlaces : IDisposable
{
    /// <summary>Work up to which a question is quick, in the units of <see cref="Queries.Work"/>.</summary>
    public const double MostQuickWork = 10_000;

    private const int MostWaitingQuick = 256;
    private const int MostWaitingDear = 16;
    private const int ExtraPlaces = 8;

    /// <summary>Milliseconds that a quick question waits before it is given an extra place.</summary>
    private const int Patience = 100;

    private readonly Lane _quick;
    private readonly Lane _dear;
    private readonly BlockingCollection<Action>? _calls;
    private int _running, _threads;

    /// <param name="hasThreads">Whether what is read blocks the thread that reads it.</param>
    public ReadPlaces(bool hasThreads)
    {
        var cores = Environment.ProcessorCount;
        var quick = hasThreads ? Math.Max(2, cores) : 64;
        var dear = hasThreads ? Math.Max(1, cores / 2) : cores;
        _quick = new Lane(quick, ExtraPlaces, MostWaitingQuick);
        _dear = new Lane(dear, extra: 0, MostWaitingDear);
        if (hasThreads)
            _calls = [];
    }

    /// <summary>Reads in a place, once one is free.</summary>
    /// <exception cref="StoreException">Too many wait for one already.</exception>
    public async Task RunAsync(double work, Func<Task> read, CancellationToken cancellation)
    {
        var lane = work > MostQuickWork ? _dear : _quick;
        var isExtra = await lane.EnterAsync(cancellation);
        try
        {
            if (_calls is null)
                await read();
            else
                await CallAsync(read);
        }
        finally
        {
            lane.Leave(isExtra);
        }
    }

    /// <summary>The threads end when they have nothing left to do.</summary>
    public void Dispose()
    {
        _calls?.CompleteAdding();
        _quick.Dispose();
        _dear.Dispose();
    }

    private Task CallAsync(Func<Task> read)
    {
        if (Interlocked.Increment(ref _running) > Volatile.Read(ref _threads))
        {
            Interlocked.Increment(ref _threads);
            new Thread(Work) { IsBackground = true, Name = "reform-read" }.Start(_calls);
        }

        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _calls!.Add(() =>
        {
            Exception? fault = null;
            try
            {
                // SQLite is done when it returns.
                read().GetAwaiter().GetResult();
            }
            catch (Exception thrown) // Whatever it is belongs to who asked.
            {
                fault = thrown;
            }

            // Before it is told: whoever is told may be the next to call.
            Interlocked.Decrement(ref _running);
            if (fault is null)
                done.SetResult();
            else
                done.SetException(fault);
        });
        return done.Task;
    }

    private static void Work(object? calls)
    {
        foreach (var call in ((BlockingCollection<Action>)calls!).GetConsumingEnumerable())
            call();
    }

    /// <summary>So many at once, and a bounded number that wait, the first to come first.</summary>
    private sealed class Lane(int places, int extra, int mostWaiting) : IDisposable
    {
        private readonly SemaphoreSlim _free = new(places);
        private readonly SemaphoreSlim _extra = new(extra);
        private int _waiting;

        /// <summary>Whether it is an extra place.</summary>
        public async ValueTask<bool> EnterAsync(CancellationToken cancellation)
        {
            if (_free.Wait(0, CancellationToken.None))
                return false;
            try
            {
                if (Interlocked.Increment(ref _waiting) > mostWaiting)
                    throw Full();
                if (await _free.WaitAsync(Patience, cancellation))
                    return false;
                if (_extra.Wait(0, CancellationToken.None))
                    return true;
                await _free.WaitAsync(cancellation);
                return false;
            }
            finally
            {
                Interlocked.Decrement(ref _waiting);
            }
        }

        private static StoreException Full() =>
            new("Too many questions wait for the store; ask again in a moment.") { Fault = StoreFault.Full };

        public void Dispose()
        {
            _free.Dispose();
            _extra.Dispose();
        }

        public void Leave(bool isExtra) => (isExtra ? _extra : _free).Release();
    }
}
