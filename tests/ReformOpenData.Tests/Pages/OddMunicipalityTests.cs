using System.Net;
using AngleSharp.Html.Parser;
using ReformOpenData.Data.Import;
using ReformOpenData.Data.Plans;
using ReformOpenData.Data.Releases;
using ReformOpenData.Server.Configuration;
using ReformOpenData.Server.Lists;
using ReformOpenData.Tests.Databases;
using ReformOpenData.Tests.Http;

namespace ReformOpenData.Tests.Pages;

/// <summary>All pages and files of municipalities whose names are odd, or that have next to nothing.</summary>
public sealed class OddMunicipalityTests(SqliteDatabase database) : IClassFixture<SqliteDatabase>
{
    private static readonly ServerOptions Options = new()
    {
        RequestsPerMinute = 0,
        CostPerMinute = 0,
        ReleasePollMs = 50,
        Contact = "data@city.example.jp",
    };

    [Fact]
    public async Task Every_page_is_whole_and_each_of_its_links_leads_to_something()
    {
        await using var host = await HostAsync();
        var faults = new List<string>();
        var seen = new HashSet<string>(StringComparer.Ordinal) { "/", "/en" };
        foreach (var municipality in OddMunicipalities.All)
        {
            var embed = "/embed/" + municipality.Code;
            string[] plans = [.. municipality.Plans.Select(plan => $"{embed}/{plan.Code}")];
            seen.UnionWith([embed, embed + "?lang=en", embed + "/search", embed + "/latest?lang=en"]);
            seen.UnionWith(plans.SelectMany(
                plan => new[] { plan, plan + "?lang=en", plan + "/matrix", plan + "/matrix.svg" }));
            seen.UnionWith(municipality.Departments.Select(
                department => "/" + PathSegments.Encode(
                    ["embed", municipality.Code, "departments", department.FullName])));
            seen.UnionWith(ListTables.All.Where(list => !list.IsOfStore)
                .Select(list => $"/{municipality.Code}/{list.Name}"));
            seen.UnionWith(municipality.Plans.SelectMany(
                plan => Server.Pages.Gallery.ChartList.All.Select(
                    chart => $"/gallery/{chart.Name}{PlanOf(chart, municipality, plan)}")));
        }

        var waiting = new Queue<string>(seen);
        while (waiting.TryDequeue(out var path))
        {
            using var answer = await host.SendAsync(HttpMethod.Get, path, ("Accept", "text/html,*/*;q=0.8"));
            if (answer.StatusCode != HttpStatusCode.OK)
                faults.Add($"{path} is {answer.StatusCode}");
            if (answer.Content.Headers.ContentType?.MediaType != "text/html"
                || path.StartsWith("/graph", StringComparison.Ordinal))
                continue;
            var page = new HtmlParser(new HtmlParserOptions { IsStrictMode = true }).ParseDocument(
                await answer.Content.ReadAsStringAsync());
            faults.AddRange(PageRules.Broken(page).Distinct().Take(3).Select(fault => $"{path}: {fault}"));
            if (path.Contains('?', StringComparison.Ordinal))
                continue;
            foreach (var link in page.QuerySelectorAll("a[href], link[href]").Select(
                link => link.GetAttribute("href")!))
            {
                var target = new Uri(new Uri(host.Address, path), link);
                if (target.Authority == host.Address.Authority && seen.Add(target.PathAndQuery))
                    waiting.Enqueue(target.PathAndQuery);
            }
        }

        Assert.True(faults.Count == 0, string.Join('\n', faults.Take(40)));
        Assert.True(seen.Count > 1000, $"{seen.Count} addresses");
    }

    [Fact]
    public async Task Every_address_in_the_headers_of_a_department_leads_to_the_same_department()
    {
        await using var host = await HostAsync();
        foreach (var department in OddMunicipalities.Departments)
        {
            var path = "/" + PathSegments.Encode([OddMunicipalities.Named, "departments", department]);
            using var page = await host.SendAsync(HttpMethod.Get, path);
            using var turtle = await host.SendAsync(HttpMethod.Get, path + ".ttl");
            using var moved = await host.SendAsync(HttpMethod.Get, path + "/");
            Assert.Equal((department, HttpStatusCode.OK), (department, turtle.StatusCode));
            Assert.Equal(path, new Uri(new Uri(host.Address, path + "/"), moved.Headers.Location!).AbsolutePath);
            foreach (var link in page.Headers.GetValues("Link").Concat(turtle.Headers.GetValues("Link"))
                .SelectMany(value => value.Split(", <")))
            {
                var target = link.TrimStart('<').Split('>')[0];
                if (!target.StartsWith('/'))
                    continue;
                using var answer = await host.SendAsync(HttpMethod.Get, target);
                Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{department}: {target} is {answer.StatusCode}");
            }
        }
    }

    [Theory]
    [InlineData("/gallery?city=990019", "計画", null)]
    [InlineData("/gallery/release?city=990019", "変わったこと", null)]
    [InlineData("/graphql/operations/PlanOverview?municipality=990027", "項目だけの計画", null)]
    [InlineData("/graphql/operations/PlanOverview?municipality=990027&plan=2021", "空の計画", null)]
    [InlineData("/graphql/operations/PlanOverview?municipality=990027&plan=2017", "\"plan\":null", "計画")]
    [InlineData("/graphql/operations/PlanOverview?municipality=000000", "\"plan\":null", "計画")]
    public async Task A_city_without_a_plan_in_the_address_is_shown_by_its_first_plan(
        string path, string holds, string? lacks)
    {
        await using var host = await HostAsync();
        using var answer = await host.SendAsync(HttpMethod.Get, path, ("Accept", "text/html,*/*;q=0.8"));
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.OK, text);
        Assert.Contains(holds, text);
        if (lacks is not null)
            Assert.DoesNotContain(lacks, text);
    }

    private async Task<RunningHost> HostAsync()
    {
        var store = await database.NewStoreAsync();
        await StoreAsync(new Importer(store, TimeProvider.System));
        return await RunningHost.StartAsync(store, options: Options);
    }

    /// <summary>Publishes them all.</summary>
    internal static async Task StoreAsync(Importer importer)
    {
        var outcome = await importer.ImportAsync(
            OddMunicipalities.All.Select(municipality => new ReadResult(municipality, municipality.Documents[^1], [])),
            new ImportOptions { Publish = true });
        Assert.Equal([], outcome.Documents.SelectMany(document => document.Findings)
            .Where(finding => finding.Severity == FindingSeverity.Error));
    }

    private static string PlanOf(Server.Pages.Gallery.Chart chart, Municipality municipality, Plan plan) =>
        chart.Parameters.Count == 0 ? ""
            : chart.Parameters.ContainsKey("plan") ? $"?city={municipality.Code}&plan={plan.Code}"
            : $"?city={municipality.Code}";
}
