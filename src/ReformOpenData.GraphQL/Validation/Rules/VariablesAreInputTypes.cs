using ReformOpenData.GraphQL.Language;
using ReformOpenData.GraphQL.Types;

namespace ReformOpenData.GraphQL.Validation.Rules;

/// <summary>
/// §5.8.2 #sec-Variables-Are-Input-Types. Of a type that is not in the schema <see cref="FragmentSpreadTypeExistence"/>
/// has the words.
/// </summary>
internal static class VariablesAreInputTypes
{
    public static void Check(ValidationContext context, VariableDefinition definition, GraphQLType? type)
    {
        if (type is { IsInputType: false })
            context.Report(
                $"Variable \"${definition.Variable.Name}\" cannot be non-input type \"{type}\".",
                definition.Type.Start);
    }
}
