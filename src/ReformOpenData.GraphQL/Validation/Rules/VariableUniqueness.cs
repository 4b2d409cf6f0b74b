using ReformOpenData.GraphQL.Language;

namespace ReformOpenData.GraphQL.Validation.Rules;

/// <summary>§5.8.1 #sec-Variable-Uniqueness</summary>
internal static class VariableUniqueness
{
    public static void Check(ValidationContext context, OperationDefinition operation) => Uniqueness.Check(
        context,
        operation.VariableDefinitions,
        definition => definition.Variable.Name,
        definition => definition.Variable.NameStart,
        name => $"There can be only one variable named \"${name}\".");
}
