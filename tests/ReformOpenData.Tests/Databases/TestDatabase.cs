using ReformOpenData.Data.Storage;

namespace ReformOpenData.Tests.Databases;

/// <summary>
/// Makes stores for the tests of one class. A test class states its cases once, over this type, and is derived twice:
/// <code>
/// public abstract class FooTests(TestDatabase database) { [SkippableFact] public async Task …() } public sealed class
/// FooTestsOnSqlite(SqliteDatabase database) : FooTests(database), IClassFixture&lt;SqliteDatabase&gt;; public sealed
/// class FooTestsOnPostgreSql(PostgreSqlDatabase database) : FooTests(database),
/// IClassFixture&lt;PostgreSqlDatabase&gt;;
/// </code>
/// </summary>
public abstract class TestDatabase : IAsyncLifetime
{
    private readonly Stack<IAsyncDisposable> owned = [];

    public abstract DatabaseKind Kind { get; }

    /// <summary>An empty store of its own, with all tables; closed and deleted with the class.</summary>
    public async Task<Store> NewStoreAsync() => await OpenAsync(NewLocation());

    /// <summary>Where a new, empty store is: a folder, or a connection string.</summary>
    public abstract string NewLocation();

    /// <summary>Opens the store at a location; closed with the class.</summary>
    public async Task<Store> OpenAsync(string location)
    {
        var store = Kind == DatabaseKind.Sqlite
            ? await Store.OpenSqliteAsync(location)
            : await Store.OpenPostgreSqlAsync(location);
        owned.Push(store);
        return store;
    }

    /// <summary>
    /// Ends a host with the class, before its store is closed: what still asks a store would write beside what is
    /// deleted. (The runner calls no <see cref="IAsyncDisposable"/> of a fixture.)
    /// </summary>
    public void Own(IAsyncDisposable host) => owned.Push(host);

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        while (owned.TryPop(out var last))
            await last.DisposeAsync();
        await DeleteAsync();
    }

    /// <summary>Deletes what <see cref="NewLocation"/> made.</summary>
    protected abstract Task DeleteAsync();
}
