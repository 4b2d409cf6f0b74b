using System.Data;
using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using ReformOpenData.Data.Storage;
using ReformOpenData.Data.Storage.Rows;

namespace ReformOpenData.Data.Releases;

/// <summary>
/// Reads one state of the store, however long that takes and whatever is deleted meanwhile. Where the PostgreSQL server
/// that is read is lost, or passed over since it hangs, the reading goes on at another one.
/// </summary>
/// <param name="asked">The server that a question reads, which is asked again as a whole; null for any.</param>
internal sealed class StoreReading(Store store, PostgreSqlSessions? asked = null) : IAsyncDisposable
{
    private readonly Dictionary<int, SortedDictionary<string, EditionRow>> held = [];
    private PostgreSqlSessions? server;
    private DbConnection? opened;
    private DbTransaction? state;
    private ReformDbContext? model;
    private CancellationTokenSource? leaving;

    /// <summary>Reads in one go, which is begun anew where the server is lost.</summary>
    public static async Task<T> ReadAsync<T>(
        Store store, Func<ReformDbContext, CancellationToken, Task<T>> read, CancellationToken cancellation)
    {
        await using var reading = new StoreReading(store);
        return await reading.ReadAsync((_, token) => read(reading.Model(), token), cancellation);
    }

    /// <summary>The same without EF Core.</summary>
    public static async Task<T> ReadRowsAsync<T>(
        Store store, Func<DbConnection, CancellationToken, Task<T>> read, CancellationToken cancellation)
    {
        await using var reading = new StoreReading(store);
        return await reading.ReadAsync(read, cancellation);
    }

    /// <summary>The states of municipalities that a release holds, by code.</summary>
    /// <exception cref="StoreException">There is no such release.</exception>
    /// <exception cref="Queries.QueryException">It was taken down.</exception>
    public async Task<SortedDictionary<string, EditionRow>> EditionsAsync(int release, CancellationToken cancellation)
    {
        held[release] = await ReadAsync(
            (connection, token) => ReleaseReader.EditionsAsync(connection, release, token), cancellation, release);
        return held[release];
    }

    /// <summary>Reads a part, which is read again from another server where this one is lost. It must read the same
    /// there.</summary>
    /// <param name="release">That the server has to hold; null where that does not matter.</param>
    public Task<T> ReadAsync<T>(
        Func<DbConnection, CancellationToken, Task<T>> read, CancellationToken cancellation, int? release = null)
    {
        return asked is null
            ? store.RepeatAsync(() => server ?? Choose(release), ReadFromAsync, cancellation)
            : ReadFromAsync(asked, CancellationToken.None);

        async Task<T> ReadFromAsync(PostgreSqlSessions? sessions, CancellationToken passedOver)
        {
            PoolContext.Enter();
            server = sessions;
            leaving ??= CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            var reading = ReadHereAsync(read, leaving.Token);
            try
            {
                return await reading.WaitAsync(passedOver);
            }
            catch
            {
                // A server that hangs is not waited for: not even to be told that its answer is not wanted any more.
                _ = leaving.CancelAsync();
                _ = CloseAsync(reading, opened, state, model);
                (opened, state, model, server, leaving) = (null, null, null, null, null);
                throw;
            }
        }
    }

    public ValueTask DisposeAsync()
    {
        leaving?.Dispose();
        return new(CloseAsync(Task.CompletedTask, opened, state, model));
    }

    /// <summary>All statements see one state of the store, whatever is deleted meanwhile.</summary>
    /// <param name="asked">The server that a question reads, so that each may take only as long as one of a question;
    /// null: as long as it needs.</param>
    internal static async Task<DbTransaction> SnapshotAsync(
        DbConnection connection, CancellationToken cancellation, PostgreSqlSessions? asked = null)
    {
        var snapshot = connection is SqliteConnection sqlite
            ? Deferred(sqlite)
            : await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellation);
        var setting = asked is null ? "SET LOCAL statement_timeout = 0" : asked.BeforeQuestions;
        if (connection is NpgsqlConnection && setting is not null)
            await connection.ExecuteAsync(setting, cancellation, snapshot);
        return snapshot;
    }

    /// <summary>What reads takes no lock of a writer.</summary>
    private static SqliteTransaction Deferred(SqliteConnection connection) =>
        connection.BeginTransaction(deferred: true);

    /// <summary>Of those that hold all that was begun to be read.</summary>
    private PostgreSqlSessions? Choose(int? release) => (release ?? held.Keys.Cast<int?>().Max()) is { } number
        ? store.Servers?.ReadingOf(number)
        : store.Servers?.Reading;

    private async Task<T> ReadHereAsync<T>(
        Func<DbConnection, CancellationToken, Task<T>> read, CancellationToken cancellation)
    {
        if (state is null)
        {
            // Beside the questions: it takes long, and none of the sessions that they wait for.
            opened = server is null
                ? await store.OpenReadAsync(sessions: null, cancellation)
                : await server.Source.OpenConnectionAsync(cancellation);
            state = await SnapshotAsync(opened, cancellation, asked);
            foreach (var (release, editions) in held)
                await RefuseOthersAsync(opened, release, editions, cancellation);
        }

        return await read(opened!, cancellation);
    }

    /// <summary>EF Core over what is being read.</summary>
    private ReformDbContext Model()
    {
        if (model is null)
        {
            model = store.CreateContext(opened!);
            model.Database.SetCommandTimeout(StoredRows.TimeoutSeconds);
            model.Database.UseTransaction(state);
        }

        return model;
    }

    /// <summary>What was read of a release is not mixed with another state of it: it may have been taken down, or a
    /// draft that grew.</summary>
    private static async Task RefuseOthersAsync(
        DbConnection connection,
        int release,
        SortedDictionary<string, EditionRow> editions,
        CancellationToken cancellation)
    {
        var now = await ReleaseReader.EditionsAsync(connection, release, cancellation);
        if (!now.Values.Select(row => row.Id).SequenceEqual(editions.Values.Select(row => row.Id)))
            throw StoreFaults.NotHeld(release);
    }

    /// <summary>As soon as nothing is read on it any more. Nothing was written, so that a fault in closing changes
    /// nothing.</summary>
    private static async Task CloseAsync(
        Task reading, DbConnection? connection, DbTransaction? snapshot, ReformDbContext? context)
    {
        await reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (context is not null)
            await context.DisposeAsync().AsTask().ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (snapshot is not null)
            await snapshot.DisposeAsync().AsTask().ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (connection is not null)
            await connection.DisposeAsync().AsTask().ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
