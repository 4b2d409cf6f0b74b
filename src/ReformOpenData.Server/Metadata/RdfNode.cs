namespace ReformOpenData.Server.Metadata;

/// <summary>A value of a property: a node, an address of which nothing else is told, or a literal.</summary>
/// <param name="Text">The address or the literal; null where <paramref name="Node"/> is the value.</param>
/// <param name="Language">BCP 47; null for a literal without one.</param>
/// <param name="Datatype">As <c>xsd:date</c>; null for a plain text.</param>
internal sealed record RdfValue(RdfNode? Node, string? Text = null, string? Language = null, string? Datatype = null)
{
    public bool IsAddress { get; init; }
}

/// <summary>
/// What is told about one thing, before it is written as JSON-LD or Turtle. Names of properties and types are prefixed
/// (<see cref="RdfPrefixes"/>).
/// </summary>
/// <param name="address">An absolute IRI; null for a thing without an address of its own.</param>
internal sealed class RdfNode(string? address, params IReadOnlyList<string> types)
{
    private readonly List<(string Property, RdfValue Value)> _properties = [];

    public string? Address => address;

    public IReadOnlyList<string> Types => types;

    /// <summary>In the order in which they were added.</summary>
    public IReadOnlyList<(string Property, RdfValue Value)> Properties => _properties;

    /// <summary>Adds a value; null adds nothing.</summary>
    public RdfNode Add(string property, RdfNode? node)
    {
        if (node is not null)
            _properties.Add((property, new RdfValue(node)));
        return this;
    }

    public RdfNode AddAll(string property, IEnumerable<RdfNode> nodes)
    {
        foreach (var node in nodes)
            Add(property, node);
        return this;
    }

    /// <summary>Adds an address of which nothing else is told; null adds nothing.</summary>
    public RdfNode AddAddress(string property, string? iri)
    {
        if (iri is not null)
            _properties.Add((property, new RdfValue(null, iri) { IsAddress = true }));
        return this;
    }

    /// <summary>Adds a literal; null adds nothing.</summary>
    public RdfNode AddText(string property, string? text, string? language = null, string? datatype = null)
    {
        if (text is not null)
            _properties.Add((property, new RdfValue(null, text, language, datatype)));
        return this;
    }

    /// <summary>Adds the same in Japanese and in English.</summary>
    public RdfNode AddBoth(string property, string japanese, string english) =>
        AddText(property, japanese, "ja").AddText(property, english, "en");

    public RdfNode AddTime(string property, DateTimeOffset? time) =>
        AddText(property, time?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", null), datatype: "xsd:dateTime");
}
