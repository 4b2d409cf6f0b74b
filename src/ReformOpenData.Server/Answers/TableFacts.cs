namespace ReformOpenData.Server.Answers;

/// <summary>What the headers of a table say of it.</summary>
/// <param name="Total">Rows that there are, however many of them are in the body; null where nobody counted.</param>
/// <param name="Next">The cursor after which the rows go on; null where the body has the last.</param>
/// <param name="Published">When the release was published; null where the answer does not tell.</param>
/// <param name="IsThere">Whether the thing that the rows belong to is in the release.</param>
internal sealed record TableFacts(long? Total, string? Next, DateTimeOffset? Published = null, bool IsThere = true)
{
    /// <summary>Why the format cannot hold the rows; null where it does.</summary>
    public string? Fault { get; init; }

    /// <summary>The lists that a page shows rows of; null of what is no page.</summary>
    public ShownRows? Shown { get; init; }
}

/// <summary>Lists of a thing that can be had as files.</summary>
/// <param name="Owner">Segments of the thing; none for the whole release.</param>
/// <param name="Query">Of the rows that are shown, without its question mark.</param>
internal sealed record ShownRows(IReadOnlyList<string> Owner, IReadOnlyList<string> Lists, string Query);

/// <summary>What a representation made of an answer.</summary>
/// <param name="Facts">For the headers of a table; null of anything else.</param>
internal sealed record Written(ReadOnlyMemory<byte> Body, TableFacts? Facts = null)
{
    /// <summary>The thing that was asked for is not in the release.</summary>
    public static Written Missing { get; } = new(default, new TableFacts(null, null, IsThere: false));
}
