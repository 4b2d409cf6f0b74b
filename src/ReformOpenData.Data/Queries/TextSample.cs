using System.Data.Common;
using System.Globalization;
using System.Text;
using Npgsql;
using ReformOpenData.Data.Queries.Model;
using ReformOpenData.Data.Queries.Sql;
using ReformOpenData.Data.Search;
using ReformOpenData.Data.Storage;

namespace ReformOpenData.Data.Queries;

/// <summary>
/// Some of the texts of a release, chosen evenly, in which a term is counted: how often frequent pairs of characters
/// occur one after the other cannot be known from how often each of them does.
/// </summary>
internal sealed class TextSample
{
    /// <summary>Texts of all kinds to choose. A release that has no more is held as a whole.</summary>
    private const int Wanted = 1_500;

    /// <summary>Ids that are looked for, at most: most of them belong to rows of other tables.</summary>
    private const int MostIds = 30_000;

    /// <summary>Characters of all texts after which no more are read.</summary>
    private const int MostCharacters = 500_000;

    /// <summary>What is held of a text.</summary>
    private const int MostOfText = 4_000;

    /// <summary>Statements in which the ids are looked for, each evenly over the release.</summary>
    private const int Parts = 8;

    /// <summary>No text that is stored holds it.</summary>
    private const char End = '\0';

    private readonly Dictionary<string, (string All, int Count)> _texts;

    private TextSample(Dictionary<string, (string All, int Count)> texts, double each) =>
        (_texts, Each) = (texts, each);

    /// <summary>Texts of the release for one that is held.</summary>
    public double Each { get; }

    /// <summary>Characters of the texts of a kind: that many are looked at to count a term.</summary>
    public int Characters(SearchedText text) => _texts.GetValueOrDefault(text.Stored).All?.Length ?? 0;

    /// <summary>Texts of a kind that are held.</summary>
    public int Count(SearchedText text) => _texts.GetValueOrDefault(text.Stored).Count;

    /// <summary>How many of them hold a term.</summary>
    public int Count(SearchedText text, string foldedTerm)
    {
        var count = 0;
        var rest = _texts.GetValueOrDefault(text.Stored).All.AsSpan();
        while (rest.IndexOf(foldedTerm, StringComparison.Ordinal) is var found and >= 0)
        {
            count++;
            rest = rest[found..];
            rest = rest[(rest.IndexOf(End) + 1)..];
        }

        return count;
    }

    /// <param name="texts">How many there are, about.</param>
    public static async Task<TextSample> ReadAsync(
        DbConnection connection, long release, double texts, CancellationToken cancellation)
    {
        var editions = await EditionsAsync(connection, release, cancellation);
        var all = editions.Sum(edition => edition.Last - edition.First + 1);
        var ids = Math.Min(Math.Min(all, MostIds), Math.Ceiling(Wanted / texts * all));
        var found = new Dictionary<string, (StringBuilder All, int Count)>(StringComparer.Ordinal);
        var (parts, characters) = (0, 0);
        while (parts < Parts && characters < MostCharacters)
        {
            var part = Ids(editions, (long)ids, all, parts++).ToArray();
            if (part.Length == 0)
                continue;
            var statement = new Statement(
                connection is NpgsqlConnection ? DatabaseKind.PostgreSql : DatabaseKind.Sqlite, new FoldMemo());
            statement.Text = string.Create(
                CultureInfo.InvariantCulture,
                $"SELECT kind, field, substr(folded, 1, {MostOfText}) FROM search_text "
                + $"WHERE {statement.In("id", part)}");
            await using var command = connection.CreateCommand();
            statement.Fill(command);
            await using var rows = await command.ExecuteReaderAsync(cancellation);
            while (await rows.ReadAsync(cancellation))
            {
                var kind = string.Create(CultureInfo.InvariantCulture, $"{rows.GetValue(0)}:{rows.GetString(1)}");
                if (!found.TryGetValue(kind, out var held))
                    held.All = new StringBuilder();
                var text = rows.GetString(2);
                found[kind] = (held.All.Append(text).Append(End), held.Count + 1);
                characters += text.Length + 1;
            }
        }

        return new TextSample(
            found.ToDictionary(kind => kind.Key, kind => (kind.Value.All.ToString(), kind.Value.Count)),
            ids == 0 ? 1 : all / ids * Parts / parts);
    }

    /// <summary>
    /// The first and the last id of the rows of each edition: they follow one another, and those of its texts are among
    /// them.
    /// </summary>
    private static async Task<List<(long First, long Last)>> EditionsAsync(
        DbConnection connection, long release, CancellationToken cancellation)
    {
        var editions = new List<(long First, long Last)>();
        var sql = string.Create(
            CultureInfo.InvariantCulture,
            $"""
            SELECT e.edition_id, COALESCE(
              (SELECT max(s.id) FROM search_text AS s WHERE s.id < (SELECT min(n.id) FROM edition AS n WHERE n.id > e.edition_id)),
              (SELECT max(s.id) FROM search_text AS s))
            FROM release_edition AS e WHERE e.release_number = {release} ORDER BY e.edition_id
            """);
        await foreach (var row in connection.RowsAsync(sql, cancellation))
        {
            var first = Convert.ToInt64(row[0], CultureInfo.InvariantCulture);
            if (row[1] is { } last && Convert.ToInt64(last, CultureInfo.InvariantCulture) is var id && id > first)
                editions.Add((first, id));
        }

        return editions;
    }

    /// <summary>
    /// Every so manieth id, each moved a little so that none of what repeats from row to row is chosen more often than
    /// the rest.
    /// </summary>
    private static IEnumerable<long> Ids(List<(long First, long Last)> editions, long count, double all, int part)
    {
        var (edition, before) = (0, 0L);
        for (var i = (long)part; i < count; i += Parts)
        {
            var moved = (i * 0.6180339887498949) % 1;
            var place = (long)((i + moved) * (all / count));
            while (place - before > editions[edition].Last - editions[edition].First)
            {
                before += editions[edition].Last - editions[edition].First + 1;
                edition++;
            }

            yield return editions[edition].First + place - before;
        }
    }
}
