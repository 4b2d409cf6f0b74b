using System.Globalization;

namespace ReformOpenData.Server.Answers;

/// <summary>What is asked, and of which releases.</summary>
/// <param name="Release">The release that is asked for; <see cref="Named"/> where the request names its releases
/// itself.</param>
/// <param name="Stamp">Of the public releases; none where the request names its own.</param>
/// <param name="Digest">128 bits of SHA-256 over document, operation, variables, representation and build.</param>
internal readonly record struct AnswerKey(int Release, string Stamp, UInt128 Digest)
{
    /// <summary>
    /// In the place of a release: the request names its own, so that a publication leaves its answer as it is.
    /// </summary>
    private const int Named = 0;

    /// <summary>The key of the same question, should it turn out to name its releases itself.</summary>
    public AnswerKey WithNamedReleases => new(Named, "", Digest);

    /// <summary>Strong entity tag, without quotes, of an answer that depends on what is current.</summary>
    public string Tag => string.Create(CultureInfo.InvariantCulture, $"{Release}.{Stamp}-{Digest:x32}");

    public override string ToString() => Tag;
}
