using System.IO.Pipelines;
using Microsoft.AspNetCore.Connections;

namespace ReformOpenData.Server.Hosting;

/// <summary>A connection between the transport and Kestrel's HTTP: one of its features.</summary>
internal sealed class EdgeConnection(IDuplexPipe transport) : IDuplexPipe
{
    public RequestLineReader Reader { get; } = new(transport.Input);

    public ReplaceableOutput Writer { get; } = new(transport.Output);

    PipeReader IDuplexPipe.Input => Reader;

    PipeWriter IDuplexPipe.Output => Writer;

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
