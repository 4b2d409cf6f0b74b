using Npgsql;

namespace ReformOpenData.Data.Storage;

/// <summary>One of the PostgreSQL servers of a store, whose sessions begin when it first answers.</summary>
/// <param name="longest">After which it ends a statement of a question; null for never.</param>
internal sealed class PostgreSqlMember(NpgsqlConnectionStringBuilder settings, TimeSpan? longest) : IAsyncDisposable
{
    private volatile PostgreSqlSessions? _sessions;

    /// <summary>Null before it first answers.</summary>
    public PostgreSqlSessions? Sessions => _sessions;

    /// <summary>What it said when it was asked last; null where it did not answer.</summary>
    public PostgreSqlRole? Role { get; set; }

    /// <summary>The question that it has not been heard to answer yet.</summary>
    public Task<PostgreSqlRole>? Asked { get; set; }

    public async Task OpenAsync(CancellationToken cancellation) =>
        _sessions ??= await PostgreSqlSessions.OpenAsync(settings, longest, cancellation);

    public Task<PostgreSqlRole> AskAsync() => TryAsync(PostgreSqlRole.AskAsync, CancellationToken.None);

    public Task<StoreLook> LookAsync(CancellationToken cancellation) => TryAsync(
        (connection, token) => StoreLook.ReadAsync(connection, incarnation: 0, token), cancellation);

    public async ValueTask DisposeAsync()
    {
        if (_sessions is { } sessions)
            await sessions.DisposeAsync();
    }

    /// <summary>A session that has ended shows when it is used; a new one may do.</summary>
    private async Task<T> TryAsync<T>(
        Func<NpgsqlConnection, CancellationToken, Task<T>> ask, CancellationToken cancellation)
    {
        await OpenAsync(cancellation);
        try
        {
            await using var connection = await _sessions!.OpenLookAsync(cancellation);
            return await ask(connection, cancellation);
        }
        catch (NpgsqlException fault) when (StoreFaults.IsSessionLost(fault))
        {
            _sessions!.Forget();
            await using var connection = await _sessions.OpenLookAsync(cancellation);
            return await ask(connection, cancellation);
        }
    }
}
