using ReformOpenData.GraphQL.Language;

namespace ReformOpenData.GraphQL.Validation.Rules;

/// <summary>§5.8.4 #sec-All-Variables-Used: by the operation, or by a fragment that it reaches.</summary>
internal static class AllVariablesUsed
{
    public static void Check(ValidationContext context, OperationDefinition operation)
    {
        if (operation.VariableDefinitions.IsEmpty)
            return;
        var usages = context.VariableUsages.TransitivelyIn(operation);
        var used = usages.Select(usage => usage.Variable.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var definition in operation.VariableDefinitions)
        {
            if (used.Contains(definition.Variable.Name))
                continue;
            context.Report(
                operation.Name is { } name
                    ? $"Variable \"${definition.Variable.Name}\" is never used in operation \"{name}\"."
                    : $"Variable \"${definition.Variable.Name}\" is never used.",
                definition.Start);
        }
    }
}
