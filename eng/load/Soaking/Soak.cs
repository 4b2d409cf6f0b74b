using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;

namespace ReformOpenData.Load.Soaking;

/// <summary>What a soak may call outside itself.</summary>
/// <param name="Publish">Replaces the municipality of an index, of one edition, by another edition and publishes; gives
/// the number of the release.</param>
/// <param name="Happen">Does something of eng/load/pair.sh to the servers of the database; returns when it is
/// over.</param>
internal sealed record SoakActions(Func<int, int, int, Task<int>> Publish, Func<string, Task> Happen);

/// <summary>
/// Asks for a long time in bad company, publishes meanwhile, sends nonsense, and takes servers of the database away and
/// gives them back. Every answer is compared with what the generator says of the release that it claims to come from.
/// </summary>
internal sealed class Soak(Target server, Releases releases, SoakActions actions, TimeSpan time, TextWriter output)
{
    private const int Workers = 4;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(8);
    private static readonly TimeSpan Recovery = TimeSpan.FromSeconds(15);

    /// <summary>
    /// In which twentieth what happens, and whether an answer may be refused then: where a server is left, it may not.
    /// </summary>
    private static readonly Dictionary<int, (string What, string Name, bool MayFail)> Events = new()
    {
        [4] = ("take_connections", "all connections were taken", true),
        [7] = ("fail_over", "the primary was killed and the standby promoted", false),
        [10] = ("stop_both", "the database was away", true),
        [13] = ("hang_primary", "the primary hung", false),
        [16] = ("fail_over", "the new primary was killed and the old one promoted", false),
    };

    private readonly ConcurrentDictionary<string, int> counts = new();
    private readonly ConcurrentQueue<string> wrong = new();
    private readonly List<(TimeSpan At, long Bytes)> memory = [];
    private readonly Stopwatch clock = new();
    private volatile string? happening;
    private volatile string? outage;

