using System.Globalization;
using AngleSharp.Html.Parser;
using ReformOpenData.Tests.Databases;
using ReformOpenData.Tests.Http;
using ReformOpenData.Tests.Import;
using ReformOpenData.Tests.Releases;

namespace ReformOpenData.Tests.Pages;

/// <summary>What readers are told that a release changed.</summary>
public sealed class ReleasePageTests(SqliteDatabase database) : IClassFixture<SqliteDatabase>
{
    private static readonly (string, string) Browser = ("Accept", "text/html");

    /// <summary>The next year's table has another place for every row, and its changes are few.</summary>
    [Theory]
    [InlineData("")]
    [InlineData("/en")]
    public async Task Places_in_print_are_counted_and_the_changes_are_shown(string language)
    {
        var store = await database.NewStoreAsync();
        await store.ImportAndPublishAsync(SmallTable.Read(SmallTable.FirstYear, 2021));
        var next = SmallTable.FirstYear.Replace("5件", "7件", StringComparison.Ordinal);
        await store.ImportAndPublishAsync(SmallTable.Read(next, 2022));
        await using var host = await RunningHost.StartAsync(store);
        using var answer = await host.SendAsync(HttpMethod.Get, language + "/releases/2", Browser);
        var page = new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync());
        var link = page.QuerySelector("main a[href*='field=']")!;
        using var list = await host.SendAsync(
            HttpMethod.Get,
            link.GetAttribute("href")!.Replace("/en/", "/", StringComparison.Ordinal),
            ("Accept", "*/*"));
        var ofPrint = list.Headers.GetValues("Reform-Total-Count").Single();
        Assert.Contains(ofPrint, link.TextContent);
        using var all = await host.SendAsync(HttpMethod.Get, "/releases/2/changes.json");
        Assert.Equal(
            int.Parse(all.Headers.GetValues("Reform-Total-Count").Single(), CultureInfo.InvariantCulture)
                - int.Parse(ofPrint, CultureInfo.InvariantCulture),
            page.QuerySelectorAll("table.lines tbody tr").Length);
        using var shown = await host.SendAsync(HttpMethod.Get, link.GetAttribute("href")!, Browser);
        Assert.Contains("table", await shown.Content.ReadAsStringAsync());
        Assert.DoesNotContain(
            page.QuerySelectorAll("table.lines td"),
            cell => cell.TextContent.Contains("印字の位置") || cell.TextContent.Contains("place in print"));
    }
}
