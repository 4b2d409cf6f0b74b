using System.Net;
using System.Xml;
using System.Xml.Linq;
using System.Xml.Schema;
using ReformOpenData.Server.Discovery;
using ReformOpenData.Server.Metadata;
using ReformOpenData.Server.Schema;
using ReformOpenData.Tests.Databases;
using ReformOpenData.Tests.Documentation;
using ReformOpenData.Tests.Lists;

namespace ReformOpenData.Tests.Discovery;

/// <summary>Sitemaps and the short files beside them.</summary>
public sealed class SitemapTests(SqliteDatabase database, ListHost shared)
    : IClassFixture<SqliteDatabase>, IClassFixture<ListHost>
{
    private static readonly XNamespace Map = "http://www.sitemaps.org/schemas/sitemap/0.9";

    [Fact]
    public async Task The_sitemap_is_valid_and_lists_every_page_of_every_thing_once_in_both_languages()
    {
        var host = await shared.OnAsync(database);
        var origin = host.Running.Address.ToString().TrimEnd('/');
        var files = Locations(await ValidAsync(host, "/sitemap.xml"));
        Assert.Equal(
            ["/sitemap-site.xml", "/072028/sitemap-1.xml", "/990014/sitemap-1.xml"],
            files.Select(file => file[origin.Length..]));
        var pages = new List<string>();
        foreach (var file in files)
        {
            var set = await ValidAsync(host, file[origin.Length..]);
            pages.AddRange(Locations(set).Select(page => page[origin.Length..]));
            foreach (var url in set.Elements(Map + "url"))
            {
                var languages = url.Elements().Where(element => element.Name.LocalName == "link")
                    .ToDictionary(link => link.Attribute("hreflang")!.Value, link => link.Attribute("href")!.Value);
                Assert.Equal(["en", "ja", "x-default"], languages.Keys.Order());
                Assert.Contains(url.Element(Map + "loc")!.Value, languages.Values);
            }
        }

        Assert.Equal(pages.Count, pages.Distinct().Count());
        var expected = SitePages.Fixed.Concat(["/releases/1", "/releases/2"]).ToList();
        foreach (var (type, connection, all) in SitePages.Things)
        {
            var data = await host.AskAsync($"{{ {connection}(first: 1000, where: {{ {all} }}) {{ nodes {{ id }} }} }}");
            foreach (var node in data.GetProperty(connection).GetProperty("nodes").EnumerateArray())
            {
                Assert.True(GlobalId.TryDecode(node.GetProperty("id").GetString()!, out _, out var key));
                expected.Add(ThingAddress.Of(type, key)!);
            }
        }

        Assert.Equal(expected.Order(), pages.Where(page => !IsEnglish(page)).Order());
        Assert.Equal(
            expected.Select(SitePages.InEnglish).Order(), pages.Where(IsEnglish).Order());
    }

    private static bool IsEnglish(string page) => page == "/en" || page.StartsWith("/en/", StringComparison.Ordinal);

    [Theory]
    [InlineData(2)]
    [InlineData(100_000)]
    [InlineData(536_870_913)]
    [InlineData(int.MaxValue)]
    public async Task There_is_no_part_behind_the_last(int part)
    {
        var host = await shared.OnAsync(database);
        using var answer = await host.GetAsync($"/072028/sitemap-{part}.xml");
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task A_sitemap_that_breaks_the_rules_is_refused_by_the_schema()
    {
        var host = await shared.OnAsync(database);
        var text = (await host.TextAsync("/sitemap.xml")).Replace("<loc>http", "<loc>/http", StringComparison.Ordinal);
        Assert.Throws<XmlSchemaValidationException>(() => Validate(XDocument.Parse(text)));
    }

    [Fact]
    public async Task Robots_may_read_the_data_and_hear_of_the_sitemap()
    {
        var host = await shared.OnAsync(database);
        var lines = (await host.TextAsync("/robots.txt")).Split('\n');
        Assert.Contains("User-agent: *", lines);
        Assert.Contains("Disallow: /search", lines);
        Assert.DoesNotContain("Disallow: /graphql", lines);
        Assert.Contains($"Sitemap: {host.Running.Address}sitemap.xml", lines);
    }

    [Theory]
    [InlineData("/opensearch.xml")]
    [InlineData("/en/opensearch.xml")]
    public async Task The_search_is_described_within_the_bounds_of_OpenSearch(string path)
    {
        var host = await shared.OnAsync(database);
        XNamespace search = "http://a9.com/-/spec/opensearch/1.1/";
        var root = XDocument.Parse(await host.TextAsync(path)).Root!;
        Assert.Equal(search + "OpenSearchDescription", root.Name);
        Assert.InRange(root.Element(search + "ShortName")!.Value.Length, 1, 16);
        Assert.InRange(root.Element(search + "Description")!.Value.Length, 1, 1024);
        var urls = root.Elements(search + "Url").ToDictionary(
            url => url.Attribute("type")!.Value, url => url.Attribute("template")!.Value);
        Assert.Contains("{searchTerms}", urls["text/html"]);
        using var found = await host.GetAsync(new Uri(urls["application/json"].Replace(
            "{searchTerms}", "%E5%85%AC%E5%82%B5", StringComparison.Ordinal)).PathAndQuery);
        Assert.Contains("公債", await found.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Every_address_that_a_text_reader_is_told_is_served()
    {
        var host = await shared.OnAsync(database);
        var text = await host.TextAsync("/llms.txt");
        Assert.True(text.Split('\n').Length <= 30);
        var told = text.Split(host.Running.Address.ToString().TrimEnd('/'))[1..]
            .Select(rest => rest.Split(')', ' ', '\n')[0])
            .ToList();
        Assert.True(told.Count >= 10);
        foreach (var path in told)
        {
            using var answer = await host.GetAsync(path == "/graphql" ? "/graphql?query={__typename}" : path);
            Assert.True(answer.IsSuccessStatusCode, $"{path} is {answer.StatusCode}");
        }
    }

    private static async Task<XElement> ValidAsync(ListHost host, string path)
    {
        var document = XDocument.Parse(await host.TextAsync(path));
        Validate(document);
        return document.Root!;
    }

    private static void Validate(XDocument document)
    {
        var schemas = new XmlSchemaSet();
        using var reader = XmlReader.Create(Repository.Path("tests/ReformOpenData.Tests/Discovery/sitemap.xsd"));
        schemas.Add(null, reader);
        document.Validate(schemas, null);
    }

    private static List<string> Locations(XElement root) =>
        [.. root.Elements().Select(element => element.Element(Map + "loc")!.Value)];
}
