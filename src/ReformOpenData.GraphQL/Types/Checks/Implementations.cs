using ReformOpenData.GraphQL.Language;

namespace ReformOpenData.GraphQL.Types.Checks;

/// <summary>
/// IsValidImplementation (§3.6.1 #IsValidImplementation, §3.7): what an object or interface owes its interfaces.
/// </summary>
internal sealed class Implementations(Func<string, NamedType?> find, SchemaErrors errors)
{
    public void Check(FieldsType type)
    {
        foreach (var same in ImplementsNodes(type).GroupBy(node => node.Name))
        {
            if (find(same.Key) is not InterfaceType @interface)
                errors.Report(
                    $"Type {type} must only implement Interface types, it cannot implement {same.Key}.", same);
            else if (type == @interface)
                errors.Report(
                    $"Type {type} cannot implement itself because it would create a circular reference.", same);
            else
                CheckImplementation(type, @interface, [.. same]);
        }
    }

    private static IEnumerable<NamedTypeReference> ImplementsNodes(FieldsType type) =>
        type.Nodes.OfType<FieldsDefinitionNode>().SelectMany(node => node.Interfaces);

    private void CheckImplementation(FieldsType type, InterfaceType @interface, List<NamedTypeReference> nodes)
    {
        if (nodes.Count > 1)
            errors.Report($"Type {type} can only implement {@interface} once.", nodes);
        foreach (var transitive in @interface.Interfaces.Distinct())
        {
            if (type.Interfaces.Contains(transitive))
                continue;
            var places = ImplementsNodes(@interface).Where(node => node.Name == transitive.Name).Concat(nodes);
            errors.Report(
                transitive == type
                    ? $"Type {type} cannot implement {@interface} because it would create a circular reference."
                    : $"Type {type} must implement {transitive} because it is implemented by {@interface}.",
                places);
        }

        foreach (var expected in @interface.Fields)
        {
            if (type.Fields.Find(expected.Name) is { } field)
                CheckField(field, expected);
            else
                errors.Report(
                    $"Interface field {expected} expected but {type} does not provide it.",
                    [expected.Node, .. type.Nodes]);
        }
    }

    private void CheckField(FieldDefinition field, FieldDefinition expected)
    {
        if (!field.Type.IsSubTypeOf(expected.Type))
        {
            errors.Report(
                $"Interface field {expected} expects type {expected.Type} but {field} is type {field.Type}.",
                expected.Node?.Type,
                field.Node?.Type);
        }

        foreach (var argument in expected.Arguments)
        {
            if (field.Arguments.Find(argument.Name) is not { } own)
            {
                errors.Report(
                    $"Interface field argument {argument} expected but {field} does not provide it.",
                    argument.Node,
                    field.Node);
            }
            else if (!own.Type.Equals(argument.Type))
            {
                errors.Report(
                    $"Interface field argument {argument} expects type {argument.Type} but {own} is type {own.Type}.",
                    argument.Node?.Type,
                    own.Node?.Type);
            }
        }

        foreach (var own in field.Arguments)
        {
            if (own.IsRequired && expected.Arguments.Find(own.Name) is null)
            {
                errors.Report(
                    $"Argument \"{own}\" must not be required type \"{own.Type}\" if not provided by the Interface "
                    + $"field \"{expected}\".",
                    own.Node,
                    expected.Node);
            }
        }

        if (field.DeprecationReason is not null && expected.DeprecationReason is null)
        {
            errors.Report(
                $"Interface field {expected} is not deprecated, so implementation field {field} must not be "
                + "deprecated.",
                field.FindDirective("deprecated"),
                field.Node?.Type);
        }
    }
}
