using System.Data.Common;
using System.Globalization;
using System.Runtime.CompilerServices;
using ReformOpenData.Data.Queries.Sql;
using ReformOpenData.Data.Search;
using ReformOpenData.Data.Storage.Rows;

namespace ReformOpenData.Data.Storage;

/// <summary>
/// Keeps how many texts of a release hold each character and each pair of neighbours. It adds up what is new and what
/// is gone against
/// the release before, by number, of those that were not taken down, and writes what that changes.
/// </summary>
internal sealed class GramCounts(WriteTransaction write, RowCopier copier)
{
    /// <summary>Grams at a time, so that a statement stays small.</summary>
    private const int MostGrams = 5000;

    private readonly GramTally _tally = new();

    /// <summary>Fills the table for the releases of a store that an earlier version of this program made.</summary>
    public static async Task FillAsync(WriteTransaction write, CancellationToken cancellation)
    {
        await using var context = write.CreateContext();
        var counts = new GramCounts(write, RowCopier.Create(write, context));
        var before = 0;
        foreach (var release in await StandingAsync(write.Connection, cancellation))
        {
            await counts.AddDifferenceAsync(before, release, cancellation);
            await counts.WriteAsync(release, cancellation);
            before = release;
        }
    }

    /// <summary>Counts a text that is written.</summary>
    public void Add(SearchTextRow text) => _tally.Add(Stored((int)text.Kind, text.Field), text.Folded, 1);

    /// <summary>Counts the texts of an edition that the release got or lost.</summary>
    public async Task AddAsync(long edition, int sign, CancellationToken cancellation)
    {
        await foreach (
            var (text, folded) in TextsAsync(
                write.Connection, edition.ToString(CultureInfo.InvariantCulture), cancellation))
            _tally.Add(text, folded, sign);
    }

    /// <summary>Counts what a new draft, which begins as its base, differs from the release before it by
    /// number.</summary>
    public async Task AddDraftAsync(int draft, CancellationToken cancellation)
    {
        var before = (await StandingAsync(write.Connection, cancellation)).LastOrDefault(number => number < draft);
        await AddDifferenceAsync(before, draft, cancellation);
    }

    /// <summary>Writes what was counted as a part of a release, after which no other was written.</summary>
    public async Task WriteAsync(int release, CancellationToken cancellation)
    {
        foreach (var (text, grams) in _tally.Take())
        {
            foreach (var some in grams.Chunk(MostGrams))
                await WriteAsync(release, text, some, cancellation);
        }
    }

    /// <summary>
    /// Forgets what was counted for releases that are taken down: what goes on to hold is said of the next that stays.
    /// From the last,
    /// since of several that precede it the last holds.
    /// </summary>
    public static async Task TakeDownAsync(
        WriteTransaction write, IEnumerable<int> numbers, CancellationToken cancellation)
    {
        foreach (var from in numbers.OrderDescending().Select(number => number.ToString(CultureInfo.InvariantCulture)))
        {
            var next = await write.ScalarAsync(
                $"SELECT min(number) FROM release WHERE number > {from} AND status <> {(int)ReleaseStatus.TakenDown}",
                cancellation);
            var to = next is null ? from : Convert.ToString(next, CultureInfo.InvariantCulture);
            await write.ExecuteAsync(
                $"INSERT INTO gram_count (text, gram, since_release, texts) SELECT text, gram, {to}, texts FROM "
                    + $"gram_count AS g"
                + $" WHERE since_release = {from} AND NOT EXISTS (SELECT 1 FROM gram_count AS o"
                + $" WHERE o.text = g.text AND o.gram = g.gram AND o.since_release = {to})",
                cancellation);
            await write.ExecuteAsync($"DELETE FROM gram_count WHERE since_release = {from}", cancellation);
            await write.ExecuteAsync(
                $"DELETE FROM gram_count WHERE since_release = {to} AND texts = COALESCE((SELECT p.texts FROM "
                    + $"gram_count AS p"
                + $" WHERE p.text = gram_count.text AND p.gram = gram_count.gram AND p.since_release < {to}"
                + " ORDER BY p.since_release DESC LIMIT 1), 0)",
                cancellation);
        }
    }

