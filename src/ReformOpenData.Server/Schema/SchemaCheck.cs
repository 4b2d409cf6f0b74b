using ReformOpenData.Data.Queries.Model;
using ReformOpenData.GraphQL.Types;
using GraphQLSchema = ReformOpenData.GraphQL.Types.Schema;

namespace ReformOpenData.Server.Schema;

/// <summary>
/// Sees at start-up that every field, filter, order and dimension of the schema has a column or relation behind it, so
/// that no request finds out.
/// </summary>
internal sealed class SchemaCheck
{
    private readonly GraphQLSchema _schema;
    private readonly HashSet<(NamedType, Entity)> _seen = [];
    private readonly List<string> _unbound = [];

    private SchemaCheck(GraphQLSchema schema) => _schema = schema;

    /// <summary>Checks a schema.</summary>
    /// <exception cref="InvalidOperationException">Something fits nothing; all of it is listed.</exception>
    public static void Run(GraphQLSchema schema)
    {
        var check = new SchemaCheck(schema);
        foreach (var (type, entity) in GlobalId.Types)
            check.Object((ObjectType)schema.Types.Find(type)!, entity);
        if (check._unbound.Count > 0)
            throw new InvalidOperationException(
                "No column or relation is bound to: " + string.Join(", ", check._unbound.Distinct()) + ".");
    }

    private void Object(ObjectType type, Entity entity)
    {
        if (!_seen.Add((type, entity)))
            return;
        foreach (var field in type.Fields)
        {
            if (DerivedFields.Columns(field.Coordinate, entity) is not null || entity.Columns.ContainsKey(field.Name))
                continue;
            if (entity == Catalog.Release && RootFields.Find(field.Name) is not null)
                continue;
            if (!entity.Relations.TryGetValue(field.Name, out var relation))
            {
                _unbound.Add(field.Coordinate);
                continue;
            }

            Arguments(field, relation.Target);
            if (field.Type.Named is ObjectType target && !target.Name.EndsWith("Connection", StringComparison.Ordinal))
            {
                if (target.Name != "Dataset")
                    Object(target, relation.Target);
            }
            else
            {
                Connection((ObjectType)field.Type.Named, relation.Target);
            }
        }
    }

    private void Connection(ObjectType type, Entity entity)
    {
        if (!_seen.Add((type, entity)))
            return;
        Object((ObjectType)type.Fields.Find("nodes")!.Type.Named, entity);
        if (type.Fields.Find("groups") is not { } groups)
            return;
        foreach (var value in ((EnumType)groups.Arguments.Find("by")!.Type.Named).Values)
        {
            if (FetchPlanner.DimensionOf(value.Name, entity) is not { } dimension)
                _unbound.Add(value.Coordinate);
            else if (((ObjectType)groups.Type.Named).Fields.Find(OrderInput.NameOf(dimension)) is null)
                _unbound.Add($"{groups.Type.Named}.{OrderInput.NameOf(dimension)}");
        }
    }

    private void Arguments(FieldDefinition field, Entity entity)
    {
        foreach (var argument in field.Arguments)
        {
            if (argument.Type.Named is InputObjectType input)
                Input(input, entity);
        }
    }

    private void Input(InputObjectType type, Entity entity)
    {
        if (!_seen.Add((type, entity)))
            return;
        foreach (var field in type.Fields)
        {
            if (field.Name is "and" or "or" or "not" or "id" || entity.Columns.ContainsKey(field.Name))
                continue;
            if (!entity.Relations.TryGetValue(field.Name, out var relation))
                _unbound.Add(field.Coordinate);
            else if (field.Type.Named is InputObjectType { Name: var name } inner)
                Input(name.StartsWith("List", StringComparison.Ordinal)
                    ? (InputObjectType)inner.Fields.Find("some")!.Type.Named
                    : inner, relation.Target);
        }
    }
}
