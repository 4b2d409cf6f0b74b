using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using ReformOpenData.Data.Releases;
using ReformOpenData.Data.Storage;
using ReformOpenData.Tests.Databases;
using ReformOpenData.Tests.Documentation;
using ReformOpenData.Tests.Queries;

namespace ReformOpenData.Tests.Storage;

/// <summary>The scripts in Storage/Migrations make the tables that the model describes.</summary>
public abstract class MigrationTests(TestDatabase database)
{
    [SkippableFact]
    public async Task A_migrated_database_equals_the_model()
    {
        var migrated = await DescribeAsync(await database.NewStoreAsync());
        var made = await database.NewStoreAsync();
        await using (var context = made.CreateContext(await made.OpenWriteAsync(default)))
        {
            var connection = context.Database.GetDbConnection();
            foreach (var drop in await RowsAsync(connection, DropEverything))
                await connection.ExecuteAsync(drop, default);
            Assert.DoesNotContain(await DescribeAsync(connection), line => line.Contains("rating"));
            await connection.ExecuteAsync(context.Database.GenerateCreateScript(), default);
        }

        var modelled = await DescribeAsync(made);
        Assert.True(modelled.Count > 200, "The description must hold every column and index.");
        Assert.Equal(modelled, migrated);
    }

    [SkippableFact]
    public async Task Opening_a_store_twice_at_once_makes_its_tables_once()
    {
        var location = database.NewLocation();
        var stores = await Task.WhenAll(
            Enumerable.Range(0, 4).Select(_ => Task.Run(() => database.OpenAsync(location))));
        Assert.All(await Task.WhenAll(stores.Select(store => store.CurrentReleaseAsync().AsTask())), Assert.Null);
    }

    [SkippableFact]
    public async Task An_index_that_an_earlier_version_does_not_know_is_made_where_it_is_missing_and_is_no_step()
    {
        var location = database.NewLocation();
        var store = await database.OpenAsync(location);
        Assert.True(await HasIndexAsync(store));
        await using (var connection = await store.OpenWriteAsync(default))
        {
            var steps = await connection.ScalarAsync("SELECT count(*) FROM store_migration", default);
            await connection.ExecuteAsync($"DROP INDEX {ExtraIndexes.Name}", default);
            Assert.False(await HasIndexAsync(store));

            // While another one writes, the store is opened without.
            await using (await WriteTransaction.BeginAsync(store, TimeSpan.Zero, waiting: null, default))
                Assert.False(await HasIndexAsync(await database.OpenAsync(location)));
            Assert.True(await HasIndexAsync(await database.OpenAsync(location)));
            Assert.Equal(steps, await connection.ScalarAsync("SELECT count(*) FROM store_migration", default));
        }
    }

    private static async Task<bool> HasIndexAsync(Store store)
    {
        await using var connection = await store.OpenReadAsync();
        return await ExtraIndexes.AreThereAsync(connection, store.Kind, default);
    }

    [SkippableFact]
    public async Task A_store_of_a_newer_version_is_refused()
    {
        var location = database.NewLocation();
        var store = await database.OpenAsync(location);
        await using (var connection = await store.OpenWriteAsync(default))
            await connection.ExecuteAsync("INSERT INTO store_migration (number, name) VALUES (9999, 'later')", default);
        var fault = await Assert.ThrowsAsync<StoreException>(() => database.OpenAsync(location));
        Assert.Equal("The store was made by a newer version of this program: use that version.", fault.Message);
    }

    [SkippableFact]
    public async Task A_store_of_an_earlier_version_gets_its_texts_folded()
    {
        var store = (await QuestionStore.CreateAsync(database)).Store;
        var columns = FoldedColumns().ToList();
        var written = await FoldedAsync(store, columns);
        Assert.True(written.Count > 1000, $"Only {written.Count} texts differ from what they are compared as.");
        await using (var connection = await store.OpenWriteAsync(default))
        {
            foreach (var (table, column) in columns)
                await connection.ExecuteAsync($"ALTER TABLE {table} DROP COLUMN {column}", default);
            await connection.ExecuteAsync(
                "DROP TABLE taken_down_document; ALTER TABLE store_state DROP COLUMN store_id", default);
            foreach (var column in new[] { "at", "by", "reason", "reason_folded" })
                await connection.ExecuteAsync($"ALTER TABLE release DROP COLUMN taken_down_{column}", default);
            await connection.ExecuteAsync(
                "CREATE INDEX ix_rating_plan_id ON rating (plan_id); DROP INDEX "
                + "ix_rating_plan_id_fiscal_year_is_final_evaluator_aspect_label",
                default);
            foreach (var (table, column) in Added("0004_rating_scales"))
                await connection.ExecuteAsync($"ALTER TABLE {table} DROP COLUMN {column}", default);
            await connection.ExecuteAsync("DROP TABLE row_count; DROP INDEX ix_source_document_plan_id", default);
            await connection.ExecuteAsync("DROP TABLE gram_count; DROP INDEX ix_search_text_key_field", default);
            await connection.ExecuteAsync("DROP TABLE initiative_successor", default);
            foreach (var (table, column) in Added("0006_initiative_endings"))
                await connection.ExecuteAsync($"ALTER TABLE {table} DROP COLUMN {column}", default);
            await connection.ExecuteAsync(
                "DROP TABLE measure_value; DROP TABLE measure; DROP TABLE department_successor", default);
            foreach (var (table, column) in Added("0007_measures"))
                await connection.ExecuteAsync($"ALTER TABLE {table} DROP COLUMN {column}", default);
            foreach (var (table, column) in Later.SelectMany(Added))
                await connection.ExecuteAsync($"ALTER TABLE {table} DROP COLUMN {column}", default);
            await connection.ExecuteAsync("DELETE FROM store_migration WHERE number > 1", default);
        }

        await Migrations.ApplyAsync(store, default);
        Assert.Equal(written, await FoldedAsync(store, columns));
        Assert.DoesNotContain(await new StoreCheck(store).AllAsync(), problem => problem.Message.Contains("how many"));
    }

