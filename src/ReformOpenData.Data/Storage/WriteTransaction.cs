using System.Data;
using System.Data.Common;
using System.Diagnostics;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace ReformOpenData.Data.Storage;

/// <summary>
/// The one transaction that may write to a store: it excludes every other, also of other processes, and leaves nothing
/// behind when its process dies (SQLite's write lock, or an advisory lock that ends with PostgreSQL's transaction).
/// </summary>
internal sealed class WriteTransaction : IAsyncDisposable
{
    /// <summary>Key of the advisory lock, for this program alone within its database: “reform” in ASCII.</summary>
    private const long LockKey = 0x7265666F726D;

    private WriteTransaction(Store store, DbConnection connection, DbTransaction transaction)
    {
        Store = store;
        Connection = connection;
        Transaction = transaction;
    }

    public Store Store { get; }

    public DbConnection Connection { get; }

    public DbTransaction Transaction { get; }

    /// <summary>Waits for the lock, telling so once, and gives up with a <see cref="StoreException"/>.</summary>
    /// <param name="waiting">Called when another writer is at work.</param>
    public static async Task<WriteTransaction> BeginAsync(
        Store store,
        TimeSpan patience,
        Action? waiting,
        CancellationToken cancellation)
    {
        var connection = await store.OpenWriteAsync(cancellation);
        try
        {
            var watch = Stopwatch.StartNew();
            while (true)
            {
                if (await TryBeginAsync(connection, cancellation) is { } transaction)
                    return new WriteTransaction(store, connection, transaction);
                if (watch.Elapsed >= patience)
                    throw StoreFaults.Busy();
                waiting?.Invoke();
                waiting = null;
                await Task.Delay(TimeSpan.FromMilliseconds(100), cancellation);
            }
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    public Task<int> ExecuteAsync(string sql, CancellationToken cancellation) =>
        Connection.ExecuteAsync(sql, cancellation, Transaction);

    public Task<object?> ScalarAsync(string sql, CancellationToken cancellation) =>
        Connection.ScalarAsync(sql, cancellation, Transaction);

    /// <summary>A context within this transaction.</summary>
    public ReformDbContext CreateContext()
    {
        var context = Store.CreateContext(Connection);
        context.Database.UseTransaction(Transaction);

        // What a large import deletes or counts may take its time.
        context.Database.SetCommandTimeout(TimeSpan.FromHours(1));
        return context;
    }

    /// <summary>
    /// Commits. On SQLite the log is emptied where no reader needs it: a file that later takes the place of the store
    /// must not find the log of this one beside it.
    /// </summary>
    public async Task CommitAsync(CancellationToken cancellation)
    {
        await Transaction.CommitAsync(cancellation);
        if (Store.Kind == DatabaseKind.Sqlite)
            await Connection.ExecuteAsync("PRAGMA wal_checkpoint(TRUNCATE)", CancellationToken.None);
    }

    /// <summary>Commits many new rows, with what the planner has to know of them.</summary>
    public async Task CommitGrownAsync(ReformDbContext context, CancellationToken cancellation)
    {
        if (Store.Kind == DatabaseKind.PostgreSql)
        {
            await ExecuteAsync("SELECT gin_clean_pending_list('ix_search_text_grams')", cancellation);
            var tables =
                context.Model.GetEntityTypes().Select(entity => entity.GetTableName()).Order(StringComparer.Ordinal);
            await ExecuteAsync("ANALYZE " + string.Join(", ", tables), cancellation);
            await CommitAsync(cancellation);
            return;
        }

        await ExecuteAsync("PRAGMA analysis_limit = 1000; ANALYZE", cancellation);
        await CommitAsync(cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            await Transaction.DisposeAsync();
        }
        catch (DbException)
        {
            // The connection is gone, and the transaction with it.
        }

        await Connection.DisposeAsync();
    }

    private static async Task<DbTransaction?> TryBeginAsync(DbConnection connection, CancellationToken cancellation)
    {
        if (connection is SqliteConnection sqlite)
        {
            // The driver would retry within the command timeout without a word.
            sqlite.DefaultTimeout = 1;
            try
            {
                return await sqlite.BeginTransactionAsync(IsolationLevel.Serializable, cancellation);
            }
            catch (SqliteException exception) when (exception.SqliteErrorCode is 5 or 6)
            {
                return null;
            }
            finally
            {
                sqlite.DefaultTimeout = 30;
            }
        }

        var transaction = await connection.BeginTransactionAsync(cancellation);
        // What is written may take its time, whatever a statement of a question may.
        const string Lock = "SELECT pg_try_advisory_xact_lock({0}) FROM set_config('statement_timeout', '0', true)";
        if (await connection.ScalarAsync(
            string.Format(CultureInfo.InvariantCulture, Lock, LockKey), cancellation, transaction) is true)
            return transaction;
        await transaction.DisposeAsync();
        return null;
    }
}
