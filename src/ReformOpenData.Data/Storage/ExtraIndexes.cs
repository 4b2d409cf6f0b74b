using System.Data.Common;

namespace ReformOpenData.Data.Storage;

/// <summary>
/// Indexes that make questions faster and that a store may be without: one that an earlier version of the program made
/// gets them when it is next opened by somebody who may write it. They are no step of <see cref="Migrations"/>, so that
/// an earlier version goes on with such a store.
/// </summary>
internal static class ExtraIndexes
{
    /// <summary>
    /// The changes of a release in one municipality, in their order: as a key begins with the six digits of its
    /// municipality, <see cref="Queries.Model.Catalog.Change"/> asks for them.
    /// </summary>
    public const string Name = "ix_release_change_release_number_municipality_position";

    private const string Create = $"CREATE INDEX IF NOT EXISTS {Name} ON release_change"
        + " (release_number, substr(key, 1, 6), position)";

    /// <summary>Makes what is missing; where that cannot be done now, the store is as good without.</summary>
    public static async Task MakeAsync(Store store, CancellationToken cancellation)
    {
        try
        {
            await using var write =
                await WriteTransaction.BeginAsync(store, TimeSpan.Zero, waiting: null, cancellation);
            await MakeAsync(write, cancellation);
            await write.ExecuteAsync("ANALYZE release_change", cancellation);
            await write.CommitAsync(cancellation);
        }
        catch (Exception fault) when (StoreFaults.Translate(fault) is not null)
        {
            // There is no primary, the role may not, or another one writes: the next one who opens the store tries.
        }
    }

    public static Task<int> MakeAsync(WriteTransaction write, CancellationToken cancellation) =>
        write.ExecuteAsync(Create, cancellation);

    public static async Task<bool> AreThereAsync(
        DbConnection connection, DatabaseKind kind, CancellationToken cancellation) =>
        await connection.ScalarAsync(
            kind == DatabaseKind.Sqlite
                ? $"SELECT 1 FROM sqlite_master WHERE name = '{Name}'"
                : $"SELECT 1 WHERE to_regclass('{Name}') IS NOT NULL",
            cancellation) is not null;
}
