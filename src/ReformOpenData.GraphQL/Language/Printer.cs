using System.Collections.Immutable;

namespace ReformOpenData.GraphQL.Language;

/// <summary>
/// Writes a tree as text, in graphql-js's layout, so that it parses to the same tree: lists of arguments, list values
/// and objects go on one line up to 80 characters, and on lines of their own beyond.
/// </summary>
public static partial class Printer
{
    private const int MaxLineLength = 80;

    /// <summary>The text of any node.</summary>
    public static string Print(Node node) => node switch
    {
        Document document =>
            string.Join("\n\n", document.Definitions.Select((_, index) => Definition(document, index))),
        OperationDefinition operation => Operation(operation, mayBeShort: true),
        FragmentDefinition fragment =>
            $"{Description(fragment.Description)}fragment {fragment.Name} on {fragment.TypeCondition}"
            + $"{Directives(fragment.Directives)} {Print(fragment.SelectionSet)}",
        VariableDefinition variable => VariableDefinition(variable),
        SelectionSet selectionSet => Block(selectionSet.Selections.Select(Print)),
        Field field => Field(field),
        FragmentSpread spread => $"...{spread.Name}{Directives(spread.Directives)}",
        InlineFragment fragment => (fragment.TypeCondition is null ? "..." : $"... on {fragment.TypeCondition}")
            + $"{Directives(fragment.Directives)} {Print(fragment.SelectionSet)}",
        Argument argument => $"{argument.Name}: {Print(argument.Value)}",
        Directive directive => Directive(directive),
        Value value => Value(value),
        ObjectField field => $"{field.Name}: {Print(field.Value)}",
        TypeReference type => type.ToString()!,
        _ => TypeSystem(node),
    };

    /// <summary>
    /// A query without its keyword would become the body of a definition before it that could have one.
    /// </summary>
    private static string Definition(Document document, int index)
    {
        var mayBeShort = index == 0 || document.Definitions[index - 1] is not (
            FieldsDefinitionNode { Fields.IsEmpty: true } or EnumTypeDefinitionNode { Values.IsEmpty: true }
            or InputObjectTypeDefinitionNode { Fields.IsEmpty: true }
            or SchemaDefinitionNode { OperationTypes.IsEmpty: true });
        return document.Definitions[index] is OperationDefinition operation
            ? Operation(operation, mayBeShort)
            : Print(document.Definitions[index]);
    }

    private static string Operation(OperationDefinition operation, bool mayBeShort)
    {
        var selectionSet = Print(operation.SelectionSet);
        var variables = operation.VariableDefinitions.Select(Print).ToList();
        var isShorthand = mayBeShort && operation is { Operation: OperationType.Query, Name: null, Description: null }
            && operation.Directives.IsEmpty && variables.Count == 0;
        if (isShorthand)
            return selectionSet;
        var keyword = OperationName(operation.Operation);
        var definitions = variables.Count == 0 ? ""
            : variables.Exists(IsMultiline) ? $"(\n{string.Join('\n', variables)}\n)"
            : $"({string.Join(", ", variables)})";
        var name = operation.Name is null && definitions.Length == 0 ? "" : $" {operation.Name}{definitions}";
        return $"{Description(operation.Description)}{keyword}{name}{Directives(operation.Directives)} {selectionSet}";
    }

    private static string VariableDefinition(VariableDefinition node) =>
        $"{Description(node.Description)}${node.Variable.Name}: "
        + $"{node.Type}{Default(node.DefaultValue)}{Directives(node.Directives)}";

    private static string Field(Field field)
    {
        var prefix = field.Alias is null ? field.Name : $"{field.Alias}: {field.Name}";
        var text = prefix + Directives(field.Directives);
        if (!field.Arguments.IsEmpty)
        {
            var arguments = field.Arguments.Select(Print).ToList();
            var line = $"{prefix}({string.Join(", ", arguments)})";
            text = (line.Length > MaxLineLength ? $"{prefix}(\n{Indent(string.Join('\n', arguments))}\n)" : line)
                + Directives(field.Directives);
        }

        return field.SelectionSet is null ? text : $"{text} {Print(field.SelectionSet)}";
    }

    private static string Value(Value value) => value switch
    {
        Variable variable => $"${variable.Name}",
        IntValue number => number.Value,
        FloatValue number => number.Value,
        StringValue { IsBlock: true } text => StringPrinter.PrintBlock(text.Value),
        StringValue text => StringPrinter.Print(text.Value),
        BooleanValue boolean => boolean.Value ? "true" : "false",
        EnumValue name => name.Value,
        ListValue list => List(list),
        ObjectValue @object => Object(@object),
        _ => "null",
    };

    private static string List(ListValue list)
    {
        var values = list.Values.Select(Print).ToList();
        var line = $"[{string.Join(", ", values)}]";
        return line.Length > MaxLineLength ? $"[\n{Indent(string.Join('\n', values))}\n]" : line;
    }

    private static string Object(ObjectValue value)
    {
        var fields = value.Fields.Select(Print).ToList();
        var line = $"{{ {string.Join(", ", fields)} }}";
        return line.Length > MaxLineLength ? Block(fields) : line;
    }

    private static string Directive(Directive directive) => directive.Arguments.IsEmpty
        ? $"@{directive.Name}"
        : $"@{directive.Name}({string.Join(", ", directive.Arguments.Select(Print))})";

    private static string Directives(ImmutableArray<Directive> directives) =>
        string.Concat(directives.Select(directive => $" {Directive(directive)}"));

    private static string Description(StringValue? description) => description is null ? "" : $"{Value(description)}\n";

    private static string Default(Value? value) => value is null ? "" : $" = {Print(value)}";

    private static string Block(IEnumerable<string> lines) => $"{{\n{Indent(string.Join('\n', lines))}\n}}";

    private static string Indent(string text) => "  " + text.Replace("\n", "\n  ", StringComparison.Ordinal);

    private static bool IsMultiline(string text) => text.Contains('\n', StringComparison.Ordinal);
}
