using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using ReformOpenData.Data.Storage;

namespace ReformOpenData.Scale;

/// <summary>The rows of a store, loaded into an empty one with the same tables and indexes by the fastest means of the
/// database.</summary>
internal static class Baseline
{
    /// <summary>INSERT … SELECT from an attached file, in one transaction, with the settings of the program.</summary>
    public static async Task<TimeSpan> SqliteAsync(string from, string to)
    {
        await using var store = await Store.OpenSqliteAsync(to);
        await using var connection = new SqliteConnection(
            $"Data Source={Path.Combine(to, Store.FileName)};Pooling=false;Foreign Keys=true");
        await connection.OpenAsync();
        await ExecuteAsync(connection, "PRAGMA synchronous = FULL; PRAGMA cache_size = -65536");
        await ExecuteAsync(connection, $"ATTACH '{Path.Combine(from, Store.FileName)}' AS source");

        // The index holds no text: the tokens that the program gives it are made before the clock runs.
        connection.CreateFunction("tokens", (string folded) => Tokens(folded), isDeterministic: true);
        await ExecuteAsync(
            connection, "CREATE TEMP TABLE gram AS SELECT id, tokens(folded) AS tokens FROM source.search_text");
        var watch = Stopwatch.StartNew();
        await ExecuteAsync(connection, "BEGIN IMMEDIATE; DELETE FROM main.store_state");
        foreach (var table in Tables(store))
            await ExecuteAsync(connection, $"INSERT INTO main.{table} SELECT * FROM source.{table}");
        await ExecuteAsync(connection, "INSERT INTO main.search_grams (rowid, grams) SELECT id, tokens FROM gram");
        await ExecuteAsync(connection, "COMMIT; PRAGMA wal_checkpoint(TRUNCATE)");
        return watch.Elapsed;
    }

    /// <summary>COPY of files that COPY wrote, table by table, in one transaction.</summary>
    public static async Task<TimeSpan> PostgreSqlAsync(string from, string to, string folder)
    {
        await using var source = await Store.OpenPostgreSqlAsync(from);
        await using var target = await Store.OpenPostgreSqlAsync(to);
        var tables = Tables(target).ToList();
        await using (var reading = new NpgsqlConnection(from))
        {
            await reading.OpenAsync();
            foreach (var table in tables)
            {
                await using var file = File.Create(Path.Combine(folder, table + ".copy"));
                await using var copy = await reading.BeginRawBinaryCopyAsync($"COPY {table} TO STDOUT (FORMAT BINARY)");
                await copy.CopyToAsync(file);
            }
        }

        await using var writing = new NpgsqlConnection(to + ";Command Timeout=0");
        await writing.OpenAsync();
        var watch = Stopwatch.StartNew();
        await using (var transaction = await writing.BeginTransactionAsync())
        {
            await ExecuteAsync(writing, "DELETE FROM store_state");
            foreach (var table in tables)
            {
                await using var file = File.OpenRead(Path.Combine(folder, table + ".copy"));
                await using var copy = await writing.BeginRawBinaryCopyAsync(
                    $"COPY {table} FROM STDIN (FORMAT BINARY)");
                await file.CopyToAsync(copy);
            }

            await ExecuteAsync(writing, "ANALYZE");
            await transaction.CommitAsync();
        }

        return watch.Elapsed;
    }

    /// <summary>Parents first, as the foreign keys want it.</summary>
    private static IEnumerable<string> Tables(Store store)
    {
        using var context = store.CreateContext();
        var done = new HashSet<Microsoft.EntityFrameworkCore.Metadata.IEntityType>();
        var left = context.Model.GetEntityTypes().ToList();
        while (left.Count > 0)
        {
            var next = left.First(entity => entity.GetForeignKeys().All(key => done.Contains(key.PrincipalEntityType)));
            left.Remove(next);
            done.Add(next);
            yield return next.GetTableName()!;
        }
    }

    private static string Tokens(string folded) => ReformOpenData.Data.Search.Grams.ToTokens(folded);

    private static async Task ExecuteAsync(System.Data.Common.DbConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.CommandTimeout = 0;
        await command.ExecuteNonQueryAsync();
    }
}
