using System.Globalization;
using System.Text;

namespace ReformOpenData.Load;

/// <summary>
/// Every kind of page, asked by one client of a server that keeps no answers: what a page costs, how long it takes, and
/// how large it is for a browser with the style. With another build of the server, both in turns.
/// </summary>
/// <param name="database">The parent process of the PostgreSQL cluster; null on SQLite, which is in the server.</param>
internal sealed class Pages(
    Target server, Target? before, int? database, int municipalities, TimeSpan duration, TextWriter output)
{
    private const int Turns = 4;

    /// <summary>Turns before a kind of page is measured, at most.</summary>
    private const int MostBefore = 16;

    public async Task RunAsync(string? only)
    {
        var style = Size("/site.css");
        await output.WriteLineAsync(
            "| page | processor, ms | of a file in memory | p50, ms | p99, ms | kB, br, with the style |"
            + (database is null ? "" : " PostgreSQL, ms |")
            + (before is null ? "" : " processor before, ms | now / before |"));
        await output.WriteLineAsync(
            "|---|---:|---:|---:|---:|---:|" + (database is null ? "" : "---:|")
            + (before is null ? "" : "---:|---:|"));
        var constant = Driver.Run(
            server.Port,
            [Get("/site.css", "identity")],
            1,
            duration,
            server.ProcessId,
            Environment.ProcessId).ServerMicroseconds;
        var kinds = Kinds().Where(kind => only?.Split(',').Contains(kind.Name) != false).ToList();
        // What all pages share is compiled before the first of them is measured.
        foreach (var (_, paths) in kinds)
            Ask(server, [.. paths.Select(path => Get(path, "identity"))]);
        foreach (var (name, paths) in kinds)
        {
            byte[][] requests = [.. paths.Select(path => Get(path, "identity"))];
            WarmUp(server, requests);
            if (before is not null)
                WarmUp(before, requests);
            List<Figures> now = [], then = [];
            for (var turn = 0; turn < Turns; turn++)
            {
                now.Add(Ask(server, requests));
                if (before is not null)
                    then.Add(Ask(before, requests));
            }

            var cost = Figures.Median(now, figures => figures.ServerMicroseconds);
            var largest = paths.Max(path => Size(path)) + style;
            var line = string.Create(
                CultureInfo.InvariantCulture,
                $"| {name} | {cost / 1e3:0.00} | {cost / constant:0} "
                + $"| {Figures.Median(now, figures => figures.P50.TotalMilliseconds):0.0} "
                + $"| {Figures.Median(now, figures => figures.P99.TotalMilliseconds):0.0} | {largest / 1e3:0.0} |");
            if (database is not null)
                line += string.Create(
                    CultureInfo.InvariantCulture,
                    $" {Figures.Median(now, figures => figures.DatabaseMicroseconds) / 1e3:0.00} |");
            if (before is not null)
            {
                var old = Figures.Median(then, figures => figures.ServerMicroseconds);
                line += string.Create(CultureInfo.InvariantCulture, $" {old / 1e3:0.00} | {cost / old:0.00} |");
            }

            await output.WriteLineAsync(line);
        }
    }

    /// <summary>
    /// Asks until a request takes no less than before, twice in a row: the runtime compiles what is asked often again
    /// and again, which takes more of a processor than the first page itself for half a minute.
    /// </summary>
    private void WarmUp(Target target, byte[][] requests)
    {
        const double Noise = 0.97;
        var least = double.MaxValue;
        for (var (turn, same) = (0, 0); turn < MostBefore && same < 2; turn++)
        {
            var cost = Ask(target, requests).ServerMicroseconds;
            same = cost < Noise * least ? 0 : same + 1;
            least = Math.Min(least, cost);
        }
    }

    private Figures Ask(Target target, byte[][] requests) =>
        Driver.Run(target.Port, requests, 1, duration / Turns, target.ProcessId, database ?? Environment.ProcessId);

    private static byte[] Get(string path, string coding) => Encoding.UTF8.GetBytes(
        $"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: text/html\r\nAccept-Encoding: {coding}\r\n\r\n");

    private int Size(string path)
    {
        using var connection = new HttpConnection(server.Port);
        return connection.Ask(Get(path, "br"), out var body) == 200
            ? body.Length
            : throw new InvalidDataException($"{path}: {Encoding.UTF8.GetString(body)}");
    }

    /// <summary>The addresses of each kind of page, in cities that lie apart.</summary>
    private IEnumerable<(string Name, IReadOnlyList<string> Paths)> Kinds()
    {
        var rows = Asking.Assessments(server, municipalities).Select(row => row.Parameter.Split('/')).ToList();
        // As many of each as there are cities among them, so that they differ.
        var some = rows.Where((_, number) => number % 37 == 0).ToList();
        var cities = rows.Select(row => row[0]).Distinct().ToList();
        var departments = cities.SelectMany(Departments).Where((_, number) => number % 7 == 0).ToList();
        yield return ("first page", ["/"]);
        yield return ("city", Of(city => city));
        yield return ("plan", Of(city => $"{city}/2017"));
        yield return ("category", [.. some.Select(row => Key(row, 3)).Distinct()]);
        yield return ("item", [.. some.Select(row => Key(row, 4)).Distinct()]);
        yield return ("initiative", [.. some.Select(row => Key(row, 5)).Distinct()]);
        yield return ("row", [.. some.Select(row => Key(row, 6))]);
        yield return ("narrative", [.. some.Select(row => $"{Key(row, 6)}/2021")]);
        yield return ("rating", [.. some.Select(row => $"{Key(row, 6)}/2021/01")]);
        yield return ("year", Of(city => $"{city}/2017/years/2021"));
        yield return ("departments", Of(city => $"{city}/departments"));
        yield return ("department", departments);
        yield return ("search", ["/search"]);
        yield return ("search in a city", Of(city => $"search?city={city}"));
        yield return ("search for a word in a city", Of(city => $"search?q={Uri.EscapeDataString("施設")}&city={city}"));
        yield return ("search for a word", ["/search?q=" + Uri.EscapeDataString("公共施設")]);
        yield return ("list of ratings", Of(city => $"{city}/2017/ratings"));
        yield return ("releases", ["/releases"]);
        yield return ("a release", ["/releases/1"]);
        yield return ("chart", Of(city => $"gallery/matrix?city={city}"));
        yield return ("embed of a plan", Of(city => $"embed/{city}/2017"));
        yield return ("about", ["/about"]);
        yield return ("data", ["/data"]);
        yield return ("accessibility", ["/accessibility"]);

        string[] Of(Func<string, string> path) => [.. cities.Select(city => "/" + path(city))];
        static string Key(string[] row, int parts) => "/" + string.Join('/', row.Take(parts));
    }

    private IEnumerable<string> Departments(string city)
    {
        const string document = "query ($a: String!) { municipality(code: $a) { departments { fullName } } }";
        var answer =
            Asking.Read(server.Port, HttpConnection.Post("/graphql", new Case(city).Body(document, "departments")));
        return answer["data"]!["municipality"]!["departments"]!.AsArray()
            .Select(one => $"/{city}/departments/{Uri.EscapeDataString((string)one!["fullName"]!)}");
    }
}
