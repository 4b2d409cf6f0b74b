using ReformOpenData.Data.Storage;
using ReformOpenData.Data.Storage.Rows;

namespace ReformOpenData.Data.Queries.Model;

/// <summary>A kind of row that can be asked for: its table, values, relations and natural order.</summary>
/// <param name="name">As the domain calls it, camel case.</param>
/// <param name="table">Its table; that of its owner for an embedded entity.</param>
public sealed class Entity(string name, string table)
{
    private static readonly string[] Places = ["Id", "Key", "Page", "Row", "Column", "Line"];
    private readonly Dictionary<string, Column> _columns = [];
    private readonly Dictionary<string, Relation> _relations = [];

    /// <summary>As the domain calls it, camel case.</summary>
    public string Name { get; } = name;

    /// <summary>Its table.</summary>
    public string Table { get; } = table;

    /// <summary>Column that relations refer to.</summary>
    public string Id { get; init; } = "id";

    /// <summary>Stable key within a release; null for what is no node.</summary>
    public Column? Key { get; private set; }

    /// <summary>The order of the print; it ends in what is unique within a release.</summary>
    public IReadOnlyList<OrderTerm> NaturalOrder { get; private set; } = [];

    /// <summary>
    /// Values of which there are few: how many rows have each combination of them is counted when a release is written.
    /// Others than before need a migration that empties <c>row_count</c> and has it filled.
    /// </summary>
    public IReadOnlyList<Column> Counted { get; private set; } = [];

    /// <summary>A condition that every row must meet, with {0} for the alias.</summary>
    public string? Only { get; init; }

    /// <summary>What the rows of a page meet where nobody asks for others; null where a page has all rows.</summary>
    public DefaultRows? Default { get; private set; }

    /// <summary>Its values by name.</summary>
    public IReadOnlyDictionary<string, Column> Columns => _columns;

    /// <summary>Its relations by name.</summary>
    public IReadOnlyDictionary<string, Relation> Relations => _relations;

    internal Entity Keyed(string sql = "key")
    {
        Key = new Column("key", ColumnKind.Text, sql, Nullable: false);
        _columns.Add("key", Key);
        return this;
    }

    internal Entity CountedBy(params ReadOnlySpan<string> names)
    {
        Counted = [.. names.ToArray().Select(name => _columns[name])];
        return this;
    }

    internal Entity With(Column column)
    {
        _columns.Add(column.Name, column);
        return this;
    }

    internal Entity Integer(string name, string sql, bool nullable = false) =>
        With(new Column(name, ColumnKind.Integer, sql, nullable));

    internal Entity Boolean(string name, string sql) =>
        With(new Column(name, ColumnKind.Boolean, sql, Nullable: false));

    /// <summary>An identifier within the program, compared exactly; clients never compare with it.</summary>
    internal Entity Exact(string name, string sql, bool nullable = false) =>
        With(new Column(name, ColumnKind.Text, sql, nullable));

    /// <summary>Digits, small letters and marks of ASCII, which folding leaves as they are.</summary>
    internal Entity Plain(string name, string sql, bool nullable = false) =>
        With(new Column(name, ColumnKind.Text, sql, nullable) { Folded = sql });

    /// <summary>Letters of ASCII, of which folding makes small ones.</summary>
    internal Entity Ascii(string name, string sql, bool nullable = false) =>
        With(new Column(name, ColumnKind.Text, sql, nullable) { Folded = $"lower({{0}}.{sql})" });

    /// <summary>Text with a folded sibling, which has no value where it is the text itself.</summary>
    internal Entity Text(string name, string sql, bool nullable = false) =>
        With(
            new Column(name, ColumnKind.Text, sql, nullable) { Folded = $"COALESCE({{0}}.{sql}_folded, {{0}}.{sql})" });

    /// <summary>Name with its folded sibling.</summary>
    internal Entity Folded(string name, string sql, bool nullable = false) =>
        With(new Column(name, ColumnKind.Text, sql, nullable) { Folded = sql + "_folded" });

    /// <summary>Long text, compared through <c>search_text</c>.</summary>
    internal Entity Searched(string name, string sql, SearchKind kind, string field) =>
        With(new Column(name, ColumnKind.Text, sql, Nullable: true) { Searched = (kind, field) });

    /// <summary>
    /// Every other value of the rows of its table, under the name that it has there: a text is compared as its folded
    /// sibling is, and one without a sibling exactly. Numbers of other rows and places in print are no values.
    /// </summary>
    internal Entity Stored<TRow>()
        where TRow : new()
    {
        var properties = typeof(TRow).GetProperties().ToDictionary(property => property.Name);
        foreach (var (name, property) in properties)
        {
            var (own, sql) = (char.ToLowerInvariant(name[0]) + name[1..], SnakeCase.Of(name));
            if (Places.Contains(name) || name.EndsWith("Folded", StringComparison.Ordinal) || _columns.ContainsKey(own)
                || RowValues.IsReference(property) || _columns.Values.Any(column => column.Sql == sql))
            {
                continue;
            }

            var isNullable = RowValues.IsNullable<TRow>(property);
            if (property.IsDefined(typeof(FoldedAttribute), inherit: false))
                Text(own, sql, isNullable);
            else if (properties.ContainsKey(FoldedAttribute.SiblingOf(name)))
                Folded(own, sql, isNullable);
            else
                With(new Column(own, KindOf(property.PropertyType), sql, isNullable));
        }

        return this;
    }

    private static ColumnKind KindOf(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        return type == typeof(string) ? ColumnKind.Text
            : type == typeof(bool) ? ColumnKind.Boolean
            : type == typeof(DateOnly) ? ColumnKind.Day
            : type == typeof(int) || type == typeof(long) || type.IsEnum ? ColumnKind.Integer
            : throw new InvalidOperationException($"No column of {type.Name}.");
    }

    /// <summary>A page has the rows with this value, unless a condition or a grouping names the column.</summary>
    internal Entity WithDefault(string column, object? value)
    {
        Default = new DefaultRows(_columns[column], new Compare(_columns[column], Comparison.Equal, value));
        return this;
    }

    internal Entity Relate(Relation relation)
    {
        _relations.Add(relation.Name, relation);
        return this;
    }

    internal Entity OrderedBy(params OrderTerm[] terms)
    {
        NaturalOrder = terms;
        return this;
    }

    internal Entity OrderedByKey() => OrderedBy(new OrderTerm([], Key!, Descending: false));

    internal OrderTerm Term(string column) => new([], _columns[column], Descending: false);
}

/// <summary>The rows of an entity that a page has where nobody asks for others.</summary>
/// <param name="Column">Whoever names it asks for others too.</param>
public sealed record DefaultRows(Column Column, Filter Filter);

/// <summary>One term of an order: a column, reached over to-one relations.</summary>
/// <param name="Path">Relations from the ordered entity to the column's; empty for its own.</param>
public sealed record OrderTerm(IReadOnlyList<Relation> Path, Column Column, bool Descending)
{
    /// <summary>Whether this orders by the same value as another term, in whichever direction.</summary>
    public bool SameValue(OrderTerm other) => Column == other.Column && Path.SequenceEqual(other.Path);
}