    /// <summary>Steps that add columns.</summary>
    private static readonly string[] Later =
    [
        "0009_kinds_of_narratives", "0010_roles_of_departments", "0012_levels_as_printed", "0014_ids_of_plans",
        "0016_times_of_rollbacks",
    ];

    private static IEnumerable<(string Table, string Column)> FoldedColumns() => Added("0002_folded_texts");

    private static IEnumerable<(string Table, string Column)> Added(string script) =>
        File.ReadLines(Repository.Path($"src/ReformOpenData.Data/Storage/Migrations/{script}.sqlite.sql"))
            .Select(line => line.Split(' ')).Where(words => words[0] == "ALTER").Select(words => (words[2], words[5]));

    private static async Task<List<string>> FoldedAsync(Store store, List<(string Table, string Column)> columns)
    {
        await using var connection = await store.OpenReadAsync();
        var texts = new List<string>();
        foreach (var (table, column) in columns)
        {
            var id = table == "release" ? "number" : "id";
            texts.AddRange(await RowsAsync(
                connection,
                $"SELECT '{table}.{column} ' || {id} || ' ' || {column} FROM {table} WHERE {column} IS NOT NULL ORDER "
                    + $"BY {id}"));
        }

        return texts;
    }

    [SkippableFact]
    public async Task A_database_of_something_else_is_refused_and_left_alone()
    {
        var location = database.NewLocation();
        var store = await database.OpenAsync(location);
        await using (var connection = await store.OpenWriteAsync(default))
        {
            foreach (var drop in await RowsAsync(connection, DropEverything))
                await connection.ExecuteAsync(drop, default);
            await connection.ExecuteAsync("CREATE TABLE person (id integer)", default);
        }

        var fault = await Assert.ThrowsAsync<StoreException>(() => database.OpenAsync(location));
        Assert.Equal(
            "The database holds tables of something else (person), and no store: name another one, or an empty one to "
                + "make a store in.",
            fault.Message);
        Assert.Equal(["person"], (await DescribeAsync(store)).Select(line => line.Split(' ', '.', '|')[0]).Distinct());
    }

    /// <summary>A statement for each thing to drop.</summary>
    protected abstract string DropEverything { get; }

    /// <summary>One line for each column, index, key and foreign key.</summary>
    protected abstract string Describe { get; }

    private async Task<List<string>> DescribeAsync(Store store)
    {
        await using var connection = await store.OpenReadAsync();
        return await DescribeAsync(connection);
    }

    private async Task<List<string>> DescribeAsync(DbConnection connection) =>
        [.. (await RowsAsync(connection, Describe))
            .Where(line => !line.StartsWith("store_migration ")
                && !line.StartsWith("search_grams")
                && !line.Contains(ExtraIndexes.Name)).Order(StringComparer.Ordinal)];

    private static async Task<List<string>> RowsAsync(DbConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync())
            rows.Add(reader.GetString(0));
        return rows;
    }
}

public sealed class MigrationTestsOnSqlite(SqliteDatabase database)
    : MigrationTests(database), IClassFixture<SqliteDatabase>
{
    protected override string DropEverything =>
        "SELECT 'PRAGMA foreign_keys = OFF; DROP TABLE \"' || name || '\"' FROM sqlite_master WHERE type = 'table' AND "
            + "name NOT LIKE 'search_grams_%'";

    protected override string Describe => """
        SELECT t.name || ' column ' || c.name || ' ' || c.type || ' ' || c."notnull" || ' ' || c.pk || ' ' || coalesce(c.dflt_value, '')
        FROM sqlite_master t, pragma_table_info(t.name) c WHERE t.type = 'table'
        UNION ALL
        SELECT t.name || ' index ' || i.name || ' ' || i."unique" || ' ' || i.origin || ' ' || c.seqno || ' ' || coalesce(c.name, '') || ' ' || c.coll
        FROM sqlite_master t, pragma_index_list(t.name) i, pragma_index_xinfo(i.name) c WHERE t.type = 'table' AND c.key = 1
        UNION ALL
        SELECT t.name || ' foreign key ' || f."from" || ' ' || f."table" || ' ' || f."to" || ' ' || f.on_delete
        FROM sqlite_master t, pragma_foreign_key_list(t.name) f WHERE t.type = 'table'
        """;
}

public sealed class MigrationTestsOnPostgreSql(PostgreSqlDatabase database)
    : MigrationTests(database), IClassFixture<PostgreSqlDatabase>
{
    protected override string DropEverything => "SELECT 'DROP SCHEMA public CASCADE; CREATE SCHEMA public'";

    protected override string Describe => """
        SELECT table_name || ' column ' || column_name || ' ' || data_type || ' ' || is_nullable || ' ' || coalesce(collation_name, '')
            || ' ' || coalesce(column_default, '')
        FROM information_schema.columns WHERE table_schema = 'public'
        UNION ALL
        SELECT tablename || ' index ' || indexdef FROM pg_indexes WHERE schemaname = 'public'
        UNION ALL
        SELECT conrelid::regclass || ' constraint ' || conname || ' ' || pg_get_constraintdef(oid)
        FROM pg_constraint WHERE connamespace = 'public'::regnamespace
        """;
}
