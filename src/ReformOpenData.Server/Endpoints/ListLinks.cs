using ReformOpenData.Server.Configuration;
using ReformOpenData.Server.Lists;
using ReformOpenData.Server.Metadata;
using ReformOpenData.Server.Representations;

namespace ReformOpenData.Server.Endpoints;

/// <summary>
/// The header Link of a list (RFC 8288): the same rows for ever, in other formats, and where they go on.
/// </summary>
internal static class ListLinks
{
    /// <param name="query">The query string, without its question mark.</param>
    /// <param name="format">Null for the list as a page.</param>
    /// <param name="release">Number of the release that the rows are of.</param>
    /// <param name="next">The cursor behind the last row; null where none follow.</param>
    /// <param name="licence">Address of the licence of the rows; null where none is confirmed.</param>
    /// <param name="versions">The releases beside a numbered one; null for the current one.</param>
    public static IReadOnlyList<string> Of(
        ListAddress address,
        string query,
        TableFormat? format,
        string release,
        string? next,
        string? licence,
        ReleaseVersions.Near? versions)
    {
        var kept = Without(query, "_", "download");
        var links = new List<string>();
        if (format is not null)
            links.Add(Link(address.PathOf(address.Release, format.Name), kept, "canonical"));
        if (ListTables.Find(address.Name) is { IsOfStore: false })
            links.Add(Link(address.PathOf(release, format?.Name), kept, "cite-as"));
        // A cursor is of one release.
        var all = Without(kept, "after") is { Length: > 0 } asked ? "?" + Clean(asked) : "";
        links.AddRange(versions?.Links(address.PathOf(null, format?.Name)[PublicPath.Current.Length..] + all) ?? []);
        // Another format has other parameters of its own.
        var rows = Without(kept, "headings", "bom", "breaks", "guard");
        links.AddRange(Alternates(format, other => address.PathOf(address.Release, other), rows));
        // It names the very address that was asked for, or it describes nothing (CSVW §5.2).
        var columns = format?.Name == "csv" ? query : rows;
        links.Add(Link(address.PathOf(address.Release, "csv-metadata.json"), columns, "describedby")
            + $"; type=\"{TableDescription.ContentType}\"");
        links.Add(Link(UpOf(address), "", "up"));
        if (licence is not null)
            links.Add(Link(licence, "", "license"));
        if (next is not null)
            links.Add(Link(address.PathOf(address.Release, format?.Name), Behind(kept, next), "next"));
        return links;
    }

    /// <summary>The path of what the rows belong to.</summary>
    private static string UpOf(ListAddress address)
    {
        var path = address.PathOf(address.Release, null);
        var up = path[..path.LastIndexOf('/')];
        return up == PublicPath.Current ? up + "/" : up;
    }

    /// <summary>The same in the other formats.</summary>
    /// <param name="pathOf">The path, given the name of a format.</param>
    public static IEnumerable<string> Alternates(TableFormat? format, Func<string, string> pathOf, string query) =>
        TableFormat.All.Where(other => other != format).Select(other =>
            Link(pathOf(other.Name), query, "alternate") + $"; type=\"{other.ContentType.Split(';')[0]}\"");

    /// <summary>The query string whose rows begin behind a cursor.</summary>
    public static string Behind(string query, string cursor)
    {
        var rest = Without(query, "after");
        return $"{rest}{(rest.Length > 0 ? "&" : "")}after={Uri.EscapeDataString(cursor)}";
    }

    /// <summary>The query string without parameters of these names.</summary>
    public static string Without(string query, params string[] names) => string.Join(
        '&',
        query.Split('&', StringSplitOptions.RemoveEmptyEntries).Where(pair => !names.Contains(pair.Split('=')[0])));

    public static string Link(string path, string query, string relation) =>
        $"<{path}{(query.Length > 0 ? "?" : "")}{Clean(query)}>; rel=\"{relation}\"";

    /// <summary>A header holds ASCII, and the address in it ends at an angle bracket.</summary>
    public static string Clean(string query) => string.Concat(query.Select(letter =>
        letter is > ' ' and < (char)0x7f and not ('<' or '>' or '"')
            ? letter.ToString()
            : Uri.EscapeDataString(letter.ToString())));
}
