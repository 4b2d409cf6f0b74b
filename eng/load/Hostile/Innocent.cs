using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace ReformOpenData.Load.Hostile;

/// <summary>
/// A client that asks one thing ten times a second, from an address of its own. What takes longer than that keeps the
/// next ones waiting, and they count from when they were due: a server that stands still for a second is ten slow
/// answers, not one.
/// </summary>
internal sealed class Innocent(int port, string address, Func<byte[]> request)
{
    private const int Patience = 10_000;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly List<TimeSpan> _latencies = [];
    private readonly List<string> _failures = [];

    public IReadOnlyList<string> Failures => _failures;

    /// <summary>The same client, with nothing measured yet.</summary>
    public Innocent Again() => new(port, address, request);

    public void Run(TimeSpan time)
    {
        HttpConnection? connection = null;
        var clock = Stopwatch.StartNew();
        for (var due = TimeSpan.Zero;
             due < time && clock.Elapsed < time + TimeSpan.FromMilliseconds(Patience);
             due += Pause)
        {
            if (due > clock.Elapsed)
                Thread.Sleep(due - clock.Elapsed);
            try
            {
                connection ??= new HttpConnection(port, IPAddress.Parse(address), Patience);
                var status = connection.Ask(request(), out _);
                if (status != 200)
                    _failures.Add(status.ToString(CultureInfo.InvariantCulture));
            }
            catch (Exception fault) when (fault is IOException or SocketException or InvalidDataException)
            {
                _failures.Add(fault.Message);
                connection?.Dispose();
                connection = null;
            }

            _latencies.Add(clock.Elapsed > due ? clock.Elapsed - due : TimeSpan.Zero);
        }

        connection?.Dispose();
    }

    /// <summary>p50 and p99, in milliseconds.</summary>
    public string Times()
    {
        var sorted = _latencies.Order().ToList();
        return string.Create(CultureInfo.InvariantCulture, $"{At(0.5):0} / {At(0.99):0}");

        double At(double part) => sorted[Math.Min(sorted.Count - 1, (int)(sorted.Count * part))].TotalMilliseconds;
    }
}
