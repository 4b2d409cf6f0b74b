using System.Net;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using ReformOpenData.Server.Configuration;
using ReformOpenData.Tests.Databases;
using ReformOpenData.Tests.Http;

namespace ReformOpenData.Tests.Pages;

/// <summary>A crawler from the first pages to everything that they lead to.</summary>
public sealed class LinkTests(SqliteDatabase database, PageHost shared)
    : IClassFixture<SqliteDatabase>, IClassFixture<PageHost>
{
    private const string Row = "/072028/2017/01/01/003/001";

    [Theory]
    [InlineData("/072028", "ratings")]
    [InlineData("/072028/2017", "ratings")]
    [InlineData("/072028/2017/01", "ratings")]
    [InlineData("/072028/2017/01/01", "ratings")]
    [InlineData("/072028/2017/01/01/003", "ratings")]
    [InlineData(Row, "ratings")]
    [InlineData(Row + "/2021", "ratings")]
    [InlineData(Row + "/2021/01", "rating-departments")]
    [InlineData("/072028/departments/財政課", "ratings")]
    [InlineData("/releases/1/072028/2017", "ratings")]
    public async Task Above_a_list_is_what_is_above_its_thing_and_the_thing(string path, string list)
    {
        var host = await shared.OnAsync(database);
        foreach (var frame in (string[])["", "/en"])
        {
            var of = Above(await OpenAsync(frame + path));
            var itself = new Uri(host.Address, frame + path).AbsolutePath;
            Assert.Equal([.. of, itself], Above(await OpenAsync($"{frame}{path}/{list}")));
        }

        async Task<IHtmlDocument> OpenAsync(string address)
        {
            using var answer = await host.GetAsync(address, ("Accept", "text/html"));
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            return new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync());
        }

        static IEnumerable<string> Above(IHtmlDocument page)
        {
            var above = page.QuerySelectorAll("nav.crumbs a");
            Assert.All(above, crumb => Assert.NotEqual("", crumb.TextContent.Trim()));
            return above.Select(crumb => crumb.GetAttribute("href")!);
        }
    }

    [Fact]
    public async Task Every_link_of_every_page_leads_to_something()
    {
        await using var host = await PublishedHost.StartAsync(
            database, new ServerOptions { RequestsPerMinute = 0, CostPerMinute = 0 });
        var seen = new HashSet<string>(StringComparer.Ordinal) { "/", "/en" };
        var waiting = new Queue<string>(seen);
        var places = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal);
        var within = new HashSet<(string From, string Page, string Place)>();
        while (waiting.TryDequeue(out var path))
        {
            using var answer = await host.GetAsync(path, ("Accept", "text/html,*/*;q=0.8"));
            Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{path} is {answer.StatusCode}");
            if (answer.Content.Headers.ContentType?.MediaType != "text/html"
                || path.StartsWith("/graph", StringComparison.Ordinal))
                continue;
            var page = new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync());
            places[path] = [.. page.QuerySelectorAll("[id]").Select(element => element.Id!)];
            // Each condition and order is a page of its own, and most are asked for from nowhere else.
            if (path.Contains('?', StringComparison.Ordinal))
                continue;
            foreach (var link in page.QuerySelectorAll("a[href], link[href]").Select(
                link => link.GetAttribute("href")!))
            {
                var target = new Uri(new Uri(host.Address, path), link);
                if (target.Authority != host.Address.Authority)
                    continue;
                if (target.Fragment.Length > 1)
                    within.Add((path, target.PathAndQuery, target.Fragment[1..]));
                if (seen.Add(target.PathAndQuery))
                    waiting.Enqueue(target.PathAndQuery);
            }
        }

        Assert.DoesNotContain(within, link => !places[link.Page].Contains(link.Place));
        Assert.Contains(within, link => link.From != link.Page);

        // 3 categories, 13 items, 47 initiatives, 66 rows, 66 narratives, 72 ratings and more, in two languages.
        Assert.True(places.Count > 2 * (3 + 13 + 47 + 66 + 66 + 72), $"{places.Count} pages");
    }
}
