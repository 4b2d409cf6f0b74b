namespace ReformOpenData.Data.Storage;

/// <summary>Bounds how long a server of PostgreSQL that hangs is waited for.</summary>
public static class StoreWatch
{
    private static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Works with a store as long as the server that has to answer does. Where it hangs, what is under way is told to
    /// stop and left alone. On SQLite, there is nobody to wait for.
    /// </summary>
    /// <param name="silence">For how long the server may say nothing; null for ten seconds.</param>
    /// <exception cref="StoreException">It hangs.</exception>
    public static async Task<T> WhileAnsweringAsync<T>(
        this Store store,
        Func<CancellationToken, Task<T>> work,
        CancellationToken cancellation,
        TimeSpan? silence = null)
    {
        if (store.Servers is not { } servers)
            return await work(cancellation);
        var end = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var watching = servers.WatchAsync(silence ?? LongestSilence, end.Token);
        var working = work(end.Token);
        var first = await Task.WhenAny(working, watching);

        // Who is told to stop may wait for the server once more.
        _ = Task.Run(end.Cancel, CancellationToken.None);
        if (first == watching && !cancellation.IsCancellationRequested)
            await watching;
        return await working;
    }
}
