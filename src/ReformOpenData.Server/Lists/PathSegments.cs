using System.Text.RegularExpressions;

namespace ReformOpenData.Server.Lists;

/// <summary>
/// The segments of a path, each as text. The name of a department is the one segment that may be anything: where it
/// holds a slash, is a dot, or ends as the address of a file does, the address says so.
/// </summary>
internal static partial class PathSegments
{
    /// <summary>A slash within a segment, which the path keeps encoded.</summary>
    private const string Slash = "%2F";

    private const string Departments = "departments";

    /// <summary>What follows a name in an address that would be taken for another one without it.</summary>
    private const string Name = ".html";

    /// <summary>What the addresses of files end in, behind the name of a thing.</summary>
    private static readonly string[] Endings =
    [
        ".csv", ".xlsx", ".json", ".ndjson", ".jsonld", ".ttl", ".graphql", ".bib", ".csv-metadata", Name,
    ];

    /// <param name="path">With its slash at the beginning.</param>
    public static string[] Of(string path)
    {
        var segments = path.Split('/')[1..];
        for (var i = 0; i < segments.Length; i++)
        {
            segments[i] = segments[i].Replace(Slash, "/", StringComparison.OrdinalIgnoreCase);
            if (i > 0 && segments[i - 1] == Departments)
                segments[i] = NameOf(segments[i]);
        }

        return segments;
    }

    /// <summary>The segments as an address has them, percent-encoded.</summary>
    public static string Encode(IEnumerable<string> segments)
    {
        var above = "";
        var encoded = new List<string>();
        foreach (var segment in segments)
        {
            encoded.Add(Uri.EscapeDataString(above == Departments ? SegmentOf(segment) : segment));
            above = segment;
        }

        return string.Join('/', encoded);
    }

    /// <summary>The path of an address with percent-encoded segments, as the server would be asked for it.</summary>
    public static string Asked(string encoded) =>
        Uri.UnescapeDataString(encoded.Replace(Slash, "%252F", StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether a path ends in the segment of a department, and not in that of a file about it.</summary>
    public static bool IsOfDepartment(string path) =>
        path.Split('/') is [.., Departments, var last]
            && (IsNamed(last) || !IsFile(last));

    /// <summary>Whether a path ends in a name as it is, whatever that ends in.</summary>
    public static bool IsNamed(string path) => path.EndsWith(Name, StringComparison.Ordinal);

    /// <summary>The name of a department that a segment is for.</summary>
    private static string NameOf(string segment) => EncodedSlash().Replace(
        segment.EndsWith(Name, StringComparison.Ordinal) && NeedsEnding(segment[..^Name.Length])
            ? segment[..^Name.Length] : segment,
        "%");

    /// <summary>The segment of a department in its addresses.</summary>
    private static string SegmentOf(string name)
    {
        var plain = WrittenSlash().Replace(name, "%25");
        return NeedsEnding(plain) ? plain + Name : plain;
    }

    private static bool NeedsEnding(string name) =>
        name is "." or ".." || IsFile(name) || ListTables.Find(name) is not null;

    private static bool IsFile(string segment) =>
        Endings.Any(ending => segment.EndsWith(ending, StringComparison.Ordinal));

    /// <summary>The sign of a name that would be taken for an encoded slash.</summary>
    [GeneratedRegex("%(?=(25)*2F)", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex WrittenSlash();

    [GeneratedRegex("%25(?=(25)*2F)", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex EncodedSlash();
}
