namespace ReformOpenData.GraphQL.Execution;

/// <summary>
/// Over when the time of a request is, or when its client has gone. The token is made when a resolver first asks for
/// it, and never used for another request: a resolver may keep it for longer than its request lasts.
/// </summary>
internal sealed class TimeLimit(int milliseconds, CancellationToken client) : IDisposable
{
    private readonly long _end = Environment.TickCount64 + milliseconds;
    private readonly Lock _lock = new();
    private CancellationTokenSource? _source;
    private bool _isDisposed;

    public bool IsOver => client.IsCancellationRequested
        || Volatile.Read(ref _source) is { IsCancellationRequested: true }
        || Environment.TickCount64 >= _end;

    public CancellationToken Token
    {
        get
        {
            lock (_lock)
            {
                if (_isDisposed)
                    return new CancellationToken(canceled: true);
                if (_source is null)
                {
                    _source = CancellationTokenSource.CreateLinkedTokenSource(client);
                    _source.CancelAfter((int)Math.Max(0, _end - Environment.TickCount64));
                }

                return _source.Token;
            }
        }
    }

    /// <exception cref="OperationCanceledException">It is over.</exception>
    public void ThrowIfOver()
    {
        if (IsOver)
            throw new OperationCanceledException();
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _isDisposed = true;
            _source?.Dispose();
        }
    }
}
