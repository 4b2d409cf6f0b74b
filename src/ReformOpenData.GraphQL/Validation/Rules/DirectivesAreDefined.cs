using ReformOpenData.GraphQL.Language;
using ReformOpenData.GraphQL.Types;

namespace ReformOpenData.GraphQL.Validation.Rules;

/// <summary>§5.7.1 #sec-Directives-Are-Defined</summary>
internal static class DirectivesAreDefined
{
    public static void Check(ValidationContext context, Directive directive, DirectiveDefinition? definition)
    {
        if (definition is null)
            context.Report($"Unknown directive \"@{directive.Name}\".", directive.Start);
    }
}