    /// <summary>True where nothing was wrong.</summary>
    public async Task<bool> Run()
    {
        clock.Start();
        var threads = Enumerable.Range(1, Workers).Select(number => new Thread(() => Work(number))).ToList();
        using var company = new Company(server.Port);
        company.Start();
        threads.ForEach(thread => thread.Start());
        await Steer();
        threads.ForEach(thread => thread.Join());
        foreach (var (name, outcome, count) in company.End())
        {
            counts[$"{name}: {outcome}"] = count;
            // 503 is what a full server says; they meet the restart of the database, too.
            if (outcome is ['5', _, _] and not "503" || outcome == "no answer")
                Wrong($"{name}: {count} × {outcome}");
        }

        foreach (var (name, count) in counts.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            await output.WriteLineAsync($"- {name}: {count}");
        var flat = await Flat();
        foreach (var line in wrong.Take(20))
            await output.WriteLineAsync("WRONG: " + line);
        await output.WriteLineAsync(wrong.IsEmpty && flat ? "Nothing was wrong." : $"{wrong.Count} wrong.");
        return wrong.IsEmpty && flat;
    }

    /// <summary>Publishes in even steps, or does what is to happen then.</summary>
    private async Task Steer()
    {
        var step = TimeSpan.FromTicks(Math.Max(time.Ticks / 20, TimeSpan.FromSeconds(10).Ticks));
        for (var number = 1; clock.Elapsed < time; number++)
        {
            var until = step * number < time ? step * number : time;
            while (clock.Elapsed < until)
            {
                await Task.Delay(500);
                memory.Add((clock.Elapsed, ProcessTimes.Memory(server.ProcessId)));
            }

            if (clock.Elapsed >= time)
                return;
            if (Events.TryGetValue(number, out var happens))
                await Happen(happens.What, happens.Name, happens.MayFail);
            else
                await Publish(number);
        }
    }

    private async Task Publish(int number)
    {
        var (index, edition) = ((number % releases.Municipalities) + 1, 1 + number);
        // Known before it is published: the server may answer from it before this returns.
        var old = releases.EditionOf(index);
        releases.Add(releases.Newest + 1, releases.With(index, edition));
        var published = await actions.Publish(index, old, edition);
        if (published != releases.Newest)
            throw new InvalidDataException($"Release {published} was published, {releases.Newest} was expected.");
        releases.Published = published;
        Count("releases published");
    }

    private async Task Happen(string what, string name, bool mayFail)
    {
        happening = name;
        outage = mayFail ? name : null;
        await actions.Happen(what);
        var back = clock.Elapsed;
        while (clock.Elapsed - back < Recovery && !IsReady())
            await Task.Delay(100);
        Count($"times {name}, and it was ready {(clock.Elapsed - back).TotalMilliseconds:0} ms after");
        await Task.Delay(1000);
        (happening, outage) = (null, null);
    }

    private bool IsReady()
    {
        using var connection = new HttpConnection(server.Port);
        return connection.Ask(HttpConnection.Get("/health/ready"), out _) == 200;
    }

    private void Work(int number)
    {
        var random = new Random(number);
        var questions = new Questions(releases, random);
        var connection = new HttpConnection(server.Port);
        while (clock.Elapsed < time)
        {
            try
            {
                if (random.Next(10) == 0)
                    Bad(connection, random);
                else if (random.Next(100) == 0 && !List(connection))
                    connection = Anew(connection);
                else
                    Good(connection, questions.Next(), byGet: random.Next(2) == 0);
            }
            catch (Exception fault) when (fault is IOException or System.Net.Sockets.SocketException)
            {
                Wrong("The connection broke: " + fault.Message);
                connection = Anew(connection);
            }
            catch (Exception fault) // Counted as wrong; the soak goes on.
            {
                Wrong(fault.Message);
            }

            Thread.Sleep(Pause);
        }

        connection.Dispose();
    }

    private HttpConnection Anew(HttpConnection broken)
    {
        broken.Dispose();
        return new HttpConnection(server.Port);
    }

    private void Good(HttpConnection connection, Question question, bool byGet)
    {
        var request = byGet
            ? HttpConnection.Get(
                "/graphql?query=" + Uri.EscapeDataString(question.Document)
                + "&variables=" + Uri.EscapeDataString(question.Variables.ToJsonString()))
            : HttpConnection.Post(
                "/graphql",
                new JsonObject { ["query"] = question.Document, ["variables"] = question.Variables }.ToJsonString());
        var (before, during) = (outage, happening);
        var status = connection.Ask(request, out var body);
        if (status == 503 && (before ?? outage) is { } known)
        {
            Count("503 while " + known);
            return;
        }

        if (status != 200 || connection.Header("Reform-Release: "u8) is not { } release)
        {
            Wrong($"{status} for {question.Document} {question.Variable}: {Encoding.UTF8.GetString(body)}");
            return;
        }

        var expected = question.Expected(release);
        var answer = JsonNode.Parse(body);
        if (JsonNode.DeepEquals(answer, expected))
            Count((during ?? happening) is { } then ? "right answers while " + then : "right answers");
        else
            Wrong($"release {release}, {question.Document} {question.Variable}: {answer?.ToJsonString()} instead of "
                + $"{expected.ToJsonString()}");
    }

    /// <summary>All ratings as a file: a line for each, below that of the headings.</summary>
    /// <returns>Whether the connection can be used again.</returns>
    private bool List(HttpConnection connection)
    {
        var before = outage;
        int status;
        ReadOnlySpan<byte> body;
        try
        {
            status = connection.Ask(HttpConnection.Get("/ratings.csv"), out body);
        }
        catch (Exception fault)
            when (fault is IOException or System.Net.Sockets.SocketException && (before ?? outage) is not null)
        {
            Count("lists cut while " + (before ?? outage));
            return false;
        }

        var lines = body.Count((byte)'\n') - 1;
        if (status == 503 && (before ?? outage) is { } known)
            Count("503 while " + known);
        else if (status != 200 || connection.Header("Reform-Release: "u8) is not { } release)
            Wrong($"{status} for /ratings.csv: {Encoding.UTF8.GetString(body[..Math.Min(body.Length, 500)])}");
        else if (releases.All(release).Sum(facts => facts.Grades.Values.Sum()) is var expected && expected != lines)
            Wrong($"release {release}, /ratings.csv: {lines} lines instead of {expected}");
        else
            Count("right lists");
        return true;
    }

    private void Bad(HttpConnection connection, Random random)
    {
        var (name, request, expected) = BadRequests.All[random.Next(BadRequests.All.Count)];
        var before = outage;
        var status = connection.Ask(request, out var body);
        if (status == expected)
            Count("bad requests refused");
        else if (status == 503 && (before ?? outage) is { } known)
            Count("bad requests that got a 503 while " + known);
        else
            Wrong($"{name}: {status} instead of {expected}: {Encoding.UTF8.GetString(body)}");
    }

    /// <summary>
    /// The last quarter against the second and the third: after the warm-up, and before and after the restart.
    /// </summary>
    private async Task<bool> Flat()
    {
        var (before, third, after) = (Mean(0.25, 0.5), Mean(0.5, 0.75), Mean(0.75, 1));
        await output.WriteLineAsync(
            $"- memory: {before / 1e6:0} MB in the second quarter, {third / 1e6:0} MB in the third, "
                + $"{after / 1e6:0} MB in the last, "
                + $"{memory.Max(sample => sample.Bytes) / 1e6:0} MB at most");
        // A short run has no sample in the second quarter, and nothing to say about growth.
        return before == 0 || after < (Math.Min(before, third) * 1.15) + 10e6;

        double Mean(double from, double to) =>
            memory.Where(sample => sample.At >= time * from
                && sample.At <= time * to).Select(sample => (double)sample.Bytes).DefaultIfEmpty().Average();
    }

    private void Count(string what) => counts.AddOrUpdate(what, 1, (_, count) => count + 1);

    private void Wrong(string what) =>
        wrong.Enqueue($"{clock.Elapsed.TotalSeconds:0} s: {what[..Math.Min(what.Length, 1500)]}");
}
