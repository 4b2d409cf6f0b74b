using System.Globalization;
using ReformOpenData.Server.Configuration;
using ReformOpenData.Server.Metadata;

namespace ReformOpenData.Server.Discovery;

/// <summary>
/// Values of the header Link of a page: FAIR Signposting, level 1 (https://signposting.org/FAIR/), and the versions of
/// RFC 5829.
/// </summary>
internal static class PageLinks
{
    /// <param name="type">The type of the thing, as the API names it; null for a page of no thing.</param>
    /// <param name="path">Of the page, as <see cref="ThingAddress"/> gives it.</param>
    /// <param name="release">Number of the release that is shown.</param>
    /// <param name="isNumbered">Whether the page is asked for below /releases/N.</param>
    /// <param name="licence">Address of the licence; null where none is confirmed.</param>
    public static IReadOnlyList<string> Of(string? type, string path, int release, bool isNumbered, string? licence)
    {
        var (root, number) = (PublicPath.Current, release.ToString(CultureInfo.InvariantCulture));
        var shown = isNumbered ? $"{root}/releases/{number}" : root;
        // Of the first page, that is the release itself.
        path = path == "/" ? "" : path;
        var links = new List<string>
        {
            Link($"{root}/releases/{number}{path}", "cite-as"),
            Link($"{root}/releases", "version-history"),
            Link(type is null ? "https://schema.org/AboutPage" : "https://schema.org/Dataset", "type"),
        };
        if (isNumbered)
            links.Add(Link(path.Length == 0 ? root + "/" : root + path, "latest-version"));
        var parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (type is null)
            return links;
        if (parts.Length > 0)
        {
            links.Add(Link($"{root}/{parts[0]}", "author"));
            // The parent of a department is its municipality: between them stands a word and no thing.
            var up = parts.Length == 1 ? "" : type == "Department" ? parts[0] : string.Join('/', parts[..^1]);
            links.Add(Link($"{shown}/{up}", "collection"));
            links.Add(Link($"{shown}/{up}", "up"));
        }

        if (licence is not null)
            links.Add(Link(licence, "license"));
        links.AddRange(RdfFormat.All.Select(format => Typed($"{shown}{path}.{format.Name}", "describedby", format.ContentType)));
        links.Add(Typed($"{shown}{path}.json", "alternate", "application/json"));
        links.Add(Typed($"{shown}{path}.graphql", "alternate", "application/graphql"));
        if (type == "Plan")
            links.Add(Typed($"{shown}{path}/datapackage.json", "describedby", "application/json"));

        var list = type == "SourceDocument" ? "findings" : "ratings";
        foreach (var format in (string[])["csv", "json", "xlsx"])
            links.Add(Typed($"{shown}{path}/{list}.{format}", "item", TypeOf(format)));
        links.Add(Typed($"{shown}{path}/{list}.csv-metadata.json", "describedby", TableDescription.ContentType));
        return links;
    }

    private static string TypeOf(string format) =>
        Distributions.All.First(kind => kind.Format == format).MediaType!;

    private static string Link(string address, string relation) => $"<{address}>; rel=\"{relation}\"";

    private static string Typed(string address, string relation, string type) =>
        $"{Link(address, relation)}; type=\"{type.Split(';')[0]}\"";
}
