using Microsoft.Net.Http.Headers;
using ReformOpenData.Server.Metadata;
using ReformOpenData.Server.Representations;

namespace ReformOpenData.Server.Endpoints;

/// <summary>What a client wants to see.</summary>
internal static class Accepts
{
    private const string Page = "text/html";
    private const string Anything = "*/*";

    /// <summary>The media types of a page, with the ending of the address that gives each.</summary>
    private static readonly Dictionary<string, string?> Forms = new(StringComparer.OrdinalIgnoreCase)
    {
        [Page] = null,
        ["application/xhtml+xml"] = null,
        ["application/json"] = "json",
        ["application/graphql"] = "graphql",
        ["application/x-bibtex"] = "bib",
        ["application/ld+json"] = RdfFormat.JsonLd.Name,
        ["text/turtle"] = RdfFormat.Turtle.Name,
    };

    /// <summary>The formats of tables by their media types.</summary>
    public static Dictionary<string, TableFormat> Tables { get; } = TableFormat.All.ToDictionary(
        format => format.ContentType.Split(';')[0], StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// Whether a page is liked better than all that is for programs: a browser's address bar asks for text/html by
    /// name; no client of an API does.
    /// </summary>
    public static bool Html(HttpRequest request) =>
        // Most requests are of programs, for which nothing is read.
        request.Headers.Accept.ToString().Contains(Page, StringComparison.OrdinalIgnoreCase)
        && IsPage(Liked(request, type => IsPage(type) || IsOfPrograms(type)));

    /// <summary>
    /// The form of a page that a client likes best, as the ending of an address names it; null for the page itself.
    /// </summary>
    public static string? Form(HttpRequest request) =>
        Liked(request, Forms.ContainsKey) is { } type ? Forms[type] : null;

    /// <summary>
    /// The media type that a client likes best of those that are served; null where it names none of them, or likes
    /// any other better. Of several, the one that a program reads, and else the one that is named first.
    /// </summary>
    public static string? Liked(HttpRequest request, Func<string, bool> isServed)
    {
        if (!MediaTypeHeaderValue.TryParseList(request.Headers.Accept, out var accepted))
            return null;
        var liked = from accept in accepted
                    let type = accept.MediaType.Value!
                    where (accept.Quality ?? 1) > 0 && (type == Anything || isServed(type))
                    orderby accept.Quality ?? 1 descending, type == Anything, IsOfPrograms(type) ? 0 : 1
                    select type;
        return liked.FirstOrDefault() is { } best && best != Anything ? best : null;
    }

    private static bool IsPage(string? type) => string.Equals(type, Page, StringComparison.OrdinalIgnoreCase);

    private static bool IsOfPrograms(string type) =>
        type.Contains("json", StringComparison.OrdinalIgnoreCase) || Tables.ContainsKey(type)
        || (Forms.TryGetValue(type, out var form) && form is not null);
}
