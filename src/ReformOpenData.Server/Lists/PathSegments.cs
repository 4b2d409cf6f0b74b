namespace ReformOpenData.Server.Lists;

/// <summary>The segments of a path, each as text: the name of a department may hold a slash.</summary>
internal static class PathSegments
{
    /// <summary>A slash within a segment, which the path keeps encoded.</summary>
    private const string Slash = "%2F";

    /// <param name="path">With its slash at the beginning.</param>
    public static string[] Of(string path) =>
        [.. path.Split('/')[1..].Select(segment => segment.Replace(Slash, "/", StringComparison.OrdinalIgnoreCase))];

    /// <summary>The path of an address with percent-encoded segments, as the server would be asked for it.</summary>
    public static string Asked(string encoded) =>
        Uri.UnescapeDataString(encoded.Replace(Slash, "%252F", StringComparison.Ordinal));
}
