using System.Net;
using System.Text.Json;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using ReformOpenData.GraphQL;
using ReformOpenData.Server.Configuration;
using ReformOpenData.Tests.Databases;
using ReformOpenData.Tests.Http;

namespace ReformOpenData.Tests.Pages;

/// <summary>The page of search where counting what is found would take long, or cost more than is allowed.</summary>
public sealed class SearchTests(SqliteDatabase database) : IClassFixture<SqliteDatabase>
{
    [Theory]
    [InlineData("/search?q=財政&year=2021", "件数を数える", "とても多くの取組にある言葉")]
    [InlineData("/en/search?q=財政&year=2021", "Count them", "So many rows have these words")]
    public async Task Rows_are_shown_without_their_number(string path, string offered, string refused)
    {
        await using var whole = await PublishedHost.StartAsync(database, new ServerOptions { RequestsPerMinute = 0 });
        using var first = await whole.GetAsync(path, ("Accept", "text/html"), ("GraphQL-Cost", "report"));
        var counted = new HtmlParser().ParseDocument(await first.Content.ReadAsStringAsync());
        Assert.Contains("8", counted.QuerySelector("[role=status]")!.TextContent);
        Assert.NotEmpty(counted.QuerySelectorAll(".facets li"));

        var options = new ServerOptions { RequestsPerMinute = 0, Limits = new Limits { Cost = 4000 } };
        await using var host = await PublishedHost.StartAsync(database, options);
        var page = await ReadAsync(host, path);
        Assert.Contains(offered, page.QuerySelector("[role=status] a")!.TextContent);
        var asked = page.QuerySelector("[role=status] a")!.GetAttribute("href")!;
        Assert.Contains(refused, (await ReadAsync(host, asked)).QuerySelector("[role=status]")!.TextContent);
        foreach (var rows in new[] { page, await ReadAsync(host, asked) })
        {
            Assert.Empty(rows.QuerySelectorAll(".facets li"));
            Assert.Equal(
                counted.QuerySelectorAll(".hits h2").Select(hit => hit.TextContent),
                rows.QuerySelectorAll(".hits h2").Select(hit => hit.TextContent));
            Assert.NotEmpty(rows.QuerySelectorAll("mark"));
        }

        // Who waits for the numbers gets the same ones as who need not wait.
        Assert.Equal(
            counted.QuerySelectorAll(".facets li").Select(facet => facet.TextContent),
            (await ReadAsync(whole, asked)).QuerySelectorAll(".facets li").Select(facet => facet.TextContent));
    }

    /// <summary>
    /// The page asks for the texts that it shows alone; who takes it as data has all texts of its rows.
    /// </summary>
    [Theory]
    [InlineData("財政")]
    [InlineData("財政 見直し")]
    [InlineData("")]
    public async Task The_texts_that_are_shown_are_those_that_hold_a_word(string words)
    {
        await using var host = await PublishedHost.StartAsync(database, new ServerOptions { RequestsPerMinute = 0 });
        using var response = await host.GetAsync("/search?q=" + words, ("Accept", "application/json"));
        using var data = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        var rows = data.RootElement.GetProperty("data").GetProperty("assessments").GetProperty("nodes")
            .EnumerateArray().ToList();
        Assert.NotEmpty(rows);
        Assert.All(rows, row => Assert.NotEmpty(row.GetProperty("narratives").EnumerateArray()));
        var page = await ReadAsync(host, "/search?q=" + words);
        Assert.Equal(
            rows.Select(row => words.Length == 0
                ? Texts(row)[^1] is null ? 0 : 1
                : Texts(row).Count(text => words.Split(' ').Any(word => text?.Contains(word) == true))),
            page.QuerySelectorAll(".hits article").Select(hit => hit.QuerySelectorAll("dd").Length));
    }

    /// <summary>The texts of a row, its summary last.</summary>
    private static List<string?> Texts(JsonElement row) =>
    [
        row.GetProperty("initiative").GetProperty("name").GetString(),
        row.GetProperty("initiative").GetProperty("description").GetString(),
        row.GetProperty("item").GetProperty("name").GetString(),
        .. row.GetProperty("narratives").EnumerateArray().Select(one => one.GetProperty("text").GetString()),
        row.GetProperty("summary") is { ValueKind: JsonValueKind.Object } summary
            ? summary.GetProperty("text").GetString()
            : null,
    ];

    [Fact]
    public async Task What_asks_for_numbers_in_other_words_is_refused()
    {
        await using var host = await PublishedHost.StartAsync(database, new ServerOptions { RequestsPerMinute = 0 });
        using var response = await host.GetAsync("/search?q=財政&counts=1", ("Accept", "text/html"));
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("“counts” is “yes”, or absent.", await response.Content.ReadAsStringAsync());
    }

    private static async Task<IHtmlDocument> ReadAsync(PublishedHost host, string path)
    {
        using var response = await host.GetAsync(path, ("Accept", "text/html"));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return new HtmlParser().ParseDocument(await response.Content.ReadAsStringAsync());
    }
}
