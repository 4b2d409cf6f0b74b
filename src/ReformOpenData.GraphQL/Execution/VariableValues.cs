namespace ReformOpenData.GraphQL.Execution;

/// <summary>Coerced variable values of one request; a variable without value and default is not there.</summary>
internal sealed class VariableValues(Dictionary<string, object?> values)
{
    public static VariableValues Empty { get; } = new([]);

    public bool TryGet(string name, out object? value) => values.TryGetValue(name, out value);

    /// <summary>The condition of a @skip or @include, whose type is Boolean!.</summary>
    public bool IsTrue(string name) => values.TryGetValue(name, out var value) && value is true;
}
