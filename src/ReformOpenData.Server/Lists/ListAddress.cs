using System.Globalization;
using ReformOpenData.Server.Configuration;
using ReformOpenData.Server.Representations;

namespace ReformOpenData.Server.Lists;

/// <summary>Where the address of a list points.</summary>
/// <param name="Release">The number after <c>/releases/</c>, as it is written; null for the current release.</param>
/// <param name="Owner">The segments that name the thing whose rows are asked for; none for all rows.</param>
/// <param name="Name">Of the list.</param>
/// <param name="Format">Behind the last dot; null without one.</param>
internal sealed record ListAddress(string? Release, IReadOnlyList<string> Owner, string Name, string? Format)
{
    private const string Releases = "releases";

    /// <summary>The release as a number; null where what is written is none.</summary>
    public int? ReleaseNumber => NumberOf(Release);

    /// <summary>The number of a release as an address writes it; null where what is written is none.</summary>
    public static int? NumberOf(string? written) =>
        written is [not '0', ..]
            && int.TryParse(written, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    /// <summary>
    /// The address of a list; null for a path that does not end as one does: with the name of a list, or in a format of
    /// tables. Only a suffix that is a format or follows the name of a list counts, so that names may have dots.
    /// </summary>
    public static ListAddress? Parse(string path)
    {
        var segments = PathSegments.Of(path);
        if (PathSegments.IsNamed(path) || segments.Length == 0 || segments.Any(segment => segment.Length == 0))
            return null;
        var last = segments[^1];
        var dot = last.LastIndexOf('.');
        var (name, format) = dot < 0 ? (last, null) : (last[..dot], last[(dot + 1)..]);
        if (ListTables.Find(name) is null && (format is null || name.Length == 0 || TableFormat.Find(format) is null))
            return null;
        var isNumbered = segments.Length > 2 && segments[0] == Releases;
        return new ListAddress(isNumbered ? segments[1] : null, segments[(isNumbered ? 2 : 0)..^1], name, format);
    }

    /// <summary>The path of the same rows, as who asks sees it.</summary>
    public string PathOf(string? release, string? format)
    {
        string[] above = release is null ? [] : [Releases, release];
        return $"{PublicPath.Current}/{PathSegments.Encode([.. above, .. Owner, ""])}"
            + (format is null ? Name : $"{Name}.{format}");
    }

    /// <summary>reform-072028-2017-ratings-release3.csv.</summary>
    public string FileName(string release, string format)
    {
        // What a header or a file system would not take is left out of the name.
        var parts = Owner.Append(Name).Select(part => string.Concat(
            part.Where(letter => char.IsAsciiLetterOrDigit(letter) || letter == '_')) is { Length: > 0 and <= 64 } plain
            && plain.Length == part.Count(letter => letter != '-') ? part : "x");
        return $"reform-{string.Join('-', parts)}-release{release}.{format}";
    }
}
