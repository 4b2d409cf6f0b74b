using System.Collections.Immutable;

namespace ReformOpenData.GraphQL.Language;

/// <summary>Type system definitions and extensions.</summary>
public static partial class Printer
{
    private static string TypeSystem(Node node) => node switch
    {
        SchemaDefinitionNode schema => $"{Head(schema, "schema", null)}{OptionalBlock(schema.OperationTypes)}",
        OperationTypeDefinitionNode root => $"{OperationName(root.Operation)}: {root.Type}",
        ScalarTypeDefinitionNode scalar => Head(scalar, "scalar", scalar.Name),
        ObjectTypeDefinitionNode type => Fields(type, "type"),
        InterfaceTypeDefinitionNode type => Fields(type, "interface"),
        UnionTypeDefinitionNode union => Head(union, "union", union.Name)
            + (union.Types.IsEmpty ? "" : $" = {string.Join(" | ", union.Types)}"),
        EnumTypeDefinitionNode type => $"{Head(type, "enum", type.Name)}{OptionalBlock(type.Values)}",
        InputObjectTypeDefinitionNode type => $"{Head(type, "input", type.Name)}{OptionalBlock(type.Fields)}",
        FieldDefinitionNode field =>
            $"{Description(field.Description)}{field.Name}{Arguments(field.Arguments)}: {field.Type}"
            + Directives(field.Directives),
        InputValueDefinitionNode input => $"{Description(input.Description)}{input.Name}: {input.Type}"
            + $"{Default(input.DefaultValue)}{Directives(input.Directives)}",
        EnumValueDefinitionNode value => $"{Description(value.Description)}{value.Name}{Directives(value.Directives)}",
        DirectiveDefinitionNode directive => Directive(directive),
        _ => throw new InvalidOperationException($"{node.Kind} has no text."),
    };

    private static string Head(TypeSystemDefinitionNode node, string keyword, string? name, string interfaces = "") =>
        Description(node.Description) + (node.IsExtension ? "extend " : "") + keyword + (name is null ? "" : $" {name}")
            + interfaces + Directives(node.Directives);

    private static string Fields(FieldsDefinitionNode node, string keyword)
    {
        var interfaces = node.Interfaces.IsEmpty ? "" : $" implements {string.Join(" & ", node.Interfaces)}";
        return Head(node, keyword, node.Name, interfaces) + OptionalBlock(node.Fields);
    }

    private static string Directive(DirectiveDefinitionNode node) =>
        $"{Description(node.Description)}directive @{node.Name}{Arguments(node.Arguments)}"
        + $"{(node.IsRepeatable ? " repeatable" : "")} on "
        + $"{string.Join(" | ", node.Locations.Select(DirectiveLocations.ToName))}";

    private static string Arguments(ImmutableArray<InputValueDefinitionNode> nodes)
    {
        if (nodes.IsEmpty)
            return "";
        var arguments = nodes.Select(Print).ToList();
        return arguments.Exists(IsMultiline)
            ? $"(\n{Indent(string.Join('\n', arguments))}\n)"
            : $"({string.Join(", ", arguments)})";
    }

    private static string OptionalBlock<T>(ImmutableArray<T> nodes)
        where T : Node => nodes.IsEmpty ? "" : $" {Block(nodes.Select(Print))}";

    /// <summary>The keyword of an operation type.</summary>
    internal static string OperationName(OperationType operation) => operation switch
    {
        OperationType.Query => "query",
        OperationType.Mutation => "mutation",
        _ => "subscription",
    };
}
