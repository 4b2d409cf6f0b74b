using ReformOpenData.GraphQL.Language;
using ReformOpenData.GraphQL.Types;

namespace ReformOpenData.GraphQL.Validation.Rules;

/// <summary>§5.8.5 #sec-All-Variable-Usages-Are-Allowed</summary>
internal static class AllVariableUsagesAreAllowed
{
    public static void Check(ValidationContext context, OperationDefinition operation)
    {
        var usages = context.VariableUsages.TransitivelyIn(operation);
        if (usages.Count == 0)
            return;
        // Of several definitions with one name, which is an error, the last.
        var definitions = new Dictionary<string, (VariableDefinition Definition, GraphQLType? Type)>(
            StringComparer.Ordinal);
        foreach (var definition in operation.VariableDefinitions)
            definitions[definition.Variable.Name] = (definition, context.Schema.TypeOf(definition.Type));
        foreach (var usage in usages)
        {
            if (usage.Type is not { } expected
                || !definitions.TryGetValue(usage.Variable.Name, out var variable)
                || variable.Type is not { } type)
                continue;
            if (!IsVariableUsageAllowed(
                context.Schema, type, variable.Definition.DefaultValue, expected, usage.HasDefault))
            {
                context.Report(
                    $"Variable \"${usage.Variable.Name}\" of type \"{type}\" used in position expecting type "
                    + $"\"{expected}\".",
                    variable.Definition.Start,
                    usage.Variable.Start);
            }

            // By the letter of IsNonNullPosition a default of the variable would do; but a request may still give null,
            // and graphql-js asks for the exclamation mark, as the text beside the algorithm does.
            if (usage.OneOf is { } oneOf && !type.IsNonNull)
            {
                context.Report(
                    $"Variable \"${usage.Variable.Name}\" is of type \"{type}\" but must be non-nullable to be used "
                    + $"for OneOf Input Object \"{oneOf}\".",
                    variable.Definition.Start,
                    usage.Variable.Start);
            }
        }
    }

    /// <summary>IsVariableUsageAllowed(variableDefinition, variableUsage)</summary>
    private static bool IsVariableUsageAllowed(
        Schema schema,
        GraphQLType variableType,
        Value? variableDefault,
        GraphQLType locationType,
        bool hasLocationDefault)
    {
        if (locationType is not NonNullType nonNull || variableType.IsNonNull)
            return variableType.IsSubTypeOf(locationType);
        var hasNonNullVariableDefault = variableDefault is not (null or NullValue);
        return (hasNonNullVariableDefault || hasLocationDefault) && variableType.IsSubTypeOf(nonNull.OfType);
    }
}
