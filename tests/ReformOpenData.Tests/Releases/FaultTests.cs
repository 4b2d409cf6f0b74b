using ReformOpenData.Data.Releases;
using ReformOpenData.Data.Storage;
using ReformOpenData.Tests.Commands;
using ReformOpenData.Tests.Databases;

namespace ReformOpenData.Tests.Releases;

/// <summary>What happens to a store when something else goes wrong, or when two want to write.</summary>
public abstract class FaultTests(TestDatabase database)
{
    private const string Busy =
        "Another import or publication is at work on this store; nothing was changed. Try again when it has finished.";

    [SkippableFact]
    public async Task Two_imports_at_once_the_second_is_told_or_waits()
    {
        var store = await database.NewStoreAsync();
        await store.ImportAndPublishAsync(Imports.Read("一"));
        var told = "";
        Task<ImportOutcome>? waiting = null;
        var isWaiting = new TaskCompletionSource();
        await ImportAsync(store, ManyMunicipalities.Documents(1), new ImportOptions
        {
            Progress = progress =>
            {
                if (progress.Municipalities != 3)
                    return;
                told = Assert.ThrowsAsync<StoreException>(
                    () => store.ImportAsync(Imports.Read("二"), new ImportOptions { PatienceSeconds = 0 }))
                    .GetAwaiter().GetResult().Message;
                var publication = new Publication(store, Imports.Clock) { PatienceSeconds = 0 };
                Assert.Equal(
                    Busy,
                    Assert.ThrowsAsync<StoreException>(() => publication.RollbackAsync(7))
                        .GetAwaiter().GetResult().Message);
                var options = new ImportOptions { PatienceSeconds = 60, Waiting = isWaiting.SetResult };
                waiting = Task.Run(() => store.ImportAsync(Imports.Read("三"), options));
                isWaiting.Task.GetAwaiter().GetResult();

                // Readers go on reading what is public.
                Assert.Equal(1, store.CurrentReleaseAsync().AsTask().GetAwaiter().GetResult());
                Assert.Equal("一", store.TextAsync(1).GetAwaiter().GetResult());
            },
        });
        Assert.Equal(Busy, told);
        Assert.Equal(ImportStatus.Imported, (await waiting!).Status);
        Assert.Equal("三", await store.TextAsync(2));
    }

    [SkippableFact]
    public async Task An_import_of_another_process_waits_and_says_so()
    {
        var location = database.NewLocation();
        var store = await database.OpenAsync(location);
        var path = Path.Combine(AppContext.BaseDirectory, "data", "072028-fy2021.txt");
        Child child;
        await using (await WriteTransaction.BeginAsync(store, TimeSpan.FromSeconds(1), waiting: null, default))
        {
            child = Child.Start(database.Kind, location, ["import", path]);
            await child.Waiting;
        }

        using (child)
        {
            var (code, _, error) = await child.EndAsync();
            Assert.Equal(0, code);
            Assert.Contains("Another import or publication is at work; waiting for it to end …", error);
        }
    }

    [SkippableFact]
    public async Task An_import_that_is_cancelled_leaves_nothing()
    {
        var store = await database.NewStoreAsync();
        using var cancellation = new CancellationTokenSource();
        var options = new ImportOptions { Progress = _ => cancellation.Cancel() };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            new Importer(store, Imports.Clock).ImportAsync(
                ManyMunicipalities.Documents(1), options, cancellation.Token));
        Assert.Empty((await new ReleaseReader(store).ListAsync()).Releases);
        await ImportAsync(store, ManyMunicipalities.Documents(2), new ImportOptions { Publish = true });
        Assert.Equal(2, await ManyMunicipalities.VersionAsync(store, 1));
    }

    [SkippableFact]
    public async Task A_full_disk_is_told_and_nothing_is_lost()
    {
        using var disk = await NewSmallDiskAsync();
        var store = await database.OpenAsync(disk.Location);
        await ImportAsync(store, ManyMunicipalities.Documents(1).Take(1), new ImportOptions { Publish = true });
        var fault = await Assert.ThrowsAsync<StoreException>(async () =>
        {
            for (var version = 2; version < 40; version++)
                await ImportAsync(store, ManyMunicipalities.Documents(version), new ImportOptions());
        });
        Assert.Equal("The disk of the store is full; nothing was changed. Make room and try again.", fault.Message);
        await foreach (var municipality in new ReleaseReader(store).ReadAsync(1))
            Assert.Equal("第1版", municipality.Plans[0].Categories[0].Items[0].Initiatives[0].Description);
        disk.Grow();
        await ImportAsync(store, ManyMunicipalities.Documents(40), new ImportOptions { Publish = true });
        Assert.Equal(40, await ManyMunicipalities.VersionAsync(store, (await store.CurrentReleaseAsync())!.Value));
    }

    /// <summary>An empty store on a disk with room for little more.</summary>
    private protected abstract Task<SmallDisk> NewSmallDiskAsync();

    private protected static Task<ImportOutcome> ImportAsync(
        Store store, IEnumerable<Data.Import.ReadResult> documents, ImportOptions options) =>
        new Importer(store, Imports.Clock).ImportAsync(documents, options);
}

