using System.Buffers;
using System.IO.Pipelines;

namespace ReformOpenData.Server.Hosting;

/// <summary>
/// What is sent to a client, until something else is sent in its place; then all that comes is thrown away.
/// </summary>
internal sealed class ReplaceableOutput(PipeWriter inner) : PipeWriter
{
    private byte[]? _thrownAway;

    public override bool CanGetUnflushedBytes => inner.CanGetUnflushedBytes;

    public override long UnflushedBytes => inner.UnflushedBytes;

    /// <summary>Sends these bytes, the last ones; nothing may have been written that is not flushed.</summary>
    public void EndWith(ReadOnlySpan<byte> bytes)
    {
        inner.Write(bytes);
        _thrownAway = [];
    }

    public override Memory<byte> GetMemory(int sizeHint = 0) =>
        _thrownAway is null ? inner.GetMemory(sizeHint) : Unsent(sizeHint);

    public override Span<byte> GetSpan(int sizeHint = 0) =>
        _thrownAway is null ? inner.GetSpan(sizeHint) : Unsent(sizeHint);

    public override void Advance(int bytes)
    {
        if (_thrownAway is null)
            inner.Advance(bytes);
    }

    public override ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default) =>
        inner.FlushAsync(cancellationToken);

    public override void CancelPendingFlush() => inner.CancelPendingFlush();

    public override void Complete(Exception? exception = null) => inner.Complete(exception);

    public override ValueTask CompleteAsync(Exception? exception = null) => inner.CompleteAsync(exception);

    private byte[] Unsent(int sizeHint)
    {
        var size = Math.Max(sizeHint, 4096);
        if (_thrownAway!.Length < size)
            _thrownAway = new byte[size];
        return _thrownAway;
    }
}
