using ReformOpenData.Data.Releases;
using ReformOpenData.Data.Storage;
using ReformOpenData.Data.Storage.Rows;
using ReformOpenData.Tests.Databases;
using ReformOpenData.Tests.Import;

namespace ReformOpenData.Tests.Releases;

public abstract class SeedingTests(TestDatabase database)
{
    private static readonly string Shipped = Path.Combine(AppContext.BaseDirectory, "data");

    [SkippableFact]
    public async Task An_empty_store_gets_what_ships_with_the_product_once()
    {
        var store = await database.NewStoreAsync();
        Assert.Equal(1, await SeedAsync(store, Shipped));
        Assert.Equal(1, await SeedAsync(store, Shipped));
        var release = Assert.Single((await new ReleaseReader(store).ListAsync()).Releases);
        Assert.Equal(
            (1, 1, 3, 13, 47, 66, 66, 72),
            (release.MunicipalityCount, release.PlanCount, release.CategoryCount, release.ItemCount,
                release.InitiativeCount,
                release.AssessmentCount, release.NarrativeCount, release.RatingCount));
    }

    [SkippableFact]
    public async Task Servers_that_start_at_once_seed_once()
    {
        var store = await database.NewStoreAsync();
        Assert.All(
            await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(() => SeedAsync(store, Shipped)))),
            number => Assert.Equal(1, number));
        Assert.Single((await new ReleaseReader(store).ListAsync()).Releases);
    }

    [SkippableFact]
    public async Task A_store_with_a_draft_is_left_to_its_steward()
    {
        var store = await database.NewStoreAsync();
        await store.ImportAsync(Imports.Read("一"));
        Assert.Null(await SeedAsync(store, Shipped));
        Assert.Equal(ReleaseStatus.Draft, (await new ReleaseReader(store).ListAsync()).Releases.Single().Status);
    }

    [SkippableFact]
    public async Task A_folder_without_documents_seeds_nothing()
    {
        var store = await database.NewStoreAsync();
        Assert.Null(await SeedAsync(store, "/no/such/folder"));
        Assert.Empty((await new ReleaseReader(store).ListAsync()).Releases);
    }

    [SkippableFact]
    public async Task A_shipped_document_that_is_not_right_is_one_sentence()
    {
        var store = await database.NewStoreAsync();
        var folder = Directory.CreateTempSubdirectory("reform-seed-").FullName;
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder, "table.txt"), "");
            var fault = await Assert.ThrowsAsync<StoreException>(() => SeedAsync(store, folder));
            Assert.StartsWith("table.txt cannot be imported: FILE_EMPTY: ", fault.Message);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [SkippableFact]
    public async Task Every_printed_cell_stands_in_the_store_byte_for_byte_at_its_line()
    {
        var store = await database.NewStoreAsync();
        await SeedAsync(store, Shipped);
        var stored = new List<(int Line, string Text)>();
        await foreach (var municipality in new ReleaseReader(store).ReadAsync(1))
        {
            stored.AddRange(
                from row in PublishedTable.Rows(municipality)
                from cell in row.Row.Cells
                where cell.SourceText.Length > 0
                select (cell.Location.Line, cell.SourceText));
        }

        // The file as anyone would cut it, with nothing of the reader.
        var lines = await File.ReadAllLinesAsync(Path.Combine(Shipped, "072028-fy2021.txt"));
        var printed =
            from line in lines.Select((text, index) => (Number: index + 1, Cells: text.Split('\t')))
            where line.Cells.Length == 7 && line.Cells[0] != "改革項目"
            from cell in line.Cells
            where cell.Length > 0
            select (line.Number, cell);
        Assert.Equal(printed.Order(), stored.Order());
        Assert.Equal(66, stored.Select(cell => cell.Line).Distinct().Count());
    }

    private static Task<int?> SeedAsync(Store store, string folder) =>
        Seeding.EnsureSeededAsync(store, Imports.Clock, folder);
}

public sealed class SeedingTestsOnSqlite(SqliteDatabase database)
    : SeedingTests(database), IClassFixture<SqliteDatabase>;

public sealed class SeedingTestsOnPostgreSql(PostgreSqlDatabase database)
    : SeedingTests(database), IClassFixture<PostgreSqlDatabase>;
