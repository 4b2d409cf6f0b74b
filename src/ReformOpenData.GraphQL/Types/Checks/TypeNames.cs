using ReformOpenData.GraphQL.Language;

namespace ReformOpenData.GraphQL.Types.Checks;

/// <summary>Every type that a definition refers to must exist (§3.3, §5.5.1.2 says the same of documents).</summary>
internal static class TypeNames
{
    private static readonly string[] s_standard =
        ["String", "Int", "Float", "Boolean", "ID", .. BuiltIns.IntrospectionTypes.Select(type => type.Name)];

    public static void Check(Document document, SchemaErrors errors)
    {
        var defined = document.Definitions.OfType<TypeDefinitionNode>().Where(node => !node.IsExtension)
            .Select(node => node.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var reference in document.Definitions.SelectMany(References).Select(type => type.Named))
        {
            if (defined.Contains(reference.Name) || BuiltIns.Find(reference.Name) is not null)
                continue;
            var near = Suggestions.DidYouMean(reference.Name, s_standard.Concat(defined));
            errors.Report($"Unknown type \"{reference.Name}\".{near}", reference);
        }
    }

    private static IEnumerable<TypeReference> References(Definition definition) => definition switch
    {
        SchemaDefinitionNode schema => schema.OperationTypes.Select(root => root.Type),
        FieldsDefinitionNode type => type.Interfaces.Concat(
            type.Fields.SelectMany(field => field.Arguments.Select(argument => argument.Type).Append(field.Type))),
        UnionTypeDefinitionNode union => union.Types,
        InputObjectTypeDefinitionNode input => input.Fields.Select(field => field.Type),
        DirectiveDefinitionNode directive => directive.Arguments.Select(argument => argument.Type),
        _ => [],
    };
}
