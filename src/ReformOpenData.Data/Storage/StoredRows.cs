using System.Data.Common;
using System.Reflection;

namespace ReformOpenData.Data.Storage;

/// <summary>
/// Reads whole rows of a table into the class that EF Core's model writes it from, without EF Core: each start reads
/// a release back, and EF Core takes longer to get ready than that takes.
/// </summary>
internal static class StoredRows
{
    /// <summary>Longer than any of these statements takes, so that a server that hangs is noticed.</summary>
    public const int TimeoutSeconds = 30;

    /// <param name="rest">What follows the table in the statement: condition and order.</param>
    public static Task<List<TRow>> ReadAsync<TRow>(
        DbConnection connection, string rest, CancellationToken cancellation)
        where TRow : class, new() => ReadAsync<TRow>(connection, rest, edition: null, cancellation);

    /// <summary>Those of one edition.</summary>
    /// <param name="order">The columns to order them by.</param>
    public static Task<List<TRow>> OfEditionAsync<TRow>(
        DbConnection connection, long edition, string order, CancellationToken cancellation)
        where TRow : class, new() =>
        ReadAsync<TRow>(connection, $"WHERE edition_id = @edition ORDER BY {order}", edition, cancellation);

    private static async Task<List<TRow>> ReadAsync<TRow>(
        DbConnection connection, string rest, long? edition, CancellationToken cancellation)
        where TRow : class, new()
    {
        await using var command = connection.CreateCommand();
        command.CommandText = $"{Table<TRow>.Select} {rest}";
        command.CommandTimeout = TimeoutSeconds;
        if (edition is { } id)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = ("@edition", id);
            command.Parameters.Add(parameter);
        }

        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var rows = new List<TRow>();
        while (await reader.ReadAsync(cancellation))
        {
            var row = new TRow();
            for (var i = 0; i < Table<TRow>.Columns.Length; i++)
                Table<TRow>.Columns[i](row, reader, i);
            rows.Add(row);
        }

        return rows;
    }

    /// <summary>The columns of a table, each with what puts its value into a row.</summary>
    private static class Table<TRow>
        where TRow : class, new()
    {
        private static readonly PropertyInfo[] Properties = typeof(TRow).GetProperties();

        public static Action<TRow, DbDataReader, int>[] Columns { get; } = [.. Properties.Select(Of)];

        /// <summary>Names are quoted, since one of them is column.</summary>
        public static string Select { get; } =
            $"SELECT {string.Join(", ", Properties.Select(one => $"\"{SnakeCase.Of(one.Name)}\""))} "
            + $"FROM {SnakeCase.TableOf(typeof(TRow))}";

        private static Action<TRow, DbDataReader, int> Of(PropertyInfo property) =>
            Type.GetTypeCode(property.PropertyType) switch
            {
                // Without one that is required, reading fails.
                TypeCode.String when !RowValues.IsNullable<TRow>(property) =>
                    Of<string>(property, static (reader, i) => reader.GetString(i)),
                TypeCode.String =>
                    Of<string?>(property, static (reader, i) => reader.IsDBNull(i) ? null : reader.GetString(i)),
                TypeCode.Int32 => Of(property, static (reader, i) => reader.GetInt32(i)),
                TypeCode.Int64 => Of(property, static (reader, i) => reader.GetInt64(i)),
                TypeCode.Boolean => Of(property, static (reader, i) => reader.GetBoolean(i)),
                _ => OfOther(property),
            };

        private static Action<TRow, DbDataReader, int> OfOther(PropertyInfo property) => property.PropertyType switch
        {
            var type when type == typeof(int?) =>
                Of<int?>(property, static (reader, i) => reader.IsDBNull(i) ? null : reader.GetInt32(i)),
            var type when type == typeof(long?) =>
                Of<long?>(property, static (reader, i) => reader.IsDBNull(i) ? null : reader.GetInt64(i)),
            var type when type == typeof(bool?) =>
                Of<bool?>(property, static (reader, i) => reader.IsDBNull(i) ? null : reader.GetBoolean(i)),
            var type when type == typeof(DateOnly?) => Of<DateOnly?>(
                property, static (reader, i) => reader.IsDBNull(i) ? null : reader.GetFieldValue<DateOnly>(i)),
            var type when type == typeof(DateTimeOffset) =>
                Of(property, static (reader, i) => reader.GetFieldValue<DateTimeOffset>(i)),
            var type when type == typeof(DateTimeOffset?) => Of<DateTimeOffset?>(
                property, static (reader, i) => reader.IsDBNull(i) ? null : reader.GetFieldValue<DateTimeOffset>(i)),
            _ => throw new InvalidOperationException(
                $"{property.DeclaringType!.Name}.{property.Name} has a type that no column has."),
        };

        /// <summary>An enumeration is stored as its number, which its setter takes as well.</summary>
        private static Action<TRow, DbDataReader, int> Of<T>(PropertyInfo property, Func<DbDataReader, int, T> read)
        {
            var set = property.SetMethod!.CreateDelegate<Action<TRow, T>>();
            return (row, reader, i) => set(row, read(reader, i));
        }
    }
}
