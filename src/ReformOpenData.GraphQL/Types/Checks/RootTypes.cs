using ReformOpenData.GraphQL.Language;

namespace ReformOpenData.GraphQL.Types.Checks;

/// <summary>
/// §3.3.1 #sec-Root-Operation-Types: there is a query root, roots are object types, and no two are the same.
/// </summary>
internal static class RootTypes
{
    public static void Check(
        IReadOnlyDictionary<OperationType, (NamedType Type, OperationTypeDefinitionNode? Node)> roots,
        SchemaDefinitionNode? schema,
        SchemaErrors errors)
    {
        if (!roots.ContainsKey(OperationType.Query))
            errors.Report("Query root type must be provided.", schema);
        foreach (var (operation, (type, node)) in roots)
        {
            if (type is ObjectType)
                continue;
            var ifProvided = operation == OperationType.Query ? "" : " if provided";
            errors.Report(
                $"{operation} root type must be Object type{ifProvided}, it cannot be {type}.",
                (Node?)node?.Type ?? type.Nodes.FirstOrDefault());
        }

        foreach (var same in roots.Where(root => root.Value.Type is ObjectType).GroupBy(root => root.Value.Type))
        {
            var operations = same.Select(root => Printer.OperationName(root.Key)).ToList();
            if (operations.Count > 1)
            {
                errors.Report(
                    $"All root types must be different, \"{same.Key}\" type is used as {And(operations)} root types.",
                    same.Select(root => root.Value.Node?.Type));
            }
        }
    }

    private static string And(List<string> items) =>
        items.Count == 2 ? $"{items[0]} and {items[1]}" : $"{string.Join(", ", items.SkipLast(1))}, and {items[^1]}";
}
