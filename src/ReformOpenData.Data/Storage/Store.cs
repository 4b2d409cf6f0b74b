using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using ReformOpenData.Data.Queries;

namespace ReformOpenData.Data.Storage;

/// <summary>
/// The database that holds the releases: one file in a folder (SQLite), or a PostgreSQL database. Safe for concurrent
/// use.
/// </summary>
public sealed class Store : IAsyncDisposable
{
    /// <summary>Name of the file in the folder of an embedded store.</summary>
    public const string FileName = "reform.db";

    private readonly ReadPlaces _places;
    private readonly ReleaseMemo<ReleaseSize> _sizes;
    private readonly PostgreSqlServers? postgres;
    private readonly string? file;
    private readonly string? readString;
    private readonly string? writeString;
    private readonly string? witnessString;
    private volatile SqliteConnection? witness;
    private readonly ConcurrentStack<SqliteReader> _idle = [];
    private volatile bool _isDisposed;
    private volatile int incarnation;
    private volatile string stamp = "";

    private Store(PostgreSqlServers postgres)
    {
        Kind = DatabaseKind.PostgreSql;
        _places = ReadPlaces.InSessions(postgres.Sessions, TimeProvider.System);
        _sizes = new(ReadSizeAsync);
        this.postgres = postgres;
    }

    private Store(string file)
    {
        Kind = DatabaseKind.Sqlite;
        this.file = file;
        _places = ReadPlaces.OnThreads();
        _sizes = new(ReadSizeAsync);
        IsReadOnly = !SqliteFile.CanWrite(file);
        var builder = new SqliteConnectionStringBuilder { DataSource = file, ForeignKeys = true, DefaultTimeout = 30 };
        builder.Mode = SqliteOpenMode.ReadOnly;
        if (IsReadOnly)
            builder.DataSource = SqliteFile.AsItIs(file);
        readString = builder.ToString();

        // Open as long as the store is looked at, so that it tells when another file has taken its place.
        builder.Pooling = false;
        witnessString = builder.ToString();

        builder.DataSource = file;

        // A writer is not pooled, so that its lock and its settings end with it.
        builder.Mode = SqliteOpenMode.ReadWriteCreate;
        writeString = builder.ToString();
    }

    public DatabaseKind Kind { get; }

    /// <summary>
    /// Number of a draft that questions see as if it were published: for a preview on this computer alone. Null on
    /// every other store.
    /// </summary>
    public int? Draft { get; set; }

    /// <summary>Whether the file is in a place that this program cannot write: it is read as it is.</summary>
    internal bool IsReadOnly { get; }

    /// <summary>
    /// Counts how often another file took the place of the store. What one question reads is all of one.
    /// </summary>
    internal int Incarnation => incarnation;

    /// <summary>Opens an embedded store, creating folder and file when missing.</summary>
    /// <remarks>A store of this version in a place that cannot be written can be read.</remarks>
    /// <exception cref="StoreException">The folder cannot be used, or holds something else.</exception>
    public static Task<Store> OpenSqliteAsync(string folder, CancellationToken cancellation = default) =>
        OpenAsync(
            () =>
            {
                CreateFolder(folder);
                return Task.FromResult(new Store(SqliteFile.TruePath(Path.Combine(folder, FileName))));
            },
            cancellation);

    /// <summary>Opens a store in a PostgreSQL database that exists; creates its tables when missing.</summary>
    /// <param name="connectionString">
    /// As Npgsql takes it: <c>Host=…;Database=…;Username=…</c>. Host may name a primary and its standbys, separated by
    /// commas.
    /// </param>
    /// <param name="longestStatement">After which the server ends a statement of a question; null for never.</param>
    /// <exception cref="StoreException">The server does not answer, or refuses.</exception>
    public static Task<Store> OpenPostgreSqlAsync(
        string connectionString, TimeSpan? longestStatement = null, CancellationToken cancellation = default) =>
        OpenAsync(
            async () => new Store(await PostgreSqlServers.OpenAsync(connectionString, longestStatement, cancellation)),
            cancellation);

    /// <summary>A context over a connection of its own, for reading.</summary>
    public ReformDbContext CreateContext() => CreateContext(options => postgres is null
        ? options.UseSqlite(readString)
        : options.UseNpgsql(postgres.Reading.Source));

    /// <summary>An open connection for reading, from the pool; dispose it to give it back.</summary>
    public ValueTask<DbConnection> OpenReadAsync(CancellationToken cancellation = default) =>
        OpenReadAsync(postgres?.Reading, cancellation);

