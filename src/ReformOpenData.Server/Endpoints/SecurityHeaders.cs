using ReformOpenData.Server.Configuration;

namespace ReformOpenData.Server.Endpoints;

/// <summary>Headers that every answer carries, errors included.</summary>
internal static class SecurityHeaders
{
    /// <summary>For data: nothing may be loaded or framed.</summary>
    private const string DataPolicy = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

    /// <summary>For pages: their own files, and forms that ask this server.</summary>
    public const string PagePolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
        + "base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    /// <summary>For parts of pages that other sites may show.</summary>
    /// <param name="ancestors">Those sites (<see cref="ServerOptions.EmbedAncestors"/>).</param>
    /// <param name="script">The one script that stands in them, as its hash.</param>
    public static string EmbedPolicy(string ancestors, string script) => PagePolicy
        .Replace("frame-ancestors 'none'", $"frame-ancestors {ancestors}", StringComparison.Ordinal)
        .Replace("script-src 'self'", $"script-src {script}", StringComparison.Ordinal);

    /// <summary>
    /// GraphiQL's dialogs and editor add style elements of their own; scripts stay those of the file.
    /// </summary>
    public const string GraphiQLPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src "
        + "'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    public static void Add(IHeaderDictionary headers)
    {
        headers.XContentTypeOptions = "nosniff";
        headers.ContentSecurityPolicy = DataPolicy;
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Resource-Policy"] = "cross-origin";
        // Reading is open to every origin; there are no cookies and no credentials to protect.
        headers.AccessControlAllowOrigin = "*";
        headers.AccessControlExposeHeaders =
            "ETag, Retry-After, GraphQL-Cost, X-Request-Id, Reform-Release, Reform-Total-Count, Link, "
            + "Content-Disposition, Content-Location, Content-Encoding, Content-Length, Content-Range, Accept-Ranges, "
            + "Last-Modified";
    }
}
