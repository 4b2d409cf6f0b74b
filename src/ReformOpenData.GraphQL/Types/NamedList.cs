using System.Collections;
using System.Collections.Immutable;

namespace ReformOpenData.GraphQL.Types;

/// <summary>Elements in the order of the SDL, found by name too.</summary>
public sealed class NamedList<T> : IReadOnlyList<T>
    where T : class, ISchemaElement
{
    /// <summary>Names that are compared one after the other: most lists are the arguments of a field.</summary>
    private const int MostCompared = 8;

    /// <summary>Made when a name of a longer list is first looked for: a start needs few of them.</summary>
    private Dictionary<string, T>? _byName;

    /// <summary>Of two elements with one name the first is found; the type checks report the second.</summary>
    public NamedList(IEnumerable<T> items) => Items = [.. items];

    internal static NamedList<T> Empty { get; } = new([]);

    public ImmutableArray<T> Items { get; }

    public int Count => Items.Length;

    public T this[int index] => Items[index];

    /// <summary>The element of a name, or null.</summary>
    public T? Find(string name)
    {
        if (Count > MostCompared)
            return (_byName ??= ByName()).GetValueOrDefault(name);
        foreach (var item in Items)
        {
            if (item.Name == name)
                return item;
        }

        return null;
    }

    public ImmutableArray<T>.Enumerator GetEnumerator() => Items.GetEnumerator();

    IEnumerator<T> IEnumerable<T>.GetEnumerator() => ((IEnumerable<T>)Items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => ((IEnumerable)Items).GetEnumerator();

    private Dictionary<string, T> ByName()
    {
        var byName = new Dictionary<string, T>(Count, StringComparer.Ordinal);
        foreach (var item in Items)
            byName.TryAdd(item.Name, item);
        return byName;
    }
}
