using System.Collections.Concurrent;
using ReformOpenData.GraphQL.Types;
using ReformOpenData.Server.Representations;
using GraphQLSchema = ReformOpenData.GraphQL.Types.Schema;

namespace ReformOpenData.Server.Lists;

/// <summary>A column of a list, with what the schema says of it.</summary>
/// <param name="Type">Of its values.</param>
/// <param name="Filter">How a filter of the connection reaches it; null where none does.</param>
/// <param name="Sort">How an order of the connection reaches it; null where none does.</param>
internal sealed record ListField(
    ListColumn Column,
    NamedType Type,
    string? Description,
    IReadOnlyList<string>? Filter,
    IReadOnlyList<string>? Sort)
{
    /// <summary>
    /// Whether the value is of a row within an object of the connection, and rows are filtered by it one by one.
    /// </summary>
    public bool IsOfRow { get; init; }

    public bool CanFilter => Filter is not null || IsOfRow;

    public TableCell Cell => Column.IsOrdinal ? TableCell.Number : TableColumn.CellOf(Type);
}

/// <summary>A list, bound to the schema.</summary>
internal sealed class ListBinding
{
    private readonly ObjectType _node;
    private readonly InputObjectType? _where, _order;
    private readonly Dictionary<string, ListField> _fields;

    public ListBinding(GraphQLSchema schema, ListTable list, bool hasPlanCodes)
    {
        List = list;
        var release = (ObjectType)schema.Types.Find("Release")!;
        var root = list.IsOfStore ? schema.QueryType.Fields.Find(list.Root)! : release.Fields.Find(list.Root)!;
        var connection = (ObjectType)root.Type.Named;
        _node = (ObjectType)connection.Fields.Find("nodes")!.Type.Named;
        _where = root.Arguments.Find("where")?.Type.Named as InputObjectType;
        _order = root.Arguments.Find("order")?.Type.Named as InputObjectType;
        HasPlanCodes = hasPlanCodes;
        Fields = [.. list.Columns.Concat(hasPlanCodes ? list.PlanCodes : []).Select(Bind)];
        _fields = Fields.ToDictionary(field => field.Column.Name, StringComparer.Ordinal);
    }

    public ListTable List { get; }

    /// <summary>Whether it has <see cref="ListTable.PlanCodes"/>.</summary>
    public bool HasPlanCodes { get; }

    /// <summary>Name of the type of the objects of its connection.</summary>
    public string Node => _node.Name;

    public IReadOnlyList<ListField> Fields { get; }

    /// <summary>Names of the types of the arguments where and order.</summary>
    public (string? Where, string? Order) Inputs => (_where?.Name, _order?.Name);

    /// <summary>The field of a column; null where it has no such column.</summary>
    public ListField? Find(string column) => _fields.GetValueOrDefault(column);

    /// <summary>Whether the filter of the connection has a path.</summary>
    public bool CanFilter(IReadOnlyList<string> path) => Has(_where, path);

    /// <summary>
    /// How a filter of the connection reaches a path of fields, if only by the objects that have such a row; null where
    /// none does.
    /// </summary>
    public IReadOnlyList<string>? FilterOf(string path)
    {
        var all = path.Split('.');
        var rows = List.Rows.Split('.', StringSplitOptions.RemoveEmptyEntries);
        string[] filter = IsOfRow(path) ? [.. rows, "some", .. all[rows.Length..]] : all;
        return Has(_where, filter) ? filter : null;
    }

    /// <summary>Whether a path leads to a value of the rows within an object of the connection.</summary>
    public bool IsOfRow(string path) =>
        List.Rows.Length > 0 && path.StartsWith(List.Rows + ".", StringComparison.Ordinal);

    private ListField Bind(ListColumn column)
    {
        var field = Field(column.Path);
        if (column.IsOrdinal)
            return new ListField(column, field.Type.Named, field.Description, null, null);
        var path = column.Path.Split('.');
        return new ListField(
            column, field.Type.Named, field.Description, FilterOf(column.Path), Has(_order, path) ? path : null)
        {
            IsOfRow = IsOfRow(column.Path),
        };
    }

    private FieldDefinition Field(string path)
    {
        FieldDefinition? field = null;
        foreach (var name in path.Split('.'))
            field = ((ObjectType?)field?.Type.Named ?? _node).Fields.Find(name)!;
        return field!;
    }

    private static bool Has(InputObjectType? input, IReadOnlyList<string> path)
    {
        foreach (var name in path)
        {
            if (input?.Fields.Find(name) is not { } field)
                return false;
            input = field.Type.Named as InputObjectType;
        }

        return true;
    }
}

/// <summary>
/// The schema as lists and tables need it; read when it is first asked for, since a start does not need it.
/// </summary>
internal sealed class ListSchema(ReadOnlyMemory<byte> sdl)
{
    private readonly Lazy<GraphQLSchema> _schema = new(() => SchemaBuilder.Build(sdl));
    private readonly ConcurrentDictionary<(string, bool), ListBinding> _bindings = new();

    public GraphQLSchema Schema => _schema.Value;

    /// <param name="hasPlanCodes">Whether a plan of the release has an id.</param>
    public ListBinding Of(ListTable list, bool hasPlanCodes) =>
        _bindings.GetOrAdd((list.Name, hasPlanCodes), _ => new ListBinding(Schema, list, hasPlanCodes));
}
