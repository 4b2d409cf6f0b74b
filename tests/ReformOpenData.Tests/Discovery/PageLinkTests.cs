using ReformOpenData.Server.Answers;
using ReformOpenData.Server.Configuration;
using ReformOpenData.Server.Discovery;
using ReformOpenData.Server.Metadata;
using ReformOpenData.Tests.Databases;
using ReformOpenData.Tests.Lists;

namespace ReformOpenData.Tests.Discovery;

/// <summary>The links of pages: what FAIR Signposting asks for, and data that is served.</summary>
public sealed class PageLinkTests(SqliteDatabase database, ListHost shared)
    : IClassFixture<SqliteDatabase>, IClassFixture<ListHost>
{
    private const string Licence = "https://creativecommons.org/licenses/by/4.0/";

    [Theory]
    [InlineData("Municipality", "072028", "/")]
    [InlineData("Plan", "072028/2017", "/072028")]
    [InlineData("Category", "072028/2017/01", "/072028/2017")]
    [InlineData("Initiative", "072028/2017/01/06/001", "/072028/2017/01/06")]
    [InlineData("Department", "072028/財政課", "/072028")]
    public async Task The_page_of_a_thing_leads_to_its_citation_its_whole_and_its_data(
        string type, string key, string up)
    {
        var host = await shared.OnAsync(database);
        foreach (var isNumbered in (bool[])[false, true])
        {
            var path = ThingAddress.Of(type, key)!;
            var links = Parse(new PageLinks(path, 2)
            {
                Type = type,
                Versions = isNumbered ? new ReleaseVersions.Near("1", null) : null,
                Licence = Licence,
                Rows = new ShownRows(
                    [.. type == "Department" ? ["072028", "departments", "財政課"] : key.Split('/')],
                    ["ratings"],
                    "grade=B"),
            }.Values());
            foreach (var relation in (string[])[
                "cite-as", "describedby", "item", "license", "type", "author", "collection",
            ])
                Assert.Contains(links, link => link.Relation == relation);
            Assert.Equal("/releases/2" + path, Assert.Single(links, link => link.Relation == "cite-as").Address);
            Assert.Equal(
                isNumbered ? ("/releases/2" + up).TrimEnd('/') : up,
                Assert.Single(links, link => link.Relation == "up").Address);
            Assert.Equal(isNumbered, links.Exists(link => link == (path, "latest-version")));
            Assert.Equal(isNumbered, links.Exists(link => link == ("/releases/1" + path, "predecessor-version")));
            foreach (var (address, _) in links.Where(link => link.Relation is "item" or "describedby"))
                Assert.NotEmpty(await host.BytesAsync(address));
        }
    }

    [Fact]
    public void A_licence_that_is_not_confirmed_is_not_linked_and_addresses_are_below_the_path_of_the_host()
    {
        PublicPath.Current = "/reform";
        try
        {
            var plan = new PageLinks("/072028/2017", 1)
            {
                Type = "Plan",
                Rows = new ShownRows(["072028", "2017"], ["ratings"], ""),
            }.Values().ToList();
            Assert.DoesNotContain(plan, link => link.Contains("rel=\"license\"", StringComparison.Ordinal));
            Assert.All(plan, link => Assert.Matches("^<(/reform/|https://schema.org/)", link));
        }
        finally
        {
            PublicPath.Current = "";
        }
    }

    [Theory]
    [InlineData("/072028/2017")]
    [InlineData("/072028/departments/%E8%B2%A1%E6%94%BF%E8%AA%B2")]
    [InlineData("/072028/2017/ratings")]
    [InlineData("/072028/2017/ratings.csv?grade=B&limit=1")]
    public async Task A_numbered_release_leads_to_the_one_before_and_the_one_after(string path)
    {
        var host = await shared.OnAsync(database);
        Assert.Equal(
            [(path, "latest-version"), ("/releases/2" + path, "successor-version")],
            await VersionsAsync(host, "/releases/1" + path));
        Assert.Equal(
            [(path, "latest-version"), ("/releases/1" + path, "predecessor-version")],
            await VersionsAsync(host, "/releases/2" + path));
        Assert.Empty(await VersionsAsync(host, path));
    }

    [Theory]
    [InlineData("/releases/1/search", "/releases/1")]
    [InlineData("/releases/1/072028", "/releases/1")]
    [InlineData("/releases/1/072028/2017", "/releases/1/072028")]
    [InlineData("/072028", "/")]
    public async Task What_is_above_is_named_by_its_own_address(string path, string above) => Assert.Equal(
        [above, above],
        from link in await LinksAsync(await shared.OnAsync(database), path)
        where link.Relation is "up" or "collection"
        select link.Address);

    [Theory]
    [InlineData("/990014")]
    [InlineData("/990014/2013/ratings.json")]
    public async Task A_release_without_the_thing_is_no_version_of_it(string path) => Assert.Equal(
        [(path, "latest-version")], await VersionsAsync(await shared.OnAsync(database), "/releases/2" + path));

    [Fact]
    public async Task The_page_of_a_list_and_a_chart_lead_to_their_rows()
    {
        var host = await shared.OnAsync(database);
        foreach (var (path, relations) in new[]
        {
            ("/072028/2017/ratings?grade=B", (string[])["cite-as", "alternate", "describedby", "up"]),
            ("/en/ratings?grade=B", ["cite-as", "alternate", "describedby", "up"]),
            ("/gallery", ["type", "up"]),
            ("/gallery/matrix?city=072028", ["type", "author", "up", "item", "describedby"]),
            ("/gallery/reasons?city=072028", ["type", "author", "up", "item", "describedby"]),
            ("/gallery/cities", ["type", "up", "item", "describedby"]),
        })
        {
            var links = await LinksAsync(host, path);
            foreach (var relation in relations)
                Assert.Contains(links, link => link.Relation == relation);
            foreach (var (address, _) in links.Where(link => link.Address.StartsWith('/')))
                Assert.NotEmpty(await host.BytesAsync(address));
        }
    }

    private static async Task<IEnumerable<(string Address, string Relation)>> VersionsAsync(
        ListHost host, string path) =>
        (await LinksAsync(host, path)).Where(link => link.Relation.EndsWith("-version", StringComparison.Ordinal));

    private static async Task<List<(string Address, string Relation)>> LinksAsync(ListHost host, string path)
    {
        using var answer = await host.GetAsync(path, ("Accept", "text/html"));
        Assert.True(answer.IsSuccessStatusCode, path);
        return Parse(answer.Headers.GetValues("Link").Single().Split(", <").Select(link => "<" + link.TrimStart('<')));
    }

    private static List<(string Address, string Relation)> Parse(IEnumerable<string> links) =>
        [.. links.Select(link => (link.Split('<', '>')[1], link.Split("rel=\"")[1].Split('"')[0]))];
}
