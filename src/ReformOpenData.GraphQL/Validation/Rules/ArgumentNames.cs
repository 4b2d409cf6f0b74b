using ReformOpenData.GraphQL.Language;
using ReformOpenData.GraphQL.Types;

namespace ReformOpenData.GraphQL.Validation.Rules;

/// <summary>
/// §5.4.1 #sec-Argument-Names: the field or directive takes the argument. graphql-js has a second rule for directives,
/// since it also checks SDL with it; the specification has one heading for both.
/// </summary>
internal static class ArgumentNames
{
    public static void Check(
        ValidationContext context, Argument argument, FieldDefinition? field, InputValueDefinition? definition)
    {
        if (field is null || definition is not null)
            return;
        context.Report(
            $"Unknown argument \"{argument.Name}\" on field "
            + $"\"{ValidationContext.NameOf(field)}\".{DidYouMean(argument, field.Arguments)}",
            argument.Start);
    }

    public static void Check(ValidationContext context, Directive directive, DirectiveDefinition? definition)
    {
        if (definition is null)
            return;
        foreach (var argument in directive.Arguments)
        {
            if (definition.Arguments.Find(argument.Name) is null)
            {
                context.Report(
                    $"Unknown argument \"{argument.Name}\" on directive "
                    + $"\"@{directive.Name}\".{DidYouMean(argument, definition.Arguments)}",
                    argument.Start);
            }
        }
    }

    /// <summary>
    /// Conditions stand in “where”, if the field has it: not in an argument of that name in other APIs, nor in one for
    /// each field. Null for what is no condition.
    /// </summary>
    private static string? Condition(Argument argument, NamedList<InputValueDefinition> definitions)
    {
        if (definitions.Find("where")?.Type.Named is not InputObjectType where)
            return null;
        return where.Fields.Find(argument.Name) is not null
            ? $" Did you mean \"where: {{ {argument.Name}: {{ … }} }}\"?"
            : argument.Name is "filter" or "filters" or "condition" or "conditions" ? " Did you mean \"where\"?" : null;
    }

    private static string DidYouMean(Argument argument, NamedList<InputValueDefinition> definitions) =>
        Condition(argument, definitions)
        ?? Suggestions.DidYouMean(argument.Name, definitions.Select(definition => definition.Name));
}
