using ReformOpenData.GraphQL.Language;

namespace ReformOpenData.GraphQL.Validation.Rules;

/// <summary>§5.8.3 #sec-All-Variable-Uses-Defined: in the operation, and in all fragments that it reaches.</summary>
internal static class AllVariableUsesDefined
{
    public static void Check(ValidationContext context, OperationDefinition operation)
    {
        var usages = context.VariableUsages.TransitivelyIn(operation);
        if (usages.Count == 0)
            return;
        var defined = operation.VariableDefinitions
            .Select(definition => definition.Variable.Name)
            .ToHashSet(StringComparer.Ordinal);
        foreach (var (variable, _, _, _) in usages)
        {
            if (defined.Contains(variable.Name))
                continue;
            context.Report(
                operation.Name is { } name
                    ? $"Variable \"${variable.Name}\" is not defined by operation \"{name}\"."
                    : $"Variable \"${variable.Name}\" is not defined.",
                variable.Start,
                operation.Start);
        }
    }
}
