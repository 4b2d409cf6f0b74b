using System.Net;
using System.Text.RegularExpressions;
using AngleSharp.Html.Parser;
using ReformOpenData.Data.Releases;
using ReformOpenData.Data.Storage;
using ReformOpenData.Server.Commands;
using ReformOpenData.Tests.Databases;
using ReformOpenData.Tests.Documentation;
using ReformOpenData.Tests.Pages;
using ReformOpenData.Tests.Releases;

namespace ReformOpenData.Tests.Commands;

/// <summary>A site of files: whole, with links that hold wherever it lies.</summary>
public sealed class StaticSiteTests(SqliteDatabase database) : IClassFixture<SqliteDatabase>, IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("site").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("https://www.city.example.jp/reform", null)]
    [InlineData("https://reform.example.jp", "https://api.example.jp/reform")]
    public async Task Every_link_of_every_page_leads_to_a_file(string address, string? server)
    {
        var site = Path.Combine(folder, "public");
        var count = await SiteAsync(site, address, server);
        var files = FilesOf(site);
        Assert.Equal(count, files.Count);
        Assert.False(Directory.Exists(site + ".part"));
        var pages = await AssertLinksLeadToFilesAsync(site, files, address, server);
        await AssertNamesFilesAsync(site, files, address);
        Assert.True(pages > 2 * (3 + 13 + 47 + 66 + 66 + 72), $"{pages} pages");
        // Every kind of page has a file in both languages, but a search, an error, and what is asked with conditions.
        foreach (var path in Kinds.All.Concat(Kinds.Embeds).Except(["/search", "/nothing", "/embed/072028/1999"]))
        {
            if (path.Contains('?', StringComparison.Ordinal))
                continue;
            Assert.Contains($"{path}/index.html".TrimStart('/'), files);
            Assert.Contains($"{Kinds.English(path)}/index.html"[1..], files);
        }

        Assert.Contains("072028/2017/01/ratings-label-B.csv", files);
        foreach (var thing in (string[])["072028", "072028/2017/01", "072028/2017/01/01/001", "072028/departments/財政課"])
            Assert.Superset(
                new HashSet<string>([$"{thing}.json", $"{thing}.jsonld", $"{thing}.ttl", $"{thing}.bib"]), files);
        Assert.Equal(server is not null, files.Contains("opensearch.xml"));
        Assert.Contains("embed/072028/2017/matrix.svg", files);
        // The sitemap names pages that are there, where they will be.
        Assert.Contains("072028/sitemap-1.xml", files);
        var map = System.Xml.Linq.XDocument.Load(Path.Combine(site, "072028/sitemap-1.xml"));
        var places = map.Descendants()
            .Where(element => element.Name.LocalName == "loc")
            .Select(element => element.Value)
            .ToList();
        Assert.NotEmpty(places);
        Assert.All(places, place =>
        {
            Assert.StartsWith(address + "/", place);
            Assert.Contains(Uri.UnescapeDataString(place[(address.Length + 1)..]) + "/index.html", files);
        });
        var chart = files.First(file => Regex.IsMatch(file, "^gallery/matrix[^/]*html$"));
        var code = await File.ReadAllTextAsync(Path.Combine(site, chart));
        var data = Regex.Match(code, $@"{Regex.Escape(address)}/([^'""]+\.json[^'""]*)").Groups[1].Value;
        Assert.Equal("072028/2017/ratings-fields-category_name,label.json", Uri.UnescapeDataString(data));
        Assert.Contains(Uri.UnescapeDataString(data), files);
        foreach (var file in new[]
        {
            "072028/2017.jsonld",
            "072028/2017.ttl",
            "072028/2017/datapackage.json",
            "social.png",
            "downloads/reform.zip",
            "releases/1/reform.zip",
        })
            Assert.Contains(file, files);
        Assert.Contains("byteSize", await File.ReadAllTextAsync(Path.Combine(site, "catalog.ttl")));
        var csv = await File.ReadAllTextAsync(Path.Combine(site, "072028/2017/ratings.csv"));
        Assert.Equal(73, csv.TrimEnd().Split('\n').Length);
        var plan = await File.ReadAllTextAsync(Path.Combine(site, "072028/2017/index.html"));
        Assert.Contains($"<link rel=\"canonical\" href=\"{address}/072028/2017\">", WebUtility.HtmlDecode(plan));
        Assert.Contains(
            server ?? "検索と GraphQL はありません", await File.ReadAllTextAsync(Path.Combine(site, "search/index.html")));
    }

    [Fact]
    public async Task Names_that_no_file_can_have_lead_to_their_pages_all_the_same()
    {
        const string Address = "https://www.city.example.jp/reform";
        var site = Path.Combine(folder, "public");
        var store = await database.NewStoreAsync();
        await OddMunicipalityTests.StoreAsync(new Importer(store, TimeProvider.System));
        await new StaticSite(store, new Uri(Address), null, _ => { }).WriteAsync(site, CancellationToken.None);
        var files = FilesOf(site);
        await AssertLinksLeadToFilesAsync(site, files, Address, null);
        await AssertNamesFilesAsync(site, files, Address);
        // Each department has a page and a part for other sites in both languages.
        foreach (var above in (string[])["", "en/", "embed/", "en/embed/"])
            Assert.Equal(
                OddMunicipalities.Departments.Count,
                files.Count(file => Regex.IsMatch(
                    file, $"^{above}{OddMunicipalities.Named}/departments/[^/]+/index\\.html$")));
    }

    [Fact]
    public async Task What_a_release_took_away_is_told_and_leads_to_nothing()
    {
        const string Address = "https://www.city.example.jp/reform";
        var site = Path.Combine(folder, "public");
        var store = await PreviewTests.DraftAsync(database);
        await store.PublishAsync();
        await new StaticSite(store, new Uri(Address), null, _ => { }).WriteAsync(site, CancellationToken.None);
        var files = FilesOf(site);
        await AssertLinksLeadToFilesAsync(site, files, Address, null);
        await AssertNamesFilesAsync(site, files, Address);
        Assert.Contains("削除", await File.ReadAllTextAsync(Path.Combine(site, "releases/2/index.html")));
        Assert.Contains("<td>削除</td>", await File.ReadAllTextAsync(Path.Combine(site, "releases.atom")));
    }

    [Fact]
    public void No_two_addresses_share_a_file_and_an_address_keeps_its_own()
    {
        (string Path, bool IsPage)[] addresses =
        [
            ("/072028/departments/a%2Fb", true), ("/072028/departments/a_2fb", true),
            ("/072028/departments/A_2Fb", true),
            ("/072028/departments/a%2Fb/ratings.csv", false), ("/072028/departments/a_2fb/ratings.csv", false),
            ("/ratings.csv?department=a%26b", false), ("/ratings.csv?department=a-b", false),
            ("/ratings?department=a%26b", true), ("/ratings?department=a-b", true), ("/", true), ("/en", true),
        ];
        var names = new SiteFileNames();
        var files = addresses.Select(address => names.Of(address.Path, address.IsPage)).ToList();
        Assert.Equal(files.Count, files.Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.Equal(files, addresses.Select(address => names.Of(address.Path, address.IsPage)));
        Assert.Equal("072028/departments/a_2fb/index.html", files[0]);
        Assert.Equal("ratings-department-a-b.csv", files[5]);
    }

    [Fact]
    public async Task A_folder_that_holds_files_is_left_as_it_is()
    {
        await File.WriteAllTextAsync(Path.Combine(folder, "mine.txt"), "mine");
        var fault = await Assert.ThrowsAsync<StoreException>(() => SiteAsync(folder, "https://example.jp", null));
        Assert.Contains("holds files already", fault.Message);
        Assert.Equal(["mine.txt"], Directory.EnumerateFileSystemEntries(folder).Select(Path.GetFileName));
    }

    [Theory]
    [InlineData("Name a FILE, or a folder with --site.", "export")]
    [InlineData("Name a FILE, or a folder with --site.", "export", "a.csv", "--site", "b")]
    [InlineData("--site and --address belong together.", "export", "--site", "b")]
    [InlineData("--site and --address belong together.", "export", "a.csv", "--address", "https://example.jp")]
    [InlineData("leave out --release", "export", "--site", "b", "--address", "https://example.jp", "--release", "1")]
    [InlineData("--address is an address that begins with http", "export", "--site", "b", "--address", "example.jp")]
    public async Task What_does_not_go_together_is_said(string message, params string[] arguments)
    {
        using var error = new StringWriter();
        Assert.Equal(2, await CommandLine.RunAsync([.. arguments, "--data", folder], TextWriter.Null, error));
        Assert.Contains(message, error.ToString());
    }

    /// <summary>Every link of every page, wherever the site lies; tells how many pages there are.</summary>
    private static async Task<int> AssertLinksLeadToFilesAsync(
        string site, HashSet<string> files, string address, string? server)
    {
        var root = new Uri("http://files.example/any/where/");
        var places = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal);
        var within = new HashSet<(string From, string Page, string Place)>();
        foreach (var file in files.Where(file => file.EndsWith(".html", StringComparison.Ordinal)))
        {
            var page = new HtmlParser().ParseDocument(await File.ReadAllTextAsync(Path.Combine(site, file)));
            places[file] = [.. page.QuerySelectorAll("[id]").Select(element => element.Id!)];
            foreach (var element in page.QuerySelectorAll(
                "a[href], link[rel=stylesheet], link[rel=icon], script[src], img[src], source, form"))
            {
                var reference =
                    element.GetAttribute("href") ?? element.GetAttribute("src") ?? element.GetAttribute("srcset")
                    ?? element.GetAttribute("action")!;
                // Elsewhere are the server, and what documents name themselves.
                if (reference.StartsWith("https://", StringComparison.Ordinal))
                {
                    Assert.False(
                        reference.StartsWith(address + "/", StringComparison.Ordinal) && server is not null
                            && element is AngleSharp.Html.Dom.IHtmlFormElement,
                        $"{file}: {reference}");
                    continue;
                }

                var target = new Uri(
                    new Uri(root, string.Join('/', file.Split('/').Select(Uri.EscapeDataString))), reference);
                Assert.StartsWith(root.ToString(), target.ToString());
                var name = Uri.UnescapeDataString(target.AbsolutePath[root.AbsolutePath.Length..]);
                Assert.True(files.Contains(name), $"{file}: {reference} is not there ({name})");
                if (target.Fragment.Length > 1)
                    within.Add((file, name, target.Fragment[1..]));
            }

            Assert.DoesNotContain("127.0.0.1", page.DocumentElement.OuterHtml);
        }

        Assert.DoesNotContain(within, link => !places[link.Page].Contains(link.Place));
        return places.Count;
    }

    /// <summary>
    /// Every address of the site that any text names, in links, code or descriptions, is that of a file or of a folder
    /// with a page.
    /// </summary>
    private static async Task AssertNamesFilesAsync(string site, HashSet<string> files, string address)
    {
        var places = files.Select(
            file => file.EndsWith("/index.html", StringComparison.Ordinal) ? file[..^"/index.html".Length] : file)
            .Concat(files).ToHashSet(StringComparer.Ordinal);
        var lost = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var file in files.Where(file => Path.GetExtension(file) is ".html" or ".json" or ".jsonld" or ".ttl"
            or ".txt" or ".xml" or ".atom" or ".svg" or ".bib"))
        {
            var text =
                WebUtility.HtmlDecode(WebUtility.HtmlDecode(await File.ReadAllTextAsync(Path.Combine(site, file))));
            foreach (Match match in Regex.Matches(
                text, $@"{Regex.Escape(address)}/(?<path>[^\s""'<>\\()\[\]{{}}`#]*)"))
            {
                // A sentence may end behind it.
                if (Uri.UnescapeDataString(match.Groups["path"].Value).TrimEnd('.', ',', '/') is { Length: > 0 } path
                    && !places.Contains(path))
                    lost.Add($"{file}: {match.Value}");
            }
        }

        Assert.True(lost.Count == 0, string.Join('\n', lost.Take(20)));
    }

    private static HashSet<string> FilesOf(string site) =>
        Directory.EnumerateFiles(site, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(site, file).Replace('\\', '/')).ToHashSet(StringComparer.Ordinal);

    private async Task<int> SiteAsync(string into, string address, string? server)
    {
        var store = await database.NewStoreAsync();
        await Seeding.EnsureSeededAsync(store, TimeProvider.System, Repository.Path("data"));
        return await new StaticSite(store, new Uri(address), server is null ? null : new Uri(server), _ => { })
            .WriteAsync(into, CancellationToken.None);
    }
}
