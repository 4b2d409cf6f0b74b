using System.Net;
using Microsoft.AspNetCore.Connections;
using ReformOpenData.Server.Answers;
using ReformOpenData.Server.Configuration;

namespace ReformOpenData.Server.Hosting;

/// <summary>
/// Bounds the connections that are open, of all clients and of each address. Who finds no room is told so, and the
/// connection is closed.
/// </summary>
internal sealed class ConnectionGate(
    ServerOptions options, OpenCounts open, TimeProvider time, RefusedRequests refused, ILogger<RequestLog> log)
{
    /// <summary>Further ones are closed without a word.</summary>
    private const int MostToldAtOnce = 64;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    // A proxy's connections are those of all its clients: its requests are counted instead.
    private readonly int _mostOfAddress = options.Proxies == 0 ? options.ConnectionsPerAddress : 0;
    // Where the system gives no more files, .NET ends the process.
    private readonly int _most = OpenFiles.Connections(options.Connections);
    private int _open, _told;

    public async Task PassAsync(ConnectionContext connection, ConnectionDelegate next)
    {
        if (Interlocked.Increment(ref _open) > _most && _most > 0)
        {
            Interlocked.Decrement(ref _open);
            await RefuseAsync(connection, AnswerFailure.TooManyConnections);
            return;
        }

        try
        {
            await PassOfAddressAsync(connection, next);
        }
        finally
        {
            Interlocked.Decrement(ref _open);
        }
    }

    private async Task PassOfAddressAsync(ConnectionContext connection, ConnectionDelegate next)
    {
        // A Unix socket has no address.
        if (_mostOfAddress == 0 || connection.RemoteEndPoint is not IPEndPoint remote)
        {
            await next(connection);
            return;
        }

        var client = ClientAddress.Of(remote.Address);
        if (!open.TryAdd(client, _mostOfAddress))
        {
            await RefuseAsync(connection, AnswerFailure.TooManyAtOnce);
            return;
        }

        try
        {
            await next(connection);
        }
        finally
        {
            open.Remove(client);
        }
    }

    private async Task RefuseAsync(ConnectionContext connection, AnswerFailure failure)
    {
        if (refused.HasLine(failure.Status))
            log.LogInformation("{Status} {Reason}", failure.Status, failure.Message);
        try
        {
            if (Interlocked.Increment(ref _told) > MostToldAtOnce)
                return;
            using var patience = new CancellationTokenSource(Patience);
            // Closed with a request unread, the connection would be reset, and the answer be lost with it.
            var read = await connection.Transport.Input.ReadAsync(patience.Token);
            connection.Transport.Input.AdvanceTo(read.Buffer.End);
            var answer = RawAnswer.Make(failure, connection.ConnectionId, time.GetUtcNow());
            await connection.Transport.Output.WriteAsync(answer, patience.Token);
        }
        catch (Exception fault) when (fault is OperationCanceledException or IOException)
        {
            // Whoever sends nothing, or has left, is told nothing.
        }
        finally
        {
            Interlocked.Decrement(ref _told);
        }
    }
}
