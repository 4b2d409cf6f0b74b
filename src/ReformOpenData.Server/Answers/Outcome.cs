namespace ReformOpenData.Server.Answers;

/// <summary>
/// What came of a question: an <see cref="Answer"/>, <see cref="Unchanged"/> or an <see cref="AnswerFailure"/>.
/// </summary>
internal abstract record Outcome;

/// <summary>A finished answer.</summary>
/// <param name="Key">Under which it may be kept.</param>
/// <param name="Content">Has a tag where it may be kept.</param>
/// <param name="Releases">Numbers of the releases that it is about, where it is true whichever is current; else
/// empty.</param>
internal sealed record Answer(AnswerKey Key, int Status, Content Content, IReadOnlyList<int> Releases) : Outcome
{
    /// <summary>For the headers of a table; null of anything else.</summary>
    public TableFacts? Facts { get; init; }

    /// <summary>True for an answer without errors; any other is given once and forgotten.</summary>
    public bool IsKept => Content.Tag is not null;

    /// <summary>Whether it is still what it was when these are the public releases.</summary>
    public bool IsOf(PublicReleases releases) => Releases.Count > 0
        ? releases.TagOf(Releases, Key.Digest) == Content.Tag
        : Key.Release == releases.Current && Key.Stamp == releases.Stamp;
}

/// <summary>The client has the answer already.</summary>
/// <param name="Tag">As the client spells it, with quotes.</param>
/// <param name="Release">The one that is current; null for an answer that is true whichever is.</param>
internal sealed record Unchanged(string Tag, int? Release) : Outcome;
