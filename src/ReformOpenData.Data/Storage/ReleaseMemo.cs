namespace ReformOpenData.Data.Storage;

/// <summary>
/// What is known of the releases that were asked about last: each is read once for all who wait for it, and forgotten
/// when the look at the store is another.
/// </summary>
internal sealed class ReleaseMemo<T>(Func<long, Task<T>> read)
{
    /// <summary>Of a large release, each takes some megabytes.</summary>
    internal const int Most = 8;

    private readonly Lock _lock = new();
    private readonly OrderedDictionary<long, Task<T>> _known = [];
    private string _stamp = "";

    /// <param name="stamp">Of the look.</param>
    public ValueTask<T> OfAsync(long release, string stamp, CancellationToken cancellation)
    {
        Task<T>? reading;
        lock (_lock)
        {
            if (stamp != _stamp)
                _known.Clear();
            _stamp = stamp;
            var isNewest = _known.Count > 0 && _known.GetAt(_known.Count - 1).Key == release;
            if (!_known.TryGetValue(release, out reading) || reading.IsFaulted || reading.IsCanceled)
                reading = Task.Run(() => ReadAsync(release), CancellationToken.None);
            else if (isNewest)
                return new(reading.WaitAsync(cancellation));
            if (!_known.Remove(release) && _known.Count == Most)
                _known.RemoveAt(0);
            _known.Add(release, reading);
        }

        return new(reading.WaitAsync(cancellation));
    }

    /// <summary>Forgets all, and what is being read: it was not as it was written.</summary>
    public void Forget()
    {
        lock (_lock)
            _known.Clear();
    }

    private async Task<T> ReadAsync(long release)
    {
        PoolContext.Enter();
        return await read(release);
    }
}
