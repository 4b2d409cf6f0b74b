using ReformOpenData.GraphQL.Language;
using ReformOpenData.GraphQL.Types;

namespace ReformOpenData.GraphQL.Validation.Rules;

/// <summary>§5.7.2 #sec-Directives-Are-in-Valid-Locations</summary>
internal static class DirectivesAreInValidLocations
{
    public static void Check(
        ValidationContext context, Directive directive, DirectiveDefinition? definition, DirectiveLocation location)
    {
        if (definition is not null && !definition.Locations.Contains(location))
            context.Report($"Directive \"@{directive.Name}\" may not be used on {location.ToName()}.", directive.Start);
    }
}
