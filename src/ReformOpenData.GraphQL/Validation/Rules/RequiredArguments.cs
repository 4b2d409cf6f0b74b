using System.Collections.Immutable;
using ReformOpenData.GraphQL.Language;
using ReformOpenData.GraphQL.Types;

namespace ReformOpenData.GraphQL.Validation.Rules;

/// <summary>
/// §5.4.3 #sec-Required-Arguments: non-null arguments without default are given. That none is null is for
/// <see cref="ValuesOfCorrectType"/> to say.
/// </summary>
internal static class RequiredArguments
{
    public static void Check(ValidationContext context, Field field, FieldDefinition? definition)
    {
        if (definition is null)
            return;
        foreach (var argument in definition.Arguments)
        {
            if (argument.IsRequired && !IsGiven(field.Arguments, argument))
            {
                context.Report(
                    $"Argument \"{ValidationContext.NameOf(definition, argument)}\" of type \"{argument.Type}\" is "
                    + "required, but it was not provided.",
                    field.Start);
            }
        }
    }

    public static void Check(ValidationContext context, Directive directive, DirectiveDefinition? definition)
    {
        if (definition is null)
            return;
        foreach (var argument in definition.Arguments)
        {
            if (argument.IsRequired && !IsGiven(directive.Arguments, argument))
            {
                context.Report(
                    $"Argument \"@{directive.Name}({argument.Name}:)\" of type \"{argument.Type}\" is required, but "
                    + "it was not provided.",
                    directive.Start);
            }
        }
    }

    private static bool IsGiven(ImmutableArray<Argument> arguments, InputValueDefinition definition)
    {
        foreach (var argument in arguments)
        {
            if (argument.Name == definition.Name)
                return true;
        }

        return false;
    }
}
