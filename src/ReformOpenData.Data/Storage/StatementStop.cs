using Npgsql;

namespace ReformOpenData.Data.Storage;

/// <summary>
/// Tells PostgreSQL to end statements that nobody waits for. Npgsql does so in the thread that cancels, and waits there
/// for the server: one that hangs would hold the threads that everything else is answered in. So one thread does
/// nothing else.
/// </summary>
internal sealed class StatementStop : IDisposable
{
    private readonly Queue<Running> _unwanted = [];
    private bool _isStarted;
    private bool _isDisposed;

    /// <summary>
    /// Ends a batch that has begun when the token is cancelled or the turn ends; dispose what it gives when the batch
    /// has been read.
    /// </summary>
    public IAsyncDisposable Watch(NpgsqlBatch batch, ReadTurn turn, CancellationToken cancellation)
    {
        var running = new Running(batch, this);
        turn.OnEnd(running.BeginEnd);
        running.Registration = cancellation.Register(static running => ((Running)running!).BeginEnd(), running);
        return running;
    }

    public void Dispose()
    {
        lock (_unwanted)
        {
            _isDisposed = true;
            Monitor.Pulse(_unwanted);
        }
    }

    private void Add(Running running)
    {
        lock (_unwanted)
        {
            _unwanted.Enqueue(running);
            Monitor.Pulse(_unwanted);
            if (_isStarted)
                return;
            _isStarted = true;
            new Thread(EndUnwanted) { IsBackground = true, Name = "statements that nobody waits for" }.Start();
        }
    }

    private void EndUnwanted()
    {
        while (Next() is { } running)
            running.End();
    }

    private Running? Next()
    {
        lock (_unwanted)
        {
            while (_unwanted.Count == 0 && !_isDisposed)
                Monitor.Wait(_unwanted);
            return _unwanted.TryDequeue(out var running) ? running : null;
        }
    }

    /// <summary>
    /// A batch that is being answered. Its session is not another's before an end that was begun is through.
    /// </summary>
    private sealed class Running(NpgsqlBatch batch, StatementStop stop) : IAsyncDisposable
    {
        private TaskCompletionSource? _ended;
        private int _taken;

        public CancellationTokenRegistration Registration { get; set; }

        public void BeginEnd() => stop.Add(this);

        public void End()
        {
            var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            if (Interlocked.CompareExchange(ref _ended, ended, null) is not null
                || Interlocked.Exchange(ref _taken, 1) == 1)
                return;
            try
            {
                batch.Cancel();
            }
            catch (Exception fault) when (fault is NpgsqlException or InvalidOperationException)
            {
                // The session broke meanwhile, and who reads the batch is told.
            }
            finally
            {
                ended.SetResult();
            }
        }

        public async ValueTask DisposeAsync()
        {
            await Registration.DisposeAsync();
            if (Interlocked.Exchange(ref _taken, 1) == 1)
                await _ended!.Task;
        }
    }
}
