using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using ReformOpenData.Data.Storage;
using ReformOpenData.Server.Answers;
using ReformOpenData.Server.Configuration;
using ReformOpenData.Server.Hosting;
using ReformOpenData.Server.Lists;
using ReformOpenData.Server.Pages;
using ReformOpenData.Server.Pages.Kinds;

namespace ReformOpenData.Server.Commands;

/// <summary>
/// The site of the current release as files for any file host: what this server answers on a port of its own is written
/// down, from the first pages to everything that they lead to, with links that hold below any path.
/// </summary>
/// <param name="address">Where the site will be, as https://www.city.example.jp/reform.</param>
/// <param name="server">Where a server answers searches and GraphQL; null where none does.</param>
internal sealed partial class StaticSite(Store store, Uri address, Uri? server, Action<string> progress)
{
    private const string Html = "text/html";

    /// <summary>What nothing links to, and what is asked for at a fixed address.</summary>
    private static readonly string[] Fixed =
    [
        // First: what describes it tells its size and checksum.
        "/downloads/reform.zip",
        "/", "/en", "/schema.graphql", "/dataset.jsonld", "/catalog.jsonld", "/catalog.ttl", "/datapackage.json",
        "/.well-known/csvm",
        "/robots.txt", "/sitemap.xml", "/llms.txt", "/releases.atom", "/en/releases.atom", "/embed.js",
        "/downloads/reform.csv", "/downloads/reform-measures.csv", "/downloads/reform.xlsx",
    ];

    /// <summary>Endings of files that name addresses of the site.</summary>
    private static readonly string[] Texts =
        [".html", ".json", ".jsonld", ".ttl", ".txt", ".xml", ".atom", ".svg", ".bib"];

    private readonly SiteFileNames _files = new();
    private readonly Queue<string> _waiting = new();
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private readonly string _path = address.AbsolutePath.TrimEnd('/');
    private readonly string _origin = address.GetLeftPart(UriPartial.Authority);

