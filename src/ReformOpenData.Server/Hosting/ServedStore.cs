using ReformOpenData.Data.Releases;
using ReformOpenData.Data.Storage;
using ReformOpenData.Server.Answers;

namespace ReformOpenData.Server.Hosting;

/// <summary>
/// What a server reads of its store by itself: what is public, and whether that is as it was written. A start begins
/// both before the host is put together.
/// </summary>
internal sealed class ServedStore(Store store)
{
    private static readonly TimeSpan LongestOfSize = TimeSpan.FromSeconds(1);

    private readonly StoreCheck _check = new(store);
    private Task<PublicReleases?>? _look;
    private Task<ReadBack>? _readBack;

    public Store Store => store;

    /// <summary>Begins what is asked for first, in other threads: SQLite reads in the one that asks.</summary>
    public void Begin(CancellationToken cancellation) => _look = Task.Run(
        async () =>
        {
            var seen = await ReadLookAsync(cancellation);
            if (seen is not null && Verification.IsAwaited(seen))
                _readBack = ReadBackAsync(cancellation);
            return seen;
        },
        cancellation);

    /// <summary>
    /// What is public. How much a release holds is read before anybody can ask about it: else all who ask at first
    /// would wait for it, and go on at once.
    /// </summary>
    public Task<PublicReleases?> LookAsync(CancellationToken cancellation) =>
        Interlocked.Exchange(ref _look, null) ?? ReadLookAsync(cancellation);

    /// <summary>Reads back what is current and finds what is not as it was written.</summary>
    public Task<ReadBack> CheckAsync(CancellationToken cancellation) =>
        Interlocked.Exchange(ref _readBack, null) ?? ReadBackAsync(cancellation);

    private async Task<PublicReleases?> ReadLookAsync(CancellationToken cancellation)
    {
        var look = await store.LookAsync(cancellation);
        if (look.Release is not { } number)
            return null;
        var size = store.SizeAsync(number, cancellation).AsTask();
        if (!size.IsCompleted)
            await Task.WhenAny(size, Task.Delay(LongestOfSize, cancellation));
        return new PublicReleases(number, look.Stamp, look.Publications)
        {
            PublishedAt = look.PublishedAt,
            ServedAgainAt = look.ServedAgainAt,
            ImportedAt = look.ImportedAt,
            // What is not counted by now is much.
            Rows = size.IsCompletedSuccessfully ? (await size).Rows : double.MaxValue,
        };
    }

    /// <summary>It reads much, in a thread of its own.</summary>
    private Task<ReadBack> ReadBackAsync(CancellationToken cancellation) => Task.Factory.StartNew(
        () => _check.CurrentAsync(cancellation),
        cancellation,
        TaskCreationOptions.LongRunning,
        TaskScheduler.Default).Unwrap();
}
