using Npgsql;
using NpgsqlTypes;
using ReformOpenData.Data.Search;

namespace ReformOpenData.Data.Storage;

/// <summary>Binary COPY.</summary>
internal sealed class PostgreSqlRowCopier(NpgsqlConnection connection, ReformDbContext model) : RowCopier(model)
{
    protected override void Copy<TRow>(RowShape<TRow> shape, IReadOnlyList<TRow> rows)
    {
        using var importer = connection.BeginBinaryImport(
            $"COPY {shape.Table} ({string.Join(", ", shape.Columns)}) FROM STDIN (FORMAT BINARY)");

        // The indexes and keys of many rows are checked when the server has them all.
        importer.Timeout = TimeSpan.FromHours(1);
        var sink = new Sink(importer);
        foreach (var row in rows)
        {
            sink.BeginRow();
            shape.Write(row, sink);
        }

        importer.Complete();
    }

    private sealed class Sink(NpgsqlBinaryImporter importer) : RowSink
    {
        public override void BeginRow() => importer.StartRow();

        public override void Write(long value) => importer.Write(value, NpgsqlDbType.Bigint);

        public override void Write(int value) => importer.Write(value, NpgsqlDbType.Integer);

        public override void Write(bool value) => importer.Write(value, NpgsqlDbType.Boolean);

        public override void Write(string? value)
        {
            if (value is null)
                importer.WriteNull();
            else
                importer.Write(value, NpgsqlDbType.Text);
        }

        public override void Write(DateOnly? value)
        {
            if (value is { } known)
                importer.Write(known, NpgsqlDbType.Date);
            else
                importer.WriteNull();
        }

        public override void WriteNull() => importer.WriteNull();

        /// <summary>
        /// The driver has no fast way to make a tsvector; COPY takes the bytes as the column's binary form.
        /// </summary>
        public override void WriteGrams(string folded) => importer.Write(Grams.ToTsVector(folded), NpgsqlDbType.Bytea);

        public override void EndRow()
        {
        }
    }
}
