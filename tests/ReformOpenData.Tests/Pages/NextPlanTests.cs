using System.Text;
using System.Text.Json;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using ReformOpenData.Data.Import;
using ReformOpenData.Data.Plans;
using ReformOpenData.Data.Releases;
using ReformOpenData.Tests.Databases;
using ReformOpenData.Tests.Http;
using ReformOpenData.Tests.Import;
using ReformOpenData.Tests.Releases;

namespace ReformOpenData.Tests.Pages;

/// <summary>
/// The next plan of the shipped city, invented, with three other viewpoints: beside the first one, and linked with it.
/// </summary>
public abstract class NextPlanTests(TestDatabase database)
{
    private const string Title = "持続可能な行政運営に向けた取組方針";
    private const string Ended = "072028/2017/01/01/001";
    private const string Next = "072028/2022/01/01/001";

    [SkippableFact]
    public async Task The_next_plan_follows_the_shipped_one()
    {
        await using var published = await PublishedHost.StartAsync(database);
        var store = published.Store;
        var outcome = await store.ImportAsync(
            Read(),
            new ImportOptions
            {
                Publish = true,
                Mapping = new Mapping(
                    [new(Stored: Ended, Reason: "次の計画に引き継ぐ。") { Status = "継続", Successors = ["財政見通しの公表"] }]),
            });
        Assert.Equal([], outcome.Documents[0].Findings.Where(finding => finding.Severity == FindingSeverity.Error)
            .Select(finding => finding.Message));
        await using var host = await RunningHost.StartAsync(store);

        var plan = await OpenAsync(host, "/072028/2022");
        Assert.Equal(Title, plan.QuerySelector("h1")!.TextContent);
        Assert.Equal("/072028/2017", plan.QuerySelector("main a[rel=prev]")!.GetAttribute("href"));
        Assert.Null(plan.QuerySelector("main a[rel=next]"));
        Assert.Equal(
            ["(1) 人の視点", "(2) 財源の視点", "(3) 仕組みの視点"],
            plan.QuerySelectorAll("#items ~ h3").Select(category => category.TextContent.Trim()));
        var first = await OpenAsync(host, "/en/072028/2017");
        Assert.Equal("The next plan: " + Title, first.QuerySelector("main a[rel=next]")!.TextContent);
        Assert.Equal("/en/072028/2022", first.QuerySelector("main a[rel=next]")!.GetAttribute("href"));

        var ended = (await OpenAsync(host, "/" + Ended)).QuerySelector("section[aria-labelledby=ending]")!;
        Assert.Contains("次の計画に引き継がれました。", ended.TextContent, StringComparison.Ordinal);
        Assert.Equal("/" + Next, ended.QuerySelector("a")!.GetAttribute("href"));
        Assert.Equal("/" + Ended, (await OpenAsync(host, "/" + Next))
            .QuerySelector("section[aria-labelledby=ending] a")!
            .GetAttribute("href"));

        using var answer = await host.Client.GetAsync(new Uri(
            "/graphql?query=" + Uri.EscapeDataString(
                "{ all: initiatives { groups(by: [PLAN]) { plan { firstFiscalYear } count } } "
                + "initiatives(where: { status: { eq: SUCCEEDED } }) { nodes { name reason successors { name plan { "
                + "firstFiscalYear } } } } }"),
            UriKind.Relative));
        var data = JsonElement.Parse(await answer.Content.ReadAsStringAsync()).GetProperty("data");
        Assert.Equal(
            ["2017 47", "2022 3"],
            data.GetProperty("all").GetProperty("groups").EnumerateArray()
                .Select(one => $"{one.GetProperty("plan").GetProperty("firstFiscalYear")} {one.GetProperty("count")}"));
        Assert.Equal(
            """{"name":"中期財政見通しの策定","reason":"次の計画に引き継ぐ。","successors":[{"name":"財政見通しの公表","plan":{"firstFiscalYear":2022}}]}""",
            data.GetProperty("initiatives").GetProperty("nodes")[0].GetRawText());
    }

    private static ReadResult Read()
    {
        const string header = "改革項目\t具体的取組\t内容\t所管課\t取組状況\t評価\n";
        const string title = Title + " 令和4年度取組状況\n";
        const string text = title + "(1) 人の視点\n" + header + "①人材の確保\t財政見通しの公表\t見通しを公表します。\t財政課\t公表した。\tA\n"
            + title + "(2) 財源の視点\n" + header + "①歳入の確保\tふるさと寄附の推進\t寄附を集めます。\t財政課\t集めた。\tB\n"
            + title + "(3) 仕組みの視点\n" + header + "①手続の見直し\t書かない窓口\t窓口を変えます。\t市民課\t変えた。\tA\n";
        var metadata = PublishedTable.AnyBytes with
        {
            PlanTitle = Title,
            FirstFiscalYear = 2022,
            LastFiscalYear = 2026,
            Title = Title,
            FiscalYear = 2022,
        };
        var read = DocumentReader.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)), "next.txt", metadata);
        Assert.Equal([], read.Findings.Where(finding => finding.Severity == FindingSeverity.Error)
            .Select(finding => finding.Message));
        return read;
    }

    private static async Task<IHtmlDocument> OpenAsync(RunningHost host, string path)
    {
        using var answer = await host.SendAsync(HttpMethod.Get, path, ("Accept", "text/html"));
        return new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync());
    }
}

public sealed class NextPlanTestsOnSqlite(SqliteDatabase database)
    : NextPlanTests(database), IClassFixture<SqliteDatabase>;

public sealed class NextPlanTestsOnPostgreSql(PostgreSqlDatabase database)
    : NextPlanTests(database), IClassFixture<PostgreSqlDatabase>;
