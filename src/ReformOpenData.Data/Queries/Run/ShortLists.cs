using System.Data.Common;
using System.Text.Json;
using ReformOpenData.Data.Queries.Model;
using ReformOpenData.Data.Queries.Sql;

namespace ReformOpenData.Data.Queries.Run;

/// <summary>
/// Short lists below a single row, as JSON in columns of its statement: on PostgreSQL a statement of its own costs more
/// than such a list. Below many rows, lists have statements of their own, which read those of all rows together.
/// </summary>
internal static class ShortLists
{
    /// <summary>PostgreSQL makes an array of at most 100 values.</summary>
    private const int MostColumns = 100;

    /// <summary>
    /// Whether a fetch is such a list, down to the last level, of values that JSON holds as they are.
    /// </summary>
    public static bool Can(Fetch fetch) =>
        fetch is ListFetch { Single: false, Rows.Relation.IsShort: true } list
            && Can(list.Shape)
            && Width(list.Shape) <= MostColumns;

    private static bool Can(Shape shape) =>
        shape.Columns.TrueForAll(one => one.Column.Kind is ColumnKind.Text or ColumnKind.Integer or ColumnKind.Boolean)
        && shape.Ones.TrueForAll(one => Can(one.Shape)) && shape.Fetches.TrueForAll(Can) && shape.Variants.Count == 0;

    private static int Width(Shape shape) =>
        shape.Columns.Count + shape.Fetches.Count + shape.Ones.Sum(one => 1 + Width(one.Shape));

    /// <summary>The expression of a list below the row of an alias, and what reads it.</summary>
    public static ShortList Write(Statement statement, ListFetch fetch, string alias)
    {
        var first = statement.Aliases;
        if (fetch.Written is { } written && written.Alias == alias && written.First == first)
        {
            statement.Aliases = written.End;
            return written;
        }

        var scope = Scope.Below(statement, fetch.Rows.Relation, alias);
        scope.Where(fetch.Rows.Filter);
        var list = new SelectList();
        var reader = new ShapeReader(fetch.Shape, scope, scope.Alias, list, hasShortLists: true);
        var order = OrderSql.List(scope, OrderSql.Total(fetch.Rows), reversed: false);
        var row = string.Join(", ", list.Expressions);
        var sql = $"(SELECT json_agg(json_build_array({row}) ORDER BY {order})\nFROM {scope.From}{scope.Conditions})";
        var made = new ShortList(alias, first, statement.Aliases, sql, reader);
        if (IsUnfiltered(fetch))
            fetch.Written = made;
        return made;
    }

    /// <summary>Whether the expression holds no parameters, so that it is the same in each statement.</summary>
    private static bool IsUnfiltered(Fetch fetch) =>
        fetch is ListFetch { Rows.Filter: null } list && IsUnfiltered(list.Shape);

    private static bool IsUnfiltered(Shape shape) =>
        shape.Fetches.TrueForAll(IsUnfiltered) && shape.Ones.TrueForAll(one => IsUnfiltered(one.Shape));
}

/// <summary>
/// A short list as it was written below the row of an alias, when the next free alias was the first one.
/// </summary>
/// <param name="End">The next free alias behind it.</param>
internal sealed record ShortList(string Alias, int First, int End, string Sql, ShapeReader Reader);

/// <summary>The values of one row, by ordinal.</summary>
internal interface IValues
{
    Value Read(ColumnKind kind, int ordinal);

    IReadOnlyList<Row> ReadList(int ordinal, ShapeReader rows);
}

/// <summary>A row of a statement.</summary>
internal readonly struct StatementValues(DbDataReader reader, QuerySession session) : IValues
{
    public Value Read(ColumnKind kind, int ordinal)
    {
        var value = ShapeReader.ReadValue(reader, kind, ordinal);
        if (value.Reference is string text)
            session.CountCharacters(text.Length);
        return value;
    }

    public IReadOnlyList<Row> ReadList(int ordinal, ShapeReader rows)
    {
        if (reader.IsDBNull(ordinal))
            return [];
        var list = reader.GetFieldValue<byte[]>(ordinal);
        session.CountCharacters(list.Length);
        using var json = JsonDocument.Parse(list);
        return JsonValues.ReadAll(json.RootElement, rows);
    }
}

/// <summary>A row of a list in JSON.</summary>
internal readonly struct JsonValues(JsonElement row) : IValues
{
    public static IReadOnlyList<Row> ReadAll(JsonElement list, ShapeReader rows)
    {
        var read = new List<Row>(list.GetArrayLength());
        foreach (var row in list.EnumerateArray())
            read.Add(rows.Read(new JsonValues(row)));
        return read;
    }

    public Value Read(ColumnKind kind, int ordinal)
    {
        var value = row[ordinal];
        return value.ValueKind switch
        {
            JsonValueKind.Null => default,
            JsonValueKind.Number => Value.Of(value.GetInt64()),
            JsonValueKind.String => Value.Of(value.GetString()),
            _ => Value.Of(value.GetBoolean()),
        };
    }

    public IReadOnlyList<Row> ReadList(int ordinal, ShapeReader rows) =>
        row[ordinal] is { ValueKind: JsonValueKind.Array } list ? ReadAll(list, rows) : [];
}
