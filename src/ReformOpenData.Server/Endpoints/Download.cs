namespace ReformOpenData.Server.Endpoints;

/// <summary>A release as one file of a format.</summary>
/// <param name="Name">reform.csv.</param>
/// <param name="Write">Writes a release; runs on a thread of its own.</param>
internal sealed record Download(string Name, string ContentType, Action<int, Stream> Write)
{
    /// <summary>Whether a release has anything for it.</summary>
    public Func<int, ValueTask<bool>> IsThere { get; init; } = _ => ValueTask.FromResult(true);

    /// <summary>The file that a release has beside it, where it has one.</summary>
    public Download? Beside { get; init; }

    /// <summary>A workbook is compressed already.</summary>
    public bool IsCompressible => ContentType.StartsWith("text/", StringComparison.Ordinal);
}
