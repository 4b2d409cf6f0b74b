using System.Globalization;
using System.Text;
using ReformOpenData.Generate;

namespace ReformOpenData.Load;

/// <summary>
/// Pages and lists that the server has in memory, beside the same bytes from a server that does nothing but send them:
/// four clients of each, in turns.
/// </summary>
/// <param name="server">As it is delivered.</param>
/// <param name="constant">The server by hand, which gives back what it is told to keep.</param>
internal sealed class FromMemory(Target server, Target constant, TimeSpan duration, TextWriter output)
{
    private const int Connections = 4;
    private const int Turns = 6;

    public async Task RunAsync()
    {
        await output.WriteLineAsync(
            "| from memory | kB, br | per second | constant | ratio | processor, µs | constant | ratio | p99, ms |\n"
            + "|---|---:|---:|---:|---:|---:|---:|---:|---:|");
        var city = MunicipalityGenerator.Code(1);
        (string Name, string Path, string Accept)[] kinds =
        [
            ("first page", "/", "text/html"),
            ("plan", $"/{city}/2017", "text/html"),
            ("a word in a city", $"/search?q={Uri.EscapeDataString("施設")}&city={city}", "text/html"),
            ("list (JSON)", $"/{city}/2017/ratings.json", "*/*"),
            ("list (CSV), filtered", $"/{city}/2017/ratings.csv?grade=B", "*/*"),
            ("operation", $"/graphql/operations/RatingsByCategory?municipality={city}&plan=2017", "*/*"),
        ];
        foreach (var (name, path, accept) in kinds)
            await output.WriteLineAsync(Measure(name, path, accept));
    }

    private string Measure(string name, string path, string accept)
    {
        var ask = Encoding.UTF8.GetBytes(
            $"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: {accept}\r\nAccept-Encoding: br\r\n\r\n");
        using var connection = new HttpConnection(server.Port);
        if (connection.Ask(ask, out var body) != 200)
            throw new InvalidDataException($"{path}: {Encoding.UTF8.GetString(body)}");
        var bytes = body.Length;
        Asking.Keep(constant, "kept", body);
        var askConstant = HttpConnection.Get("/constant/kept");
        // As long as the measurement: code is compiled again, better, after it has run for a while.
        Run(server, ask, duration);
        Run(constant, askConstant, duration);
        List<Figures> ours = [], theirs = [];
        for (var turn = 0; turn < Turns; turn++)
        {
            ours.Add(Run(server, ask, duration / Turns));
            theirs.Add(Run(constant, askConstant, duration / Turns));
        }

        var (rate, constantRate) = Both(one => one.PerSecond);
        var (cost, constantCost) = Both(one => one.ServerMicroseconds);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"| {name} | {bytes / 1e3:0.0} | {rate:0} | {constantRate:0} | {rate / constantRate:0.00} | {cost:0} "
            + $"| {constantCost:0} | {cost / constantCost:0.00} "
            + $"| {Figures.Median(ours, one => one.P99.TotalMilliseconds):0.0} |");

        (double Ours, double Theirs) Both(Func<Figures, double> of) =>
            (Figures.Median(ours, of), Figures.Median(theirs, of));
    }

    private static Figures Run(Target target, byte[] request, TimeSpan time) =>
        Driver.Run(target.Port, [request], Connections, time, target.ProcessId, Environment.ProcessId);
}
