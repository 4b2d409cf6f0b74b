using ReformOpenData.GraphQL.Introspection;
using ReformOpenData.GraphQL.Types;

namespace ReformOpenData.GraphQL.Execution;

/// <summary>Bindings that fit a schema: every field bound, every binding used.</summary>
internal sealed record BoundFields(
    Dictionary<FieldDefinition, FieldBinding> Fields,
    Dictionary<string, Func<object, string>> Types,
    Dictionary<string, LeafType> LeafTypes)
{
    public static BoundFields Bind(Schema schema, Bindings bindings)
    {
        var faults = new List<string>();
        var introspection = IntrospectionBindings.Make(schema);
        var fields = new Dictionary<FieldDefinition, FieldBinding>(ReferenceEqualityComparer.Instance);
        var unused = bindings.Fields.Keys.ToHashSet(StringComparer.Ordinal);
        foreach (var type in schema.Types.OfType<ObjectType>())
        {
            var source = type.Name.StartsWith("__", StringComparison.Ordinal) ? introspection : bindings;
            foreach (var field in type.Fields)
            {
                unused.Remove(field.Coordinate);
                if (!source.Fields.TryGetValue(field.Coordinate, out var binding))
                    faults.Add($"{field.Coordinate} is not bound.");
                else if (Misfit(schema, type, field, binding) is { } misfit)
                    faults.Add($"{field.Coordinate} {misfit}");
                else
                    fields.Add(field, binding);
            }
        }

        foreach (var metaField in new[] { BuiltIns.SchemaField, BuiltIns.TypeField })
            fields.Add(metaField, introspection.Fields[metaField.Coordinate]);
        faults.AddRange(unused.Select(coordinate => $"{coordinate} is bound, but is not a field of an object type."));
        CheckTypes(schema, bindings, faults);
        if (faults.Count > 0)
            throw new InvalidOperationException("The bindings do not fit the schema:\n" + string.Join('\n', faults));
        return new BoundFields(
            fields,
            bindings.Types,
            schema.Types.Where(type => type.IsLeafType).ToDictionary(
                type => type.Name,
                type => new LeafType(type, bindings.Scalars.GetValueOrDefault(type.Name)),
                StringComparer.Ordinal));
    }

    private static string? Misfit(Schema schema, ObjectType type, FieldDefinition field, FieldBinding binding)
    {
        if (binding is ResolverBinding && !IsRoot(schema, type))
            return "has a resolver that is waited for, and is not a field of a root type.";
        if (binding is ResolverBinding && GiverOf(schema, type) is { } giver)
            return $"has a resolver that is waited for, and {giver.Coordinate} gives its type below the root.";
        var isLeaf = field.Type.Named.IsLeafType;
        if (binding is LeafBinding && !isLeaf)
            return $"is bound as a leaf, and its type {field.Type} has fields.";
        if (isLeaf && new LeafShape(field.Type, new LeafType(field.Type.Named, null)).Lists > LeafShape.MostLists)
            return $"is a leaf in more than {LeafShape.MostLists} lists.";
        return null;
    }

    private static bool IsRoot(Schema schema, ObjectType type) =>
        type == schema.QueryType || type == schema.MutationType;

    /// <summary>A field whose value can be of the type.</summary>
    private static FieldDefinition? GiverOf(Schema schema, ObjectType type) => schema.Types.OfType<ObjectType>()
        .SelectMany(parent => parent.Fields)
        .FirstOrDefault(field =>
            field.Type.Named is CompositeType named && schema.PossibleTypes(named).Contains(type));

    private static void CheckTypes(Schema schema, Bindings bindings, List<string> faults)
    {
        foreach (var type in schema.Types)
        {
            if (type is InterfaceType or UnionType && !bindings.Types.ContainsKey(type.Name))
                faults.Add($"{type.Name} is abstract, and no TypeOf tells the types of its values.");
        }

        faults.AddRange(bindings.Types.Keys
            .Where(name => schema.Types.Find(name) is not (InterfaceType or UnionType))
            .Select(name => $"{name} has a TypeOf, but is not an interface or union."));
        faults.AddRange(bindings.Scalars.Keys
            .Where(name => schema.Types.Find(name) is not ScalarType || BuiltIns.Find(name) is not null)
            .Select(name => $"{name} has a coercion, but is not a custom scalar."));
    }
}
