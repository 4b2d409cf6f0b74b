using System.Collections;
using System.Collections.Frozen;
using System.Collections.Immutable;

namespace ReformOpenData.GraphQL.Types;

/// <summary>Elements in the order of the SDL, found by name too.</summary>
public sealed class NamedList<T> : IReadOnlyList<T>
    where T : class, ISchemaElement
{
    private readonly FrozenDictionary<string, T> _byName;

    /// <summary>Of two elements with one name the first is found; the type checks report the second.</summary>
    public NamedList(IEnumerable<T> items)
    {
        Items = [.. items];
        _byName = Items.DistinctBy(item => item.Name, StringComparer.Ordinal).ToFrozenDictionary(
            item => item.Name, StringComparer.Ordinal);
    }

    internal static NamedList<T> Empty { get; } = new([]);

    public ImmutableArray<T> Items { get; }

    public int Count => Items.Length;

    public T this[int index] => Items[index];

    /// <summary>The element of a name, or null.</summary>
    public T? Find(string name) => _byName.GetValueOrDefault(name);

    public ImmutableArray<T>.Enumerator GetEnumerator() => Items.GetEnumerator();

    IEnumerator<T> IEnumerable<T>.GetEnumerator() => ((IEnumerable<T>)Items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => ((IEnumerable)Items).GetEnumerator();
}
