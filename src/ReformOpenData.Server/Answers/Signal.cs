namespace ReformOpenData.Server.Answers;

/// <summary>
/// Says that something is to be done: once, however often it is said before it is begun. Anybody may say it, one waits.
/// </summary>
internal sealed class Signal(bool isGiven) : IDisposable
{
    private readonly SemaphoreSlim _given = new(isGiven ? 1 : 0, 1);

    public void Give()
    {
        lock (_given)
        {
            if (_given.CurrentCount == 0)
                _given.Release();
        }
    }

    /// <summary>Waits until it is given, or for so long; taken, it has to be given again.</summary>
    public Task WaitAsync(int mostMilliseconds, CancellationToken cancellation) =>
        _given.WaitAsync(mostMilliseconds, cancellation);

    public void Dispose() => _given.Dispose();
}
