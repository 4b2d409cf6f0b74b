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
    private readonly List<Store> stores = [];

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
        stores.Add(store);
        return store;
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        foreach (var store in stores)
            await store.DisposeAsync();
        await DeleteAsync();
    }

    /// <summary>Deletes what <see cref="NewLocation"/> made.</summary>
    protected abstract Task DeleteAsync();
}
