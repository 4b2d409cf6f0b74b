using ReformOpenData.GraphQL.Language;
using ReformOpenData.GraphQL.Types;

namespace ReformOpenData.GraphQL.Validation.Rules;

/// <summary>
/// §5.5.1.2 #sec-Fragment-Spread-Type-Existence: the type of a condition is in the schema. graphql-js reports the
/// unknown type of a variable by the same words, so <see cref="VariablesAreInputTypes"/> takes them from here.
/// </summary>
internal static class FragmentSpreadTypeExistence
{
    public static void Check(ValidationContext context, NamedTypeReference? condition, NamedType? type)
    {
        if (condition is not null && type is null)
            ReportUnknownType(context, condition);
    }

    public static void ReportUnknownType(ValidationContext context, NamedTypeReference reference) => context.Report(
        $"Unknown type \"{reference.Name}\"."
        + Suggestions.DidYouMean(reference.Name, context.Schema.Types.Select(type => type.Name)),
        reference.Start);
}
