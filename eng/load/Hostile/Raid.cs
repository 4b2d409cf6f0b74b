using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;

namespace ReformOpenData.Load.Hostile;

/// <summary>
/// What the workers of an attack share: whom they attack, from which address, until when, and what came of it.
/// </summary>
internal sealed class Raid(int port, CancellationToken over)
{
    private static readonly IPAddress Address = IPAddress.Parse("127.0.0.2");

    private readonly ConcurrentDictionary<string, int> _outcomes = new();
    private int _number;

    public CancellationToken Over => over;

    /// <summary>Another one each time.</summary>
    public string Next() => Interlocked.Increment(ref _number).ToString(CultureInfo.InvariantCulture);

    /// <summary>One of so many, in turn.</summary>
    public int Draw(int count) => Interlocked.Increment(ref _number) % count;

    public byte[] Question(string document) => HttpConnection.Post(
        "/graphql",
        new JsonObject { ["query"] = document, ["variables"] = new JsonObject { ["nonce"] = Next() } }.ToJsonString());

    /// <summary>One whole request on a connection of its own, whose answer is read.</summary>
    public void Ask(byte[] request)
    {
        try
        {
            using var connection = new HttpConnection(port, Address);
            Count(connection.Ask(request, out _).ToString(CultureInfo.InvariantCulture));
        }
        catch (Exception fault) when (fault is IOException or SocketException or InvalidDataException)
        {
            Count(fault is SocketException { SocketErrorCode: SocketError.TimedOut } ? "no answer" : "closed");
        }
    }

    /// <summary>Sends what is given, and leaves without an answer.</summary>
    public void Leave(byte[] request, TimeSpan after)
    {
        Converse(socket =>
        {
            socket.Send(request);
            Wait(after);
            Count("left");
        });
    }

    /// <summary>
    /// A connection that is used as the worker likes until the attack is over, or the server ends it.
    /// </summary>
    public void Converse(Action<Socket> talk)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp)
        {
            NoDelay = true,
            SendTimeout = 5_000,
            ReceiveTimeout = 5_000,
        };
        try
        {
            // Little is on its way that was not read.
            socket.ReceiveBufferSize = 4096;
            socket.Bind(new IPEndPoint(Address, 0));
            socket.Connect(IPAddress.Loopback, port);
            talk(socket);
        }
        catch (SocketException)
        {
            Count("closed");
            Wait(TimeSpan.FromMilliseconds(100));
        }
    }

    /// <summary>False when the attack is over.</summary>
    public bool Wait(TimeSpan time) => !over.WaitHandle.WaitOne(time);

    public void Count(string outcome) => _outcomes.AddOrUpdate(outcome, 1, (_, count) => count + 1);

    /// <summary>How often which status was answered.</summary>
    public IReadOnlyDictionary<string, int> Counts => _outcomes;

    /// <summary>The same as a cell of a table.</summary>
    public string Outcomes() => string.Join(
        ", ",
        _outcomes.OrderBy(pair => pair.Key, StringComparer.Ordinal)
            .Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Value} × {pair.Key}")));

    public static byte[] Head(string start, params string[] headers) =>
        Encoding.UTF8.GetBytes(
            $"{start} HTTP/1.1\r\nHost: 127.0.0.1\r\n{string.Concat(headers.Select(header => header + "\r\n"))}\r\n");
}
