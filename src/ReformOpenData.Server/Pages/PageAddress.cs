using System.Globalization;
using ReformOpenData.Server.Configuration;
using ReformOpenData.Server.Lists;

namespace ReformOpenData.Server.Pages;

/// <summary>Where a page is: /en/releases/3/072028/2017 is the English page of a plan in release 3.</summary>
/// <param name="Release">Number of the release that it shows; null for the current one.</param>
/// <param name="Segments">The key of a thing, or the name of a page; none for the first page.</param>
internal sealed record PageAddress(Language Language, int? Release, IReadOnlyList<string> Segments)
{
    private const string English = "en";
    private const string Releases = "releases";

    /// <summary>The address of a path; null where a page cannot be.</summary>
    /// <param name="path">Below the path of the host, with its slash at the beginning.</param>
    public static PageAddress? Parse(string path)
    {
        var segments = path == "/" ? [] : PathSegments.Of(path);
        var language = segments is [English, ..] ? Language.English : Language.Japanese;
        if (language == Language.English)
            segments = segments[1..];
        if (segments.Any(segment => segment.Length == 0))
            return null;
        if (segments is not [Releases, var written, _, ..])
            return new PageAddress(language, null, segments);
        return ListAddress.NumberOf(written) is { } number ? new PageAddress(language, number, segments[2..]) : null;
    }

    /// <summary>The path as who asks sees it.</summary>
    public string Path => PathOf(Language, Release, Segments);

    /// <summary>The path as this server is asked, without the path of the host.</summary>
    private string PlainPath => Path[PublicPath.Current.Length..];

    /// <summary>The path as this server is asked, as text.</summary>
    public string DecodedPath => PathSegments.Asked(PlainPath);

    /// <summary>The same page in another language.</summary>
    public string In(Language language) => PathOf(language, Release, Segments);

    public static string PathOf(Language language, int? release, IEnumerable<string> segments)
    {
        var all = segments.ToList();
        if (release is { } number)
            all.InsertRange(0, [Releases, number.ToString(CultureInfo.InvariantCulture)]);
        if (language == Language.English)
            all.Insert(0, English);
        return PublicPath.Current + "/" + PathSegments.Encode(all);
    }
}
