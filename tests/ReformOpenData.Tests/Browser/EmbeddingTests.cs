using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using ReformOpenData.Server.Configuration;
using ReformOpenData.Tests.Databases;
using ReformOpenData.Tests.Http;

namespace ReformOpenData.Tests.Browser;

/// <summary>A page of another origin, under a strict policy of its own, shows parts of ours in three ways.</summary>
public sealed class EmbeddingTests(SqliteDatabase database) : IClassFixture<SqliteDatabase>
{
    [SkippableTheory]
    [InlineData(320)]
    [InlineData(600)]
    [InlineData(1200)]
    public async Task Each_of_three_ways_works_on_a_page_of_another_origin(int width)
    {
        Missing.Unless(File.Exists(Chromium.Path), "Chromium is not installed.");
        await using var ours = await PublishedHost.StartAsync(database);
        var origin = ours.Address.ToString().TrimEnd('/');
        await using var theirs = await SiteAsync(origin, await SnippetsAsync(ours));
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(Chromium.Options);
        var page = await browser.NewPageAsync(new BrowserNewPageOptions
        {
            ViewportSize = new ViewportSize { Width = width, Height = 900 },
        });
        var complaints = new List<string>();
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning") complaints.Add(message.Text);
        };
        var asked = new List<string>();
        page.Request += (_, request) =>
        {
            if (request.Url.StartsWith(origin, StringComparison.Ordinal)) asked.Add(request.Url[origin.Length..]);
        };
        await page.GotoAsync(AddressOf(theirs));
        var frames = page.Locator("iframe");
        await Assertions.Expect(frames).ToHaveCountAsync(2);
        await Assertions.Expect(page.FrameLocator("iframe >> nth=1").Locator("table.matrix td").First)
            .ToHaveTextAsync("31");
        foreach (var frame in page.Frames.Where(frame => frame != page.MainFrame))
        {
            Assert.True(
                await frame.EvaluateAsync<bool>("document.documentElement.scrollHeight <= innerHeight"),
                $"{frame.Url} has a scroll bar at {width} px");
        }

        // A frame is its page and the style; the second one has the style already, or asks for it too.
        Assert.Equal(
            ["/embed/072028/2017", "/embed/072028/2017/matrix", "/embed/072028/2017/matrix.svg", "/site.css"],
            asked.Distinct().Order(StringComparer.Ordinal));
        // The third way: a picture, with words for who does not see it.
        Assert.True(await page.Locator("img").EvaluateAsync<int>("image => image.naturalWidth") > 300);
        Assert.True(
            await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"),
            $"What is pasted makes a page of {width} px wider.");
        // The second: one line more, and a frame is as high as what it shows.
        await page.GotoAsync(AddressOf(theirs) + "?fit");
        var fitted = page.Locator("iframe").First;
        await Assertions.Expect(fitted).Not.ToHaveAttributeAsync("height", "460");
        Assert.InRange(int.Parse((await fitted.GetAttributeAsync("height"))!), 80, 5000);
        Assert.Empty(complaints);
        // A link opens in the window around.
        await page.FrameLocator("iframe >> nth=0").Locator("h1 a").ClickAsync();
        await Assertions.Expect(page.Locator("table.matrix")).ToBeVisibleAsync();
        Assert.StartsWith(origin, page.Url);
    }

    [SkippableFact]
    public async Task A_frame_of_what_is_gone_says_so_on_the_other_site()
    {
        Missing.Unless(File.Exists(Chromium.Path), "Chromium is not installed.");
        await using var ours = await PublishedHost.StartAsync(database);
        var pasted = (await SnippetsAsync(ours))[0].Replace("/2017", "/1999", StringComparison.Ordinal);
        await using var theirs = await SiteAsync(ours.Address.ToString().TrimEnd('/'), [pasted]);
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(Chromium.Options);
        var page = await browser.NewPageAsync();
        await page.GotoAsync(AddressOf(theirs));
        var frame = page.FrameLocator("iframe");
        await Assertions.Expect(frame.Locator("h1")).ToHaveTextAsync("ページが見つかりません");
        await frame.Locator("input[name=q]").FillAsync("公債費");
        await frame.Locator("input[name=q]").PressAsync("Enter");
        await Assertions.Expect(page.Locator("article mark").First).ToHaveTextAsync("公債費");
    }

    [SkippableFact]
    public async Task A_site_that_the_city_does_not_name_cannot_show_them()
    {
        Missing.Unless(File.Exists(Chromium.Path), "Chromium is not installed.");
        await using var ours = await PublishedHost.StartAsync(
            database, new ServerOptions { EmbedAncestors = "https://www.city.example.jp" });
        await using var theirs = await SiteAsync(ours.Address.ToString().TrimEnd('/'), await SnippetsAsync(ours));
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(Chromium.Options);
        var page = await browser.NewPageAsync();
        var refused = new List<string>();
        page.Console += (_, message) => refused.Add(message.Text);
        await page.GotoAsync(AddressOf(theirs));
        await Assertions.Expect(page.Locator("iframe")).ToHaveCountAsync(2);
        Assert.Contains(refused, text => text.Contains("frame-ancestors", StringComparison.Ordinal));
        await Assertions.Expect(page.FrameLocator("iframe >> nth=1").Locator("table.matrix")).ToHaveCountAsync(0);
    }

    /// <summary>The lines to paste, as the page of the plan shows them.</summary>
    private static async Task<IReadOnlyList<string>> SnippetsAsync(PublishedHost ours)
    {
        using var answer = await ours.GetAsync("/072028/2017", ("Accept", "text/html"));
        var page = new AngleSharp.Html.Parser.HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync());
        var codes = page.QuerySelectorAll("pre.code").Select(code => code.TextContent);
        return [.. codes.Where(text => text.StartsWith('<'))];
    }

    private static async Task<WebApplication> SiteAsync(string origin, IReadOnlyList<string> snippets)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.Run(async context =>
        {
            context.Response.ContentType = "text/html; charset=utf-8";
            // The style of the pasted line is the frame's border, which a policy may take away.
            context.Response.Headers.ContentSecurityPolicy =
                $"default-src 'none'; frame-src {origin}; img-src {origin}; script-src {origin}; "
                + "style-src-attr 'unsafe-inline'";
            var script = context.Request.QueryString.HasValue ? snippets[3] : "";
            await context.Response.WriteAsync(
                "<!doctype html><html lang=\"ja\"><meta charset=\"utf-8\"><title>市</title>"
                + string.Concat(snippets.Take(3)) + script);
        });
        await app.StartAsync();
        return app;
    }

    private static string AddressOf(WebApplication app) =>
        app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
}
