using System.Diagnostics;
using System.Xml.Linq;
using ReformOpenData.Tests.Databases;
using ReformOpenData.Tests.Documentation;
using ReformOpenData.Tests.Http;

namespace ReformOpenData.Tests.Pages;

/// <summary>Every page of the sitemap, and one of each kind that it leaves out, under the Nu checker: no error and no
/// warning.</summary>
public sealed class MarkupTests(SqliteDatabase database, PageHost shared)
    : IClassFixture<SqliteDatabase>, IClassFixture<PageHost>
{
    private const string Java = "/usr/bin/java";
    private const string Checker = "eng/pages/node_modules/vnu-jar/build/dist/vnu.jar";

    private static readonly XNamespace Sitemap = "http://www.sitemaps.org/schemas/sitemap/0.9";

    [SkippableFact]
    public async Task Every_page_is_what_HTML_asks()
    {
        Missing.Unless(File.Exists(Java), "Java is not installed: apt-get install default-jre-headless.");
        Missing.Unless(
            File.Exists(Repository.Path(Checker)),
            "The packages are not installed: npm ci --ignore-scripts in eng/pages.");
        var host = await shared.OnAsync(database);
        var paths = new HashSet<string>(StringComparer.Ordinal);
        foreach (var map in await LocationsAsync(host, "/sitemap.xml"))
            paths.UnionWith(await LocationsAsync(host, map));
        Assert.True(paths.Count > 500, $"{paths.Count} pages");
        paths.UnionWith(Kinds.All);
        paths.UnionWith(Kinds.All.Select(Kinds.English));
        paths.UnionWith(
        [
            "/embed/072028", "/embed/072028/2017", "/embed/072028/2017/matrix?lang=en", "/embed/072028/departments/財政課",
            "/embed/072028/search", "/embed/072028/latest",
        ]);
        var folder = Directory.CreateTempSubdirectory("markup");
        try
        {
            var files = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (var path in paths)
            {
                var name = $"{files.Count}.html";
                files.Add(name, path);
                using var answer = await host.GetAsync(path, ("Accept", "text/html"));
                await File.WriteAllBytesAsync(
                    Path.Combine(folder.FullName, name), await answer.Content.ReadAsByteArrayAsync());
            }

            var said = await CheckAsync(folder.FullName);
            // A line begins with the name of the file.
            Assert.Equal("", string.Join('\n', said.Select(line => files.Aggregate(
                line, (text, file) => text.Replace($"/{file.Key}\"", $" {file.Value}\"", StringComparison.Ordinal)))));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>The first lines of what the checker says.</summary>
    private static async Task<IReadOnlyList<string>> CheckAsync(string folder)
    {
        var start = new ProcessStartInfo(
            Java, ["-jar", Repository.Path(Checker), "--format", "gnu", "--Werror", folder])
        {
            UseShellExecute = false,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var text = await process.StandardError.ReadToEndAsync() + await output;
        await process.WaitForExitAsync();
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Take(20).ToList();
        Assert.True(process.ExitCode == 0
            || lines.Count > 0, $"The checker ended with {process.ExitCode} and said nothing.");
        return lines;
    }

    private static async Task<IEnumerable<string>> LocationsAsync(PublishedHost host, string path)
    {
        using var answer = await host.GetAsync(path);
        var map = XDocument.Parse(await answer.Content.ReadAsStringAsync());
        return map.Descendants(Sitemap + "loc").Select(one => new Uri(one.Value).PathAndQuery);
    }
}
