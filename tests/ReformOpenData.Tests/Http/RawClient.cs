using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ReformOpenData.Tests.Http;

/// <summary>A connection on which a test sends the bytes that it means, and reads when it wants to.</summary>
internal sealed class RawClient : IDisposable
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Socket _socket =
        new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };

    public static async Task<RawClient> ConnectAsync(Uri server, int receiveBytes = 0)
    {
        var client = new RawClient();
        if (receiveBytes > 0) client._socket.ReceiveBufferSize = receiveBytes;
        await client._socket.ConnectAsync(IPAddress.Loopback, server.Port);
        return client;
    }

    public Task SendAsync(string text) => SendAsync(Encoding.UTF8.GetBytes(text));

    public async Task SendAsync(byte[] bytes) => await _socket.SendAsync(bytes);

    /// <summary>All that comes until the server closes the connection.</summary>
    public async Task<string> ReadToEndAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        using var read = new MemoryStream();
        var buffer = new byte[64 * 1024];
        int count;
        while ((count = await _socket.ReceiveAsync(buffer, patience.Token)) > 0) read.Write(buffer, 0, count);
        return Encoding.UTF8.GetString(read.ToArray());
    }

    /// <summary>The head of an answer; what follows it may have been read too.</summary>
    public async Task<string> ReadHeadAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        var text = "";
        var buffer = new byte[1024];
        while (!text.Contains("\r\n\r\n", StringComparison.Ordinal))
        {
            var count = await _socket.ReceiveAsync(buffer, patience.Token);
            if (count == 0) break;
            text += Encoding.UTF8.GetString(buffer, 0, count);
        }

        return text;
    }

    public void Dispose() => _socket.Dispose();
}
