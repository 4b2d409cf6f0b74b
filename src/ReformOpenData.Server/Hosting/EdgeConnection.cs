using System.IO.Pipelines;
using Microsoft.AspNetCore.Connections;

namespace ReformOpenData.Server.Hosting;

/// <summary>A connection between the transport and Kestrel's HTTP: one of its features.</summary>
internal sealed class EdgeConnection(IDuplexPipe transport) : IDuplexPipe
{
    /// <summary>Requests that are answered one after the other, without waiting for anybody else.</summary>
    private const int MostInTurn = 16;

    private int _requests;

    public RequestLineReader Reader { get; } = new(transport.Input);

    public ReplaceableOutput Writer { get; } = new(transport.Output);

    PipeReader IDuplexPipe.Input => Reader;

    PipeWriter IDuplexPipe.Output => Writer;

    /// <summary>
    /// Told of a request; whether it waits behind all that the pool has to do. Who sends the next before the last is
    /// answered would otherwise keep a thread for as long as it likes: one that tells of sockets, or one of the pool.
    /// </summary>
    public bool IsTurnOver() => ++_requests % MostInTurn == 0;

    public static async Task PassAsync(ConnectionContext connection, ConnectionDelegate next)
    {
        var transport = connection.Transport;
        var edge = new EdgeConnection(transport);
        connection.Features.Set(edge);
        connection.Transport = edge;
        try
        {
            await next(connection);
        }
        finally
        {
            connection.Transport = transport;
        }
    }
}
