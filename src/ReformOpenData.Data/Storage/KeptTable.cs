using System.Globalization;
using ReformOpenData.Data.Queries.Sql;
using ReformOpenData.Data.Search;
using ReformOpenData.Data.Storage.Rows;

namespace ReformOpenData.Data.Storage;

/// <summary>
/// A table of counts: a row holds from its release until the next row of the same, by number, so that a release writes
/// what it changes against the one before it that was not taken down.
/// </summary>
/// <param name="Subject">Column that says what is counted.</param>
/// <param name="Value">Column that says by what.</param>
/// <param name="Count">Column of the count.</param>
internal sealed record KeptTable(string Name, string Subject, string Value, string Count)
{
    /// <summary>Values at a time, so that a statement stays small.</summary>
    private const int MostValues = 5000;

    public static KeptTable Grams { get; } = new("gram_count", "text", "gram", "texts");

    public static KeptTable Rows { get; } = new("row_count", "entity", "cell", "rows");

    public static IReadOnlyList<KeptTable> All { get; } = [Grams, Rows];

    /// <summary>The counts that hold for a release, among those of a condition.</summary>
    public string Of(long release, string condition)
    {
        var number = release.ToString(CultureInfo.InvariantCulture);
        return $"SELECT {Subject}, {Value}, {Count} FROM {Name} AS g WHERE {condition} AND since_release <= {number}"
            + $" AND NOT EXISTS (SELECT 1 FROM {Name} AS n WHERE n.{Subject} = g.{Subject} AND n.{Value} = g.{Value}"
            + $" AND n.since_release > g.since_release AND n.since_release <= {number})";
    }

    /// <summary>
    /// Forgets what was counted for releases that are taken down: what goes on to hold is said of the next that stays.
    /// From the last, since of several that precede it the last holds.
    /// </summary>
    public async Task TakeDownAsync(WriteTransaction write, IEnumerable<int> numbers, CancellationToken cancellation)
    {
        foreach (var from in numbers.OrderDescending().Select(number => number.ToString(CultureInfo.InvariantCulture)))
        {
            var next = await write.ScalarAsync(
                $"SELECT min(number) FROM release WHERE number > {from} AND status <> {(int)ReleaseStatus.TakenDown}",
                cancellation);
            var to = next is null ? from : Convert.ToString(next, CultureInfo.InvariantCulture);
            await write.ExecuteAsync(
                $"INSERT INTO {Name} ({Subject}, {Value}, since_release, {Count})"
                + $" SELECT {Subject}, {Value}, {to}, {Count} FROM {Name} AS g"
                + $" WHERE since_release = {from} AND NOT EXISTS (SELECT 1 FROM {Name} AS o"
                + $" WHERE o.{Subject} = g.{Subject} AND o.{Value} = g.{Value} AND o.since_release = {to})",
                cancellation);
            await write.ExecuteAsync($"DELETE FROM {Name} WHERE since_release = {from}", cancellation);
            await write.ExecuteAsync(
                $"DELETE FROM {Name} WHERE since_release = {to} AND {Count} = COALESCE((SELECT p.{Count} FROM {Name} "
                + "AS p"
                + $" WHERE p.{Subject} = {Name}.{Subject} AND p.{Value} = {Name}.{Value} AND p.since_release < {to}"
                + " ORDER BY p.since_release DESC LIMIT 1), 0)",
                cancellation);
        }
    }

    /// <summary>Adds to what a release says of a subject, after which no other was written.</summary>
    public async Task WriteAsync(
        WriteTransaction write,
        RowCopier copier,
        int release,
        string subject,
        IEnumerable<KeyValuePair<string, int>> more,
        CancellationToken cancellation)
    {
        foreach (var some in more.Chunk(MostValues))
        {
            var known = await KnownAsync(write, release, subject, [.. some.Select(one => one.Key)], cancellation);
            var rows = new List<(string Value, int Count)>();
            foreach (var (value, difference) in some)
            {
                var (before, now) = known[value];
                if ((now ?? before) + difference is var count && count != before)
                    rows.Add((value, count));
            }

            var delete = new Statement(write.Store.Kind, new FoldMemo());
            var replaced = known.Where(one => one.Value.Now is not null).Select(one => one.Key).ToArray();
            delete.Text = $"DELETE FROM {Name} WHERE {Subject} = {delete.Parameter(subject)}"
                + $" AND since_release = {delete.Parameter((long)release)} AND {delete.In(Value, replaced)}";
            if (replaced.Length > 0)
            {
                await using var command = write.Connection.CreateCommand();
                delete.Fill(command);
                await command.ExecuteNonQueryAsync(cancellation);
            }

            if (this == Grams)
                copier.Copy(rows.ConvertAll(row =>
                    new GramCountRow { Text = subject, Gram = row.Value, SinceRelease = release, Texts = row.Count }));
            else
                copier.Copy(rows.ConvertAll(row =>
                    new RowCountRow { Entity = subject, Cell = row.Value, SinceRelease = release, Rows = row.Count }));
        }
    }

    /// <summary>What the release before says of each value, and this one as far as it is written.</summary>
    private async Task<Dictionary<string, (int Before, int? Now)>> KnownAsync(
        WriteTransaction write, int release, string subject, string[] values, CancellationToken cancellation)
    {
        var statement = new Statement(write.Store.Kind, new FoldMemo());
        var (of, number, all) = (
            statement.Parameter(subject), statement.Parameter((long)release), statement.Parameter(values));
        var keys = statement.IsPostgres
            ? $"unnest({all}) AS k (v)"
            : $"(SELECT value AS v FROM json_each({all})) AS k";
        var same = $"FROM {Name} AS c WHERE c.{Subject} = {of} AND c.{Value} = k.v AND c.since_release";
        statement.Text =
            $"SELECT k.v, COALESCE((SELECT c.{Count} {same} < {number} ORDER BY c.since_release DESC LIMIT 1), 0),"
            + $" COALESCE((SELECT c.{Count} {same} = {number}), -1)\nFROM {keys}";
        await using var command = write.Connection.CreateCommand();
        statement.Fill(command);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var known = new Dictionary<string, (int Before, int? Now)>(StringComparer.Ordinal);
        while (await reader.ReadAsync(cancellation))
            known.Add(reader.GetString(0), (reader.GetInt32(1), reader.GetInt32(2) is var now and >= 0 ? now : null));
        return known;
    }
}
