namespace ReformOpenData.Server.Endpoints;

/// <summary>What a client wants to see.</summary>
internal static class Accepts
{
    /// <summary>A browser's address bar asks for text/html by name; no client of an API does.</summary>
    public static bool Html(HttpRequest request) => Html(request.Headers.Accept.ToString());

    /// <summary>Whether a program asks for JSON where a page would be shown.</summary>
    public static bool Json(HttpRequest request) =>
        request.Headers.Accept.ToString().Contains("json", StringComparison.OrdinalIgnoreCase) && !Html(request);

    private static bool Html(string accept) =>
        accept.Contains("text/html", StringComparison.OrdinalIgnoreCase)
        && !accept.Contains("json", StringComparison.OrdinalIgnoreCase);
}
