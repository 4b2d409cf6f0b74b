using ReformOpenData.Server.Configuration;
using ReformOpenData.Server.Discovery;
using ReformOpenData.Server.Metadata;
using ReformOpenData.Tests.Databases;
using ReformOpenData.Tests.Lists;

namespace ReformOpenData.Tests.Discovery;

/// <summary>The links of pages: what FAIR Signposting asks for, and data that is served.</summary>
public sealed class PageLinkTests(SqliteDatabase database, ListHost shared) : IClassFixture<SqliteDatabase>, IClassFixture<ListHost>
{
    private const string Licence = "https://creativecommons.org/licenses/by/4.0/";

    [Theory]
    [InlineData("Municipality", "072028", "/")]
    [InlineData("Plan", "072028/2017", "/072028")]
    [InlineData("Category", "072028/2017/01", "/072028/2017")]
    [InlineData("Initiative", "072028/2017/01/06/001", "/072028/2017/01/06")]
    [InlineData("Department", "072028/財政課", "/072028")]
    public async Task The_page_of_a_thing_leads_to_its_citation_its_whole_and_its_data(string type, string key, string up)
    {
        var host = await shared.OnAsync(database);
        foreach (var isNumbered in (bool[])[false, true])
        {
            var path = ThingAddress.Of(type, key)!;
            var links = PageLinks.Of(type, path, 2, isNumbered, Licence)
                .Select(link => (Address: link.Split('<', '>')[1], Relation: link.Split("rel=\"")[1].Split('"')[0])).ToList();
            foreach (var relation in (string[])["cite-as", "describedby", "item", "license", "type", "author", "collection"])
                Assert.Contains(links, link => link.Relation == relation);
            Assert.Equal("/releases/2" + path, Assert.Single(links, link => link.Relation == "cite-as").Address);
            Assert.Equal((isNumbered ? "/releases/2" : "") + up, Assert.Single(links, link => link.Relation == "up").Address);
            Assert.Equal(isNumbered, links.Exists(link => link == (path, "latest-version")));
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
            var links = PageLinks.Of("Plan", "/072028/2017", 1, false, null);
            Assert.DoesNotContain(links, link => link.Contains("rel=\"license\"", StringComparison.Ordinal));
            Assert.All(links, link => Assert.Matches("^<(/reform/|https://schema.org/)", link));
            // A page of no thing: of the releases, or about the site.
            Assert.DoesNotContain(PageLinks.Of(null, "/about", 1, false, null), link => link.Contains("ratings", StringComparison.Ordinal));
        }
        finally
        {
            PublicPath.Current = "";
        }
    }
}
