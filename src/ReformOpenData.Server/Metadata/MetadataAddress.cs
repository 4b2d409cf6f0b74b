using ReformOpenData.Server.Configuration;
using ReformOpenData.Server.Lists;

namespace ReformOpenData.Server.Metadata;

/// <summary>What a description is of.</summary>
internal enum MetadataKind
{
    /// <summary>All plans, in the words of DCAT.</summary>
    Catalogue,

    /// <summary>A plan, or the first of all, in the words of DCAT.</summary>
    Dataset,

    /// <summary>The scale of a plan, as a scheme of SKOS.</summary>
    Grades,

    /// <summary>The lists of all plans or of one, as a Data Package.</summary>
    Package,

    /// <summary>The columns of a list as CSV, in the words of CSVW.</summary>
    Table,

    /// <summary>Any other thing, in the words of schema.org and PROV.</summary>
    Thing,
}

/// <summary>Where the address of a description points.</summary>
/// <param name="Release">The number after /releases/, as it is written; null for the current release.</param>
/// <param name="Owner">The segments that name the thing that is described, or whose rows are; none for all.</param>
/// <param name="Name">Of the list, where it is one.</param>
/// <param name="Format">jsonld, ttl or json.</param>
internal sealed record MetadataAddress(
    MetadataKind Kind, string? Release, IReadOnlyList<string> Owner, string Name, string Format)
{
    public const string TableSuffix = ".csv-metadata.json";

    /// <summary>The release as a number; null where what is written is none.</summary>
    public int? ReleaseNumber => ListAddress.NumberOf(Release);

    /// <summary>Codes of municipality and plan that is described; null for all.</summary>
    public (string Municipality, string Plan)? Plan => Kind switch
    {
        MetadataKind.Dataset or MetadataKind.Grades or MetadataKind.Package when Owner.Count == 2 =>
            (Owner[0], Owner[1]),
        _ => null,
    };

    /// <summary>The path of the same description without its ending, as who asks sees it.</summary>
    /// <param name="release">Number of the release; null for the current one.</param>
    public string StemOf(string? release)
    {
        string[] above = release is null ? [] : ["releases", release];
        // The name of a thing is the last part of its key.
        string[] name = Owner.Count > 0 && Kind is MetadataKind.Thing or MetadataKind.Dataset ? [] : [Name];
        return $"{PublicPath.Current}/{PathSegments.Encode([.. above, .. Owner, .. name])}";
    }

    /// <summary>The address of a description; null for any other path.</summary>
    public static MetadataAddress? Parse(string path)
    {
        if (!path.EndsWith(".jsonld", StringComparison.Ordinal) && !path.EndsWith(".ttl", StringComparison.Ordinal)
            && !path.EndsWith(".json", StringComparison.Ordinal))
        {
            return null;
        }

        var segments = PathSegments.Of(path);
        if (segments.Any(segment => segment.Length == 0))
            return null;
        var isNumbered = segments.Length > 2 && segments[0] == "releases";
        var (release, rest) = isNumbered ? (segments[1], segments[2..]) : (null, segments);
        var (owner, last) = (rest[..^1], rest[^1]);
        if (last.EndsWith(TableSuffix, StringComparison.Ordinal))
            return new MetadataAddress(MetadataKind.Table, release, owner, last[..^TableSuffix.Length], "json");
        // What stands before the ending is a segment like any other.
        var dot = path.LastIndexOf('.');
        var (name, format) = (PathSegments.Of(path[..dot])[^1], path[(dot + 1)..]);
        if (format == "json")
        {
            return name == "datapackage" && (owner.Length == 0 || IsPlan(owner))
                ? new MetadataAddress(MetadataKind.Package, release, owner, name, format)
                : null;
        }

        return (owner, name) switch
        {
            ([], "catalog") => new MetadataAddress(MetadataKind.Catalogue, release, [], name, format),
            ([], "dataset") when release is null && format == "jsonld" =>
                new MetadataAddress(MetadataKind.Dataset, null, [], name, format),
            ([var code], var year) when IsPlan([code, year]) =>
                new MetadataAddress(MetadataKind.Dataset, release, [code, year], name, format),
            ([_, _], "grades") when IsPlan(owner) =>
                new MetadataAddress(MetadataKind.Grades, release, owner, name, format),
            _ when ListOwner.Of([.. owner, name]) is not null =>
                new MetadataAddress(MetadataKind.Thing, release, [.. owner, name], name, format),
            _ => null,
        };
    }

    private static bool IsPlan(IReadOnlyList<string> segments) => ListOwner.Of(segments) is { Type: "Plan" };
}
