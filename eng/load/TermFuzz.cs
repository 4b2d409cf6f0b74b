using System.Data.Common;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using ReformOpenData.Data.Storage;

namespace ReformOpenData.Load;

/// <summary>
/// Asks for narratives that hold a term, for random terms of 1 to 20 characters that are in one text to half of them,
/// in many forms. Each answer is compared with what LIKE finds; its time with that of the better of two statements by
/// hand, which read in order until a page is full, or ask the index of grams. One seed gives the same terms.
/// </summary>
/// <param name="server">Keeps no answers.</param>
/// <param name="database">The store that it serves.</param>
internal sealed partial class TermFuzz(
    Target server, DbConnection database, DatabaseKind kind, int municipalities, int terms, TextWriter output)
{
    /// <summary>The processes of the sessions of the server, and of this one.</summary>
    private IReadOnlyList<int> _sessions = [];
    private int _own;

    private const int Runs = 9;
    private const int Rounds = 30;
    private const int RunsOfRound = 5;
    private const int Page = 20;
    private const int Shown = 25;
    private const double Slow = 60;
    private const string TotalOnly = "alone, total only";

    private static readonly int[] Lengths = [1, 2, 2, 3, 3, 4, 5, 6, 8, 12, 20];

    private readonly Random _random = new(1);
    private readonly List<Narrative> _narratives = [];
    private readonly List<SearchText> _texts = [];
    private readonly List<(string Form, Term Term, double Ours, double Plain, double Walk, double Index)> _times = [];

    private const string Current =
        "SELECT e.edition_id FROM store_state z JOIN release_edition e ON e.release_number = z.current_release";

    /// <summary>SQLite is told to read in order.</summary>
    private string Plus => kind == DatabaseKind.Sqlite ? "+" : "";

    public async Task<bool> RunAsync()
    {
        using var connection = new HttpConnection(server.Port);
        await ReadAsync();
        if (database is Npgsql.NpgsqlConnection postgres)
            _own = postgres.ProcessID;
        var middle = Terms.Middle(server, municipalities);
        await FindSessionsAsync();
        WarmUp(connection, middle);

        var (wrong, count) = (0, 0);
        while (count < terms)
        {
            var (term, other) = (Draw(), Draw());
            if (term is null || other is null)
                continue;
            count++;
            await FindSessionsAsync();
            var page = Best(
                () => Ask(connection, $"{{ narratives(first: {Page}) {{ nodes {{ id fiscalYear text }} }} }}", ""),
                Runs,
                out _);
            var total = Best(() => Ask(connection, "{ narratives { totalCount } }", ""), Runs, out _);
            foreach (var form in Forms(term, other, middle))
            {
                await FindSessionsAsync();
                var ours = Best(() => Ask(connection, form.Document, term.Text, other.Text), Runs, out var answer);
                var found = Answer.Of(answer);
                var expected = form.Expected(_narratives);
                if (!found.Equals(expected))
                {
                    wrong++;
                    await output.WriteLineAsync(
                        $"wrong: {form.Name} “{term.Text}” “{other.Text}”: {found} and not {expected}");
                }

                _times.Add((
                    form.Name,
                    term,
                    ours,
                    form.Name == TotalOnly ? total : page,
                    await TimeAsync(form.Walk),
                    await TimeAsync(form.Index)));
            }
        }

        await WriteAsync(count, wrong);
        return wrong == 0;
    }

    /// <summary>Asks in every form until it takes no less than before: until the code is compiled.</summary>
    private void WarmUp(HttpConnection connection, (string Cursor, string Key) middle)
    {
        IReadOnlyList<Term> usual = [new("施設", []), new("化を図りながら", []), new("公債費負担", [])];
        var (best, rounds) = (double.PositiveInfinity, 0);
        for (var same = 0; same < 3 && rounds < Rounds; rounds++)
        {
            var sum = 0.0;
            foreach (var term in usual)
            {
                foreach (var form in Forms(term, usual[0], middle))
                    sum += Best(() => Ask(connection, form.Document, term.Text, usual[0].Text), RunsOfRound, out _);
            }

            same = sum < 0.95 * best ? 0 : same + 1;
            best = Math.Min(best, sum);
        }

        output.WriteLine($"{kind}: warm after {rounds} rounds");
    }

    /// <summary>The sessions that the server has now: one that nobody uses for long is closed.</summary>
    private async Task FindSessionsAsync()
    {
        if (kind == DatabaseKind.Sqlite)
            return;
        await using var command = database.CreateCommand();
        command.CommandText =
            "SELECT pid FROM pg_stat_activity WHERE application_name = 'ReformOpenData' AND pid <> pg_backend_pid()";
        await using var rows = await command.ExecuteReaderAsync();
        var found = new List<int>();
        while (await rows.ReadAsync())
            found.Add(rows.GetInt32(0));
        _sessions = found;
    }

    private async Task ReadAsync()
    {
        await using var command = database.CreateCommand();
        command.CommandText =
            $"""
            SELECT y.key, y.fiscal_year, s.folded FROM narrative y
            JOIN search_text s ON s.entity_id = y.id AND s.field = 'text'
            WHERE y.edition_id IN ({Current}) ORDER BY y.key
            """;
        await using var rows = await command.ExecuteReaderAsync();
        while (await rows.ReadAsync())
            _narratives.Add(new Narrative(rows.GetString(0), rows.GetInt32(1), rows.GetString(2)));
        await rows.DisposeAsync();
        command.CommandText =
            $"SELECT key, kind, field, folded FROM search_text WHERE edition_id IN ({Current}) ORDER BY key, field";
        await using var texts = await command.ExecuteReaderAsync();
        while (await texts.ReadAsync())
            _texts.Add(new SearchText(texts.GetString(0), texts.GetInt32(1), texts.GetString(2), texts.GetString(3)));
    }

    /// <summary>A part of a random text; null where it is in more than half of all, or would have to be written
    /// otherwise in SQL.</summary>
    private Term? Draw()
    {
        var text = _narratives[_random.Next(_narratives.Count)].Text;
        var length = Lengths[_random.Next(Lengths.Length)];
        if (text.Length < length)
            return null;
        var term = text.Substring(_random.Next(text.Length - length + 1), length);
        if (term.Any(character => character < 0x3000 || char.IsSurrogate(character)) || term.Trim() != term)
            return null;
        var holding = _narratives.Where(one => one.Text.Contains(term, StringComparison.Ordinal)).ToHashSet();
        return holding.Count * 2 > _narratives.Count ? null : new Term(term, holding);
    }

    /// <summary>Milliseconds of a processor in the best of several runs: of the server, and of PostgreSQL.</summary>
    private double Best(Func<JsonNode> ask, int runs, out JsonNode answer)
    {
        answer = null!;
        var best = double.PositiveInfinity;
        for (var run = 0; run < runs; run++)
        {
            var before = Processor();
            answer = ask();

            // Who has sent the answer tidies up.
            Thread.Sleep(1);

            // A session that has ended meanwhile takes its time with it.
            if (Processor() - before is var taken and >= 0)
                best = Math.Min(best, taken);
            if (best > Slow && run > 0)
                break;
        }

        return best;

        double Processor() => ThreadTimes.Of(server.ProcessId) + _sessions.Sum(ThreadTimes.Of);
    }

    private static JsonNode Ask(HttpConnection connection, string document, string a, string b = "")
    {
        var body = new JsonObject
        {
            ["query"] = document,
            ["variables"] = new JsonObject { ["a"] = a, ["b"] = b },
        }.ToJsonString();
        var status = connection.Ask(HttpConnection.Post("/graphql", body), out var answer);
        return status == 200
            ? JsonNode.Parse(answer)!
            : throw new InvalidDataException($"{status}: {Encoding.UTF8.GetString(answer)}");
    }

    private async Task<double> TimeAsync(IReadOnlyList<string> statements)
    {
        var sum = 0.0;
        foreach (var sql in statements)
        {
            await using var command = database.CreateCommand();
            command.CommandText = sql;
            await command.PrepareAsync();
            var best = double.PositiveInfinity;
            for (var run = 0; run < Runs; run++)
            {
                best = Math.Min(best, TimeOf(command));
                if (best > Slow)
                    break;
            }

            sum += best;
        }

        return sum;
    }

    /// <summary>Of this thread, in which SQLite works, or of the session.</summary>
    private double TimeOf(DbCommand command)
    {
        var before = Processor();
        using (var rows = command.ExecuteReader())
        {
            while (rows.Read())
                _ = rows.GetValue(0);
        }

        return Processor() - before;

        double Processor() => kind == DatabaseKind.Sqlite ? ThreadTimes.OfThis() : ThreadTimes.Of(_own);
    }

    private async Task WriteAsync(int count, int wrong)
    {
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"{kind}: {count} terms, {_times.Count} answers, {wrong} wrong; a page alone {Plain():0.00} ms."));
        await output.WriteLineAsync(
            "| texts with a term | characters | n | median | 90 of 100 | worst | above 1.1 | above 2 |");
        await output.WriteLineAsync("|---|---|---:|---:|---:|---:|---:|---:|");
        var groups =
            _times.GroupBy(one => $"{one.Form} | {Class(one.Term)}").Concat(_times.GroupBy(_ => "all together | "));
        foreach (var group in groups)
        {
            var ratios = group.Select(Ratio).Order().ToList();
            await output.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"| {group.Key} | {ratios.Count} | {ratios[ratios.Count / 2]:0.00} "
                + $"| {ratios[ratios.Count * 9 / 10]:0.00} | {ratios[^1]:0.00} | {ratios.Count(ratio => ratio > 1.1)} "
                + $"| {ratios.Count(ratio => ratio > 2)} |"));
        }

        await output.WriteLineAsync(
            "| worst | term | texts | ratio | ours, ms of a processor | walk, ms | index, ms |");
        await output.WriteLineAsync("|---|---|---:|---:|---:|---:|---:|");
        foreach (var one in _times.OrderByDescending(Ratio).Take(Shown))
        {
            await output.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"| {one.Form} | {one.Term.Text} | {one.Term.Holding.Count} | {Ratio(one):0.0} | {one.Ours:0.0} "
                + $"| {one.Walk:0.0} | {one.Index:0.0} |"));
        }
    }

    /// <summary>What a page without a term takes.</summary>
    private double Plain() => _times.Where(one => one.Form != TotalOnly).Average(one => one.Plain);

    private static string Class(Term term) => term.Text.Length < 3 ? "1–2" : "3–20";

    /// <summary>By hand, a request takes as long as one without the term, and the statement.</summary>
    private static double Ratio((string Form, Term Term, double Ours, double Plain, double Walk, double Index) one) =>
        one.Ours / (one.Plain + Math.Min(one.Walk, one.Index));
}
