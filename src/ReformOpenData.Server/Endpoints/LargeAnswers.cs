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
    private readonly Dictionary<Content, int> _readers = new(ReferenceEqualityComparer.Instance);
    private long _held;

    /// <summary>Holds an answer while it is sent; false where too many others are.</summary>
    /// <param name="held">To be disposed when it was sent; null where the answer is not large.</param>
    public bool TryHold(HttpContext context, Content content, int bytes, out IDisposable? held)
    {
        held = null;
        if (content.Length < LeastBytes)
            return true;
        lock (_lock)
        {
            var isNew = !_readers.TryGetValue(content, out var readers);
            if (isNew && _held > 0 && _held + content.Length > MostBytes)
                return false;
            _readers[content] = readers + 1;
            _held += isNew ? content.Length : 0;
        }

        if (context.Features.Get<IHttpMinResponseDataRateFeature>() is { MinDataRate: { } rate } kestrel)
        {
            var least = Math.Max(rate.BytesPerSecond, bytes / SecondsToRead);
            kestrel.MinDataRate = new MinDataRate(least, rate.GracePeriod);
        }

        held = new Held(this, content);
        return true;
    }

    private void Release(Content content)
    {
        lock (_lock)
        {
            if (--_readers[content] > 0)
                return;
            _readers.Remove(content);
            _held -= content.Length;
        }
    }

    private sealed class Held(LargeAnswers answers, Content content) : IDisposable
    {
        public void Dispose() => answers.Release(content);
    }
}
