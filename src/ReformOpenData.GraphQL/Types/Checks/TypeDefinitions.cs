using System.Collections.Immutable;
using ReformOpenData.GraphQL.Language;

namespace ReformOpenData.GraphQL.Types.Checks;

/// <summary>
/// What the sections "Type Validation" of §3.5 to §3.13 ask of one type or directive by itself: reserved names,
/// something inside, input and output types in their places, what may be deprecated, and default values that fit.
/// </summary>
internal sealed class TypeDefinitions(Func<string, NamedType?> find, SchemaErrors errors)
{
    public void Check(DirectiveDefinition directive)
    {
        CheckName(directive.Name, directive.Node!);
        foreach (var argument in directive.Arguments)
            CheckInput(argument, "argument", argument.Node);
    }

    public void Check(NamedType type)
    {
        CheckName(type.Name, type.Nodes[0]);
        switch (type)
        {
            case FieldsType fields:
                CheckFields(fields);
                break;
            case UnionType union:
                CheckUnion(union);
                break;
            case EnumType @enum:
                CheckNotEmpty(type, @enum.Values.Count, $"Enum type {type} must define one or more values.");
                foreach (var value in @enum.Values)
                    CheckName(value.Name, value.Node!);
                break;
            case InputObjectType input:
                CheckNotEmpty(type, input.Fields.Count, $"Input Object type {type} must define one or more fields.");
                foreach (var field in input.Fields)
                    CheckInputField(input, field);
                break;
        }
    }

    private void CheckName(string name, Node node)
    {
        if (name.StartsWith("__", StringComparison.Ordinal))
            errors.Report(
                $"Name \"{name}\" must not begin with \"__\", which is reserved by GraphQL introspection.", node);
    }

    private void CheckNotEmpty(NamedType type, int count, string message)
    {
        if (count == 0)
            errors.Report(message, type.Nodes);
    }

    private void CheckFields(FieldsType type)
    {
        CheckNotEmpty(type, type.Fields.Count, $"Type {type} must define one or more fields.");
        foreach (var field in type.Fields)
        {
            CheckName(field.Name, field.Node!);
            if (!field.Type.IsOutputType)
                errors.Report($"The type of {field} must be Output Type but got: {field.Type}.", field.Node!.Type);
            foreach (var argument in field.Arguments)
                CheckInput(argument, "argument", argument.Node!.Type);
        }
    }

    private void CheckInputField(InputObjectType type, InputValueDefinition field)
    {
        CheckInput(field, "input field", field.Node!.Type);
        if (!type.IsOneOf)
            return;
        if (field.Type.IsNonNull)
            errors.Report($"OneOf input field {field} must be nullable.", field.Node!.Type);
        if (field.DefaultValue is not null)
            errors.Report($"OneOf input field {field} cannot have a default value.", field.Node);
    }

    private void CheckInput(InputValueDefinition input, string what, Node? typePlace)
    {
        CheckName(input.Name, input.Node!);
        if (!input.Type.IsInputType)
        {
            errors.Report($"The type of {input} must be Input Type but got: {input.Type}.", typePlace);
            return;
        }

        if (input.IsRequired && input.DeprecationReason is not null)
        {
            errors.Report(
                $"Required {what} {input} cannot be deprecated.", input.FindDirective("deprecated"), input.Node!.Type);
        }

        if (input.DefaultValue is not null)
        {
            foreach (var fault in InputLiteral.Check(input.DefaultValue, input.Type))
                errors.ReportAt($"{input} has invalid default value{fault.Path}: {fault.Message}", fault.Start);
        }
    }

    private void CheckUnion(UnionType union)
    {
        var members = union.Nodes.OfType<UnionTypeDefinitionNode>().SelectMany(node => node.Types).ToImmutableArray();
        CheckNotEmpty(union, members.Length, $"Union type {union} must define one or more member types.");
        foreach (var same in members.GroupBy(member => member.Name))
        {
            if (same.Count() > 1)
                errors.Report($"Union type {union} can only include type {same.Key} once.", same);
            if (find(same.Key) is not ObjectType)
                errors.Report($"Union type {union} can only include Object types, it cannot include {same.Key}.", same);
        }
    }
}
