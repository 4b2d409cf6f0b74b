using System.Linq.Expressions;
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
    public static void Write<TRecord, TRow>(TRecord record, TRow row) => Writer<TRecord, TRow>.Write(record, row);

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
        Ancestors<TParent, TRow>.Write(parent, row);
        Write(record, row);
        return row;
    }

    /// <summary>
    /// A number of another row: it is found by the key of what it refers to, and is no value.
    /// </summary>
    public static bool IsReference(PropertyInfo property) =>
        property.Name.EndsWith("Id", StringComparison.Ordinal)
        && (Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType) == typeof(long);

    /// <summary>Whether it may have no value.</summary>
    public static bool IsNullable(PropertyInfo property) => property.PropertyType.IsValueType
        ? Nullable.GetUnderlyingType(property.PropertyType) is not null
        : new NullabilityInfoContext().Create(property).ReadState == NullabilityState.Nullable;

    private static bool IsValue(PropertyInfo property) =>
        !IsReference(property) && property.Name is not (nameof(NodeRow.Id) or nameof(NodeRow.Key));

    private static class Values<TRow>
    {
        public static Dictionary<string, PropertyInfo> ByName { get; } =
            typeof(TRow).GetProperties().Where(IsValue).ToDictionary(property => property.Name);
    }

    /// <summary>Apart from what reads: a start reads, and compiles what it reads by.</summary>
    private static class Writer<TRecord, TRow>
    {
        public static Action<TRecord, TRow> Write { get; } = MakeWrite();

        private static Action<TRecord, TRow> MakeWrite()
        {
            var (record, row) = (Expression.Parameter(typeof(TRecord)), Expression.Parameter(typeof(TRow)));
            var values = typeof(TRecord).GetProperties()
                .Where(property => property.CanWrite && Values<TRow>.ByName.ContainsKey(property.Name))
                .Select(property => Expression.Assign(
                    Expression.Property(row, Values<TRow>.ByName[property.Name]),
                    Expression.Convert(
                        Expression.Property(record, property), Values<TRow>.ByName[property.Name].PropertyType)));
            return Expression.Lambda<Action<TRecord, TRow>>(
                Expression.Block([.. values, Expression.Empty()]), record, row).Compile();
        }
    }

    private static class Reader<TRecord, TRow>
    {
        public static Func<TRow, TRecord> Read { get; } = MakeRead();

        private static Func<TRow, TRecord> MakeRead()
        {
            var row = Expression.Parameter(typeof(TRow));
            var constructor = typeof(TRecord).GetConstructors().MaxBy(made => made.GetParameters().Length)!;
            var parameters = constructor.GetParameters();
            var others = typeof(TRecord).GetProperties()
                .Where(property => property.CanWrite && Values<TRow>.ByName.ContainsKey(property.Name)
                    && Array.TrueForAll(parameters, parameter => parameter.Name != property.Name))
                .Select(property => Expression.Bind(property, Of(property.Name, property.PropertyType)));
            var made = Expression.New(
                constructor, parameters.Select(parameter => Of(parameter.Name!, parameter.ParameterType)));
            return Expression.Lambda<Func<TRow, TRecord>>(Expression.MemberInit(made, others), row).Compile();

            Expression Of(string name, Type type) => Values<TRow>.ByName.TryGetValue(name, out var property)
                ? Expression.Convert(Expression.Property(row, property), type)
                : Expression.Default(type);
        }
    }

    private static class Ancestors<TParent, TRow>
        where TParent : DataRow
        where TRow : DataRow
    {
        public static Action<TParent, TRow> Write { get; } = Make();

        private static Action<TParent, TRow> Make()
        {
            var (parent, row) = (Expression.Parameter(typeof(TParent)), Expression.Parameter(typeof(TRow)));
            var own = typeof(TParent).Name[..^"Row".Length] + "Id";
            var ids =
                from property in typeof(TRow).GetProperties()
                where IsReference(property) && property.Name is not (nameof(DataRow.Id) or nameof(DataRow.EditionId))
                    && !property.Name.EndsWith("DocumentId", StringComparison.Ordinal)
                let above = typeof(TParent).GetProperty(property.Name == own ? nameof(DataRow.Id) : property.Name)
                where above is not null
                select Expression.Assign(
                    Expression.Property(row, property),
                    Expression.Convert(Expression.Property(parent, above), property.PropertyType));
            return Expression.Lambda<Action<TParent, TRow>>(
                Expression.Block([.. ids, Expression.Empty()]), parent, row).Compile();
        }
    }
}
