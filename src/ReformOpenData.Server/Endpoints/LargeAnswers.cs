using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
using ReformOpenData.Data.Storage;
using ReformOpenData.Server.Answers;

namespace ReformOpenData.Server.Endpoints;

/// <summary>
/// The large answers that are being sent: how much memory they may hold together, and how long a client may take to
/// read one. What several are sent counts once. Where there is no room, the client that holds most loses one of its
/// own to another that holds less.
/// </summary>
internal sealed class LargeAnswers
{
    /// <summary>From this length an answer is large.</summary>
    public const int LeastBytes = 1024 * 1024;

    private const long MostBytes = 128 * LeastBytes;
    private const double SecondsToRead = 120;
    private const int MostWaiting = 256;

    private readonly Lock _lock = new();
    private readonly Dictionary<object, Entry> _held = new(ReferenceEqualityComparer.Instance);

    /// <summary>Compressing takes a processor for long: others are for what is answered at once.</summary>
    private readonly FairLane _compressing = new(Environment.ProcessorCount, extra: 0, MostWaiting);
    private long _sum;

    /// <summary>The bytes of an answer in a coding; null where too many wait for theirs.</summary>
    public async ValueTask<ReadOnlyMemory<byte>?> CompressAsync(HttpContext context, Content content, Coding coding)
    {
        if (content.Length < LeastBytes || content.Has(coding))
            return content.In(coding);
        try
        {
            return await _compressing.RunAsync(
                ClientAddress.Of(context).Value,
                goesOn: false,
                () => Task.Run(() => content.In(coding)),
                context.RequestAborted);
        }
        catch (StoreException)
        {
            return null;
        }
    }

    /// <summary>Holds an answer while it is sent; false where too many others are.</summary>
    /// <param name="held">To be disposed when it was sent; null where the answer is not large.</param>
    public bool TryHold(HttpContext context, Content content, int bytes, out IDisposable? held)
    {
        held = null;
        return content.Length < LeastBytes
            || TryHold(context, content, content.Length, bytes / SecondsToRead, out held);
    }

    /// <summary>Holds the pages of a list, of which two are in memory at a time.</summary>
    /// <param name="page">The first of them.</param>
    public bool TryHoldPages(HttpContext context, Content page, out IDisposable? held) =>
        TryHold(context, new object(), Math.Max(2L * page.Length, LeastBytes), LeastBytes / SecondsToRead, out held);

    private bool TryHold(HttpContext context, object what, long bytes, double leastRate, out IDisposable? held)
    {
        held = null;
        var reader = new Reader(this, what, ClientAddress.Of(context), context);
        var cut = new List<Reader>();
        lock (_lock)
        {
            if (!_held.TryGetValue(what, out var entry))
            {
                if (!MakeRoom(bytes, reader.Client, cut))
                    return false;
                _held.Add(what, entry = new Entry(bytes, []));
                _sum += bytes;
            }

            entry.Readers.Add(reader);
        }

        foreach (var one in cut)
            one.Context.Abort();
        if (context.Features.Get<IHttpMinResponseDataRateFeature>() is { MinDataRate: { } rate } kestrel)
            kestrel.MinDataRate = new MinDataRate(Math.Max(rate.BytesPerSecond, leastRate), rate.GracePeriod);
        held = reader;
        return true;
    }

    /// <summary>
    /// Takes from those who hold most what has no room, where that leaves them no less than the client has.
    /// </summary>
    private bool MakeRoom(long bytes, ClientAddress client, List<Reader> cut)
    {
        var over = _sum + bytes - MostBytes;
        if (over <= 0 || _sum == 0)
            return true;
        var shares = new Dictionary<ClientAddress, long>();
        foreach (var entry in _held.Values)
        {
            foreach (var holder in entry.Readers.Select(reader => reader.Client).Distinct())
                shares[holder] = shares.GetValueOrDefault(holder) + entry.Bytes;
        }

        var own = shares.GetValueOrDefault(client) + bytes;
        var taken = new List<object>();
        foreach (var (what, entry) in _held)
        {
            if (over <= 0)
                break;
            var holder = entry.Readers[0].Client;
            if (shares[holder] - entry.Bytes < own || entry.Readers.Exists(reader => reader.Client != holder))
                continue;
            shares[holder] -= entry.Bytes;
            over -= entry.Bytes;
            taken.Add(what);
        }

        if (over > 0)
            return false;
        foreach (var what in taken)
        {
            _held.Remove(what, out var entry);
            _sum -= entry!.Bytes;
            cut.AddRange(entry.Readers);
        }

        return true;
    }

    private void Release(Reader reader)
    {
        lock (_lock)
        {
            // What was cut is no longer there.
            if (_held.TryGetValue(reader.What, out var entry) && entry.Readers.Remove(reader)
                && entry.Readers.Count == 0)
            {
                _held.Remove(reader.What);
                _sum -= entry.Bytes;
            }
        }
    }

    private sealed record Entry(long Bytes, List<Reader> Readers);

    private sealed class Reader(LargeAnswers answers, object what, ClientAddress client, HttpContext context)
        : IDisposable
    {
        public object What => what;

        public ClientAddress Client => client;

        public HttpContext Context => context;

        public void Dispose() => answers.Release(this);
    }
}
