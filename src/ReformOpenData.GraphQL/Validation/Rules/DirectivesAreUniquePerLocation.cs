using System.Collections.Immutable;
using ReformOpenData.GraphQL.Language;

namespace ReformOpenData.GraphQL.Validation.Rules;

/// <summary>
/// §5.7.3 #sec-Directives-Are-Unique-per-Location, but for repeatable ones: one error for each repetition, with the
/// first and the repeated directive.
/// </summary>
internal static class DirectivesAreUniquePerLocation
{
    public static void Check(ValidationContext context, ImmutableArray<Directive> directives)
    {
        if (directives.Length < 2)
            return;
        var firsts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var directive in directives)
        {
            if (context.Schema.Directives.Find(directive.Name) is not { IsRepeatable: false })
                continue;
            if (!firsts.TryAdd(directive.Name, directive.Start))
            {
                context.Report(
                    $"The directive \"@{directive.Name}\" can only be used once at this location.",
                    firsts[directive.Name],
                    directive.Start);
            }
        }
    }
}
