using System.Globalization;
using Npgsql;

namespace ReformOpenData.Data.Storage;

/// <summary>What a PostgreSQL server says of the sessions that this program may have with it.</summary>
/// <param name="Connections">How many there may be, of all who use the same server, database and role.</param>
/// <param name="TakesOptions">Whether the options that a session began with came through to the server.</param>
internal sealed record PostgreSqlServer(int Connections, bool TakesOptions)
{
    /// <summary>
    /// A setting that the server has no use for: a session that does not know it got none of its options.
    /// </summary>
    public const string Mark = "-c reform.options=on";

    private const string Question = """
        SELECT current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int
             - coalesce(current_setting('reserved_connections', true)::int, 0),
          (SELECT rolconnlimit FROM pg_roles WHERE rolname = session_user AND NOT rolsuper),
          (SELECT datconnlimit FROM pg_database WHERE datname = current_database()),
          coalesce(current_setting('reform.options', true), ''),
          current_setting('server_encoding')
        """;

    /// <summary>Asks with one session, which is closed again.</summary>
    /// <exception cref="StoreException">The database cannot hold a store.</exception>
    public static async Task<PostgreSqlServer> AskAsync(
        NpgsqlConnectionStringBuilder settings, CancellationToken cancellation)
    {
        var single = new NpgsqlConnectionStringBuilder(settings.ToString())
        {
            Pooling = false,
            MaxAutoPrepare = 0,
            CommandTimeout = settings.Timeout,
        };
        await using var source = PostgreSqlSessions.Make(single, "reform start");
        await using var connection = await source.OpenConnectionAsync(cancellation);
        await using var command = new NpgsqlCommand(Question, connection);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        await reader.ReadAsync(cancellation);
        // SQL_ASCII keeps the bytes as they are; the others have not all characters, or several codes for one.
        if (reader.GetString(4) is not ("UTF8" or "SQL_ASCII") and var encoding)
        {
            throw new StoreException(
                $"The database is in {encoding}, in which texts are not found by all of their characters: make one "
                    + "with createdb --encoding UTF8 --template template0.",
                $"データベースの文字コードが {encoding} なので、文章を正しく検索できません。"
                    + "createdb --encoding UTF8 --template template0 で作り直してください。");
        }

        int[] limits =
        [
            reader.GetInt32(0),
            .. Enumerable.Range(1, 2).Where(column => !reader.IsDBNull(column))
                .Select(column => Convert.ToInt32(reader.GetValue(column), CultureInfo.InvariantCulture))
                .Where(limit => limit >= 0),
        ];
        return new PostgreSqlServer(limits.Min(), reader.GetString(3).Length > 0);
    }
}
