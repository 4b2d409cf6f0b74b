using Microsoft.EntityFrameworkCore;
using ReformOpenData.Data.Storage;
using ReformOpenData.Data.Storage.Rows;

namespace ReformOpenData.Data.Releases;

/// <summary>Deletes editions that no release holds: those of a draft that was discarded, or imported over.</summary>
internal static class EditionDeletion
{
    private const string Orphans =
        "SELECT id FROM edition WHERE NOT EXISTS (SELECT 1 FROM release_edition WHERE release_edition.edition_id = "
        + "edition.id)";

    public static async Task DeleteOrphansAsync(WriteTransaction write, CancellationToken cancellation)
    {
        if (await write.ScalarAsync($"SELECT id FROM ({Orphans}) orphan LIMIT 1", cancellation) is null)
            return;
        if (write.Store.Kind == DatabaseKind.Sqlite)
        {
            await write.ExecuteAsync(
                $"DELETE FROM search_grams WHERE rowid IN (SELECT id FROM search_text WHERE edition_id IN ({Orphans}))",
                cancellation);
        }

        await using var model = write.Store.CreateContext(write.Connection);
        var children = StoredTables.ParentsFirst(model.Model).Reverse()
            .Where(table => table.FindProperty(nameof(DataRow.EditionId)) is not null
                && table.ClrType != typeof(ReleaseEditionRow));
        foreach (var table in children)
        {
            await write.ExecuteAsync(
                $"DELETE FROM {table.GetTableName()} WHERE edition_id IN ({Orphans})", cancellation);
        }

        await write.ExecuteAsync($"DELETE FROM edition WHERE id IN ({Orphans})", cancellation);
    }
}
