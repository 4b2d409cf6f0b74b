using AngleSharp.Html.Parser;
using ReformOpenData.Data.Import;
using ReformOpenData.Data.Plans;
using ReformOpenData.Data.Releases;
using ReformOpenData.Tests.Databases;
using ReformOpenData.Tests.Http;

namespace ReformOpenData.Tests.Pages;

/// <summary>The first page of many cities: a line or two for each, and the questions on the page of each.</summary>
public sealed class ManyCitiesTests(SqliteDatabase database) : IClassFixture<SqliteDatabase>
{
    private static readonly string[] Codes = ["990001", "990019", "990027", "990035"];

    [Theory]
    [InlineData(3, "")]
    [InlineData(4, "")]
    [InlineData(4, "/en")]
    public async Task Many_cities_are_a_list_and_few_are_shown_with_their_plans(int cities, string language)
    {
        await using var host = await HostAsync(cities);
        var home = await OpenAsync(host, language.Length == 0 ? "/" : language);
        var isList = cities > 3;
        Assert.Equal(isList ? 0 : cities, home.QuerySelectorAll("section.city").Length);
        Assert.Equal(isList ? cities : 0, home.QuerySelectorAll("#cities ~ ul li").Length);
        Assert.Equal(isList ? 0 : cities, home.QuerySelectorAll(".card").Length);
        foreach (var link in home.QuerySelectorAll("#cities ~ ul a"))
        {
            Assert.Contains("架空市", link.TextContent, StringComparison.Ordinal);
            Assert.Contains(
                language.Length == 0 ? "2020～2024年度、評価なし" : "Fiscal 2020 to 2024, no ratings",
                link.ParentElement!.TextContent,
                StringComparison.Ordinal);
            var city = await OpenAsync(host, link.GetAttribute("href")!);
            Assert.Equal(
                language.Length == 0
                    ? ["計画はどうなりましたか", "どの課が何をしましたか"]
                    : ["How did the plan go?", "Which department did what?"],
                city.QuerySelectorAll(".questions a").Select(question => question.TextContent));
        }
    }

    private async Task<RunningHost> HostAsync(int cities)
    {
        var store = await database.NewStoreAsync();
        var made = Codes.Take(cities).Select((code, number) => OddMunicipalities.Plain(code, number + 1));
        var outcome = await new Importer(store, TimeProvider.System).ImportAsync(
            made.Select(city => new ReadResult(city, city.Documents[^1], [])), new ImportOptions { Publish = true });
        Assert.DoesNotContain(
            outcome.Documents.SelectMany(document => document.Findings),
            finding => finding.Severity == FindingSeverity.Error);
        return await RunningHost.StartAsync(store);
    }

    private static async Task<AngleSharp.Html.Dom.IHtmlDocument> OpenAsync(RunningHost host, string path)
    {
        using var answer = await host.SendAsync(HttpMethod.Get, path, ("Accept", "text/html"));
        Assert.True(answer.IsSuccessStatusCode, path);
        return new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync());
    }
}
