using ReformOpenData.GraphQL.Language;
using ReformOpenData.GraphQL.Types;

namespace ReformOpenData.GraphQL.Execution;

/// <summary>A variable of an operation, with its type.</summary>
internal sealed record OperationVariable(string Name, GraphQLType? Type, VariableDefinition Definition);

/// <summary>Coerced variable values of one request; a variable without value and default is not there.</summary>
internal sealed class VariableValues(OperationVariable[] variables)
{
    private static readonly object s_missing = new();

    private readonly object?[] _values = NoValues(variables.Length);

    public static VariableValues Empty { get; } = new([]);

    public bool TryGet(string name, out object? value)
    {
        for (var i = 0; i < variables.Length; i++)
        {
            if (variables[i].Name != name)
                continue;
            value = _values[i];
            if (!ReferenceEquals(value, s_missing))
                return true;
            break;
        }

        value = null;
        return false;
    }

    /// <summary>The condition of a @skip or @include, whose type is Boolean!.</summary>
    public bool IsTrue(string name) => TryGet(name, out var value) && value is true;

    public void Set(int index, object? value) => _values[index] = value;

    private static object?[] NoValues(int count)
    {
        if (count == 0)
            return [];
        var values = new object?[count];
        Array.Fill(values, s_missing);
        return values;
    }
}
