using System.Globalization;
using ReformOpenData.Server.Answers;
using ReformOpenData.Server.Configuration;
using ReformOpenData.Server.Lists;
using ReformOpenData.Server.Metadata;

namespace ReformOpenData.Server.Discovery;

/// <summary>
/// Values of the header Link of a page: FAIR Signposting, level 1 (https://signposting.org/FAIR/), and the versions of
/// RFC 5829.
/// </summary>
/// <param name="Path">Of the page in Japanese and in the current release, below the path of the host, encoded.</param>
/// <param name="Release">Number of the release that is shown.</param>
internal sealed record PageLinks(string Path, int Release)
{
    /// <summary>The type of the thing, as the API names it; null for a page of no thing.</summary>
    public string? Type { get; init; }

    /// <summary>Whether the page has an address below each release.</summary>
    public bool IsOfRelease { get; init; } = true;

    /// <summary>
    /// The releases before and after that have the page, where it is asked for below /releases/N; else null.
    /// </summary>
    public ReleaseVersions.Near? Versions { get; init; }

    /// <summary>Address of the licence; null where none is confirmed.</summary>
    public string? Licence { get; init; }

    /// <summary>The lists that can be had of what is shown.</summary>
    public required ShownRows Rows { get; init; }

    public IEnumerable<string> Values()
    {
        var root = PublicPath.Current;
        var shown = Versions is null ? root : InRelease(Release);
        // Of the first page, that is the release itself.
        var path = Path == "/" ? "" : Path;
        if (IsOfRelease)
        {
            yield return Link(InRelease(Release) + path, "cite-as");
            yield return Link($"{root}/releases", "version-history");
            foreach (var version in Versions?.Links(path) ?? [])
                yield return version;
        }

        yield return Link(
            Rows.Lists.Count > 0 || Type is not null ? "https://schema.org/Dataset" : "https://schema.org/AboutPage",
            "type");
        var parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (Rows.Owner is [{ Length: 6 } city, ..])
            yield return Link($"{shown}/{city}", "author");
        if (parts.Length > 0)
        {
            var up = string.Join('/', ListOwner.Above(parts));
            var above = up.Length > 0 || Versions is null ? $"{shown}/{up}" : shown;
            yield return Link(above, "collection");
            yield return Link(above, "up");
        }

        if (Licence is not null)
            yield return Link(Licence, "license");
        if (Type is not null)
        {
            foreach (var format in RdfFormat.All)
                yield return Typed($"{shown}{path}.{format.Name}", "describedby", format.ContentType);
            yield return Typed($"{shown}{path}.bib", "describedby", "application/x-bibtex");
            yield return Typed($"{shown}{path}.json", "alternate", "application/json");
            yield return Typed($"{shown}{path}.graphql", "alternate", "application/graphql");
        }

        if (Type == "Plan")
            yield return Typed($"{shown}{path}/datapackage.json", "describedby", "application/json");
        var owner = Rows.Owner.Count == 0 ? "" : "/" + PathSegments.Encode(Rows.Owner);
        var query = Rows.Query.Length > 0 ? "?" + Rows.Query : "";
        foreach (var list in Rows.Lists)
        {
            foreach (var format in (string[])["csv", "json", "xlsx"])
                yield return Typed($"{shown}{owner}/{list}.{format}{query}", "item", TypeOf(format));
            yield return Typed(
                $"{shown}{owner}/{list}.csv-metadata.json{query}", "describedby", TableDescription.ContentType);
        }
    }

    private static string InRelease(int release) =>
        string.Create(CultureInfo.InvariantCulture, $"{PublicPath.Current}/releases/{release}");

    private static string TypeOf(string format) =>
        Distributions.All.First(kind => kind.Format == format).MediaType!;

    private static string Link(string address, string relation) => $"<{address}>; rel=\"{relation}\"";

    private static string Typed(string address, string relation, string type) =>
        $"{Link(address, relation)}; type=\"{type.Split(';')[0]}\"";
}
