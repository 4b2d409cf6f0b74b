using System.Data.Common;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ReformOpenData.Data.Storage;

/// <summary>What a server sees of a store when it looks whether its answers are still good.</summary>
/// <param name="Release">Number of the release that is served; null on a store that has published nothing.</param>
/// <param name="Stamp">
/// Another one as soon as any answer may be another one: when a release is published, rolled back or taken down, and when another
/// store takes the place of this one.
/// </param>
public readonly record struct StoreLook(int? Release, string Stamp)
{
    // A number alone does not do: after a restore, the same number may be published with other content.
    private const string Look = """
        SELECT s.current_release, s.store_id, r.published_at, (SELECT count(*) FROM release t WHERE t.taken_down_at IS NOT NULL)
        FROM store_state s LEFT JOIN release r ON r.number = s.current_release
        WHERE s.id = 1
        """;

    internal static async Task<StoreLook> ReadAsync(DbConnection connection, int incarnation, CancellationToken cancellation)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = Look;
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        if (!await reader.ReadAsync(cancellation))
            throw new StoreException("The store has lost the row that says what is current: restore it from a backup.");
        var state = new StringBuilder().Append(incarnation).Append('\n');
        for (var i = 0; i < reader.FieldCount; i++)
            state.Append(Convert.ToString(reader.GetValue(i), CultureInfo.InvariantCulture)).Append('\n');
        var stamp = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(state.ToString())).AsSpan(0, 8));
        return new StoreLook(reader.GetValue(0) is DBNull ? null : reader.GetInt32(0), stamp);
    }
}
