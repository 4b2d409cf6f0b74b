namespace ReformOpenData.Data.Storage;

/// <summary>So many at once, and a bounded number that wait, the first to come first.</summary>
/// <param name="extra">Places beside these, for who has waited a while.</param>
internal sealed class ReadLane(int places, int extra, int mostWaiting) : IDisposable
{
    /// <summary>
    /// How long a question waits before something is done about it, and how long one may take that seemed quick.
    /// </summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(100);

    private readonly SemaphoreSlim _free = new(places);
    private readonly SemaphoreSlim _extra = new(extra);
    private int _waiting;

    public bool HasWaiting => Volatile.Read(ref _waiting) > 0;

    /// <summary>Takes a place, if one is free.</summary>
    public bool TryEnter() => _free.Wait(0, CancellationToken.None);

    /// <summary>Takes a place, once one is free.</summary>
    /// <param name="onWaiting">Called each time that it has waited for a while.</param>
    /// <returns>Whether it is an extra place.</returns>
    /// <exception cref="StoreException">Too many wait for one already.</exception>
    public ValueTask<bool> EnterAsync(Action? onWaiting, CancellationToken cancellation) =>
        TryEnter() ? new(false) : WaitAsync(onWaiting, cancellation);

    public void Leave(bool isExtra) => (isExtra ? _extra : _free).Release();

    public void Dispose()
    {
        _free.Dispose();
        _extra.Dispose();
    }

    private async ValueTask<bool> WaitAsync(Action? onWaiting, CancellationToken cancellation)
    {
        try
        {
            if (Interlocked.Increment(ref _waiting) > mostWaiting)
                throw ReadPlaces.Full();
            while (!await _free.WaitAsync(Patience, cancellation))
            {
                if (_extra.Wait(0, CancellationToken.None))
                    return true;
                onWaiting?.Invoke();
            }

            return false;
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }
}
