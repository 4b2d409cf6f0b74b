using System.Data.Common;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using ReformOpenData.Data.Search;
using ReformOpenData.Data.Storage;
using ReformOpenData.Generate;

namespace ReformOpenData.Load;

/// <summary>
/// Asks for narratives that hold a term, for random terms of 1 to 20 characters that are in one text to half of them,
/// in many forms. Each answer is compared with what LIKE finds; its time with that of the better of two statements by
/// hand, which read in order until a page is full, or ask the index of grams. One seed gives the same terms.
/// </summary>
/// <param name="server">Keeps no answers.</param>
/// <param name="database">The store that it serves.</param>
internal sealed class TermFuzz(
    Target server, DbConnection database, DatabaseKind kind, int municipalities, int terms, TextWriter output)
{
    /// <summary>The processes of the sessions of the server, and of this one.</summary>
    private IReadOnlyList<int> _sessions = [];
    private int _own;

    private const int Runs = 5;
    private const int WarmUp = 500;
    private const int Page = 20;
    private const int Shown = 25;
    private const double Slow = 60;
    private const string TotalOnly = "alone, total only";

    private static readonly int[] Lengths = [1, 2, 2, 3, 3, 4, 5, 6, 8, 12, 20];

    private readonly Random _random = new(1);
    private readonly List<Narrative> _narratives = [];
    private readonly List<(string Form, Term Term, double Ours, double Walk, double Index)> _times = [];
    private double _page, _total;

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
        _page = Best(
            () => Ask(connection, $"{{ narratives(first: {Page}) {{ nodes {{ id fiscalYear text }} }} }}", ""),
            WarmUp,
            out _);
        _total = Best(() => Ask(connection, "{ narratives { totalCount } }", ""), WarmUp, out _);
        var warm = new Term("施設", []);
        foreach (var form in Forms(warm, warm, middle))
        {
            for (var run = 0; run < WarmUp / 5; run++)
                Ask(connection, form.Document, warm.Text, warm.Text);
        }

        var (wrong, count) = (0, 0);
        while (count < terms)
        {
            var (term, other) = (Draw(), Draw());
            if (term is null || other is null)
                continue;
            count++;
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

                _times.Add((form.Name, term, ours, await TimeAsync(form.Walk), await TimeAsync(form.Index)));
            }
        }

        await WriteAsync(count, wrong);
        return wrong == 0;
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

    private IEnumerable<Form> Forms(Term term, Term other, (string Cursor, string Key) middle)
    {
        var city = MunicipalityGenerator.Code(municipalities / 2);
        var ofCity =
            $"y.edition_id IN (SELECT m.edition_id FROM municipality m WHERE m.code = '{city}' AND m.edition_id IN "
            + $"({Current}))";
        var contains = "text: { contains: $a }";
        yield return Of("alone", contains, One, "", one => true);
        yield return Of("alone, with total", contains, One, "", one => true, total: true);
        yield return Of(TotalOnly, contains, One, "", one => true, total: true, rows: false);
        yield return Of(
            "deep page",
            contains,
            One,
            $" AND y.key > '{middle.Key}'",
            one => string.CompareOrdinal(one.Key, middle.Key) > 0,
            after: middle.Cursor);
        yield return Of("one year", $"{contains}, fiscalYear: {{ eq: 2019 }}", One, " AND y.fiscal_year = 2019", one =>
            one.Year == 2019);
        yield return Of(
            "one year, with total", $"{contains}, fiscalYear: {{ eq: 2019 }}", One, " AND y.fiscal_year = 2019",
            one => one.Year == 2019, total: true);
        yield return Of(
            "one city", $"{contains}, municipality: {{ code: {{ eq: \"{city}\" }} }}", One, $" AND {ofCity}",
            one => one.Key.StartsWith(city, StringComparison.Ordinal), edition: false);
        yield return Of(
            "and",
            "and: [{ text: { contains: $a } }, { text: { contains: $b } }]",
            w => $"{w(term)} AND {w(other)}",
            "",
            other.Holding.Contains);
        yield return Of(
            "or", "or: [{ text: { contains: $a } }, { text: { contains: $b } }]", w => $"({w(term)} OR {w(other)})", "",
            one => true, or: true);
        yield return Of(
            "not", "not: { text: { contains: $a } }", w => $"NOT {w(term)}", "", one => true, not: true);

        string One(Func<Term, string> write) => write(term);

        Form Of(
            string name, string where, Func<Func<Term, string>, string> condition, string also,
            Func<Narrative, bool> meets,
            bool total = false, bool rows = true, string? after = null, bool edition = true, bool or = false,
            bool not = false)
        {
            var page = $"{(total ? " totalCount" : "")}{(rows ? " nodes { id fiscalYear text }" : "")}";
            var arguments = rows ? $"first: {Page}, {(after is null ? "" : $"after: \"{after}\", ")}" : "";
            var document =
                $"query ($a: String!, $b: String = \"\") {{ narratives({arguments}where: {{ {where} }}) {{{page} }} "
                    + "municipality(code: $b) { code } }";
            document = name is "and" or "or"
                ? document.Replace(" municipality(code: $b) { code }", "", StringComparison.Ordinal)
                : document.Replace(", $b: String = \"\"", "", StringComparison.Ordinal)
                    .Replace(" municipality(code: $b) { code }", "", StringComparison.Ordinal);
            return new Form(
                name,
                document,
                Statements(condition(ByLike), ordered: true),
                Statements(condition(ByIndex), ordered: false),
                all =>
                {
                    var found = all.Where(one => meets(one)
                        && (not
                            ? !term.Holding.Contains(one)
                            : term.Holding.Contains(one) || (or && other.Holding.Contains(one)))).ToList();
                    return new Answer(
                        rows ? string.Join(' ', found.Take(Page).Select(one => one.Key)) : "",
                        total ? found.Count : null);
                });

            IReadOnlyList<string> Statements(string holds, bool ordered)
            {
                var editions = edition ? $"{(ordered ? Plus : "")}y.edition_id IN ({Current}) AND " : "";
                var from = $"FROM narrative y WHERE {editions}{holds}{also}";
                var statements = new List<string>();
                if (rows)
                    statements.Add($"SELECT y.key, y.fiscal_year, y.text {from} ORDER BY y.key LIMIT {Page}");
                if (total)
                    statements.Add($"SELECT count(*) {from}");
                return statements;
            }
        }
    }

    private string ByLike(Term term) => kind == DatabaseKind.Sqlite
        ? $"y.text LIKE '%{term.Text}%'"
        : $"y.text ILIKE '%{term.Text}%'";

    private string ByIndex(Term term)
    {
        var pieces = Grams.PiecesOf(term.Text);
        var grams = kind == DatabaseKind.Sqlite
            ? $"s.id IN (SELECT rowid FROM search_grams WHERE search_grams MATCH '{Grams.ToMatch(pieces)}')"
            : $"s.grams @@ $${Grams.ToTsQuery(pieces)}$$::tsquery";
        var rest = term.Text.Length <= 2 ? ""
            : kind == DatabaseKind.Sqlite ? $" AND instr(s.folded, '{term.Text}') > 0"
            : $" AND strpos(s.folded, '{term.Text}') > 0";
        return "y.id IN (SELECT s.entity_id FROM search_text s WHERE s.kind = 8 AND s.field = 'text' "
            + $"AND {grams}{rest})";
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
            best = Math.Min(best, Processor() - before);
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
            $"{kind}: {count} terms, {_times.Count} answers, {wrong} wrong; without a term a page takes {_page:0.00} "
            + $"ms, a total {_total:0.00} ms."));
        await output.WriteLineAsync(
            "| narratives with a term | characters | n | median | 90 of 100 | worst | above 1.1 | above 2 |");
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

    private static string Class(Term term) => term.Text.Length < 3 ? "1–2" : "3–20";

    /// <summary>By hand, a request takes as long as one without the term, and the statement.</summary>
    private double Ratio((string Form, Term Term, double Ours, double Walk, double Index) one) =>
        one.Ours
        / ((one.Form == TotalOnly ? _total : _page) + Math.Min(one.Walk, one.Index));

    private sealed record Narrative(string Key, int Year, string Text);

    private sealed record Term(string Text, HashSet<Narrative> Holding);

    private sealed record Form(
        string Name,
        string Document,
        IReadOnlyList<string> Walk,
        IReadOnlyList<string> Index,
        Func<List<Narrative>, Answer> Expected);

    private sealed record Answer(string Keys, int? Total)
    {
        public static Answer Of(JsonNode answer)
        {
            var page = answer["data"]?["narratives"] ?? throw new InvalidDataException(answer.ToJsonString());
            return new Answer(
                page["nodes"] is JsonArray nodes
                    ? string.Join(' ', nodes.Select(node => Key((string)node!["id"]!)))
                    : "",
                (int?)page["totalCount"]);
        }

        private static string Key(string id)
        {
            var text = Encoding.UTF8.GetString(System.Buffers.Text.Base64Url.DecodeFromChars(id));
            return text[(text.IndexOf(':', StringComparison.Ordinal) + 1)..];
        }
    }
}