    /// <summary>Writes the site into a folder that is not there yet, and tells how many files it has.</summary>
    public async Task<int> WriteAsync(string folder, CancellationToken cancellation)
    {
        if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any())
            throw new StoreException(
                $"{folder} holds files already; name a new folder, so that nothing is lost.",
                $"{folder} にはもうファイルがあります。新しいフォルダーを指定してください。");
        var partial = folder.TrimEnd('/', '\\') + ".part";
        if (Directory.Exists(partial))
            Directory.Delete(partial, recursive: true);
        var options = new ServerOptions
        {
            Urls = "http://127.0.0.1:0",
            LogLevel = "None",
            RequestsPerMinute = 0,
            CostPerMinute = 0,
            PathBase = _path,
            Origin = _origin,
        };
        await using var app = Serving.Build(options, store);
        await app.Services.GetRequiredService<CurrentRelease>().LookAsync(cancellation);
        await app.BeginAsync(cancellation);
        var origin = new Uri(
            app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        using var client = new HttpClient(
            new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false })
        {
            BaseAddress = origin,
            // The file of all lists of many cities takes minutes.
            Timeout = Timeout.InfiniteTimeSpan,
        };
        var count = 0;
        try
        {
            foreach (var path in Fixed)
                Add(path);
            while (_waiting.TryDequeue(out var path))
            {
                count += await FetchAsync(client, path, partial, cancellation);
                if (count % 100 == 0)
                    progress($"… {count}");
            }

            await WriteAsync(partial, "search/index.html", Elsewhere("/search"), cancellation);
            await WriteAsync(partial, "graphql/index.html", Elsewhere("/graphql"), cancellation);
            if (Directory.Exists(folder))
                Directory.Delete(folder);
            Directory.Move(partial, folder);
            return count + 2;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StoreException(
                $"{folder} cannot be written: {exception.Message}",
                $"{folder} に書けません。{FileFaults.InJapanese(exception)}。",
                exception);
        }
        finally
        {
            if (Directory.Exists(partial))
                Directory.Delete(partial, recursive: true);
            await app.StopAsync(CancellationToken.None);
        }
    }

    /// <summary>Writes what an address has; 0 where it has nothing.</summary>
    private async Task<int> FetchAsync(HttpClient client, string path, string folder, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, _path + path);
        request.Headers.TryAddWithoutValidation("Accept", "text/html,*/*;q=0.8");
        using var answer = await client.SendAsync(request, cancellation);
        if (answer.StatusCode == HttpStatusCode.NotFound && Fixed.Contains(path))
            return 0;
        // What an earlier release had, a part of it for other sites, and a release that was taken down have a page that
        // says so.
        var isGone = answer.Content.Headers.ContentType?.MediaType == Html
            && (answer.StatusCode == HttpStatusCode.Gone
                || (answer.StatusCode == HttpStatusCode.NotFound
                    && path.Contains("/embed/", StringComparison.Ordinal)));
        if (answer.StatusCode != HttpStatusCode.OK && !isGone)
            throw new StoreException(
                $"{path} was answered with {(int)answer.StatusCode}; nothing was written.",
                $"{path} の応答が {(int)answer.StatusCode} だったので、何も書きませんでした。");
        var bytes = await answer.Content.ReadAsByteArrayAsync(cancellation);
        var isPage = SiteFileNames.IsPage(path.Split('?')[0]);
        // A page with a name of its own is a file to keep.
        var file = _files.Of(path, isPage && answer.Content.Headers.ContentType?.MediaType == Html);
        if (file.EndsWith("index.html", StringComparison.Ordinal))
            bytes = Encoding.UTF8.GetBytes(
                Rewrite(WithFiles(WithoutServer(Encoding.UTF8.GetString(bytes)), path), path, file));
        else if (Texts.Contains(Path.GetExtension(file)))
            bytes = Encoding.UTF8.GetBytes(WithFiles(Encoding.UTF8.GetString(bytes), path));
        await WriteAsync(folder, file, bytes, cancellation);
        if (isGone)
            return 1;

        // Only headers lead to the Data Package of a plan.
        if (PageList.Find(path)?.Page is PlanPage && isPage && !path.StartsWith("/en/", StringComparison.Ordinal))
            Add(path + "/datapackage.json");

        var parts = (isPage ? PageList.Find(PathSegments.Asked(path))?.Page : null) switch
        {
            CityPage => ["", "/search", "/latest"],
            PlanPage => ["", "/matrix", "/matrix.svg"],
            DepartmentPage => [""],
            _ => (string[])[],
        };
        foreach (var part in path.Contains("/releases/", StringComparison.Ordinal) ? [] : parts)
            Add((path.StartsWith("/en/", StringComparison.Ordinal) ? "/en/embed" + path[3..] : "/embed" + path) + part);
        return 1;
    }

    private static async Task WriteAsync(string folder, string file, byte[] bytes, CancellationToken cancellation)
    {
        var full = Path.Combine(folder, file);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        await File.WriteAllBytesAsync(full, bytes, cancellation);
    }

    /// <summary>
    /// Takes down which addresses of this site a text names, and names a file in the place of one with conditions: a
    /// file host gives the whole list, whatever the conditions. What needs a server is at its address.
    /// </summary>
    private string WithFiles(string text, string from) => Address().Replace(text, match =>
    {
        var target = match.Value;
        foreach (var mark in (string[])["&quot;", "&#x27;", "&#39;", "&lt;", "&gt;"])
        {
            if (target.IndexOf(mark, StringComparison.Ordinal) is >= 0 and var end)
                target = target[..end];
        }

        target = target.TrimEnd('.', ',', ':', ';');
        var rest = match.Value[target.Length..];
        // Code that is shown on a page is encoded twice.
        var plain =
            WebUtility.HtmlDecode(WebUtility.HtmlDecode(target)).Replace("\\u0026", "&", StringComparison.Ordinal);
        if (!plain.StartsWith($"{_origin}{_path}/", StringComparison.Ordinal)
            || TargetOf(plain[_origin.Length..], from) is not { } to)
            return match.Value;
        if (IsWhole(to))
            return server!.ToString().TrimEnd('/') + match.Value[(_origin + _path).Length..];
        return LeadsTo(plain[(_origin + _path).Length..], to) ? match.Value : $"{_origin}{_path}/{to}{rest}";
    });

    /// <summary>
    /// Whether a file host has the file at the path that was asked for, be it as the page of a folder.
    /// </summary>
    private static bool LeadsTo(string path, string to)
    {
        var (asked, file) = (Uri.UnescapeDataString(path.Split('#')[0]), Uri.UnescapeDataString(to.Split('#')[0]));
        return asked == "/" + file || asked.TrimEnd('/') + "/index.html" == "/" + file;
    }

    /// <summary>Without what a page tells browsers of a server that this site does not have.</summary>
    private string WithoutServer(string html) => OfServer().Replace(
        html, match => server is null || match.Value.Contains("oembed", StringComparison.Ordinal) ? "" : match.Value);

    /// <summary>Whether an address is one of the server.</summary>
    private static bool IsWhole(string to) =>
        to.StartsWith("https:", StringComparison.Ordinal) || to.StartsWith("http:", StringComparison.Ordinal);

    /// <summary>Makes links relative, and takes down where they lead.</summary>
    private string Rewrite(string html, string from, string file)
    {
        var up = string.Concat(Enumerable.Repeat("../", file.Count(letter => letter == '/')));
        return Reference().Replace(html, match =>
        {
            var target = WebUtility.HtmlDecode(match.Groups["target"].Value);
            var to = TargetOf(target, from);
            return to is null
                ? match.Value
                : $"{match.Groups["name"].Value}=\"{WebUtility.HtmlEncode(IsWhole(to) ? to : up + to)}\"";
        });
    }

    /// <summary>The file that a reference leads to, from the top of the site; null for one that stays as it
    /// is.</summary>
    private string? TargetOf(string target, string from)
    {
        if (!target.StartsWith(_path + "/", StringComparison.Ordinal)
            || target.StartsWith("//", StringComparison.Ordinal))
            return null;
        var parts = target[_path.Length..].Split('#', 2);
        var fragment = parts.Length > 1 ? "#" + parts[1] : "";
        var query = parts[0].IndexOf('?', StringComparison.Ordinal);
        var plain = query < 0 ? parts[0] : parts[0][..query];
        var isEnglish = plain.StartsWith("/en/", StringComparison.Ordinal);
        var name = isEnglish ? plain[3..] : plain;
        if (name is "/search" or "/search/suggestions" or "/graphql" or "/oembed"
            || name.StartsWith("/graphql/", StringComparison.Ordinal))
        {
            return server is not null ? server.ToString().TrimEnd('/') + parts[0] + fragment
                : name == "/search" ? "search/index.html" : "graphql/index.html";
        }

        // Each order of a table would be a page of its own: the first stands for all.
        var asked = parts[0].Contains("sort=", StringComparison.Ordinal) ? plain : parts[0];
        // A part of a list leads to itself in both languages and to what follows: other parts are led to from where
        // they are counted.
        if (from.Contains('?', StringComparison.Ordinal) && asked.Contains('?', StringComparison.Ordinal)
            && !asked.Contains("after=", StringComparison.Ordinal) && !_seen.Contains(asked) && IsList(plain)
            && InJapanese(asked) != InJapanese(from))
            asked = plain;
        Add(asked);
        return UrlOf(_files.Of(asked, SiteFileNames.IsPage(plain))) + fragment;
    }

    private static bool IsList(string plain) => ListTables.Find(plain[(plain.LastIndexOf('/') + 1)..]) is not null;

    private static string InJapanese(string path) =>
        path.StartsWith("/en/", StringComparison.Ordinal) ? path[3..] : path;

    private void Add(string path)
    {
        if (_seen.Add(path))
            _waiting.Enqueue(path);
    }

    private static string UrlOf(string file) => string.Join('/', file.Split('/').Select(Uri.EscapeDataString));

    /// <summary>The page in the place of what needs a server.</summary>
    private byte[] Elsewhere(string path)
    {
        var at = server is null
            ? ""
            : $"<p><a href=\"{WebUtility.HtmlEncode(server.ToString().TrimEnd('/') + path)}\">"
                + $"{WebUtility.HtmlEncode(server.ToString().TrimEnd('/') + path)}</a></p>";
        return Encoding.UTF8.GetBytes($"""
            <!doctype html>
            <html lang="ja">
            <head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>行政改革オープンデータ</title><link rel="stylesheet" href="../site.css"></head>
            <body><main><h1>{(server is null ? "検索と GraphQL はありません" : "検索と GraphQL はサーバーにあります")}</h1>
            <p>{(server is null ? "このサイトはファイルだけでできているので、検索と GraphQL がありません。一覧は CSV、Excel、JSON で得られます。" : "検索と GraphQL は次のところにあります。")}</p>
            <p lang="en">{(server is null ? "This site is made of files: it has no search and no GraphQL. Its lists can be had as CSV, Excel and JSON." : "Search and GraphQL are here:")}</p>{at}
            <p><a href="../data/index.html">データを使う</a> <a href="../index.html">ホーム</a></p></main></body>
            </html>

            """);
    }

    /// <summary>
    /// A whole address in a text, with the place of a word that is looked for, and “&amp;” as JSON has it.
    /// </summary>
    [GeneratedRegex(
        @"https?://([A-Za-z0-9\-._~:/?#@!$&*+,;=%]|\\u0026|\{searchTerms\})+",
        RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Address();

    /// <summary>How browsers search here, and how other sites show a page.</summary>
    [GeneratedRegex(
        "<link rel=\"(search|alternate)\" type=\"application/(opensearchdescription\\+xml|json\\+oembed)\"[^>]*>\n?",
        RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex OfServer();

    [GeneratedRegex(
        "(?<name>href|src|srcset|action)=\"(?<target>[^\"]*)\"",
        RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Reference();
}
