using ReformOpenData.GraphQL.Language;

namespace ReformOpenData.GraphQL.Types.Checks;

/// <summary>
/// Names that definitions give: each once (§3.3.1, §3.4, §3.6, §3.9, §3.10, §3.13), and extensions only of what is
/// defined, and as what it is defined (§3.4.3 #sec-Type-Extensions).
/// </summary>
internal static class DefinitionNames
{
    public static void Check(Document document, SchemaErrors errors)
    {
        foreach (var node in document.Definitions.OfType<ExecutableDefinition>())
            errors.Report("A schema holds type system definitions only, no operations and no fragments.", node);
        CheckSchemaDefinitions([.. document.Definitions.OfType<SchemaDefinitionNode>()], errors);
        var types = document.Definitions.OfType<TypeDefinitionNode>().ToList();
        foreach (var type in types.Where(type => BuiltIns.Find(type.Name) is not null))
            errors.ReportAt($"Type \"{type.Name}\" is built in: it cannot be defined or extended.", type.NameStart);
        Unique(
            types.Where(type => !type.IsExtension),
            type => (type.Name, type.NameStart),
            name => $"There can be only one type named \"{name}\".",
            errors);
        Unique(
            document.Definitions.OfType<DirectiveDefinitionNode>(),
            directive => (directive.Name, directive.NameStart),
            name => $"There can be only one directive named \"@{name}\".",
            errors);
        foreach (var (typeName, nodes) in types.GroupBy(type => type.Name).Select(group => (group.Key, group)))
            CheckMembers(typeName, nodes, errors);
        foreach (var directive in document.Definitions.OfType<DirectiveDefinitionNode>())
            CheckArguments($"@{directive.Name}", directive.Arguments, errors);
        CheckExtensions(types, errors);
    }

    private static void CheckSchemaDefinitions(List<SchemaDefinitionNode> nodes, SchemaErrors errors)
    {
        foreach (var node in nodes.Where(node => !node.IsExtension).Skip(1))
            errors.Report("Must provide only one schema definition.", node);
        Unique(
            nodes.SelectMany(node => node.OperationTypes),
            root => (Printer.OperationName(root.Operation), root.Start),
            operation => $"There can be only one {operation} type in schema.",
            errors);
    }

    private static void CheckMembers(string typeName, IEnumerable<TypeDefinitionNode> nodes, SchemaErrors errors)
    {
        var parts = nodes.ToList();
        Unique(
            parts.OfType<EnumTypeDefinitionNode>().SelectMany(node => node.Values),
            Name,
            name => $"Enum value \"{typeName}.{name}\" can only be defined once.",
            errors);
        Unique(
            parts.SelectMany(Fields),
            Name,
            name => $"Field \"{typeName}.{name}\" can only be defined once.",
            errors);
        foreach (var field in parts.OfType<FieldsDefinitionNode>().SelectMany(node => node.Fields))
            CheckArguments($"{typeName}.{field.Name}", field.Arguments, errors);
    }

    private static IEnumerable<MemberDefinitionNode> Fields(TypeDefinitionNode node) => node switch
    {
        FieldsDefinitionNode type => type.Fields,
        InputObjectTypeDefinitionNode type => type.Fields,
        _ => [],
    };

    private static (string Name, int Start) Name(MemberDefinitionNode node) => (node.Name, node.NameStart);

    private static void CheckArguments(string parent, IEnumerable<InputValueDefinitionNode> nodes, SchemaErrors errors)
    {
        foreach (var same in nodes.GroupBy(node => node.Name).Where(group => group.Count() > 1))
            errors.ReportAt(
                $"Argument \"{parent}({same.Key}:)\" can only be defined once.", same.Select(node => node.NameStart));
    }

    private static void CheckExtensions(List<TypeDefinitionNode> types, SchemaErrors errors)
    {
        var defined = types.Where(type => !type.IsExtension)
            .GroupBy(type => type.Name)
            .ToDictionary(group => group.Key, group => group.Last());
        foreach (var extension in types.Where(type => type.IsExtension))
        {
            if (!defined.TryGetValue(extension.Name, out var definition))
            {
                var near = Suggestions.DidYouMean(extension.Name, defined.Keys);
                errors.ReportAt(
                    $"Cannot extend type \"{extension.Name}\" because it is not defined.{near}", extension.NameStart);
            }
            else if (definition.Kind != extension.Kind)
            {
                errors.Report(
                    $"Cannot extend non-{KindName(extension)} type \"{extension.Name}\".", definition, extension);
            }
        }
    }

    private static string KindName(TypeDefinitionNode node) => node switch
    {
        ScalarTypeDefinitionNode => "scalar",
        ObjectTypeDefinitionNode => "object",
        InterfaceTypeDefinitionNode => "interface",
        UnionTypeDefinitionNode => "union",
        EnumTypeDefinitionNode => "enum",
        _ => "input object",
    };

    /// <summary>Reports each name that was there before, with the place of the first.</summary>
    private static void Unique<T>(
        IEnumerable<T> nodes,
        Func<T, (string Name, int Start)> nameOf,
        Func<string, string> message,
        SchemaErrors errors)
    {
        var first = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (name, start) in nodes.Select(nameOf))
        {
            if (!first.TryAdd(name, start))
                errors.ReportAt(message(name), first[name], start);
        }
    }
}
