using System.Text.Json;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using ReformOpenData.Server.Configuration;
using ReformOpenData.Tests.Databases;
using ReformOpenData.Tests.Http;

namespace ReformOpenData.Tests.Pages;

/// <summary>What pages tell search engines, and where they ask for errors.</summary>
public sealed class StructuredDataTests(SqliteDatabase database, PageHost shared)
    : IClassFixture<SqliteDatabase>, IClassFixture<PageHost>
{
    [Theory]
    [InlineData("/072028/2017", "会津若松市「行政サービスの向上と財政基盤の強化に向けた取組」")]
    [InlineData("/en/072028", "会津若松市")]
    [InlineData("/releases/1/072028/2017", "会津若松市「行政サービスの向上と財政基盤の強化に向けた取組」")]
    public async Task A_plan_and_a_city_are_data_sets(string path, string name)
    {
        var host = await shared.OnAsync(database);
        var graph = GraphOf(await OpenAsync(host, path));
        var dataset = graph.Single(one => one.GetProperty("@type").GetString() == "Dataset");
        Assert.Equal(name, dataset.GetProperty("name").GetString());
        Assert.InRange(dataset.GetProperty("description").GetString()!.Length, 50, 5000);
        Assert.Equal(new Uri(host.Address, path).ToString(), dataset.GetProperty("url").GetString());
        Assert.Equal("会津若松市", dataset.GetProperty("publisher")[0].GetProperty("name").GetString());
        Assert.Equal(
            path.EndsWith("2017", StringComparison.Ordinal) ? "2017-04-01/2022-03-31" : null,
            dataset.TryGetProperty("temporalCoverage", out var years) ? years.GetString() : null);
        Assert.Contains("行政改革", dataset.GetProperty("keywords").EnumerateArray().Select(word => word.GetString()));
        Assert.Equal(
            path.StartsWith("/en", StringComparison.Ordinal) ? "ratings" : "評価",
            dataset.GetProperty("variableMeasured")[0].GetString());
        // Of the sample, no publisher has confirmed a licence.
        Assert.False(dataset.TryGetProperty("license", out _));
        foreach (var file in dataset.GetProperty("distribution").EnumerateArray())
        {
            using var answer = await host.GetAsync(new Uri(file.GetProperty("contentUrl").GetString()!).PathAndQuery);
            Assert.Equal(
                file.GetProperty("encodingFormat").GetString(), answer.Content.Headers.ContentType!.MediaType);
        }
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task Every_page_with_pages_above_it_tells_the_way(string path)
    {
        var host = await shared.OnAsync(database);
        var page = await OpenAsync(host, path);
        var graph = GraphOf(page);
        Assert.DoesNotContain(graph, one => one.GetRawText().Contains("Rating\"", StringComparison.Ordinal));
        var shown = page.QuerySelectorAll("nav.crumbs a")
            .Select(link => new Uri(host.Address, link.GetAttribute("href")!));
        var told = graph.Where(one => one.GetProperty("@type").GetString() == "BreadcrumbList")
            .SelectMany(one => one.GetProperty("itemListElement").EnumerateArray())
            .Select(one => new Uri(one.GetProperty("item").GetString()!)).ToList();
        Assert.Equal(shown.Count() < 2 ? [] : shown.Append(new Uri(host.Address, path.Split('?')[0])), told);
    }

    public static TheoryData<string> Paths { get; } = [.. Kinds.OfOneQuestion];

    [Theory]
    [InlineData("data@city.example.jp", "mailto:data@city.example.jp?subject=")]
    [InlineData("https://example.jp/form?page={page}&release={release}", "https://example.jp/form?page=http%3A%2F%2F")]
    public async Task Where_a_contact_is_named_every_page_asks_for_errors_with_its_place_and_release(
        string contact, string begin)
    {
        await using var host = await PublishedHost.StartAsync(database, new ServerOptions { Contact = contact });
        foreach (var (path, text) in ((string, string)[])
            [("/072028/2017/01", "誤りを知らせる"), ("/en/072028/2017/ratings?grade=B", "Report an error")])
        {
            var link = (await OpenAsync(host, path)).QuerySelectorAll("footer a").Single(one => one.TextContent == text)
                .GetAttribute("href")!;
            Assert.StartsWith(begin, link);
            var told = Uri.UnescapeDataString(link);
            Assert.Contains(new Uri(host.Address, path.Split('?')[0]).ToString(), told);
            Assert.Matches("([Rr]elease|リリース)[:：=] ?1", told);
        }

        using var catalogue = await host.GetAsync("/072028/2017.jsonld");
        Assert.Contains("\"dcat:contactPoint\"", await catalogue.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Where_no_contact_is_named_no_page_asks()
    {
        var host = await shared.OnAsync(database);
        var page = await OpenAsync(host, "/072028/2017");
        Assert.DoesNotContain(page.QuerySelectorAll("footer a"), link => link.TextContent == "誤りを知らせる");
    }

    [Theory]
    [InlineData("somebody")]
    [InlineData("ftp://example.jp")]
    [InlineData("A <a@example.jp>")]
    public void A_contact_that_is_none_is_said(string contact) =>
        Assert.Contains(
            contact, Assert.Throws<SettingsException>(new ServerOptions { Contact = contact }.Check).Message);

    private static List<JsonElement> GraphOf(IHtmlDocument page) =>
        page.QuerySelector("script[type='application/ld+json']") is { } block
            ? [.. JsonElement.Parse(block.TextContent).GetProperty("@graph").EnumerateArray()]
            : [];

    private static async Task<IHtmlDocument> OpenAsync(PublishedHost host, string path)
    {
        using var answer = await host.GetAsync(path, ("Accept", "text/html"));
        return new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync());
    }
}
