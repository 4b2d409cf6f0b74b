using System.Buffers;
using System.Text;
using Microsoft.Data.Sqlite;
using ReformOpenData.Data.Search;
using ReformOpenData.Data.Storage.Rows;
using SQLitePCL;

namespace ReformOpenData.Data.Storage;

/// <summary>
/// One prepared INSERT, bound anew for each row below the driver, whose parameters would be looked up by name.
/// </summary>
internal sealed class SqliteRowCopier(SqliteConnection connection, ReformDbContext model) : RowCopier(model)
{
    protected override void Copy<TRow>(RowShape<TRow> shape, IReadOnlyList<TRow> rows)
    {
        var values = string.Join(", ", shape.Columns.Select((_, i) => "?" + (i + 1)));
        using (var sink = new Sink(
            connection, $"INSERT INTO {shape.Table} ({string.Join(", ", shape.Columns)}) VALUES ({values})"))
        {
            foreach (var row in rows)
            {
                sink.BeginRow();
                shape.Write(row, sink);
                sink.EndRow();
            }
        }

        if (rows is IReadOnlyList<SearchTextRow> texts)
            CopyGrams(texts);
    }

    private void CopyGrams(IReadOnlyList<SearchTextRow> texts)
    {
        using var sink = new Sink(connection, "INSERT INTO search_grams (rowid, grams) VALUES (?1, ?2)");
        foreach (var text in texts)
        {
            sink.BeginRow();
            sink.Write(text.Id);
            sink.WriteGrams(text.Folded);
            sink.EndRow();
        }
    }

    private sealed class Sink : RowSink, IDisposable
    {
        private readonly sqlite3 database;
        private readonly sqlite3_stmt statement;
        private int column;

        public Sink(SqliteConnection connection, string sql)
        {
            database = connection.Handle ?? throw new InvalidOperationException("The connection is closed.");
            Check(raw.sqlite3_prepare_v2(database, sql, out statement));
        }

        public override void BeginRow() => column = 0;

        public override void Write(long value) => Check(raw.sqlite3_bind_int64(statement, ++column, value));

        public override void Write(int value) => Check(raw.sqlite3_bind_int(statement, ++column, value));

        public override void Write(bool value) => Check(raw.sqlite3_bind_int(statement, ++column, value ? 1 : 0));

        public override void Write(string? value)
        {
            if (value is null)
            {
                WriteNull();
                return;
            }

            // SQLite copies the bytes.
            var bytes = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(value.Length));
            var length = Encoding.UTF8.GetBytes(value, bytes);
            Check(raw.sqlite3_bind_text(statement, ++column, bytes.AsSpan(0, length)));
            ArrayPool<byte>.Shared.Return(bytes);
        }

        /// <summary>As the driver and EF Core write dates.</summary>
        public override void Write(DateOnly? value) =>
            Write(value?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));

        public override void WriteNull() => Check(raw.sqlite3_bind_null(statement, ++column));

        public override void WriteGrams(string folded) => Write(Grams.ToTokens(folded));

        public override void EndRow()
        {
            var result = raw.sqlite3_step(statement);
            if (result != raw.SQLITE_DONE)
                SqliteException.ThrowExceptionForRC(result, database);
            Check(raw.sqlite3_reset(statement));
        }

        public void Dispose() => statement.Dispose();

        private void Check(int result)
        {
            if (result != raw.SQLITE_OK)
                SqliteException.ThrowExceptionForRC(result, database);
        }
    }
}
