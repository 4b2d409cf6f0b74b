using ReformOpenData.Server.Metadata;
using ReformOpenData.Server.Schema;

namespace ReformOpenData.Server.Discovery;

/// <summary>
/// The pages that there are, in one place: what the sitemap lists and what the site serves must be the same. Each is
/// there in Japanese, and in English below /en.
/// </summary>
internal static class SitePages
{
    private const string English = "/en";

    /// <summary>Pages that are there whatever the data are, but for /search, which robots are asked to leave.</summary>
    public static IReadOnlyList<string> Fixed { get; } =
        ["/", "/releases", "/findings", "/about", "/accessibility", "/data", "/gallery", .. Charts()];

    /// <summary>
    /// The types whose things have pages, by the connection of a release that lists them all under a condition.
    /// </summary>
    public static IReadOnlyList<(string Type, string Connection, string Condition)> Things { get; } =
    [
        ("Municipality", "municipalities", ""),
        ("Plan", "plans", ""),
        ("Category", "categories", ""),
        ("Item", "items", ""),
        ("Initiative", "initiatives", ""),
        ("Assessment", "assessments", ""),
        ("YearlyNarrative", "narratives", "kind: {}"),
        ("Rating", "ratings", "evaluator: {}"),
        ("Department", "departments", ""),
        ("SourceDocument", "sourceDocuments", ""),
    ];

    /// <summary>The path of a thing's page by its identifier in the API; null for what has none.</summary>
    public static string? PathOf(string id) =>
        GlobalId.TryDecode(id, out var entity, out var key)
            && Things.Any(thing => thing.Type == GlobalId.TypeName(entity.Name))
            ? ThingAddress.Of(GlobalId.TypeName(entity.Name), key)
            : null;

    /// <summary>The charts of the gallery.</summary>
    private static IEnumerable<string> Charts() =>
        from name in (string[])
            [
                "matrix", "shares", "by-department", "together", "reasons", "by-year", "words", "release", "cities",
                "by-item",
            ]
        select "/gallery/" + name;

    public static string PathOfRelease(int number) => $"/releases/{number}";

    /// <summary>The path of the same page in English.</summary>
    public static string InEnglish(string path) => path == "/" ? English : English + path;
}
