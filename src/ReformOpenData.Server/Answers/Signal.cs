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
    /// <exception cref="OperationCanceledException">It is not waited for any more, or will not be given any
    /// more.</exception>
    public async Task WaitAsync(int mostMilliseconds, CancellationToken cancellation)
    {
        try
        {
            await _given.WaitAsync(mostMilliseconds, cancellation);
        }
        catch (ObjectDisposedException fault)
        {
            // A host that never ran is disposed of without waiting for what it began.
            throw new OperationCanceledException("The host is disposed of.", fault);
        }
    }

    public void Dispose() => _given.Dispose();
}
