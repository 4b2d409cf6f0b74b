using System.Collections.Immutable;
using ReformOpenData.GraphQL.Language;

namespace ReformOpenData.GraphQL.Types.Checks;

/// <summary>
/// The directives that stand on definitions: known, where they may stand, as often as they may, with the arguments they
/// take (§3.13 #sec-Type-System.Directives, §5.4, §5.7 in a schema).
/// </summary>
internal sealed class AppliedDirectives(SchemaErrors errors)
{
    private readonly Dictionary<string, DirectiveDefinitionNode> _definitions = new(StringComparer.Ordinal);

    public static void Check(Document document, SchemaErrors errors)
    {
        var check = new AppliedDirectives(errors);
        foreach (var builtIn in BuiltIns.Directives)
            check._definitions[builtIn.Name] = builtIn.Node!;
        foreach (var node in document.Definitions.OfType<DirectiveDefinitionNode>())
            check._definitions[node.Name] = node;

        // A schema and a type have their directives together with those of their extensions.
        var schema = document.Definitions.OfType<SchemaDefinitionNode>().SelectMany(node => node.Directives);
        check.CheckElement(DirectiveLocation.Schema, schema);
        foreach (var nodes in document.Definitions.OfType<TypeDefinitionNode>().GroupBy(node => node.Name))
        {
            var seen = new Dictionary<string, Directive>(StringComparer.Ordinal);
            foreach (var node in nodes)
                check.CheckElement(LocationOf(node), node.Directives, seen);
        }

        foreach (var definition in document.Definitions)
            check.CheckMembers(definition);
    }

    private static DirectiveLocation LocationOf(TypeDefinitionNode node) => node switch
    {
        ScalarTypeDefinitionNode => DirectiveLocation.Scalar,
        ObjectTypeDefinitionNode => DirectiveLocation.Object,
        InterfaceTypeDefinitionNode => DirectiveLocation.Interface,
        UnionTypeDefinitionNode => DirectiveLocation.Union,
        EnumTypeDefinitionNode => DirectiveLocation.Enum,
        _ => DirectiveLocation.InputObject,
    };

    private void CheckMembers(Definition definition)
    {
        switch (definition)
        {
            case FieldsDefinitionNode type:
                foreach (var field in type.Fields)
                {
                    CheckElement(DirectiveLocation.FieldDefinition, field.Directives);
                    CheckInputs(DirectiveLocation.ArgumentDefinition, field.Arguments);
                }

                break;
            case EnumTypeDefinitionNode type:
                foreach (var value in type.Values)
                    CheckElement(DirectiveLocation.EnumValue, value.Directives);
                break;
            case InputObjectTypeDefinitionNode type:
                CheckInputs(DirectiveLocation.InputFieldDefinition, type.Fields);
                break;
            case DirectiveDefinitionNode directive:
                CheckInputs(DirectiveLocation.ArgumentDefinition, directive.Arguments);
                break;
        }
    }

    private void CheckInputs(DirectiveLocation location, ImmutableArray<InputValueDefinitionNode> nodes)
    {
        foreach (var node in nodes)
        {
            CheckElement(location, node.Directives);
            if (node.DefaultValue is not null)
                CheckFieldsOnce(node.DefaultValue);
        }
    }

    private void CheckElement(DirectiveLocation location, IEnumerable<Directive> directives) =>
        CheckElement(location, directives, new Dictionary<string, Directive>(StringComparer.Ordinal));

    private void CheckElement(
        DirectiveLocation location, IEnumerable<Directive> directives, Dictionary<string, Directive> seen)
    {
        foreach (var directive in directives)
        {
            CheckArgumentsOnce(directive);
            if (!_definitions.TryGetValue(directive.Name, out var definition))
            {
                errors.Report($"Unknown directive \"@{directive.Name}\".", directive);
                continue;
            }

            if (!definition.Locations.Contains(location))
                errors.Report($"Directive \"@{directive.Name}\" may not be used on {location.ToName()}.", directive);
            if (!definition.IsRepeatable && !seen.TryAdd(directive.Name, directive))
            {
                errors.Report(
                    $"The directive \"@{directive.Name}\" can only be used once at this location.",
                    seen[directive.Name],
                    directive);
            }

            CheckArguments(definition, directive);
        }
    }

    private void CheckArguments(DirectiveDefinitionNode definition, Directive directive)
    {
        foreach (var argument in directive.Arguments)
        {
            var names = definition.Arguments.Select(node => node.Name).ToList();
            if (!names.Contains(argument.Name, StringComparer.Ordinal))
            {
                var near = Suggestions.DidYouMean(argument.Name, names);
                errors.Report(
                    $"Unknown argument \"{argument.Name}\" on directive \"@{directive.Name}\".{near}", argument);
            }
        }

        foreach (var node in definition.Arguments)
        {
            if (node is { Type: NonNullTypeReference, DefaultValue: null } && directive.FindArgument(node.Name) is null)
            {
                errors.Report(
                    $"Argument \"@{directive.Name}({node.Name}:)\" of type \"{node.Type}\" is required, but it was "
                    + "not provided.",
                    directive);
            }
        }
    }

    private void CheckArgumentsOnce(Directive directive)
    {
        foreach (var same in directive.Arguments.GroupBy(argument => argument.Name).Where(group => group.Count() > 1))
            errors.Report($"There can be only one argument named \"{same.Key}\".", same);
        foreach (var argument in directive.Arguments)
            CheckFieldsOnce(argument.Value);
    }

    private void CheckFieldsOnce(Value value)
    {
        if (value is ListValue list)
        {
            foreach (var item in list.Values)
                CheckFieldsOnce(item);
        }
        else if (value is ObjectValue @object)
        {
            var seen = new Dictionary<string, ObjectField>(StringComparer.Ordinal);
            foreach (var field in @object.Fields)
            {
                if (!seen.TryAdd(field.Name, field))
                    errors.Report(
                        $"There can be only one input field named \"{field.Name}\".", seen[field.Name], field);
                CheckFieldsOnce(field.Value);
            }
        }
    }
}
