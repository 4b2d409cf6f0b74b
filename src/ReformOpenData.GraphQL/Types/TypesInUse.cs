namespace ReformOpenData.GraphQL.Types;

/// <summary>
/// All types of a schema, in graphql-js's order: those of the SDL in its order, each followed by the built-in scalars
/// that it is the first to use; then what the directives use; then the introspection types.
/// </summary>
internal static class TypesInUse
{
    public static IEnumerable<NamedType> Order(
        IReadOnlyList<NamedType> declared, IEnumerable<DirectiveDefinition> directives)
    {
        var seen = new HashSet<NamedType>(declared);
        foreach (var type in declared)
        {
            yield return type;
            foreach (var used in References(type).Where(seen.Add))
                yield return used;
        }

        var arguments = directives.SelectMany(directive => directive.Arguments.Items);
        foreach (var used in arguments.Select(argument => argument.Type.Named).Where(seen.Add))
            yield return used;
        foreach (var type in BuiltIns.IntrospectionTypes.Where(seen.Add))
            yield return type;
    }

    private static IEnumerable<NamedType> References(NamedType type) => type switch
    {
        FieldsType fields => fields.Fields.Items.SelectMany(
            field => field.Arguments.Items.Select(argument => argument.Type.Named).Prepend(field.Type.Named)),
        InputObjectType input => input.Fields.Items.Select(field => field.Type.Named),
        _ => [],
    };
}