public sealed class FaultTestsOnSqlite(SqliteDatabase database) : FaultTests(database), IClassFixture<SqliteDatabase>
{
    [Fact]
    public async Task A_file_that_may_not_grow_is_told_and_nothing_is_lost()
    {
        var location = database.NewLocation();
        var csv = Path.Combine(location, "many.csv");
        ManyMunicipalities.Write(1, csv);
        using (var child = Child.Start(
            DatabaseKind.Sqlite,
            location,
            ["import", csv],
            "trap '' XFSZ; ulimit -f 4096; export DOTNET_EnableWriteXorExecute=0;"))
        {
            var (code, _, error) = await child.EndAsync();
            Assert.Equal(1, code);
            Assert.EndsWith(
                "error: The disk of the store failed to read or write; nothing was changed. Check the disk and try "
                    + "again.\n",
                error);
        }

        var store = await database.OpenAsync(location);
        Assert.Empty((await new ReleaseReader(store).ListAsync()).Releases);
        await ImportAsync(store, ManyMunicipalities.Documents(2), new ImportOptions { Publish = true });
        Assert.Equal(2, await ManyMunicipalities.VersionAsync(store, 1));
    }

    [Fact]
    public async Task A_file_that_is_no_store_is_one_sentence()
    {
        var location = database.NewLocation();
        await File.WriteAllTextAsync(Path.Combine(location, Store.FileName), new string('x', 5000));
        var fault = await Assert.ThrowsAsync<StoreException>(() => Store.OpenSqliteAsync(location));
        Assert.Equal("The file of the store is not a store, or is damaged: restore it from a backup.", fault.Message);
    }

    private protected override Task<SmallDisk> NewSmallDiskAsync()
    {
        var disk = SmallDisk.Mount(megabytes: 6, owner: null);
        return Task.FromResult(disk);
    }
}

public sealed class FaultTestsOnPostgreSql(PostgreSqlDatabase database)
    : FaultTests(database), IClassFixture<PostgreSqlDatabase>
{
    [SkippableFact]
    public async Task A_lost_connection_is_told_and_nothing_is_lost()
    {
        var store = await database.NewStoreAsync();
        await ImportAsync(store, ManyMunicipalities.Documents(1), new ImportOptions { Publish = true });
        var options = new ImportOptions
        {
            Publish = true,
            Progress = progress =>
            {
                if (progress.Municipalities == ManyMunicipalities.Count - 1)
                    Terminate(store);
            },
        };
        var fault = await Assert.ThrowsAsync<StoreException>(
            () => ImportAsync(store, ManyMunicipalities.Documents(2), options));
        Assert.Equal(
            "The connection to PostgreSQL was lost; nothing was changed. Try again when the server answers.",
            fault.Message);
        Assert.Equal(1, await store.CurrentReleaseAsync());
        Assert.Equal(1, await ManyMunicipalities.VersionAsync(store, 1));
        await ImportAsync(store, ManyMunicipalities.Documents(3), new ImportOptions { Publish = true });
        Assert.Equal(3, await ManyMunicipalities.VersionAsync(store, 2));
    }

    private static void Terminate(Store store)
    {
        using var context = store.CreateContext();
        using var connection = store.OpenReadAsync().AsTask().GetAwaiter().GetResult();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity "
            + "WHERE datname = current_database() AND state = 'idle in transaction'";
        Assert.Equal(1L, command.ExecuteScalar());
    }

    private protected override Task<SmallDisk> NewSmallDiskAsync()
    {
        var binaries = PostgreSqlCluster.FindBinaries();
        Missing.Unless(binaries is not null, "PostgreSQL is not installed.");
        var disk = SmallDisk.Mount(megabytes: 16, owner: "postgres");

        // A server of its own: one that cannot write pages of a full disk back fails for all its databases.
        var cluster = PostgreSqlCluster.Start(binaries!);
        cluster.Execute($"CREATE TABLESPACE small LOCATION '{disk.Location}'");
        cluster.Execute("CREATE DATABASE small TABLESPACE small");
        disk.Location = $"Host={cluster.Folder};Username=reform;Database=small";
        disk.Closing = cluster.Dispose;
        return Task.FromResult(disk);
    }
}
