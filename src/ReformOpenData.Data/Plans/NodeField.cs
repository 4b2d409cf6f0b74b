namespace ReformOpenData.Data.Plans;

/// <summary>A field of a <see cref="MunicipalityNode"/>.</summary>
/// <param name="Name">As the API names it.</param>
/// <param name="Kind">What a change of it is.</param>
/// <param name="Value">For people.</param>
internal sealed record NodeField(string Name, ChangeKind Kind, string? Value)
{
    /// <summary>All that the API tells of it, for machines: two fields are the same where these are.</summary>
    public string? Exact { get; init; } = Value;

    /// <summary>
    /// Fields of the same node from which this one follows: where one of them changed, that tells enough.
    /// </summary>
    public string[] Follows { get; init; } = [];

    /// <summary>Of an object that may be missing as a whole, which another field tells: null where it is.</summary>
    public bool IsPart { get; init; }

    /// <summary>
    /// Not known to earlier versions: a hash leaves it out where it has no value, and so stays what they stored.
    /// </summary>
    public bool IsLater { get; init; }

    /// <summary>The entries of a list: where it changed, those that differ are told, not all.</summary>
    public IReadOnlyList<NodeEntry>? Entries { get; init; }

    /// <summary>A list of values, in its order.</summary>
    public static NodeField Of(string name, IReadOnlyList<NodeEntry> entries) =>
        new(name, ChangeKind.ValueChanged, null)
        {
            Exact = Join(entries.Select(entry => entry.Exact)),
            Entries = entries,
        };

    /// <summary>Values as one, so that no others make the same.</summary>
    public static string Join(IEnumerable<string?> values) => string.Concat(values.Select(value =>
        value is null ? "-;" : $"{value.Length}:{value};"));

    /// <summary>The values before and after, where they differ.</summary>
    public (string? Before, string? After) Tell(NodeField earlier)
    {
        if (Entries is null || earlier.Entries is null)
            return (earlier.Value, Value);

        var before = earlier.Entries.Where(entry => !Entries.Contains(entry)).ToList();
        var after = Entries.Where(entry => !earlier.Entries.Contains(entry)).ToList();
        return before.Count + after.Count == 0
            ? (NodeEntry.Tell(earlier.Entries, []), NodeEntry.Tell(Entries, []))
            : (NodeEntry.Tell(before, after), NodeEntry.Tell(after, before));
    }
}

/// <summary>An entry of a list.</summary>
/// <param name="Key">Which one it is, so that it is known again when it changed.</param>
/// <param name="Value">What it says, for people.</param>
/// <param name="Exact">All of it, for machines.</param>
internal sealed record NodeEntry(string Key, string Value, string Exact)
{
    private const int MaxTold = 20;

    /// <summary>Where it is, for people; null where that is no question.</summary>
    public string? Place { get; init; }

    /// <summary>
    /// What is new or gone together, told in one line: the name of the group, and that of the entry in it.
    /// </summary>
    public (string Name, string Entry)? Group { get; init; }

    /// <summary>
    /// Entries for people: what they say where that changed, else where they are; many are cut short.
    /// </summary>
    public static string? Tell(IReadOnlyList<NodeEntry> entries, IReadOnlyList<NodeEntry> others)
    {
        if (entries.Count == 0)
            return null;

        string[] lines = [.. entries.GroupBy(entry => entry.Line(others)).Select(Line)];
        var rest = lines.Length > MaxTold ? $"\n… {lines.Length - MaxTold}" : "";
        return string.Join('\n', lines.Take(MaxTold)) + rest;

        static string Line(IGrouping<string, NodeEntry> line) => line.All(entry => entry.Group?.Name == line.Key)
            ? $"{string.Join(", ", line.Select(entry => entry.Group!.Value.Entry))}: {line.Key}"
            : line.Key;
    }

    private string Line(IReadOnlyList<NodeEntry> others) => others.FirstOrDefault(other => other.Key == Key) switch
    {
        null => Group?.Name ?? Value,
        { } other when other.Value == Value => Place ?? Value,
        _ => Value,
    };
}
