using ReformOpenData.Server.Answers;

namespace ReformOpenData.Server.Endpoints;

/// <summary>
/// The files of wwwroot, listed at the start: a path that is not among them is not there, whatever it says. Each is
/// read once, when it is first asked for.
/// </summary>
internal sealed class SiteFiles
{
    private readonly Dictionary<string, Lazy<Page>> _byPath = new(StringComparer.Ordinal);

    public SiteFiles(string folder)
    {
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            var path = "/" + Path.GetRelativePath(folder, file).Replace('\\', '/');
            _byPath.Add(path, new Lazy<Page>(() => Read(path, file)));
        }
        foreach (var needed in (string[])[GraphiQL, Style])
        {
            if (!_byPath.ContainsKey(needed))
                throw new FileNotFoundException($"{folder} has no file {needed}; install the program anew.");
        }
    }

    public const string GraphiQL = "/graphiql.html";

    /// <summary>How every page looks.</summary>
    private const string Style = "/site.css";

    public bool Has(string path) => _byPath.ContainsKey(path);

    public Task WriteAsync(HttpContext context, string path)
    {
        var page = _byPath[path].Value;
        context.Response.Headers.ContentSecurityPolicy = page.Policy;
        // Short, since file names carry no version; the tag makes asking again cheap.
        return ContentWriter.WriteAsync(context, page.Content, page.Type, CacheControl.For(300));
    }

    private static Page Read(string path, string file)
    {
        return new Page(
            Content.Of(File.ReadAllBytes(file)),
            TypeOf(path),
            path == GraphiQL ? SecurityHeaders.GraphiQLPolicy : SecurityHeaders.PagePolicy);
    }

    private static string TypeOf(string path) => Path.GetExtension(path) switch
    {
        ".html" => "text/html; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".svg" => "image/svg+xml",
        ".png" => "image/png",
        _ => "text/plain; charset=utf-8",
    };

    private sealed record Page(Content Content, string Type, string Policy);
}
