using System.Diagnostics.CodeAnalysis;

namespace ReformOpenData.GraphQL.Execution;

/// <summary>
/// Coerced input values by name, in the order of their definitions; what was neither given nor has a default is not
/// there. A value is null, <see cref="int"/>, <see cref="double"/>, <see cref="bool"/>, <see cref="string"/> (String,
/// ID and the name of an enum value), an <see cref="IReadOnlyList{T}"/> of those, an <see cref="InputObjectValue"/>, or
/// what a custom scalar makes of it.
/// </summary>
public abstract class CoercedValues
{
    private readonly KeyValuePair<string, object?>[] _entries;

    private protected CoercedValues(KeyValuePair<string, object?>[] entries) => _entries = entries;

    /// <summary>Names and values, in the order of the definitions.</summary>
    public IReadOnlyList<KeyValuePair<string, object?>> Entries => _entries;

    /// <summary>The value of a name; null where it is null or not there.</summary>
    public object? this[string name] => TryGet(name, out var value) ? value : null;

    /// <summary>Whether there is a value of this name, be it null.</summary>
    public bool TryGet(string name, out object? value)
    {
        foreach (var entry in _entries)
        {
            if (entry.Key == name)
            {
                value = entry.Value;
                return true;
            }
        }

        value = null;
        return false;
    }

    /// <summary>Whether there is a value of this name that is not null, and of this type.</summary>
    public bool TryGet<T>(string name, [MaybeNullWhen(false)] out T value)
    {
        if (this[name] is T typed)
        {
            value = typed;
            return true;
        }

        value = default;
        return false;
    }
}

/// <summary>The arguments of a field or directive (§6.4.1 #sec-Coercing-Field-Arguments).</summary>
public sealed class ArgumentValues : CoercedValues
{
    internal ArgumentValues(KeyValuePair<string, object?>[] entries)
        : base(entries)
    {
    }

    public static ArgumentValues Empty { get; } = new([]);
}

/// <summary>The value of an input object type (§3.10 #sec-Input-Objects.Input-Coercion).</summary>
public sealed class InputObjectValue : CoercedValues
{
    internal InputObjectValue(KeyValuePair<string, object?>[] entries)
        : base(entries)
    {
    }
}
