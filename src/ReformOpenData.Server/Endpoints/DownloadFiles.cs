using ReformOpenData.Server.Answers;

namespace ReformOpenData.Server.Endpoints;

/// <summary>
/// The files of what is current. Each is made once, when first asked for, on disk, since a large release does not fit
/// in memory; those of before are deleted as soon as nobody waits for them or sends them.
/// </summary>
internal sealed class DownloadFiles : IDisposable
{
    private readonly Lock _lock = new();
    private readonly SemaphoreSlim _one = new(1);
    private readonly Dictionary<Key, Entry> _files = [];

    /// <summary>The file, for the caller to dispose.</summary>
    public async Task<HeldFile> GetAsync(
        PublicReleases releases, Download format, Coding coding, CancellationToken cancellation)
    {
        var entry = Hold(new Key(releases, format, coding));
        HeldFile? held = null;
        try
        {
            held = new HeldFile(await entry.Making.WaitAsync(cancellation), () => Release(entry));
            return held;
        }
        finally
        {
            if (held is null)
                Release(entry);
        }
    }

    public void Dispose()
    {
        Drop();
        _one.Dispose();
    }

    /// <summary>Lets go of all files, those that are being made included: something else is current.</summary>
    public void Drop()
    {
        lock (_lock)
        {
            foreach (var entry in _files.Values)
                Release(entry);
            _files.Clear();
        }
    }

    private Entry Hold(Key key)
    {
        lock (_lock)
        {
            if (!_files.TryGetValue(key, out var entry))
            {
                foreach (var old in _files.Keys.Where(other => other.Releases != key.Releases).ToList())
                {
                    _files.Remove(old, out var superseded);
                    Release(superseded!);
                }

                entry = new Entry();
                _files.Add(key, entry);
                entry.Making = Task.Run(() => MakeAsync(key, entry));
            }

            entry.Holders++;
            return entry;
        }
    }

    private void Release(Entry entry)
    {
        lock (_lock)
        {
            if (--entry.Holders > 0)
                return;
        }

        _ = CloseAsync(entry.Making);
    }

    /// <summary>Now, or when the making has ended.</summary>
    private static async Task CloseAsync(Task<MadeFile> making)
    {
        // Of what could not be made, those who wait for it are told.
        await ((Task)making).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (making.IsCompletedSuccessfully)
            (await making).Dispose();
    }

    private async Task<MadeFile> MakeAsync(Key key, Entry entry)
    {
        MadeFile? file = null;
        HeldFile? plain = null;
        try
        {
            if (key.Coding != Coding.Identity)
                plain = await GetAsync(key.Releases, key.Format, Coding.Identity, CancellationToken.None);
            file = await MakeAloneAsync(stream => Write(key, plain?.File, stream));
            return file;
        }
        finally
        {
            plain?.Dispose();
            // What could not be made is tried again by the next who asks.
            if (file is null)
                Forget(key, entry);
        }
    }

    /// <summary>One file at a time.</summary>
    private async Task<MadeFile> MakeAloneAsync(Action<Stream> write)
    {
        await _one.WaitAsync();
        try
        {
            return await MadeFile.MakeInThreadAsync(write);
        }
        finally
        {
            _one.Release();
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

    private void Forget(Key key, Entry entry)
    {
        lock (_lock)
        {
            // It may have been superseded, and asked for anew.
            if (_files.GetValueOrDefault(key) == entry)
                _files.Remove(key);
        }
    }

    private readonly record struct Key(PublicReleases Releases, Download Format, Coding Coding);

    /// <summary>
    /// A file that is made or was made; held once by the list, and once by each who waits for it or sends it.
    /// </summary>
    private sealed class Entry
    {
        public Task<MadeFile> Making { get; set; } = null!;

        public int Holders { get; set; } = 1;
    }
}
