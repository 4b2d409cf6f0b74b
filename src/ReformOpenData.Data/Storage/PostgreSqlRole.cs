using Npgsql;

namespace ReformOpenData.Data.Storage;

/// <summary>
/// What a PostgreSQL server is among others. A primary leads before standbys, of two primaries (one came back that
/// should not) the one that was promoted last, of standbys the one that is ahead.
/// </summary>
/// <param name="Timeline">Of a primary, as in the names of its WAL files: a promotion begins a greater one. 0 of a
/// standby.</param>
/// <param name="Position">Up to where it has replayed or written, in bytes of WAL.</param>
/// <param name="Look">What is current there; null where no store has been made yet.</param>
internal sealed record PostgreSqlRole(bool IsPrimary, long Timeline, decimal Position, StoreLook? Look)
{
    private const string Question = """
        SELECT NOT pg_is_in_recovery(),
          CASE WHEN pg_is_in_recovery() THEN 0
            ELSE ('x' || left(pg_walfile_name(pg_current_wal_insert_lsn()), 8))::bit(32)::bigint END,
          CASE WHEN pg_is_in_recovery() THEN coalesce(pg_last_wal_replay_lsn(), '0/0')
            ELSE pg_current_wal_insert_lsn() END - '0/0'::pg_lsn
        """;

    /// <summary>The greatest leads.</summary>
    public (bool IsPrimary, long Timeline, decimal Position) Rank => (IsPrimary, Timeline, Position);

    public static async Task<PostgreSqlRole> AskAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        PostgreSqlRole role;
        await using (var command = new NpgsqlCommand(Question, connection))
        {
            await using var reader = await command.ExecuteReaderAsync(cancellation);
            await reader.ReadAsync(cancellation);
            role = new PostgreSqlRole(reader.GetBoolean(0), reader.GetInt64(1), reader.GetDecimal(2), Look: null);
        }

        try
        {
            return role with { Look = await StoreLook.ReadAsync(connection, incarnation: 0, cancellation) };
        }
        catch (PostgresException fault) when (fault.SqlState == PostgresErrorCodes.UndefinedTable)
        {
            return role;
        }
    }
}