    /// <summary>Numbers of the releases that were not taken down, a draft too, in their order.</summary>
    public static async Task<IReadOnlyList<int>> StandingAsync(DbConnection connection, CancellationToken cancellation)
    {
        var numbers = new List<int>();
        await foreach (var row in connection.RowsAsync(
            $"SELECT number FROM release WHERE status <> {(int)ReleaseStatus.TakenDown} ORDER BY number", cancellation))
        {
            numbers.Add(Convert.ToInt32(row[0], CultureInfo.InvariantCulture));
        }

        return numbers;
    }

    /// <summary>Reads the texts that one release has and another has not, with 1, and the others with -1.</summary>
    /// <param name="before">0 for none.</param>
    public static async IAsyncEnumerable<(string Text, string Folded, int Sign)> DifferenceAsync(
        DbConnection connection, int before, int release, [EnumeratorCancellation] CancellationToken cancellation)
    {
        foreach (var (holder, other, sign) in new[] { (release, before, 1), (before, release, -1) })
        {
            await foreach (var text in TextsAsync(
                connection,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"SELECT edition_id FROM release_edition WHERE release_number = {holder}"
                    + $" AND edition_id NOT IN (SELECT edition_id FROM release_edition WHERE release_number = "
                    + $"{other})"),
                cancellation))
            {
                yield return (text.Text, text.Folded, sign);
            }
        }
    }

    private static async IAsyncEnumerable<(string Text, string Folded)> TextsAsync(
        DbConnection connection, string editions, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var row in connection.RowsAsync(
            $"SELECT kind, field, folded FROM search_text WHERE edition_id IN ({editions})", cancellation))
        {
            yield return (
                Stored(Convert.ToInt32(row[0], CultureInfo.InvariantCulture), (string)row[1]!), (string)row[2]!);
        }
    }

    private static string Stored(int kind, string field) =>
        string.Create(CultureInfo.InvariantCulture, $"{kind}:{field}");

    private async Task AddDifferenceAsync(int before, int release, CancellationToken cancellation)
    {
        await foreach (var (text, folded, sign) in DifferenceAsync(write.Connection, before, release, cancellation))
            _tally.Add(text, folded, sign);
    }

    private async Task WriteAsync(
        int release, string text, KeyValuePair<string, int>[] grams, CancellationToken cancellation)
    {
        var rows = new List<GramCountRow>();
        var known = await KnownAsync(release, text, [.. grams.Select(gram => gram.Key)], cancellation);
        foreach (var (gram, more) in grams)
        {
            var (before, now) = known[gram];
            if ((now ?? before) + more is var texts && texts != before)
                rows.Add(new GramCountRow { Text = text, Gram = gram, SinceRelease = release, Texts = texts });
        }

        var delete = new Statement(write.Store.Kind, new FoldMemo());
        var replaced = known.Where(gram => gram.Value.Now is not null).Select(gram => gram.Key).ToArray();
        delete.Text = $"DELETE FROM gram_count WHERE text = {delete.Parameter(text)}"
            + $" AND since_release = {delete.Parameter((long)release)} AND {delete.In("gram", replaced)}";
        if (replaced.Length > 0)
        {
            await using var command = write.Connection.CreateCommand();
            delete.Fill(command);
            await command.ExecuteNonQueryAsync(cancellation);
        }

        copier.Copy(rows);
    }

    /// <summary>How many texts hold each gram in the release before, and in this one as far as it is written.</summary>
    private async Task<Dictionary<string, (int Before, int? Now)>> KnownAsync(
        int release, string text, string[] grams, CancellationToken cancellation)
    {
        var statement = new Statement(write.Store.Kind, new FoldMemo());
        var (of, number, values) = (
            statement.Parameter(text), statement.Parameter((long)release), statement.Parameter(grams));
        var keys = statement.IsPostgres
            ? $"unnest({values}) AS k (gram)"
            : $"(SELECT value AS gram FROM json_each({values})) AS k";
        var same = $"FROM gram_count AS c WHERE c.text = {of} AND c.gram = k.gram AND c.since_release";
        statement.Text =
            $"SELECT k.gram, COALESCE((SELECT c.texts {same} < {number} ORDER BY c.since_release DESC LIMIT 1), 0),"
            + $" COALESCE((SELECT c.texts {same} = {number}), -1)\nFROM {keys}";
        await using var command = write.Connection.CreateCommand();
        statement.Fill(command);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var known = new Dictionary<string, (int Before, int? Now)>(StringComparer.Ordinal);
        while (await reader.ReadAsync(cancellation))
            known.Add(reader.GetString(0), (reader.GetInt32(1), reader.GetInt32(2) is var now and >= 0 ? now : null));
        return known;
    }
}
