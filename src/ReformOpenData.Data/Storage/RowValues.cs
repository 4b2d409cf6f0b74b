using System.Reflection;
using ReformOpenData.Data.Storage.Rows;

namespace ReformOpenData.Data.Storage;

/// <summary>
/// Copies the values that a record and the row of a table have under the same name, in both directions: what both
/// declare is stored and read back, and is named nowhere else.
/// </summary>
internal static class RowValues
{
    /// <summary>
    /// Puts the values of a record into a row; those that the row has under other names stay as they are.
    /// </summary>
    public static void Write<TRecord, TRow>(TRecord record, TRow row)
    {
        foreach (var copy in Writer<TRecord, TRow>.Copies)
            copy(record, row);
    }

    /// <summary>The record of a row; what the row does not have under the same name has no value.</summary>
    public static TRecord Read<TRecord, TRow>(TRow row) => Reader<TRecord, TRow>.Read(row);

    /// <summary>
    /// Puts a row below another one, whose ancestors it repeats and to which it refers, and the values of a record into
    /// it.
    /// </summary>
    public static TRow Fill<TRow, TParent, TRecord>(TRow row, TParent parent, TRecord record)
        where TParent : DataRow
        where TRow : DataRow
    {
        foreach (var copy in Ancestors<TParent, TRow>.Copies)
            copy(parent, row);
        Write(record, row);
        return row;
    }

    /// <summary>
    /// A number of another row: it is found by the key of what it refers to, and is no value.
    /// </summary>
    public static bool IsReference(PropertyInfo property) =>
        property.Name.EndsWith("Id", StringComparison.Ordinal)
        && (Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType) == typeof(long);

    /// <summary>Whether a column may have no value: a text that a new row has is required.</summary>
    public static bool IsNullable<TRow>(PropertyInfo property)
        where TRow : new() => property.PropertyType.IsValueType
        ? Nullable.GetUnderlyingType(property.PropertyType) is not null
        : property.GetMethod!.CreateDelegate<Func<TRow, object?>>()(new TRow()) is null;

    private static bool IsValue(PropertyInfo property) =>
        !IsReference(property) && property.Name is not (nameof(NodeRow.Id) or nameof(NodeRow.Key));

    private static class Values<TRow>
    {
        public static Dictionary<string, PropertyInfo> ByName { get; } =
            typeof(TRow).GetProperties().Where(IsValue).ToDictionary(property => property.Name);
    }

    /// <summary>The values that both have.</summary>
    private static IEnumerable<(PropertyInfo OfRecord, PropertyInfo OfRow)> Shared<TRecord, TRow>() =>
        from property in typeof(TRecord).GetProperties()
        where property.CanWrite && Values<TRow>.ByName.ContainsKey(property.Name)
        select (property, Values<TRow>.ByName[property.Name]);

    private static class Writer<TRecord, TRow>
    {
        public static Action<TRecord, TRow>[] Copies { get; } =
            [.. Shared<TRecord, TRow>().Select(both => PropertyCopy.Of<TRecord, TRow>(both.OfRecord, both.OfRow))];
    }

    private static class Reader<TRecord, TRow>
    {
        private static readonly TRecord Empty = MakeEmpty();

        private static readonly Action<TRow, TRecord>[] Copies =
            [.. Shared<TRecord, TRow>().Select(both => PropertyCopy.Of<TRow, TRecord>(both.OfRow, both.OfRecord))];

        public static TRecord Read(TRow row)
        {
            var record = PropertyCopy.Clone(Empty);
            foreach (var copy in Copies)
                copy(row, record);
            return record;
        }

        private static TRecord MakeEmpty()
        {
            var constructor = typeof(TRecord).GetConstructors().MaxBy(made => made.GetParameters().Length)!;
            return (TRecord)constructor.Invoke(new object?[constructor.GetParameters().Length]);
        }
    }

    private static class Ancestors<TParent, TRow>
        where TParent : DataRow
        where TRow : DataRow
    {
        public static Action<TParent, TRow>[] Copies { get; } = [.. Make()];

        private static IEnumerable<Action<TParent, TRow>> Make()
        {
            var own = typeof(TParent).Name[..^"Row".Length] + "Id";
            return
                from property in typeof(TRow).GetProperties()
                where IsReference(property) && property.Name is not (nameof(DataRow.Id) or nameof(DataRow.EditionId))
                    && !property.Name.EndsWith("DocumentId", StringComparison.Ordinal)
                let above = typeof(TParent).GetProperty(property.Name == own ? nameof(DataRow.Id) : property.Name)
                where above is not null
                select PropertyCopy.Of<TParent, TRow>(above, property);
        }
    }
}
