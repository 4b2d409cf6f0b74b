using Microsoft.Net.Http.Headers;
using ReformOpenData.Server.Metadata;

namespace ReformOpenData.Server.Endpoints;

/// <summary>What a client wants to see.</summary>
internal static class Accepts
{
    /// <summary>The media types of a page, with the ending of the address that gives each.</summary>
    private static readonly Dictionary<string, string?> Forms = new(StringComparer.OrdinalIgnoreCase)
    {
        ["text/html"] = null,
        ["application/xhtml+xml"] = null,
        ["application/json"] = "json",
        ["application/graphql"] = "graphql",
        ["application/x-bibtex"] = "bib",
        ["application/ld+json"] = RdfFormat.JsonLd.Name,
        ["text/turtle"] = RdfFormat.Turtle.Name,
    };

    /// <summary>A browser's address bar asks for text/html by name; no client of an API does.</summary>
    public static bool Html(HttpRequest request) => Html(request.Headers.Accept.ToString());

    /// <summary>
    /// The form of a page that a client likes best, as the ending of an address names it; null for the page itself.
    /// </summary>
    public static string? Form(HttpRequest request)
    {
        if (!MediaTypeHeaderValue.TryParseList(request.Headers.Accept, out var accepted))
            return null;
        var named = from type in accepted
                    where (type.Quality ?? 1) > 0 && Forms.ContainsKey(type.MediaType.Value!)
                    orderby type.Quality ?? 1 descending
                    select Forms[type.MediaType.Value!];
        return named.FirstOrDefault();
    }

    private static bool Html(string accept) =>
        accept.Contains("text/html", StringComparison.OrdinalIgnoreCase)
        && !accept.Contains("json", StringComparison.OrdinalIgnoreCase);
}
