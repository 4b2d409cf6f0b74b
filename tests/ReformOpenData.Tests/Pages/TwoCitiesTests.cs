using System.Text;
using System.Text.Json;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using ReformOpenData.Data.Import;
using ReformOpenData.Data.Releases;
using ReformOpenData.Tests.Databases;
using ReformOpenData.Tests.Http;
using ReformOpenData.Tests.Import;
using ReformOpenData.Tests.Releases;

namespace ReformOpenData.Tests.Pages;

/// <summary>Two cities in a store: each page is about its own city, and tells its publisher and terms alone.</summary>
public sealed class TwoCitiesTests(SqliteDatabase database) : IClassFixture<SqliteDatabase>
{
    private const string Other = "架空市";

    [Fact]
    public async Task A_page_names_the_publisher_and_the_terms_of_its_own_city()
    {
        await using var published = await PublishedHost.StartAsync(database);
        await published.Store.ImportAsync(Read(), new ImportOptions { Publish = true });
        await using var host = await RunningHost.StartAsync(published.Store);
        foreach (var path in new[]
        {
            "/072028", "/072028/2017", "/072028/2017/01/06/001", "/072028/2017/ratings", "/072028/departments/財政課",
            "/072028/2017/years/2021", "/releases/2/072028/2017", "/embed/072028/2017/matrix",
            "/gallery/matrix?city=072028",
        })
        {
            var page = await OpenAsync(host, path);
            Assert.Contains("会津若松市", Foot(page), StringComparison.Ordinal);
            Assert.DoesNotContain(Other, Foot(page), StringComparison.Ordinal);
            Assert.Contains("確認待ち", Foot(page), StringComparison.Ordinal);
        }

        foreach (var path in new[]
        {
            "/990001", "/990001/2022", "/990001/2022/01/01/001", "/990001/2022/ratings", "/990001/departments",
        })
        {
            var page = await OpenAsync(host, path);
            Assert.Contains(Other, Foot(page), StringComparison.Ordinal);
            Assert.DoesNotContain("会津若松市", Foot(page), StringComparison.Ordinal);
            Assert.DoesNotContain("確認待ち", Foot(page), StringComparison.Ordinal);
            Assert.All(
                page.QuerySelectorAll(".cite"),
                cite => Assert.DoesNotContain("会津若松市", cite.TextContent, StringComparison.Ordinal));
        }

        // Of a plan of five years, one was reported.
        Assert.Equal(
            ["2022年度"],
            (await OpenAsync(host, "/990001/2022")).QuerySelectorAll("#years ~ ul a").Select(year => year.TextContent));
        Assert.Equal(
            ["2022", "2024"],
            (await OpenAsync(host, "/990001/2022/years/2024")).QuerySelectorAll("nav.sort li")
                .Select(year => year.TextContent.Trim()));
        var all = Foot(await OpenAsync(host, "/"));
        Assert.Contains("会津若松市", all, StringComparison.Ordinal);
        Assert.Contains(Other, all, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_search_for_the_name_of_a_city_leads_to_its_page()
    {
        await using var published = await PublishedHost.StartAsync(database);
        await published.Store.ImportAsync(Read(), new ImportOptions { Publish = true });
        await using var host = await RunningHost.StartAsync(published.Store);
        foreach (var (question, cities) in new (string, string[])[]
        {
            ("q=架空市", ["/990001"]),
            ("q=架空 取組", ["/990001"]),
            ("q=会津若松市", ["/072028"]),
            ("q=若松", ["/072028"]),
            ("q=AIZU", ["/072028"]),
            ("q=ａｉｚｕ", ["/072028"]),
            ("q=若", []),
            ("q=公債費", []),
            ("q=架空市&city=072028", []),
            ("", []),
        })
        {
            var page = await OpenAsync(host, "/search?" + question);
            Assert.Equal(
                cities,
                page.QuerySelectorAll("ul[aria-label=その名前の自治体] a").Select(link => link.GetAttribute("href")));
        }

        var english = await OpenAsync(host, "/en/search?q=aizu");
        Assert.Equal(
            "/en/072028", english.QuerySelector("ul[aria-label='Cities of that name'] a")!.GetAttribute("href"));
        // Of a release, its own page of the city.
        Assert.Equal(
            "/releases/2/072028",
            (await OpenAsync(host, "/releases/2/search?q=若松"))
                .QuerySelector("ul[aria-label=その名前の自治体] a")!.GetAttribute("href"));
    }

    [Fact]
    public async Task A_question_without_a_city_is_about_the_one_that_there_is()
    {
        var store = await database.NewStoreAsync();
        await store.ImportAsync(Read(), new ImportOptions { Publish = true });
        await using var host = await RunningHost.StartAsync(store);
        using var answer = await host.SendAsync(HttpMethod.Get, "/graphql/operations/YearOverview?year=2022");
        var data = JsonElement.Parse(await answer.Content.ReadAsStringAsync()).GetProperty("data");
        Assert.Equal("行革プラン", data.GetProperty("plan").GetProperty("title").GetString());
        Assert.Equal("公表した。", data.GetProperty("narratives").GetProperty("nodes")[0].GetProperty("text").GetString());
    }

    private static string Foot(IHtmlDocument page) => page.QuerySelector("footer")!.TextContent;

    private static ReadResult Read()
    {
        const string text = "行革プラン 令和4年度取組状況\n(1) 人の視点\n改革項目\t具体的取組\t内容\t所管課\t取組状況\t評価\n"
            + "①人材の確保\t財政見通しの公表\t見通しを公表します。\t財政課\t公表した。\tA\n";
        var metadata = PublishedTable.AnyBytes with
        {
            MunicipalityCode = "990001",
            MunicipalityName = Other,
            MunicipalityRomanName = "Kakuu",
            Publisher = Other,
            Licence = "CC BY 4.0",
            LicenceConfirmed = true,
            PlanTitle = "行革プラン",
            Title = "行革プラン 令和4年度取組状況",
            FirstFiscalYear = 2022,
            LastFiscalYear = 2026,
            FiscalYear = 2022,
        };
        return DocumentReader.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)), "other.txt", metadata);
    }

    private static async Task<IHtmlDocument> OpenAsync(RunningHost host, string path)
    {
        using var answer = await host.SendAsync(HttpMethod.Get, path, ("Accept", "text/html"));
        Assert.True(answer.IsSuccessStatusCode, path);
        return new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync());
    }
}
