using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text.Json;
using ReformOpenData.GraphQL.Language;
using ReformOpenData.GraphQL.Response;
using ReformOpenData.GraphQL.Types;

namespace ReformOpenData.GraphQL.Execution;

/// <summary>Coerces what a request gives: its variables (§6.1.2) and the arguments of its fields (§6.4.1).</summary>
internal sealed partial class InputCoercion(ExecutableSchema executable)
{
    private readonly ConcurrentDictionary<InputValueDefinition, object?> _defaults =
        new(ReferenceEqualityComparer.Instance);

    /// <summary>
    /// §6.1.2 #CoerceVariableValues. All errors are gathered, up to the limit; null where there are any.
    /// </summary>
    public VariableValues? CoerceVariableValues(
        OperationVariable[] definitions, Source source, JsonElement variables, out IReadOnlyList<GraphQLError> errors)
    {
        errors = [];
        if (definitions.Length == 0)
            return VariableValues.Empty;
        var values = new VariableValues(definitions);
        var report = new CoercionReport(source, executable.Limits.Errors);
        try
        {
            for (var i = 0; i < definitions.Length && !report.IsFull; i++)
                CoerceVariableValue(i);
        }
        catch (InvalidOperationException) when (!IsText(variables))
        {
            report.Add("Expected Unicode text.");
        }

        errors = report.Errors;
        return errors.Count == 0 ? values : null;

        void CoerceVariableValue(int index)
        {
            var (name, type, definition) = definitions[index];
            report.Begin(definition);
            if (variables.ValueKind == JsonValueKind.Object && variables.TryGetProperty(name, out var value))
                values.Set(index, CoerceJson(value, type!, report));
            else if (definition.DefaultValue is { } defaultValue)
                values.Set(index, CoerceLiteral(defaultValue, type!, null, report));
            else if (type!.IsNonNull)
                report.Add($"Expected a value of non-null type \"{type}\" to be provided.");
        }
    }

    /// <summary>§6.4.1 #CoerceArgumentValues</summary>
    /// <exception cref="GraphQLErrorException">
    /// A variable gives null, or nothing, where the argument needs a value.
    /// </exception>
    public ArgumentValues CoerceArgumentValues(
        NamedList<InputValueDefinition> definitions,
        ImmutableArray<Argument> arguments,
        Node node,
        Source source,
        VariableValues? variables)
    {
        if (definitions.Count == 0)
            return ArgumentValues.Empty;
        var entries = new KeyValuePair<string, object?>[definitions.Count];
        var count = 0;
        CoercionReport? report = null;
        foreach (var definition in definitions)
        {
            var given = Find(arguments, definition.Name);
            var isMissing = given is null || IsMissing(given, variables);
            if (isMissing && !definition.IsRequired)
            {
                if (definition.DefaultValue is not null)
                    entries[count++] = new(definition.Name, DefaultOf(definition));
                continue;
            }

            if (given is null)
            {
                throw new GraphQLErrorException(GraphQLError.At(
                    ErrorCode.BadUserInput,
                    $"Argument \"{definition.Coordinate}\" of required type \"{definition.Type}\" was not provided.",
                    source.Locate(node)));
            }

            report ??= new CoercionReport(source, 1);
            report.Begin(definition, given);
            entries[count++] = new(definition.Name, CoerceLiteral(given, definition.Type, variables, report));
            if (report.Errors.Count > 0)
                throw new GraphQLErrorException(report.Errors[0]);
        }

        return count == 0
            ? ArgumentValues.Empty
            : new ArgumentValues(entries.Length == count ? entries : entries[..count]);
    }

    /// <summary>Whether a literal is a variable that has no value, not even null.</summary>
    private static bool IsMissing(Value value, VariableValues? variables) =>
        value is Variable variable && !(variables is not null && variables.TryGet(variable.Name, out _));

    private static Value? Find(ImmutableArray<Argument> arguments, string name)
    {
        foreach (var argument in arguments)
        {
            if (argument.Name == name)
                return argument.Value;
        }

        return null;
    }

    /// <summary>The default of an argument or input field, coerced once.</summary>
    private object? DefaultOf(InputValueDefinition definition)
    {
        if (_defaults.TryGetValue(definition, out var known))
            return known;
        var report = new CoercionReport(executable.Schema.Source, 1);
        report.Begin(definition, definition.DefaultValue!);
        var value = CoerceLiteral(definition.DefaultValue!, definition.Type, null, report);
        if (report.Errors.Count > 0)
            throw new GraphQLErrorException(report.Errors[0]);
        return _defaults[definition] = value;
    }

    /// <summary>
    /// A @oneOf input object has exactly one field, not null (§3.10.1 #sec-OneOf-Input-Objects).
    /// </summary>
    private static string OneOfMessage(InputObjectType type) =>
        $"Within OneOf Input Object type \"{type.Name}\", exactly one field must be specified, "
        + "and the value for that field must be non-null.";

    /// <summary>
    /// Input coercion of a leaf, where the value is already one of the plain kinds; reports why it is none.
    /// </summary>
    private object? CoerceCustom(ScalarType type, object value, CoercionReport report, Node? at = null)
    {
        try
        {
            return executable.LeafTypes[type.Name].Coercion.CoerceInput(value);
        }
        catch (GraphQLErrorException exception)
        {
            report.Add(exception.Error.Message, at);
            return null;
        }
    }
}
