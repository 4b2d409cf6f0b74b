using ReformOpenData.GraphQL.Language;

namespace ReformOpenData.GraphQL.Types.Checks;

/// <summary>
/// The arguments of applied directives are values of their types (§5.6.1 #sec-Values-of-Correct-Type in a schema).
/// </summary>
internal static class DirectiveValues
{
    public static void Check(
        IEnumerable<Directive> ofSchema,
        IReadOnlyList<NamedType> types,
        IReadOnlyList<DirectiveDefinition> directives,
        SchemaErrors errors)
    {
        var definitions = BuiltIns.Directives.ToDictionary(directive => directive.Name, StringComparer.Ordinal);
        foreach (var directive in directives)
            definitions[directive.Name] = directive;
        var elements = types.SelectMany(Elements).Concat(directives.SelectMany(directive => directive.Arguments.Items));
        foreach (var directive in ofSchema.Concat(elements.SelectMany(element => element.AppliedDirectives)))
        {
            foreach (var argument in directive.Arguments)
                Check(definitions[directive.Name].Arguments.Find(argument.Name)!, argument.Value, errors);
        }
    }

    private static void Check(InputValueDefinition definition, Value value, SchemaErrors errors)
    {
        if (!definition.Type.IsInputType)
            return;
        foreach (var fault in InputLiteral.Check(value, definition.Type))
            errors.ReportAt($"Argument \"{definition}\" has invalid value{fault.Path}: {fault.Message}", fault.Start);
    }

    /// <summary>A type and everything in it that directives can stand on.</summary>
    private static IEnumerable<ISchemaElement> Elements(NamedType type)
    {
        IEnumerable<ISchemaElement> members = type switch
        {
            FieldsType fields => fields.Fields.Items.SelectMany(
                field => field.Arguments.Items.Prepend<ISchemaElement>(field)),
            EnumType @enum => @enum.Values.Items,
            InputObjectType input => input.Fields.Items,
            _ => [],
        };
        return members.Prepend(type);
    }
}
