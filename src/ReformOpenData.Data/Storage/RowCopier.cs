using Microsoft.Data.Sqlite;
using Npgsql;

namespace ReformOpenData.Data.Storage;

/// <summary>
/// Writes many rows of a table the fastest way that the database knows, within the transaction of its connection.
/// </summary>
internal abstract class RowCopier(ReformDbContext model)
{
    private readonly Dictionary<Type, object> shapes = [];

    public static RowCopier Create(WriteTransaction write, ReformDbContext model) => write.Connection switch
    {
        NpgsqlConnection postgres => new PostgreSqlRowCopier(postgres, model),
        SqliteConnection sqlite => new SqliteRowCopier(sqlite, model),
        _ => throw new ArgumentException("Not a database of this program.", nameof(write)),
    };

    /// <summary>The tables, each behind those that it refers to.</summary>
    public IEnumerable<Type> ParentsFirst => StoredTables.ParentsFirst(model.Model).Select(table => table.ClrType);

    /// <summary>Writes the rows in their order.</summary>
    public void Copy<TRow>(IReadOnlyList<TRow> rows)
    {
        if (rows.Count > 0)
            Copy(Shape<TRow>(), rows);
    }

    protected abstract void Copy<TRow>(RowShape<TRow> shape, IReadOnlyList<TRow> rows);

    private RowShape<TRow> Shape<TRow>()
    {
        if (shapes.TryGetValue(typeof(TRow), out var known))
            return (RowShape<TRow>)known;
        var shape = RowShape<TRow>.Of(model.Model);
        shapes.Add(typeof(TRow), shape);
        return shape;
    }
}
