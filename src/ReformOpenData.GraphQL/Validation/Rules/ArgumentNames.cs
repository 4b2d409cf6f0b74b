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
        ValidationContext context, Argument argument, FieldDefinition? field, ArgumentDefinition? definition)
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

    private static string DidYouMean(Argument argument, NamedList<ArgumentDefinition> definitions) =>
        Suggestions.DidYouMean(argument.Name, definitions.Select(definition => definition.Name));
}
