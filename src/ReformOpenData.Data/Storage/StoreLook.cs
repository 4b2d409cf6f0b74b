using System.Data.Common;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ReformOpenData.Data.Storage;

/// <summary>What a server sees of a store when it looks whether its answers are still good.</summary>
/// <param name="Release">Number of the release that is served; null on a store that has published nothing.</param>
/// <param name="Stamp">
/// Another one as soon as any answer may be another one: when a release is published, rolled back or taken down, and
/// when another store takes the place of this one.
/// </param>
/// <param name="PublishedAt">When that release was published.</param>
/// <param name="ServedAgainAt">When a rollback made it current again; null where its publication did.</param>
/// <param name="ImportedAt">When the newest release was begun by an import, whether it is public or not; null on an
/// empty store.</param>
/// <param name="Publications">
/// The releases that can be asked for by their numbers, each with a stamp that no other release has: after a restore,
/// the same number may be published with other content. Those that were taken down are not among them.
/// </param>
public sealed record StoreLook(
    int? Release,
    string Stamp,
    DateTimeOffset? PublishedAt,
    DateTimeOffset? ServedAgainAt,
    DateTimeOffset? ImportedAt,
    IReadOnlyDictionary<int, string> Publications)
{
    private const string Look = """
        SELECT s.current_release, s.store_id, r.number, r.published_at,
          (SELECT max(created_at) FROM release), r.withdrawn_at, r.served_again_at
        FROM store_state s LEFT JOIN release r ON r.published_at IS NOT NULL AND r.taken_down_at IS NULL
        WHERE s.id = 1
        ORDER BY r.number
        """;

    internal static async Task<StoreLook> ReadAsync(
        DbConnection connection, int incarnation, CancellationToken cancellation)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = Look;
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        if (!await reader.ReadAsync(cancellation))
            throw new StoreException(
                "The store has lost the row that says what is current: restore it from a backup.",
                "どの版を公開しているかの記録が失われています。バックアップから戻してください。");
        int? current = await reader.IsDBNullAsync(0, cancellation) ? null : reader.GetInt32(0);
        var store = $"{Text(reader, 1)}\n{incarnation}";
        DateTimeOffset? published = null;
        DateTimeOffset? servedAgain = null;
        var moves = new StringBuilder();
        DateTimeOffset? imported = await reader.IsDBNullAsync(4, cancellation) ? null : Time(reader, 4);
        var publications = new SortedDictionary<int, string>();
        do
        {
            if (await reader.IsDBNullAsync(2, cancellation))
                break;
            var number = reader.GetInt32(2);
            publications.Add(number, Stamped($"{store}\n{Text(reader, 3)}"));
            moves.Append(CultureInfo.InvariantCulture, $"{Text(reader, 5)} {Text(reader, 6)}\n");
            if (number != current)
                continue;
            published = Time(reader, 3);
            servedAgain = await reader.IsDBNullAsync(6, cancellation) ? null : Time(reader, 6);
        }
        while (await reader.ReadAsync(cancellation));
        var all = string.Join('\n', publications.Select(release => $"{release.Key} {release.Value}"));
        return new StoreLook(
            current, Stamped($"{store}\n{current}\n{all}\n{moves}"), published, servedAgain, imported, publications);
    }

    private static DateTimeOffset Time(DbDataReader reader, int column) => reader.GetFieldValue<DateTimeOffset>(column);

    private static string Text(DbDataReader reader, int column) =>
        Convert.ToString(reader.GetValue(column), CultureInfo.InvariantCulture)!;

    private static string Stamped(string text) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 8));
}
