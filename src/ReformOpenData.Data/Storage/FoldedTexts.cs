using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;
using ReformOpenData.Data.Search;

namespace ReformOpenData.Data.Storage;

/// <summary>
/// What script 0002 cannot do by itself: folds the texts of a store that an earlier version of this program made, since
/// the tables of folding are the program's.
/// </summary>
internal static class FoldedTexts
{
    /// <summary>Rows at a time on PostgreSQL, where a row's texts may be long.</summary>
    private const int MostRows = 2000;

    private static readonly (string Table, string[] Columns)[] Texts =
    [
        ("rating_scale", ["label"]),
        ("assessment", ["summary_source_text"]),
        ("responsibility", ["qualifier"]),
        ("narrative", ["source_text"]),
        ("section", ["label", "text"]),
        ("rating", ["printed"]),
        ("source_cell", ["text", "source_text"]),
        ("source_document", ["file_name", "title", "publisher", "url", "licence"]),
        ("finding", ["message", "read", "made"]),
        ("correction", ["printed", "corrected", "reason"]),
        ("release", ["note"]),
        ("release_change", ["before", "after"]),
    ];

    public static async Task FillAsync(WriteTransaction write, CancellationToken cancellation)
    {
        if (write.Connection is SqliteConnection sqlite)
            sqlite.CreateFunction("unlike_folded", (string? text) => Folding.Unlike(text), isDeterministic: true);
        foreach (var (table, columns) in Texts)
        {
            foreach (var column in columns)
            {
                if (write.Connection is SqliteConnection)
                {
                    await write.ExecuteAsync(
                        $"UPDATE {table} SET {column}_folded = unlike_folded({column}) WHERE {column} IS NOT NULL",
                        cancellation);
                }
                else
                {
                    await FillAsync(write, table, column, cancellation);
                }
            }
        }
    }

    private static async Task FillAsync(
        WriteTransaction write, string table, string column, CancellationToken cancellation)
    {
        var id = table == "release" ? "number" : "id";
        var last = long.MinValue;
        while (true)
        {
            var read = 0;
            var ids = new List<long>();
            var folded = new List<string>();
            await using (var command = Command(
                write,
                $"SELECT {id}::bigint, {column} FROM {table} WHERE {id} > $1 AND {column} IS NOT NULL ORDER BY {id} "
                + $"LIMIT {MostRows}",
                last))
            await using (var reader = await command.ExecuteReaderAsync(cancellation))
            {
                for (; await reader.ReadAsync(cancellation); read++)
                {
                    last = reader.GetInt64(0);
                    if (Folding.Unlike(reader.GetString(1)) is not { } text)
                        continue;
                    ids.Add(last);
                    folded.Add(text);
                }
            }

            await using (var update = Command(
                write,
                $"UPDATE {table} AS t SET {column}_folded = u.folded FROM unnest($1, $2) AS u (id, folded) WHERE "
                + $"t.{id} = u.id",
                ids.ToArray(),
                folded.ToArray()))
            {
                await update.ExecuteNonQueryAsync(cancellation);
            }

            if (read < MostRows)
                return;
        }
    }

    private static DbCommand Command(WriteTransaction write, string sql, params object[] values)
    {
        var command = write.Connection.CreateCommand();
        command.CommandText = sql;
        command.Transaction = write.Transaction;
        command.CommandTimeout = 0;
        foreach (var value in values)
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        return command;
    }
}
