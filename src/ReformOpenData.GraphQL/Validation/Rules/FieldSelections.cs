using ReformOpenData.GraphQL.Language;
using ReformOpenData.GraphQL.Types;

namespace ReformOpenData.GraphQL.Validation.Rules;

/// <summary>§5.3.1 #sec-Field-Selections: the type has the field.</summary>
internal static class FieldSelections
{
    public static void Check(
        ValidationContext context, Field field, CompositeType? parentType, FieldDefinition? definition)
    {
        if (parentType is null || definition is not null)
            return;
        var suggestion = Suggestions.Sentence(
            "to use an inline fragment on ", TypesWithField(context.Schema, parentType, field.Name));
        if (suggestion.Length == 0 && IsOfNodes(parentType, field.Name))
            suggestion = $" Did you mean \"nodes {{ {field.Name} }}\"?";
        if (suggestion.Length == 0 && parentType is FieldsType fields)
            suggestion = Suggestions.DidYouMean(field.Name, fields.Fields.Select(candidate => candidate.Name));
        context.Report($"Cannot query field \"{field.Name}\" on type \"{parentType}\".{suggestion}", field.Start);
    }

    /// <summary>Whether the type is a page whose objects have the field.</summary>
    private static bool IsOfNodes(CompositeType type, string fieldName) =>
        (type as FieldsType)?.Fields.Find("nodes")?.Type is { } nodes
        && nodes.Nullable is ListType
        && (nodes.Named as FieldsType)?.Fields.Find(fieldName) is not null;

    /// <summary>
    /// The types that have the field among those that an abstract type can be, and their interfaces: first what most of
    /// them share, then the more general interface, then by name.
    /// </summary>
    private static List<string> TypesWithField(Schema schema, CompositeType type, string fieldName)
    {
        var uses = new Dictionary<FieldsType, int>();
        if (type is not ObjectType)
        {
            foreach (var possibleType in schema.PossibleTypes(type))
            {
                if (possibleType.Fields.Find(fieldName) is null)
                    continue;
                uses[possibleType] = 1;
                foreach (var @interface in possibleType.Interfaces)
                {
                    if (@interface.Fields.Find(fieldName) is not null)
                        uses[@interface] = uses.GetValueOrDefault(@interface) + 1;
                }
            }
        }

        // By insertion: the order is not transitive, which the library's sort may answer with an exception.
        var types = new List<FieldsType>();
        foreach (var found in uses.Keys)
        {
            var at = types.Count;
            while (at > 0 && Compare(found, types[at - 1]) < 0)
                at--;
            types.Insert(at, found);
        }

        return types.ConvertAll(found => found.Name);

        int Compare(FieldsType a, FieldsType b)
        {
            if (uses[a] != uses[b])
                return uses[b] - uses[a];
            if (a is InterfaceType && b.IsSubTypeOf(a))
                return -1;
            if (b is InterfaceType && a.IsSubTypeOf(b))
                return 1;
            return Suggestions.NaturalCompare(a.Name, b.Name);
        }
    }
}
