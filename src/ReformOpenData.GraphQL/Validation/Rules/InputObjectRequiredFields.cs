using ReformOpenData.GraphQL.Language;
using ReformOpenData.GraphQL.Types;

namespace ReformOpenData.GraphQL.Validation.Rules;

/// <summary>
/// §5.6.4 #sec-Input-Object-Required-Fields: non-null fields without default are given. That none is null is for
/// <see cref="ValuesOfCorrectType"/> to say.
/// </summary>
internal static class InputObjectRequiredFields
{
    /// <summary>Called for a field that the literal does not give.</summary>
    public static void Check(
        ValidationContext context, ObjectValue literal, InputObjectType type, InputValueDefinition field)
    {
        if (field.IsRequired)
        {
            context.Report(
                $"Expected value of type \"{type}\" to include required field \"{field.Name}\", found: "
                + $"{SourceText.Show(literal)}.",
                literal.Start);
        }
    }
}
