using System.Diagnostics;
using System.Globalization;
using Microsoft.Data.Sqlite;

namespace ReformOpenData.Data.Storage;

/// <summary>
/// Removes from the files of the database what was deleted from its tables: on SQLite no byte of it is left, in the
/// file or in its log; on PostgreSQL nobody who asks the database finds it.
/// </summary>
public static class Compaction
{
    /// <param name="patience">How long to wait for readers of SQLite's log.</param>
    /// <exception cref="StoreException">It could not be finished; what was deleted stays deleted.</exception>
    public static async Task RunAsync(Store store, TimeSpan patience, CancellationToken cancellation = default)
    {
        try
        {
            await using var connection = await store.OpenWriteAsync(cancellation);
            if (connection is not SqliteConnection)
            {
                // The planner's statistics hold samples of texts too.
                await connection.ExecuteAsync("VACUUM (ANALYZE)", cancellation);
                return;
            }

            // The index keeps what was deleted from it until its parts are merged; the planner's samples are taken
            // anew.
            await connection.ExecuteAsync(
                "PRAGMA secure_delete = ON; INSERT INTO search_grams (search_grams) VALUES ('optimize'); ANALYZE; "
                + "VACUUM", cancellation);
            var watch = Stopwatch.StartNew();
            while (Convert.ToInt64(
                await connection.ScalarAsync("PRAGMA wal_checkpoint(TRUNCATE)", cancellation),
                CultureInfo.InvariantCulture) != 0)
            {
                if (watch.Elapsed >= patience)
                    throw new StoreException(
                        "Somebody reads the store, and the log of the database could not be emptied.",
                        "ほかで読み取り中なので、データベースのログを空にできませんでした。");
                await Task.Delay(TimeSpan.FromMilliseconds(100), cancellation);
            }
        }
        catch (Exception exception) when (StoreFaults.IsKnown(exception))
        {
            throw StoreFaults.Translate(exception)!;
        }
    }
}
