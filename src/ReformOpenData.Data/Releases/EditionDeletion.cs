using ReformOpenData.Data.Storage;

namespace ReformOpenData.Data.Releases;

/// <summary>Deletes editions that no release holds: those of a draft that was discarded, or imported over.</summary>
internal static class EditionDeletion
{
    private const string Orphans =
        "SELECT id FROM edition WHERE NOT EXISTS (SELECT 1 FROM release_edition WHERE release_edition.edition_id = edition.id)";

    /// <summary>Children first.</summary>
    private static readonly string[] Tables =
    [
        "search_text", "correction", "source_cell", "measure_value", "measure", "rating_department", "rating", "section", "narrative", "responsibility",
        "assessment", "initiative_successor", "initiative", "item", "category", "finding", "source_document", "rating_scale", "plan",
        "department_successor", "department", "municipality",
    ];

    public static async Task DeleteOrphansAsync(WriteTransaction write, CancellationToken cancellation)
    {
        if (await write.ScalarAsync($"SELECT id FROM ({Orphans}) orphan LIMIT 1", cancellation) is null)
            return;
        if (write.Store.Kind == DatabaseKind.Sqlite)
        {
            await write.ExecuteAsync(
                $"DELETE FROM search_grams WHERE rowid IN (SELECT id FROM search_text WHERE edition_id IN ({Orphans}))", cancellation);
        }

        foreach (var table in Tables)
            await write.ExecuteAsync($"DELETE FROM {table} WHERE edition_id IN ({Orphans})", cancellation);
        await write.ExecuteAsync($"DELETE FROM edition WHERE id IN ({Orphans})", cancellation);
    }
}
