using System.Net;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using ReformOpenData.Data.Plans;
using ReformOpenData.Data.Releases;
using ReformOpenData.Tests.Databases;
using ReformOpenData.Tests.Http;
using ReformOpenData.Tests.Releases;

namespace ReformOpenData.Tests.Pages;

/// <summary>What was corrected against the print is told with its reason where the value stands, and the print is
/// one link away.</summary>
public sealed class CorrectedTests(SqliteDatabase database) : IClassFixture<SqliteDatabase>
{
    private const string Row = "/990001/2017/01/01/001/001";
    private const string Reason = "字が一つ抜けています。";

    [Theory]
    [InlineData("https://example.jp/plan.pdf", "https://example.jp/plan.pdf#page=1")]
    [InlineData("https://example.jp/plan.PDF?v=2", "https://example.jp/plan.PDF?v=2#page=1")]
    [InlineData("https://example.jp/plan.pdf#view=fit", "https://example.jp/plan.pdf#view=fit")]
    [InlineData("https://example.jp/plan.xlsx", "https://example.jp/plan.xlsx")]
    [InlineData(null, null)]
    public async Task A_correction_is_told_at_its_value_alone_and_the_print_is_a_link_away(string? url, string? print)
    {
        var store = await database.NewStoreAsync();
        var read = Imports.Read("いろは");
        var city = read.Municipality! with
        {
            Documents = [.. read.Municipality!.Documents.Select(document => document with { Url = url })],
        };
        await store.ImportAndPublishAsync(
            Imports.Read(city),
            new ImportOptions
            {
                Corrections = [new Correction($"{Row[1..]}/2021", "text", "いろは", "いろはに", Reason, null)],
            });
        await using var host = await RunningHost.StartAsync(store);
        foreach (var frame in (string[])["", "/en"])
        {
            foreach (var path in (string[])[Row, $"{Row}/2021"])
            {
                var page = await OpenAsync(host, frame + path);
                Assert.Contains(Reason, page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
                Assert.Equal("いろはに", page.QuerySelector("main li ins")!.TextContent);
                Assert.Equal(print, page.QuerySelector("main .cell a[href^=https]")?.GetAttribute("href"));
            }

            var rating = await OpenAsync(host, $"{frame}{Row}/2021/01");
            Assert.DoesNotContain(Reason, rating.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
            Assert.Equal(print, rating.QuerySelector("main dd a[href^=https]")?.GetAttribute("href"));
        }
    }

    private static async Task<IHtmlDocument> OpenAsync(RunningHost host, string path)
    {
        using var answer = await host.SendAsync(HttpMethod.Get, path, ("Accept", "text/html"));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync());
    }
}
