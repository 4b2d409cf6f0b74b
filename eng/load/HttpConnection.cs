using System.Buffers.Text;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ReformOpenData.Load;

/// <summary>
/// One kept-alive HTTP/1.1 connection, blocking and without allocations: the load must not cost more than what it
/// measures.
/// </summary>
internal sealed class HttpConnection : IDisposable
{
    private readonly Socket _socket;
    private byte[] _buffer = new byte[1 << 16];
    private int _filled;
    private int _headerLength;

    /// <param name="from">The address of this machine to ask from; null for whichever.</param>
    /// <param name="patience">Milliseconds until an answer is given up.</param>
    public HttpConnection(int port, IPAddress? from = null, int patience = 30_000)
    {
        _socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp)
        {
            NoDelay = true,
            SendTimeout = patience,
            ReceiveTimeout = patience,
        };
        if (from is not null)
            _socket.Bind(new IPEndPoint(from, 0));
        _socket.Connect(IPAddress.Loopback, port);
    }

    public static byte[] Get(string path) =>
        Encoding.UTF8.GetBytes(
            $"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: application/graphql-response+json\r\n\r\n");

    public static byte[] Post(string path, string body) => Encoding.UTF8.GetBytes(
        $"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: application/graphql-response+json\r\n" +
        $"Content-Type: application/json\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}");

    /// <summary>Sends a whole request and reads the whole response; the body is valid until the next call.</summary>
    public int Ask(ReadOnlySpan<byte> request, out ReadOnlySpan<byte> body)
    {
        while (!request.IsEmpty)
            request = request[_socket.Send(request)..];
        _filled = 0;
        int headerLength;
        while ((headerLength = _buffer.AsSpan(0, _filled).IndexOf("\r\n\r\n"u8)) < 0)
            Receive();
        headerLength += 4;
        _headerLength = headerLength;
        var status = Number(_buffer.AsSpan(9, 3));
        if (Header(headerLength, "Content-Length: "u8) is { } length)
        {
            while (_filled < headerLength + length)
                Receive();
            body = _buffer.AsSpan(headerLength, length);
        }
        else
        {
            // Known first: what is read meanwhile may not fit into the buffer that there is.
            var chunks = Chunks(headerLength);
            body = _buffer.AsSpan(headerLength, chunks);
        }

        return status;
    }

    /// <summary>The number that a header of the last response holds; null where it has none.</summary>
    public int? Header(ReadOnlySpan<byte> nameColonSpace) => Header(_headerLength, nameColonSpace);

    public void Dispose() => _socket.Dispose();

    private static int Number(ReadOnlySpan<byte> digits) =>
        Utf8Parser.TryParse(digits, out int value, out _) ? value : throw new InvalidDataException("No HTTP response.");

    private int? Header(int headerLength, ReadOnlySpan<byte> name)
    {
        var headers = _buffer.AsSpan(0, headerLength);
        var at = headers.IndexOf(name);
        return at < 0 ? null : Number(headers[(at + name.Length)..]);
    }

    /// <summary>Moves the chunks together; returns their length.</summary>
    private int Chunks(int start)
    {
        var (read, written) = (start, start);
        while (true)
        {
            int line;
            while ((line = _buffer.AsSpan(read, _filled - read).IndexOf("\r\n"u8)) < 0)
                Receive();
            if (!Utf8Parser.TryParse(_buffer.AsSpan(read, line), out int size, out _, 'x'))
                throw new InvalidDataException("No chunk.");
            read += line + 2;
            while (_filled < read + size + 2)
                Receive();
            if (size == 0)
                return written - start;
            _buffer.AsSpan(read, size).CopyTo(_buffer.AsSpan(written));
            written += size;
            read += size + 2;
        }
    }

    private void Receive()
    {
        if (_filled == _buffer.Length)
            Array.Resize(ref _buffer, _buffer.Length * 2);
        var count = _socket.Receive(_buffer.AsSpan(_filled));
        if (count == 0)
            throw new IOException("The server closed the connection.");
        _filled += count;
    }
}
