namespace ReformOpenData.Tests.Import;

/// <summary>A stream of so many spaces that nobody holds in memory; it may break in the end.</summary>
internal sealed class EndlessStream(long length, bool breaks = false) : Stream
{
    /// <summary>How much was read of it.</summary>
    public long Given { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        if (breaks && Given == length)
            throw new IOException("The disk was pulled out.");

        var given = (int)Math.Min(count, length - Given);
        buffer.AsSpan(offset, given).Fill((byte)' ');
        Given += given;
        return given;
    }

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
