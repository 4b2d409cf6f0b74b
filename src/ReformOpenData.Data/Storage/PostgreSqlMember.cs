using System.Diagnostics;
using Npgsql;

namespace ReformOpenData.Data.Storage;

/// <summary>One of the PostgreSQL servers of a store, whose sessions begin when it first answers.</summary>
/// <param name="longest">After which it ends a statement of a question; null for never.</param>
internal sealed class PostgreSqlMember(NpgsqlConnectionStringBuilder settings, TimeSpan? longest) : IAsyncDisposable
{
    private volatile PostgreSqlSessions? _sessions;
    private volatile int _losses;
    private int _lossesBefore;
    private long _askedAt;

    /// <summary>Null before it first answers.</summary>
    public PostgreSqlSessions? Sessions => _sessions;

    /// <summary>What it said when it was asked last; null where it did not answer.</summary>
    public PostgreSqlRole? Role { get; private set; }

    /// <summary>The question that it has not been heard to answer yet.</summary>
    public Task<PostgreSqlRole>? Asked { get; private set; }

    /// <summary>Why it did not answer; null where it did, or is still asked.</summary>
    public Exception? Fault { get; private set; }

    /// <summary>
    /// Whether a session with it has ended since it was asked last: what it said then does not count any more.
    /// </summary>
    public bool IsLost => _losses != _lossesBefore;

    /// <summary>For how long it has not answered; zero where it did, or refused to.</summary>
    public TimeSpan Silence => Asked is null ? TimeSpan.Zero : Stopwatch.GetElapsedTime(_askedAt);

    public async Task OpenAsync(CancellationToken cancellation) =>
        _sessions ??= await PostgreSqlSessions.OpenAsync(settings, longest, cancellation);

    /// <summary>Asks what it is, unless it has not answered yet.</summary>
    public Task<PostgreSqlRole> Ask()
    {
        if (Asked is { } late)
            return late;
        (_lossesBefore, _askedAt) = (_losses, Stopwatch.GetTimestamp());
        return Asked = Task.Run(() => TryAsync(PostgreSqlRole.AskAsync, CancellationToken.None));
    }

    /// <summary>Takes note of what it answered until now.</summary>
    public async Task HearAsync()
    {
        if (Asked is not { } answer)
            return;
        Role = answer.IsCompletedSuccessfully ? await answer : null;
        Fault = answer.Exception?.InnerException;
        if (answer.IsCompleted)
            Asked = null;
    }

    /// <summary>Told that a session with it has ended.</summary>
    public void Lose()
    {
        Interlocked.Increment(ref _losses);
        _sessions?.Forget();
    }

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
        PoolContext.Enter();
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
