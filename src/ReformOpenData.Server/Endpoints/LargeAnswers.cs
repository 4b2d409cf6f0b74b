using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
using ReformOpenData.Server.Answers;

namespace ReformOpenData.Server.Endpoints;

/// <summary>
/// The large answers that are being sent: how much memory they may hold together, and how long a client may take to
/// read one. What several are sent counts once.
/// </summary>
internal sealed class LargeAnswers
{
    /// <summary>From this length an answer is large.</summary>
    public const int LeastBytes = 1024 * 1024;

    private const long MostBytes = 128 * LeastBytes;
    private const double SecondsToRead = 120;

    private readonly Lock _lock = new();
    private readonly Dictionary<object, (int Readers, long Bytes)> _held = new(ReferenceEqualityComparer.Instance);
    private long _sum;

    /// <summary>Holds an answer while it is sent; false where too many others are.</summary>
    /// <param name="held">To be disposed when it was sent; null where the answer is not large.</param>
    public bool TryHold(HttpContext context, Content content, int bytes, out IDisposable? held)
    {
        held = null;
        return content.Length < LeastBytes
            || TryHold(context, content, content.Length, bytes / SecondsToRead, out held);
    }

    /// <summary>Holds the pages of a list, of which one is in memory at a time.</summary>
    /// <param name="page">The first of them.</param>
    public bool TryHoldPages(HttpContext context, Content page, out IDisposable? held) =>
        TryHold(context, new object(), Math.Max(page.Length, LeastBytes), LeastBytes / SecondsToRead, out held);

    private bool TryHold(HttpContext context, object what, long bytes, double leastRate, out IDisposable? held)
    {
        held = null;
        lock (_lock)
        {
            var isNew = !_held.TryGetValue(what, out var known);
            if (isNew && _sum > 0 && _sum + bytes > MostBytes)
                return false;
            _held[what] = (known.Readers + 1, bytes);
            _sum += isNew ? bytes : 0;
        }

        if (context.Features.Get<IHttpMinResponseDataRateFeature>() is { MinDataRate: { } rate } kestrel)
            kestrel.MinDataRate = new MinDataRate(Math.Max(rate.BytesPerSecond, leastRate), rate.GracePeriod);
        held = new Held(this, what);
        return true;
    }

    private void Release(object what)
    {
        lock (_lock)
        {
            var (readers, bytes) = _held[what];
            if (readers > 1)
            {
                _held[what] = (readers - 1, bytes);
                return;
            }

            _held.Remove(what);
            _sum -= bytes;
        }
    }

    private sealed class Held(LargeAnswers answers, object what) : IDisposable
    {
        public void Dispose() => answers.Release(what);
    }
}
