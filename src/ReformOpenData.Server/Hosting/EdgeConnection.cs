using System.IO.Pipelines;
using Microsoft.AspNetCore.Connections;

namespace ReformOpenData.Server.Hosting;

/// <summary>A connection between the transport and Kestrel's HTTP: one of its features.</summary>
internal sealed class EdgeConnection(IDuplexPipe transport) : IDuplexPipe
{
    /// <summary>Requests that are answered in the thread of their socket, one after the other.</summary>
    private const int MostInTurn = 16;

    private int _requests;

    public RequestLineReader Reader { get; } = new(transport.Input);

    public ReplaceableOutput Writer { get; } = new(transport.Output);

    PipeReader IDuplexPipe.Input => Reader;

    PipeWriter IDuplexPipe.Output => Writer;

    /// <summary>
    /// Told of a request; whether it is to go on in the pool. Who sends the next before the last is answered would
    /// otherwise keep the thread that tells of its socket, and all others of the same thread would be told nothing.
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