    /// <summary>The same with a server of PostgreSQL; null on SQLite.</summary>
    internal async ValueTask<DbConnection> OpenReadAsync(PostgreSqlSessions? sessions, CancellationToken cancellation)
    {
        if (sessions is not null)
            return await sessions.OpenAsync(cancellation);
        var connection = new SqliteConnection(readString);
        await connection.OpenAsync(cancellation);

        // Looked at once it is open: it may be a new connection to a new file.
        if (witness is not { } old || !SqliteFile.HasMoved(old))
            return connection;
        await connection.DisposeAsync();
        throw new StoreException(
            "Another file has taken the place of the store; it is served as soon as it was looked at.",
            "データのファイルが別のものに置き換わりました。確かめしだい使います。");
    }

    /// <summary>
    /// A connection to SQLite with the statements that were asked on it before; dispose it to give it back.
    /// </summary>
    internal async ValueTask<SqliteReader> TakeReaderAsync(CancellationToken cancellation)
    {
        while (_idle.TryPop(out var reader))
        {
            if (reader.Incarnation == incarnation && (witness is not { } seen || !SqliteFile.HasMoved(seen)))
                return reader;
            reader.Close();
        }

        var of = incarnation;
        return new SqliteReader((SqliteConnection)await OpenReadAsync(null, cancellation), of, GiveBack);

        void GiveBack(SqliteReader given)
        {
            // Looked at once it can be found, so that what ends the connections now closes it, or this does.
            _idle.Push(given);
            if (given.Incarnation != incarnation || _isDisposed)
                CloseIdle();
        }
    }

    private void CloseIdle()
    {
        while (_idle.TryPop(out var reader))
            reader.Close();
    }

    /// <summary>
    /// Reads what is about a release in a place of its own, once one is free. Where the server that is read is lost, or
    /// passed over since it hangs, another is asked instead.
    /// </summary>
    /// <param name="work">About how much, as <see cref="Work"/> counts it.</param>
    /// <param name="client">Who asks, as <see cref="QuerySession.Client"/> says.</param>
    /// <param name="read">Is given the server, which is null on SQLite, and asks its turn now and then whether to go
    /// on.</param>
    /// <exception cref="StoreException">Too many wait for a place already.</exception>
    internal Task<T> ReadAsync<T>(
        long release,
        double work,
        UInt128 client,
        Func<PostgreSqlSessions?, ReadTurn, Task<T>> read,
        CancellationToken cancellation) => RepeatAsync(
        () => postgres?.ReadingOf(release),
        (sessions, passedOver) =>
            _places.RunAsync(work, client, turn => read(sessions, turn), cancellation, passedOver),
        cancellation);

    /// <summary>Reads, and where the server that is read is lost, or passed over since it hangs, reads again from
    /// another.</summary>
    /// <param name="choose">Says which server to read; null on SQLite.</param>
    /// <param name="read">Is given the server, and what is cancelled when it is passed over: it is not to wait for it
    /// then.</param>
    internal async Task<T> RepeatAsync<T>(
        Func<PostgreSqlSessions?> choose,
        Func<PostgreSqlSessions?, CancellationToken, Task<T>> read,
        CancellationToken cancellation)
    {
        // Each server may have ended the sessions that were open with it, and answer new ones.
        for (var again = postgres?.Count ?? 1; ; again--)
        {
            var sessions = choose();

            // The last one is waited for, until its own time limit.
            var passedOver = postgres is { Count: > 1 } && again > 0 ? sessions!.PassedOver : CancellationToken.None;
            try
            {
                return await read(sessions, passedOver);
            }
            catch (Exception fault) when (again > 0 && StoreFaults.IsSessionLost(fault))
            {
                await postgres!.LoseAsync(sessions!);
            }
            catch (OperationCanceledException) when (passedOver.IsCancellationRequested)
            {
                cancellation.ThrowIfCancellationRequested();
            }
        }
    }

    /// <summary>
    /// How many rows of each entity a release holds; read once, as long as the look at the store is the same. A draft
    /// that is looked at may grow.
    /// </summary>
    public ValueTask<ReleaseSize> SizeAsync(long release, CancellationToken cancellation = default) => release == Draft
        ? new(ReadSizeAsync(release).WaitAsync(cancellation))
        : _sizes.OfAsync(release, stamp, cancellation);

    /// <summary>Forgets what is known of releases and their groups: it was read of a store that was damaged.</summary>
    internal void ForgetSizes() => _sizes.Forget();

    private Task<ReleaseSize> ReadSizeAsync(long release) =>
        ReadAsync(release, work: 0, client: default, async (sessions, turn) =>
        {
            await using var connection = await OpenReadAsync(sessions, CancellationToken.None);
            turn.Begin();
            return await ReleaseSize.ReadAsync(connection, release, CancellationToken.None);
        }, CancellationToken.None);

    /// <summary>The servers of PostgreSQL; null on SQLite.</summary>
    internal PostgreSqlServers? Servers => postgres;

