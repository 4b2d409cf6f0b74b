using System.Globalization;
using System.Reflection;
using Microsoft.Data.Sqlite;

namespace ReformOpenData.Data.Storage;

/// <summary>
/// Brings a database to the tables of this program: numbered scripts in Storage/Migrations, each applied once, all in
/// one transaction. (EF Core's migrator keeps its lock on SQLite in a table, where it outlives a killed process.)
/// </summary>
internal static class Migrations
{
    private const int Folding = 2;
    private const int CountingGrams = 5;
    private const int CountingRows = 8;
    private const string Prefix = "ReformOpenData.Data.Storage.Migrations.";

    public static async Task ApplyAsync(Store store, CancellationToken cancellation)
    {
        var scripts = Scripts(store.Kind);
        if (await AppliedAsync(store, cancellation) is (var applied, var hasIndexes) && applied >= scripts.Count)
        {
            RefuseNewer(applied, scripts.Count);
            if (!hasIndexes && !store.IsReadOnly)
                await ExtraIndexes.MakeAsync(store, cancellation);
            return;
        }

        if (store.IsReadOnly)
        {
            throw new StoreException(
                "The store is not there, or was made by an earlier version of this program, and its folder cannot be "
                + "written: allow it, or put a store of this version there.",
                "データがないか、前の版のプログラムで作ったもので、フォルダーに書き込めません。書き込みを許すか、この版のデータを置いてください。");
        }

        await using var write =
            await WriteTransaction.BeginAsync(store, TimeSpan.FromMinutes(1), waiting: null, cancellation);
        if (await write.ScalarAsync(Foreign(store.Kind), cancellation) is string table)
        {
            throw new StoreException(
                $"The database holds tables of something else ({table}), and no store: name another one, or an empty "
                + "one to make a store in.",
                $"データベースには別のもの（{table}）が入っています。別のデータベースか、空のデータベースを指定してください。");
        }

        await write.ExecuteAsync(
            "CREATE TABLE IF NOT EXISTS store_migration (number integer NOT NULL PRIMARY KEY, name text NOT NULL)",
            cancellation);
        var done = Convert.ToInt32(
            await write.ScalarAsync("SELECT count(*) FROM store_migration", cancellation),
            CultureInfo.InvariantCulture);
        for (var number = done + 1; number <= scripts.Count; number++)
        {
            await write.ExecuteAsync(Read(scripts[number - 1]), cancellation);
            await write.ExecuteAsync(
                $"INSERT INTO store_migration (number, name) VALUES ({number}, "
                + $"'{scripts[number - 1][Prefix.Length..]}')", cancellation);
        }

        // What is made of rows is made once they have all columns of this version.
        if (done is > 0 and < Folding)
            await FoldedTexts.FillAsync(write, cancellation);
        if (done is > 0 and < CountingGrams)
            await new GramCounts(write.Connection).FillAsync(write, cancellation);
        if (done is > 0 and < CountingRows)
            await new RowCounts(write.Connection).FillAsync(write, cancellation);
        await ExtraIndexes.MakeAsync(write, cancellation);
        await write.CommitAsync(cancellation);
    }

    /// <summary>Refuses a file that is not a store of this version, and leaves it as it is.</summary>
    public static async Task RefuseOtherAsync(SqliteConnection connection, CancellationToken cancellation)
    {
        var exists = await connection.ScalarAsync(
            "SELECT count(*) FROM sqlite_master WHERE name = 'store_migration'", cancellation) is not 0L;
        if (!exists
            || await connection.ScalarAsync("SELECT count(*) FROM store_migration", cancellation) is not long applied
            || applied != Scripts(DatabaseKind.Sqlite).Count)
        {
            throw new StoreException(
                "The file that has taken the place of the store is not a store of this version of the program; it is "
                + "not served. Put a store there, or start the program anew to bring an earlier one up to date.",
                "データのファイルが、この版のプログラムのものでないものに置き換わりました。この版のデータを置くか、プログラムを始め直してください。");
        }
    }

    /// <summary>
    /// How many scripts the database has had, and whether it has the indexes that it may be without; null for a
    /// database without tables.
    /// </summary>
    private static Task<(int Count, bool HasIndexes)?> AppliedAsync(
        Store store, CancellationToken cancellation) => store.RepeatAsync<(int, bool)?>(
        () => store.Servers?.Reading,
        async (sessions, _) =>
        {
            // A standby is read too, and the file of an embedded store is made by who writes.
            await using var connection = store.IsReadOnly || sessions is not null
                ? await store.OpenReadAsync(sessions, cancellation)
                : await store.OpenWriteAsync(cancellation);
            var exists = store.Kind == DatabaseKind.Sqlite
                ? "SELECT count(*) FROM sqlite_master WHERE name = 'store_migration'"
                : "SELECT CASE WHEN to_regclass('store_migration') IS NULL THEN 0 ELSE 1 END";
            if (Convert.ToInt32(await connection.ScalarAsync(exists, cancellation), CultureInfo.InvariantCulture) == 0)
                return null;
            var count = Convert.ToInt32(
                await connection.ScalarAsync("SELECT count(*) FROM store_migration", cancellation),
                CultureInfo.InvariantCulture);
            return (count, await ExtraIndexes.AreThereAsync(connection, store.Kind, cancellation));
        },
        cancellation);

    /// <summary>Asks for a table of a database that is no store; what extensions bring does not count.</summary>
    private static string Foreign(DatabaseKind kind) => kind == DatabaseKind.Sqlite
        ? "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' "
            + "AND NOT EXISTS (SELECT 1 FROM sqlite_master WHERE name = 'store_migration') ORDER BY name LIMIT 1"
        : "SELECT c.relname::text FROM pg_class c WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind "
            + "IN ('r', 'p') AND to_regclass('store_migration') IS NULL "
            + "AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e') ORDER BY 1 LIMIT 1";

    private static void RefuseNewer(int applied, int known)
    {
        if (applied > known)
            throw new StoreException(
                "The store was made by a newer version of this program: use that version.",
                "データは新しい版のプログラムで作られています。その版を使ってください。");
    }

    private static List<string> Scripts(DatabaseKind kind)
    {
        var ending = kind == DatabaseKind.Sqlite ? ".sqlite.sql" : ".postgresql.sql";
        return [.. Assembly.GetExecutingAssembly().GetManifestResourceNames()
            .Where(name =>
                name.StartsWith(Prefix, StringComparison.Ordinal) && name.EndsWith(ending, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)];
    }

    private static string Read(string resource)
    {
        using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream(resource)!);
        return reader.ReadToEnd();
    }
}
