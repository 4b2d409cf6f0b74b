using System.Net;
using AngleSharp.Html.Parser;
using ReformOpenData.GraphQL;
using ReformOpenData.Server.Configuration;
using ReformOpenData.Tests.Databases;
using ReformOpenData.Tests.Http;

namespace ReformOpenData.Tests.Pages;

/// <summary>The page of search where counting what is found would cost more than is allowed.</summary>
public sealed class SearchTests(SqliteDatabase database) : IClassFixture<SqliteDatabase>
{
    [Theory]
    [InlineData("/search?q=財政&year=2021", "とても多くの取組にある言葉")]
    [InlineData("/en/search?q=財政&year=2021", "So many rows have these words")]
    public async Task Rows_are_shown_without_their_number(string path, string told)
    {
        await using var whole = await PublishedHost.StartAsync(database, new ServerOptions { RequestsPerMinute = 0 });
        using var first = await whole.GetAsync(path, ("Accept", "text/html"), ("GraphQL-Cost", "report"));
        var counted = new HtmlParser().ParseDocument(await first.Content.ReadAsStringAsync());
        Assert.Contains("8", counted.QuerySelector("[role=status]")!.TextContent);
        Assert.NotEmpty(counted.QuerySelectorAll(".facets li"));

        var options = new ServerOptions { RequestsPerMinute = 0, Limits = new Limits { Cost = 4000 } };
        await using var host = await PublishedHost.StartAsync(database, options);
        using var response = await host.GetAsync(path, ("Accept", "text/html"));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var page = new HtmlParser().ParseDocument(await response.Content.ReadAsStringAsync());
        Assert.Contains(told, page.QuerySelector("[role=status]")!.TextContent);
        Assert.Empty(page.QuerySelectorAll(".facets li"));
        Assert.Equal(
            counted.QuerySelectorAll(".hits h2").Select(hit => hit.TextContent),
            page.QuerySelectorAll(".hits h2").Select(hit => hit.TextContent));
        Assert.NotEmpty(page.QuerySelectorAll("mark"));
    }
}
