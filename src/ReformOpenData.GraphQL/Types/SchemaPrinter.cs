using ReformOpenData.GraphQL.Language;

namespace ReformOpenData.GraphQL.Types;

/// <summary>
/// Gives a schema back as SDL: every definition of it with its extensions merged in, descriptions, default values and
/// applied directives included, in the order of the SDL; without what is built in. What is printed builds the same
/// schema.
/// </summary>
public static class SchemaPrinter
{
    /// <summary>The SDL, ending in a line feed.</summary>
    public static string Print(Schema schema)
    {
        var definitions = schema.Document.Definitions;
        var schemaParts = definitions.OfType<SchemaDefinitionNode>().OrderBy(node => node.IsExtension).ToList();
        var types = definitions.OfType<TypeDefinitionNode>().GroupBy(node => node.Name).ToDictionary(
            group => group.Key, group => group.OrderBy(node => node.IsExtension).ToList());
        var printed = definitions.Where(node => node is not TypeSystemDefinitionNode { IsExtension: true })
            .Select(node => node switch
            {
                TypeDefinitionNode type => Printer.Print(Merge(types[type.Name])),
                SchemaDefinitionNode => Printer.Print(Merge(schemaParts)),
                _ => Printer.Print(node),
            });

        // A schema that is only extended keeps the default names of its roots, which an extension may not repeat.
        var extended = schemaParts.Count > 0 && schemaParts[0].IsExtension ? schemaParts.Select(Printer.Print) : [];
        return string.Join("\n\n", extended.Concat(printed)) + "\n";
    }

    private static SchemaDefinitionNode Merge(List<SchemaDefinitionNode> parts) => new(
        parts[0].Start,
        parts[0].Description,
        isExtension: false,
        [.. parts.SelectMany(part => part.Directives)],
        [.. parts.SelectMany(part => part.OperationTypes)]);

    private static TypeDefinitionNode Merge(List<TypeDefinitionNode> parts)
    {
        if (parts.Count == 1)
            return parts[0];
        var start = parts[0].Start;
        var description = parts[0].Description;
        var name = new Name(parts[0].Name, parts[0].NameStart);
        var directives = parts.SelectMany(part => part.Directives);
        var fields = parts.OfType<FieldsDefinitionNode>().ToList();
        return parts[0] switch
        {
            ScalarTypeDefinitionNode => new ScalarTypeDefinitionNode(start, description, false, name, [.. directives]),
            ObjectTypeDefinitionNode => new ObjectTypeDefinitionNode(
                start,
                description,
                false,
                name,
                [.. fields.SelectMany(part => part.Interfaces)],
                [.. directives],
                [.. fields.SelectMany(part => part.Fields)]),
            InterfaceTypeDefinitionNode => new InterfaceTypeDefinitionNode(
                start,
                description,
                false,
                name,
                [.. fields.SelectMany(part => part.Interfaces)],
                [.. directives],
                [.. fields.SelectMany(part => part.Fields)]),
            UnionTypeDefinitionNode => new UnionTypeDefinitionNode(
                start,
                description,
                false,
                name,
                [.. directives],
                [.. parts.Cast<UnionTypeDefinitionNode>().SelectMany(part => part.Types)]),
            EnumTypeDefinitionNode => new EnumTypeDefinitionNode(
                start,
                description,
                false,
                name,
                [.. directives],
                [.. parts.Cast<EnumTypeDefinitionNode>().SelectMany(part => part.Values)]),
            _ => new InputObjectTypeDefinitionNode(
                start,
                description,
                false,
                name,
                [.. directives],
                [.. parts.Cast<InputObjectTypeDefinitionNode>().SelectMany(part => part.Fields)]),
        };
    }
}
