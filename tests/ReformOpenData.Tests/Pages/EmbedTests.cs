using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using ReformOpenData.Server.Configuration;
using ReformOpenData.Tests.Databases;
using ReformOpenData.Tests.Documentation;
using ReformOpenData.Tests.Http;

namespace ReformOpenData.Tests.Pages;

/// <summary>Parts of pages for frames on other sites, and how editors find them.</summary>
public sealed class EmbedTests(SqliteDatabase database) : PublishedTests(database), IClassFixture<SqliteDatabase>
{
    private static readonly (string Name, string Value) Browser = ("Accept", "text/html,*/*;q=0.8");

    [Theory]
    [InlineData("/embed/072028")]
    [InlineData("/embed/072028/2017")]
    [InlineData("/embed/072028/2017/matrix")]
    [InlineData("/embed/072028/departments/財政課")]
    [InlineData("/embed/072028/search")]
    [InlineData("/embed/072028/latest")]
    public async Task An_embed_is_small_says_whose_data_it_shows_and_opens_links_in_the_window(string path)
    {
        using var answer = await Host.GetAsync(path, Browser);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.OK, text);
        Assert.True(text.Length < 10_000, $"{text.Length} characters");
        Assert.Contains("frame-ancestors *", Policy(answer));
        var page = Parse(text);
        Assert.Equal("_top", page.QuerySelector("base")!.GetAttribute("target"));
        Assert.Contains("出典：会津若松市。リリース 1", page.QuerySelector("footer")!.TextContent);
        Assert.Contains("CC BY 4.0 （予定。公表者の確認待ち）", page.QuerySelector("footer")!.TextContent);
        Assert.Equal("noindex", page.QuerySelector("meta[name=robots]")!.GetAttribute("content"));
        Assert.Single(page.QuerySelectorAll("h1 a"));
        foreach (var link in page.QuerySelectorAll("a[href]").Select(
            link => new Uri(Host.Address, link.GetAttribute("href")).PathAndQuery))
        {
            using var target = await Host.GetAsync(link, Browser);
            Assert.True(target.IsSuccessStatusCode, link);
        }
    }

    [Fact]
    public async Task The_script_that_fits_frames_is_small()
    {
        using var answer = await Host.GetAsync("/embed.js");
        Assert.InRange((await answer.Content.ReadAsByteArrayAsync()).Length, 1, 1500);
    }

    [Fact]
    public async Task Language_and_colours_are_parameters()
    {
        using var answer = await Host.GetAsync("/embed/072028/2017/matrix?lang=en&theme=dark", Browser);
        var page = Parse(await answer.Content.ReadAsStringAsync());
        Assert.Equal("en", page.DocumentElement.GetAttribute("lang"));
        Assert.Contains("dark", page.DocumentElement.ClassList);
        Assert.StartsWith("Source: 会津若松市. Release 1", page.QuerySelector("footer")!.TextContent.Trim());
        Assert.EndsWith("/en/072028/2017", page.QuerySelector("h1 a")!.GetAttribute("href")!);
    }

    [Theory]
    [InlineData("/embed/072028/2017", "title sentence bar")]
    [InlineData("/embed/072028/2017?show=", "title sentence bar")]
    [InlineData("/embed/072028/2017?show=table,sentence", "sentence table")]
    [InlineData("/embed/072028/2017/matrix", "title table")]
    [InlineData("/embed/072028/2017/matrix?show=bar", "bar")]
    [InlineData("/embed/072028/departments/財政課", "title sentence bar")]
    [InlineData("/embed/072028/departments/財政課?show=title,bar", "title bar")]
    [InlineData("/embed/072028", "title bar plans")]
    [InlineData("/embed/072028?show=plans", "bar plans")]
    [InlineData("/embed/072028/search?show=form&lang=en", "form")]
    [InlineData("/embed/072028/latest?show=sentence", "sentence")]
    public async Task What_is_shown_can_be_chosen_and_the_source_is_always_there(string path, string shown)
    {
        using var answer = await Host.GetAsync(path, Browser);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var page = Parse(await answer.Content.ReadAsStringAsync());
        (string Part, string Selector)[] parts =
        [
            ("title", "h1 a"), ("sentence", "main > p"), ("bar", "svg.bar"), ("table", "table.matrix"),
            ("form", "form"), ("plans", "h2 a"),
        ];
        Assert.Equal(
            shown,
            string.Join(
                ' ', from part in parts where page.QuerySelector(part.Selector) is not null select part.Part));
        // A page has a heading, and leads to the whole, whatever is chosen.
        Assert.NotEmpty(page.QuerySelector("h1")!.TextContent.Trim());
        Assert.NotEmpty(page.QuerySelectorAll("h1 a, footer a"));
        Assert.Contains("会津若松市", page.QuerySelector("footer")!.TextContent);
        Assert.Contains("CC BY 4.0", page.QuerySelector("footer")!.TextContent);
    }

    [Theory]
    [InlineData("/embed/072028/2017?lang=fr", 400, "アドレスの書き方が違います")]
    [InlineData("/embed/072028/2017?theme=pink", 400, "アドレスの書き方が違います")]
    [InlineData("/embed/072028/2017?size=1&theme=dark", 400, "アドレスの書き方が違います")]
    [InlineData("/embed/072028/2017?show=pie&lang=en", 400, "Something is wrong in the address")]
    [InlineData("/en/embed/072028?show=table", 400, "Something is wrong in the address")]
    [InlineData("/embed/072028/1999", 404, "ページが見つかりません")]
    [InlineData("/embed/072028/2017/nothing", 404, "ページが見つかりません")]
    [InlineData("/embed/072028/departments/nobody?lang=en&lang=ja", 400, "アドレスの書き方が違います")]
    public async Task What_cannot_be_shown_is_said_in_the_frame(string path, int status, string title)
    {
        using var answer = await Host.GetAsync(path, Browser);
        Assert.Equal(status, (int)answer.StatusCode);
        // A browser shows nothing of a page that may not be framed, not even why.
        Assert.Contains("frame-ancestors *", Policy(answer));
        var page = Parse(await answer.Content.ReadAsStringAsync());
        Assert.Equal(title, Assert.Single(page.QuerySelectorAll("h1")).TextContent);
        Assert.Equal("_top", page.QuerySelector("base")!.GetAttribute("target"));
        var isDark = path.Contains("theme=dark", StringComparison.Ordinal);
        Assert.Equal(isDark, page.DocumentElement.ClassList.Contains("dark"));
        Assert.Equal(title[0] < 'z' ? "en" : "ja", page.DocumentElement.GetAttribute("lang"));
        Assert.Empty(page.QuerySelectorAll("h1 [lang], header, footer p"));
    }

    [Theory]
    [InlineData("/embed/072028/2017/matrix.svg?show=table", 400)]
    [InlineData("/embed/072028/1999/matrix.svg", 404)]
    [InlineData("/nothing", 404)]
    public async Task What_is_for_no_frame_cannot_be_framed(string path, int status)
    {
        using var answer = await Host.GetAsync(path, Browser);
        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Contains("frame-ancestors 'none'", Policy(answer));
    }

    [Fact]
    public async Task A_city_can_say_which_sites_may_show_them()
    {
        await using var host = await PublishedHost.StartAsync(
            database, new ServerOptions { EmbedAncestors = "https://www.city.example.jp https://example.org" });
        using var answer = await host.GetAsync("/embed/072028", Browser);
        Assert.Contains("frame-ancestors https://www.city.example.jp https://example.org", Policy(answer));
        using var none = await host.GetAsync("/embed/072028/1999", Browser);
        Assert.Contains("frame-ancestors https://www.city.example.jp https://example.org", Policy(none));
        using var page = await host.GetAsync("/072028", Browser);
        Assert.Contains("frame-ancestors 'none'", Policy(page));
    }

    [Fact]
    public async Task The_picture_holds_the_numbers_of_the_matrix_and_says_what_it_shows()
    {
        using var answer = await Host.GetAsync("/embed/072028/2017/matrix.svg");
        Assert.Equal("image/svg+xml", answer.Content.Headers.ContentType!.ToString());
        var svg = XDocument.Parse(await answer.Content.ReadAsStringAsync());
        XNamespace ns = "http://www.w3.org/2000/svg";
        Assert.Equal("行政サービスの向上と財政基盤の強化に向けた取組", svg.Root!.Element(ns + "title")!.Value);
        Assert.StartsWith("評価 72\u00A0件のうち", svg.Root.Element(ns + "desc")!.Value);
        var texts = svg.Descendants(ns + "text").Select(text => text.Value).ToList();
        Assert.Equal("A B 完了 - 計 ".Split(' ')[..5], texts.Skip(1).Take(5));
        Assert.Equal(["31", "6", "2", "0", "39"], texts.Skip(7).Take(5));
        Assert.DoesNotContain("script", svg.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/072028/2017", "/embed/072028/2017", "行政サービスの向上と財政基盤の強化に向けた取組 評価の内訳")]
    [InlineData("/en/072028/2017", "/en/embed/072028/2017", "行政サービスの向上と財政基盤の強化に向けた取組 How it was rated")]
    [InlineData("/embed/072028/2017/matrix", "/embed/072028/2017/matrix", "行政サービスの向上と財政基盤の強化に向けた取組 分野ごとの評価の表")]
    [InlineData("/embed/072028", "/embed/072028", "会津若松市 計画ごとの評価")]
    [InlineData(
        "/embed/072028/2017/matrix?theme=dark&show=table,bar",
        "/embed/072028/2017/matrix?theme=dark&show=table%2Cbar",
        "行政サービスの向上と財政基盤の強化に向けた取組 分野ごとの評価の表")]
    [InlineData(
        "/embed/072028?lang=en&_=1", "/en/embed/072028", "会津若松市 How its plans were rated")]
    [InlineData("/072028/departments/財政課", "/embed/072028/departments/財政課", "財政課 担当する取組の評価")]
    public async Task An_editor_makes_a_frame_of_a_link(string page, string embed, string title)
    {
        var url = Uri.EscapeDataString(new Uri(Host.Address, page).ToString());
        using var answer = await Host.GetAsync($"/oembed?url={url}&maxwidth=500&maxheight=400");
        var json = JsonElement.Parse(await answer.Content.ReadAsStringAsync());
        Assert.Equal(("rich", "1.0", 500), (
            json.GetProperty("type").GetString(), json.GetProperty("version").GetString(),
            json.GetProperty("width").GetInt32()));
        Assert.InRange(json.GetProperty("height").GetInt32(), 80, 400);
        var frame = Parse(json.GetProperty("html").GetString()!).QuerySelector("iframe")!;
        Assert.Equal(new Uri(Host.Address, embed).AbsoluteUri, frame.GetAttribute("src"));
        Assert.Equal(title, frame.GetAttribute("title"));
        Assert.Equal(title, json.GetProperty("title").GetString());
        using var shown = await Host.GetAsync(new Uri(frame.GetAttribute("src")!).PathAndQuery, Browser);
        Assert.Equal(HttpStatusCode.OK, shown.StatusCode);
        using var xml = await Host.GetAsync($"/oembed?url={url}&format=xml");
        Assert.Equal("text/xml; charset=utf-8", xml.Content.Headers.ContentType!.ToString());
        var root = XDocument.Parse(await xml.Content.ReadAsStringAsync()).Root!;
        Assert.Equal(
            ("oembed", "rich", "640"),
            (root.Name.LocalName, root.Element("type")!.Value, root.Element("width")!.Value));
    }

    [Theory]
    [InlineData("url=https%3A%2F%2Fexample.org%2F072028", 404)]
    [InlineData("url=SELF%2Fabout", 404)]
    [InlineData("url=SELF%2F072028%2F1999", 404)]
    [InlineData("url=SELF%2Fembed%2F072028%2F2017%2Fmatrix.svg", 404)]
    [InlineData("url=SELF%2F072028%2F2017%2F01", 404)]
    [InlineData("url=SELF%2Fembed%2F072028%3Fshow%3Dpie", 404)]
    [InlineData("url=SELF%2Fembed%2F072028%3Fsize%3D1", 404)]
    [InlineData("url=SELF%2Fembed%2F072028%3Flang%3Den%26lang%3Dja", 404)]
    [InlineData("url=072028", 404)]
    [InlineData("", 404)]
    [InlineData("url=SELF%2F072028&format=yaml", 501)]
    [InlineData("url=SELF%2F072028&maxwidth=79", 400)]
    [InlineData("url=SELF%2F072028&maxheight=many", 400)]
    [InlineData("url=SELF%2F072028&url=SELF", 400)]
    [InlineData("uri=SELF", 400)]
    public async Task What_an_editor_cannot_have_is_refused(string query, int status)
    {
        var self = Uri.EscapeDataString(Host.Address.ToString().TrimEnd('/'));
        using var answer = await Host.GetAsync("/oembed?" + query.Replace("SELF", self, StringComparison.Ordinal));
        Assert.Equal(status, (int)answer.StatusCode);
    }

    [Fact]
    public async Task A_page_shows_the_lines_to_paste_and_each_works()
    {
        using var answer = await Host.GetAsync("/072028/2017", Browser);
        var page = Parse(await answer.Content.ReadAsStringAsync());
        var snippets = page.QuerySelectorAll("pre.code")
            .Select(code => code.TextContent).Where(text => text.StartsWith('<')).ToList();
        Assert.Equal(4, snippets.Count);
        foreach (var snippet in snippets)
        {
            var made = Parse(snippet);
            var source = made.QuerySelector("iframe, img, script")!.GetAttribute("src")!;
            using var served = await Host.GetAsync(new Uri(source).PathAndQuery, Browser);
            Assert.True(served.IsSuccessStatusCode, source);
        }

        Assert.StartsWith("会津若松市 評価 72 件のうち", Parse(snippets[2]).QuerySelector("img")!.GetAttribute("alt"));
        // What clerks are told to paste is what the page shows.
        var origin = Host.Address.ToString().TrimEnd('/');
        var told = await File.ReadAllTextAsync(Repository.Path("docs/embedding.md"));
        var examples = Regex.Matches(told, "```html\n(?<line>.*)\n```").Select(match => match.Groups["line"].Value
            .Replace("https://example.jp", origin, StringComparison.Ordinal)).ToList();
        Assert.Equal(3, examples.Count);
        Assert.Subset(snippets.ToHashSet(), examples.ToHashSet());
        var discovery = page.QuerySelector("link[type='application/json+oembed']")!.GetAttribute("href")!;
        using var found = await Host.GetAsync(new Uri(discovery).PathAndQuery);
        Assert.Equal(HttpStatusCode.OK, found.StatusCode);
    }

    private static string Policy(HttpResponseMessage answer) =>
        answer.Headers.NonValidated["Content-Security-Policy"].ToString();

    private static IHtmlDocument Parse(string text) => new HtmlParser().ParseDocument(text);
}
