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
    private readonly ConcurrentDictionary<InputValueDefinition, object?> _defaults = new(ReferenceEqualityComparer.Instance);

    /// <summary>§6.1.2 #CoerceVariableValues. All errors are gathered, up to the limit.</summary>
    public VariableValues? CoerceVariableValues(
        OperationDefinition operation, Source source, JsonElement variables, List<GraphQLError> errors)
    {
        if (operation.VariableDefinitions.Length == 0)
            return VariableValues.Empty;
        var values = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var definition in operation.VariableDefinitions)
        {
            var name = definition.Variable.Name;
            var type = executable.Schema.TypeOf(definition.Type);
            if (type is null || !type.IsInputType)
            {
                errors.Add(GraphQLError.At(
                    ErrorCode.BadUserInput,
                    $"Variable \"${name}\" expected value of type \"{definition.Type}\" which cannot be used as an input type.",
                    source.Locate(definition.Type)));
                continue;
            }

            var report = new Report(errors, executable.Limits.Errors, (message, path, _) => GraphQLError.At(
                ErrorCode.BadUserInput, $"Variable \"${name}\" has invalid value{path}: {message}", source.Locate(definition)));
            if (variables.ValueKind == JsonValueKind.Object && variables.TryGetProperty(name, out var value))
                values[name] = CoerceJson(value, type, report);
            else if (definition.DefaultValue is { } defaultValue)
                values[name] = CoerceLiteral(defaultValue, type, null, report);
            else if (type.IsNonNull)
                report.Add($"Expected a value of non-null type \"{type}\" to be provided.");
            if (report.IsFull)
                break;
        }

        return errors.Count == 0 ? new VariableValues(values) : null;
    }

    /// <summary>§6.4.1 #CoerceArgumentValues</summary>
    /// <exception cref="GraphQLErrorException">A variable gives null, or nothing, where the argument needs a value.</exception>
    public ArgumentValues CoerceArgumentValues(
        NamedList<ArgumentDefinition> definitions,
        ImmutableArray<Argument> arguments,
        Node node,
        Source source,
        VariableValues? variables)
    {
        if (definitions.Count == 0)
            return ArgumentValues.Empty;
        var entries = new List<KeyValuePair<string, object?>>(definitions.Count);
        foreach (var definition in definitions)
        {
            var given = arguments.FirstOrDefault(argument => argument.Name == definition.Name)?.Value;
            var isMissing = given is null || (given is Variable variable && !(variables?.TryGet(variable.Name, out _) ?? false));
            if (isMissing && !definition.IsRequired)
            {
                if (definition.DefaultValue is not null)
                    entries.Add(new(definition.Name, DefaultOf(definition)));
                continue;
            }

            if (given is null)
            {
                throw new GraphQLErrorException(GraphQLError.At(
                    ErrorCode.BadUserInput,
                    $"Argument \"{definition.Coordinate}\" of required type \"{definition.Type}\" was not provided.",
                    source.Locate(node)));
            }

            var errors = new List<GraphQLError>();
            var value = CoerceLiteral(given, definition.Type, variables, new Report(errors, 1, (message, path, at) =>
                GraphQLError.At(
                    ErrorCode.BadUserInput,
                    $"Argument \"{definition.Coordinate}\" has invalid value{path}: {message}",
                    source.Locate(at ?? given))));
            if (errors.Count > 0)
                throw new GraphQLErrorException(errors[0]);
            entries.Add(new(definition.Name, value));
        }

        return entries.Count == 0 ? ArgumentValues.Empty : new ArgumentValues([.. entries]);
    }

    /// <summary>The default of an argument or input field, coerced once.</summary>
    private object? DefaultOf(InputValueDefinition definition)
    {
        if (_defaults.TryGetValue(definition, out var known))
            return known;
        var errors = new List<GraphQLError>();
        var value = CoerceLiteral(definition.DefaultValue!, definition.Type, null, new Report(errors, 1, (message, path, _) =>
            new GraphQLError($"{definition.Coordinate} has invalid default value{path}: {message}", ErrorCode.SchemaInvalid)));
        if (errors.Count > 0)
            throw new GraphQLErrorException(errors[0]);
        return _defaults[definition] = value;
    }

    /// <summary>
    /// A @oneOf input object has exactly one field, not null (§3.10.1 #sec-OneOf-Input-Objects).
    /// </summary>
    private static string OneOfMessage(InputObjectType type) =>
        $"Within OneOf Input Object type \"{type.Name}\", exactly one field must be specified, "
        + "and the value for that field must be non-null.";

    /// <summary>Input coercion of a leaf, where the value is already one of the plain kinds; reports why it is none.</summary>
    private object? CoerceCustom(ScalarType type, object value, Report report, Node? at = null)
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

    /// <summary>Gathers errors with the path of the value within the variable or argument.</summary>
    private sealed class Report(List<GraphQLError> errors, int most, Func<string, string, Node?, GraphQLError> make)
    {
        private readonly List<object> _path = [];

        public bool IsFull { get; private set; }

        public void Push(object key) => _path.Add(key);

        public void Pop() => _path.RemoveAt(_path.Count - 1);

        public void Add(string message, Node? at = null)
        {
            if (IsFull)
                return;
            if (errors.Count >= most)
            {
                IsFull = true;
                if (most > 1)
                {
                    errors.Add(new GraphQLError(
                        $"There are more errors in the variables; the limit (Errors) is {most}.", ErrorCode.ErrorLimit)
                    {
                        Extensions = [new("limit", most)],
                    });
                }

                return;
            }

            var path = string.Concat(_path.Select(key => key is int index ? $"[{index}]" : $".{key}"));
            errors.Add(make(message, path.Length > 0 ? " at " + path : "", at));
        }
    }
}
