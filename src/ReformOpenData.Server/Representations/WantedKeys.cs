using System.Text;
using System.Text.Json;

namespace ReformOpenData.Server.Representations;

/// <summary>
/// What is wanted of an object and of the objects within it, found in one walk over its members. An answer has the
/// same members in the same order again and again, so that each is mostly the one that is looked for first.
/// </summary>
internal sealed class WantedKeys
{
    private readonly List<(byte[] Name, WantedKeys Keys)> _below = [];
    private readonly List<int> _values = [];
    private readonly List<int> _all = [];

    /// <summary>Wants the value behind a path of keys; none for the object itself.</summary>
    /// <param name="value">Where it is put.</param>
    public void Add(ReadOnlySpan<string> path, int value)
    {
        _all.Add(value);
        if (path.IsEmpty)
        {
            _values.Add(value);
            return;
        }

        var name = Encoding.UTF8.GetBytes(path[0]);
        var known = _below.Find(below => below.Name.AsSpan().SequenceEqual(name)).Keys;
        if (known is null)
            _below.Add((name, known = new WantedKeys()));
        known.Add(path[1..], value);
    }

    /// <summary>Puts each value into its place; what is not there is undefined.</summary>
    public void Find(JsonElement element, JsonElement[] values)
    {
        foreach (var value in _all)
            values[value] = default;
        Walk(element, values);
    }

    private void Walk(JsonElement element, JsonElement[] values)
    {
        foreach (var value in _values)
            values[value] = element;
        if (_below.Count == 0 || element.ValueKind != JsonValueKind.Object)
            return;
        var (next, left) = (0, _below.Count);
        foreach (var member in element.EnumerateObject())
        {
            for (var tries = 0; tries < _below.Count; tries++)
            {
                var (name, keys) = _below[next];
                next = next + 1 < _below.Count ? next + 1 : 0;
                if (!member.NameEquals(name))
                    continue;
                keys.Walk(member.Value, values);
                left--;
                break;
            }

            if (left == 0)
                return;
        }
    }
}
