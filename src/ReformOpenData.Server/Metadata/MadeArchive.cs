namespace ReformOpenData.Server.Metadata;

/// <summary>Size and SHA-256 of a file.</summary>
internal sealed record FileFacts(long Bytes, string Sha256);

/// <summary>
/// What descriptions tell of the file that holds all of the current release, once somebody asked for it.
/// </summary>
internal sealed class MadeArchive
{
    public const string Name = "reform.zip";

    public const string MediaType = "application/zip";

    /// <summary>Null as long as it was not made.</summary>
    public Facts? Known { get; set; }

    /// <param name="Lists">Of each list in it, by name.</param>
    internal sealed record Facts(int Release, FileFacts Whole, IReadOnlyDictionary<string, FileFacts> Lists);
}
