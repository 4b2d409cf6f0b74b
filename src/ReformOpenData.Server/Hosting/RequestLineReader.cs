using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;

namespace ReformOpenData.Server.Hosting;

/// <summary>
/// What a client sends, with an address in raw UTF-8, as curl sends it, in the percent encoding that RFC 3986 asks for
/// and Kestrel reads. Nothing but a line that is known to be that of a request is looked at.
/// </summary>
internal sealed class RequestLineReader(PipeReader inner) : PipeReader
{
    private bool _expectsLine = true;
    private ReadOnlySequence<byte> _sent;
    private ReadOnlySequence<byte> _given;
    private int _sentLine, _givenLine;

    /// <summary>
    /// Told when a request begins to be answered. Behind its body, should it have one, nobody can tell without reading
    /// HTTP where the next line is: those that follow on the connection stay as they are.
    /// </summary>
    public void OnRequest(bool hasBody) => _expectsLine = !hasBody;

    public override ValueTask<ReadResult> ReadAsync(CancellationToken cancellationToken = default) =>
        _expectsLine ? ReadLineAsync(cancellationToken) : inner.ReadAsync(cancellationToken);

    public override bool TryRead(out ReadResult result)
    {
        if (!inner.TryRead(out result))
            return false;
        if (_expectsLine)
            result = Encoded(result);
        return true;
    }

    public override void AdvanceTo(SequencePosition consumed) => AdvanceTo(consumed, consumed);

    public override void AdvanceTo(SequencePosition consumed, SequencePosition examined)
    {
        if (_expectsLine)
        {
            // Of a line that is not whole, nothing is consumed.
            _expectsLine = consumed.Equals(_given.Start);
            (consumed, examined) = (OfSent(consumed), OfSent(examined));
            (_sent, _given, _sentLine, _givenLine) = (default, default, 0, 0);
        }

        inner.AdvanceTo(consumed, examined);
    }

    public override void CancelPendingRead() => inner.CancelPendingRead();

    public override void Complete(Exception? exception = null) => inner.Complete(exception);

    public override ValueTask CompleteAsync(Exception? exception = null) => inner.CompleteAsync(exception);

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<ReadResult> ReadLineAsync(CancellationToken cancellationToken) =>
        Encoded(await inner.ReadAsync(cancellationToken));

    private ReadResult Encoded(ReadResult result)
    {
        _given = _sent = result.Buffer;
        if (_sent.PositionOf((byte)'\n') is not { } end)
            return result;
        var line = _sent.Slice(0, end);
        if (IsAscii(line))
            return result;
        var encoded = Encode(line);
        (_sentLine, _givenLine) = ((int)line.Length, encoded.Length);
        _given = new ReadOnlySequence<byte>([.. encoded, .. _sent.Slice(end).ToArray()]);
        return new ReadResult(_given, result.IsCanceled, result.IsCompleted);
    }

    private static bool IsAscii(in ReadOnlySequence<byte> line)
    {
        if (line.IsSingleSegment)
            return System.Text.Ascii.IsValid(line.FirstSpan);
        foreach (var part in line)
        {
            if (!System.Text.Ascii.IsValid(part.Span))
                return false;
        }

        return true;
    }

    private static byte[] Encode(in ReadOnlySequence<byte> line)
    {
        var encoded = new ArrayBufferWriter<byte>((int)line.Length * 3);
        foreach (var value in line.ToArray())
        {
            if (value < 0x80)
            {
                encoded.Write([value]);
                continue;
            }

            encoded.Write("%"u8);
            Convert.TryToHexString([value], encoded.GetSpan(2), out var written);
            encoded.Advance(written);
        }

        return encoded.WrittenSpan.ToArray();
    }

    /// <summary>The place in what was sent of a place in what was given.</summary>
    private SequencePosition OfSent(SequencePosition position)
    {
        if (_givenLine == 0)
            return position;
        var offset = _given.Slice(0, position).Length;
        return _sent.GetPosition(offset < _givenLine ? Math.Min(offset, _sentLine) : offset - _givenLine + _sentLine);
    }
}