    /// <summary>Number of the release that is served; null on a store that has published nothing.</summary>
    public async ValueTask<int?> CurrentReleaseAsync(CancellationToken cancellation = default) =>
        (await ReadLookAsync(cancellation)).Release;

    /// <summary>What a server has to know to be up to date: one cheap statement.</summary>
    public async ValueTask<StoreLook> LookAsync(CancellationToken cancellation = default)
    {
        if (postgres is null && (witness is null || SqliteFile.HasMoved(witness)))
            await WatchAsync(cancellation);
        var look = await ReadLookAsync(cancellation);
        stamp = look.Stamp;
        return look;
    }

    private async ValueTask<StoreLook> ReadLookAsync(CancellationToken cancellation)
    {
        if (postgres is not null)
            return await postgres.LookAsync(cancellation);
        await using var connection = await OpenReadAsync(cancellation);
        return await StoreLook.ReadAsync(connection, incarnation, cancellation);
    }

    /// <summary>
    /// Opens the file that is there now, which is served from then on if it is a store of this version.
    /// </summary>
    private async Task WatchAsync(CancellationToken cancellation)
    {
        if (witness is not null)
            await LetGoAsync();
        var opened = new SqliteConnection(witnessString);
        try
        {
            await opened.OpenAsync(cancellation);
            await Migrations.RefuseOtherAsync(opened, cancellation);
        }
        catch
        {
            await opened.DisposeAsync();
            throw;
        }

        var old = witness;
        if (old is not null)
            incarnation++;
        witness = opened;
        if (old is not null)
            await old.DisposeAsync();
    }

    /// <summary>
    /// Closes what is open of the file before, whose log and its index would be taken for those of the new one.
    /// </summary>
    private async Task LetGoAsync()
    {
        CloseIdle();
        await using (var pooled = new SqliteConnection(readString))
            SqliteConnection.ClearPool(pooled);
        if (new FileInfo(file + "-wal") is { Exists: true, Length: > 0 })
        {
            throw new StoreException(
                "Another file has taken the place of the store, and the log of the one before is still beside it: "
                + $"stop the server, delete {file}-wal and {file}-shm, and start it.",
                $"データのファイルが置き換わりましたが、前のファイルのログが残っています。サーバーを止め、{file}-wal と {file}-shm を削除してから、始めてください。");
        }

        File.Delete(file + "-wal");
        File.Delete(file + "-shm");
    }

    public async ValueTask DisposeAsync()
    {
        _places.Dispose();
        _isDisposed = true;
        CloseIdle();
        if (postgres is not null)
        {
            await postgres.DisposeAsync();
            return;
        }

        if (witness is not null)
            await witness.DisposeAsync();
        await using var pooled = new SqliteConnection(readString);
        SqliteConnection.ClearPool(pooled);
    }

    /// <summary>A context that writes over the given connection.</summary>
    internal ReformDbContext CreateContext(DbConnection connection) => CreateContext(options => postgres is null
        ? options.UseSqlite(connection)
        : options.UseNpgsql(connection));

    private static ReformDbContext CreateContext(
        Func<DbContextOptionsBuilder<ReformDbContext>, DbContextOptionsBuilder<ReformDbContext>> over) =>
        new(over(new DbContextOptionsBuilder<ReformDbContext>()
            .UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking)).Options);

    /// <summary>An open connection for writing.</summary>
    internal async ValueTask<DbConnection> OpenWriteAsync(CancellationToken cancellation)
    {
        if (postgres is not null)
            return await (await postgres.WritingAsync(cancellation)).OpenAsync(cancellation);
        var connection = new SqliteConnection(writeString);
        try
        {
            await connection.OpenAsync(cancellation);

            // A commit that was reported survives a power failure; a large import neither thrashes nor grows memory.
            // A new file has pages that hold many texts: reading of a city takes a fifth less than in pages of 4 kB.
            await connection.ExecuteAsync(
                "PRAGMA page_size = 16384; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; "
                + "PRAGMA cache_size = -65536",
                cancellation);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    private static async Task<Store> OpenAsync(Func<Task<Store>> open, CancellationToken cancellation)
    {
        Store? store = null;
        try
        {
            store = await open();
            await store.WhileAnsweringAsync(
                async stop =>
                {
                    await Migrations.ApplyAsync(store, stop);
                    return true;
                },
                cancellation);
            return store;
        }
        catch (Exception exception)
        {
            if (store is not null)
                await store.DisposeAsync();
            if (StoreFaults.IsKnown(exception))
                throw StoreFaults.Translate(exception)!;
            throw;
        }
    }

    private static void CreateFolder(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new StoreException(
                $"The folder of the store cannot be used: {exception.Message}",
                $"データのフォルダーを使えません: {exception.Message}",
                exception);
        }
    }
}
