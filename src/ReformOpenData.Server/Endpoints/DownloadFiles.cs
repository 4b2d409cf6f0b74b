using System.Threading.RateLimiting;
using ReformOpenData.Server.Answers;

namespace ReformOpenData.Server.Endpoints;

/// <summary>
/// The files of what is current. Each is made once, when first asked for, on disk, since a large release does not fit in
/// memory; those of before are let go of.
/// </summary>
internal sealed class DownloadFiles(ConcurrencyLimiter places) : IDisposable
{
    private readonly Lock _lock = new();
    private readonly Dictionary<Key, Task<MadeFile?>> _files = [];

    /// <summary>The file, held for the caller; null where the server is too busy to make it.</summary>
    public async Task<MadeFile?> GetAsync(PublicReleases releases, Download format, Coding coding, CancellationToken cancellation)
    {
        while (true)
        {
            var file = await Making(new Key(releases, format, coding)).WaitAsync(cancellation);
            // Between making and holding, a newer release may have taken its place.
            if (file is null || file.TryHold())
                return file;
        }
    }

    public void Dispose() => Drop();

    /// <summary>Lets go of all files, those that are being made included: something else is current.</summary>
    public void Drop()
    {
        lock (_lock)
        {
            foreach (var making in _files.Values)
                _ = LetGoAsync(making);
            _files.Clear();
        }
    }

    private Task<MadeFile?> Making(Key key)
    {
        lock (_lock)
        {
            if (_files.TryGetValue(key, out var known))
                return known;
            foreach (var old in _files.Keys.Where(other => other.Releases != key.Releases).ToList())
            {
                _files.Remove(old, out var making);
                _ = LetGoAsync(making!);
            }

            var made = Task.Run(() => MakeAsync(key));
            _files.Add(key, made);
            return made;
        }
    }

    private async Task<MadeFile?> MakeAsync(Key key)
    {
        MadeFile? file = null, plain = null;
        try
        {
            // Before the place is taken: making that one needs a place too.
            if (key.Coding != Coding.Identity
                && (plain = await GetAsync(key.Releases, key.Format, Coding.Identity, CancellationToken.None)) is null)
            {
                return null;
            }

            using var place = await places.AcquireAsync();
            if (place.IsAcquired)
                file = MadeFile.Make(stream => Write(key, plain, stream));
            return file;
        }
        finally
        {
            plain?.LetGo();
            // What could not be made is tried again by the next who asks.
            if (file is null)
                Forget(key);
        }
    }

    private static void Write(Key key, MadeFile? plain, Stream stream)
    {
        if (plain is null)
        {
            key.Format.Write(key.Releases.Current, stream);
            return;
        }

        using var compressed = key.Coding.Compress(stream);
        plain.CopyTo(compressed);
    }

    private void Forget(Key key)
    {
        lock (_lock) _files.Remove(key);
    }

    /// <summary>Now, or when the making has ended.</summary>
    private static async Task LetGoAsync(Task<MadeFile?> making)
    {
        // Of what could not be made, those who wait for it are told.
        await ((Task)making).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (making.IsCompletedSuccessfully && await making is { } file)
            file.LetGo();
    }

    private readonly record struct Key(PublicReleases Releases, Download Format, Coding Coding);
}
