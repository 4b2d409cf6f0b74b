using System.Text.Json;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using ReformOpenData.Data.Exports;
using ReformOpenData.Data.Import;
using ReformOpenData.Data.Plans;
using ReformOpenData.Data.Releases;
using ReformOpenData.Tests.Databases;
using ReformOpenData.Tests.Http;
using ReformOpenData.Tests.Import;
using ReformOpenData.Server.Lists;
using ReformOpenData.Tests.Lists;
using ReformOpenData.Tests.Releases;

namespace ReformOpenData.Tests.Pages;

/// <summary>Two plans of a city that begin in the same year, side by side wherever plans are told.</summary>
public abstract class TwoPlansTests(TestDatabase database)
{
    private const string Title = "公共施設マネジメント計画";
    private const string Rows = "(1) 施設\n①施設|施設の統廃合|統廃合します。|管財課|1件を統合した。|A";
    private const string Plan = "/262072/2020_shisetsu";

    [SkippableFact]
    public async Task Both_are_told_apart_in_the_API_pages_lists_descriptions_and_exports()
    {
        var store = await database.NewStoreAsync();
        await store.ImportAsync(SmallTable.Read(SmallTable.FirstYear, 2021), new ImportOptions { Publish = true });
        await using (var before = await RunningHost.StartAsync(store))
        {
            // While no plan has an id, nothing tells of ids.
            Assert.DoesNotContain("plan_code", await TextAsync(before, "/ratings.csv"), StringComparison.Ordinal);
            Assert.DoesNotContain("plan_code", await TextAsync(before, "/datapackage.json"), StringComparison.Ordinal);
        }

        var refused = await store.ImportAsync(SmallTable.Read(Rows, 2023, Title), new ImportOptions { Publish = true });
        Assert.Contains(refused.Documents[0].Findings, finding => finding.Code == "PLAN_DIFFERS");
        await store.ImportAsync(SmallTable.Read(Rows, 2023, Title, "shisetsu"), new ImportOptions { Publish = true });
        Assert.DoesNotContain(await new StoreCheck(store).AllAsync(), problem => problem.Message.Length > 0);
        await using var host = await RunningHost.StartAsync(store);

        await TheApi(host);
        await ThePages(host);
        await TheLists(host);
        await TheDescriptions(host);
        var stored = await new ReleaseReader(store).ReadAsync(2, null, default).ToListAsync();
        using var csv = new MemoryStream();
        TidyCsv.Write(stored, csv, await new ReleaseReader(store).ColumnsOfAsync(2));
        csv.Position = 0;
        var exported = DocumentReader.Read(csv, "export.csv", null);
        var again = await store.ImportAsync(exported, new ImportOptions { Publish = true });
        Assert.Equal([], again.Documents[0].Findings.Where(finding => finding.Severity == FindingSeverity.Error));
        Assert.Equal(2, await store.CurrentReleaseAsync());
    }

    private static async Task TheApi(RunningHost host)
    {
        var data = await AskAsync(host, """
            {
              plans { nodes { title firstFiscalYear planId code id } }
              first: plan(municipality: "262072", firstFiscalYear: 2020) { title }
              second: plan(municipality: "262072", firstFiscalYear: 2020, planId: "shisetsu") { title ratings { totalCount } }
              none: plan(municipality: "262072", firstFiscalYear: 2020, planId: "x") { title }
              rating(municipality: "262072", plan: 2020, planId: "shisetsu", category: 1, item: 1, initiative: 1, assessment: 1, fiscalYear: 2023, number: 1) {
                initiative { name }
                location { document { plan { code } } }
              }
              without: ratings(where: { plan: { planId: { eq: null } } }) { totalCount }
              with: ratings(where: { plan: { code: { eq: "2020_shisetsu" } } }) { totalCount }
              groups: ratings { groups(by: [PLAN]) { plan { code } count } }
            }
            """);
        Assert.Equal(
            [("2020", null, SmallTable.Title), ("2020_shisetsu", "shisetsu", Title)],
            data.GetProperty("plans").GetProperty("nodes").EnumerateArray()
                .Select(plan => (
                    plan.GetProperty("code").GetString()!,
                    plan.GetProperty("planId").GetString(),
                    plan.GetProperty("title").GetString()!)));
        Assert.Equal(SmallTable.Title, data.GetProperty("first").GetProperty("title").GetString());
        Assert.Equal(Title, data.GetProperty("second").GetProperty("title").GetString());
        Assert.Equal(JsonValueKind.Null, data.GetProperty("none").ValueKind);
        Assert.Equal("施設の統廃合", data.GetProperty("rating").GetProperty("initiative").GetProperty("name").GetString());
        Assert.Equal(
            "2020_shisetsu",
            data.GetProperty("rating")
                .GetProperty("location")
                .GetProperty("document")
                .GetProperty("plan")
                .GetProperty("code")
                .GetString());
        Assert.Equal(
            (7, 1), (data.GetProperty("without").GetProperty("totalCount").GetInt32(), data.GetProperty("with")
                .GetProperty("totalCount")
                .GetInt32()));
        Assert.Equal(
            """[{"plan":{"code":"2020"},"count":7},{"plan":{"code":"2020_shisetsu"},"count":1}]""",
            data.GetProperty("groups").GetProperty("groups").GetRawText());
        Assert.Equal(
            1, (await JsonAsync(
                host, "/graphql/operations/RatingsByDepartment?municipality=262072&plan=2020&planId=shisetsu"))
                .GetProperty("data").GetProperty("plan").GetProperty("ratings").GetProperty("groups").GetArrayLength());
        // An address that names no city is of the first plan of the store.
        Assert.Equal(
            SmallTable.Title,
            (await JsonAsync(host, "/graphql/operations/PlanOverview")).GetProperty("data")
                .GetProperty("plan")
                .GetProperty("title")
                .GetString());
    }

    private static async Task ThePages(RunningHost host)
    {
        var paths = new[]
        {
            "",
            "/01",
            "/01/01",
            "/01/01/001",
            "/01/01/001/001",
            "/01/01/001/001/2023",
            "/01/01/001/001/2023/01",
            "/years/2023",
            "/ratings",
        };
        foreach (var path in
            paths.SelectMany(path => new[] { Plan + path, "/en" + Plan + path, "/releases/2" + Plan + path }))
        {
            var page = await OpenAsync(host, path);
            Assert.DoesNotContain("広告収入の拡大", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
            Assert.DoesNotContain(
                page.QuerySelectorAll("main a[href]").Select(link => link.GetAttribute("href")!),
                href => href.Contains("/262072/2020/", StringComparison.Ordinal));
        }

        Assert.Equal(Title, (await OpenAsync(host, Plan)).QuerySelector("h1")!.TextContent);
        Assert.Contains(
            "施設の統廃合",
            (await OpenAsync(host, Plan + "/ratings")).QuerySelector("main")!.TextContent,
            StringComparison.Ordinal);
        Assert.Contains(
            "2020_shisetsu",
            (await OpenAsync(host, "/ratings")).QuerySelector("main")!.TextContent,
            StringComparison.Ordinal);
        Assert.Equal(
            ["/262072/2020", Plan],
            (await OpenAsync(host, "/262072")).QuerySelectorAll("main h2 a")
                .Select(link => link.GetAttribute("href"))
                .Take(2));
        Assert.Contains(
            "施設の統廃合",
            (await OpenAsync(host, "/search?plan=2020_shisetsu")).QuerySelector("main")!.TextContent,
            StringComparison.Ordinal);
        Assert.DoesNotContain(
            "施設の統廃合",
            (await OpenAsync(host, "/search?plan=2020")).QuerySelector("main")!.TextContent,
            StringComparison.Ordinal);
        foreach (var chart in
            new[] { "matrix", "by-department", "reasons", "words", "together", "by-item", "by-year", "shares" })
        {
            var page = await OpenAsync(host, $"/gallery/{chart}?city=262072&plan=2020_shisetsu");
            Assert.Contains(page.QuerySelectorAll("nav a"), link => link.GetAttribute("href") == Plan);
        }

        foreach (var path in new[] { "/embed" + Plan, $"/embed{Plan}/matrix", $"/embed{Plan}/matrix.svg" })
            Assert.Contains("公共施設", await TextAsync(host, path), StringComparison.Ordinal);
        var oembed = await JsonAsync(
            host, "/oembed?url=" + Uri.EscapeDataString(new Uri(host.Address, Plan).ToString()));
        Assert.Contains("/embed" + Plan, oembed.GetProperty("html").GetString(), StringComparison.Ordinal);
        Assert.Contains($"{Plan}/01</loc>", await TextAsync(host, "/262072/sitemap-1.xml"), StringComparison.Ordinal);
        using var gone = await host.SendAsync(HttpMethod.Get, "/262072/2020_x", ("Accept", "text/html"));
        Assert.Equal(404, (int)gone.StatusCode);
    }

    private static async Task TheLists(RunningHost host)
    {
        foreach (var list in ListTables.All.Where(list => list.PlanCodes.Count > 0))
        {
            var rows = TableFiles.Csv(await TextAsync(host, $"/{list.Name}.csv?bom=0"));
            Assert.Equal(
                [.. list.Columns.Select(column => column.Name), .. list.PlanCodes.Select(column => column.Name)],
                rows[0]);
            var at = Array.IndexOf(rows[0], "plan_code");
            Assert.All(rows.Skip(1), row => Assert.Contains(row[at], new[] { "2020", "2020_shisetsu" }));
        }

        Assert.Equal(7, TableFiles.Csv(await TextAsync(host, "/262072/2020/ratings.csv")).Count - 1);
        Assert.Equal(1, TableFiles.Csv(await TextAsync(host, Plan + "/ratings.csv")).Count - 1);
        Assert.Equal(
            1, (await JsonAsync(host, "/ratings.json?plan_code=2020_shisetsu")).GetProperty("total").GetInt32());
        using var answer = await host.SendAsync(HttpMethod.Get, Plan + "/ratings.csv");
        Assert.Contains(
            "reform-262072-2020_shisetsu-ratings-release2.csv",
            answer.Content.Headers.ContentDisposition!.ToString(),
            StringComparison.Ordinal);
        // The release before knows nothing of ids.
        Assert.DoesNotContain("plan_code", await TextAsync(host, "/releases/1/ratings.csv"), StringComparison.Ordinal);
        Assert.Contains(",plan_id", await TextAsync(host, "/downloads/reform.csv"), StringComparison.Ordinal);
    }

    private static async Task TheDescriptions(RunningHost host)
    {
        var package = await JsonAsync(host, "/datapackage.json");
        var lists = package.GetProperty("resources")
            .EnumerateArray()
            .ToDictionary(list => list.GetProperty("name").GetString()!);
        Assert.Equal(
            """["municipality_code","plan_code","grade_number"]""",
            Compact(lists["grades"].GetProperty("schema").GetProperty("primaryKey")));
        Assert.Contains(
            """{"fields":["municipality_code","plan_code","category_number"],"reference":{"resource":"categories","fields":["municipality_code","plan_code","category_number"]}}""",
            Compact(lists["ratings"].GetProperty("schema").GetProperty("foreignKeys")),
            StringComparison.Ordinal);
        Assert.Equal(
            "reform-262072-2020_shisetsu",
            (await JsonAsync(host, Plan + "/datapackage.json")).GetProperty("name").GetString());
        Assert.Contains(
            "plan_code", await TextAsync(host, Plan + "/grades.csv-metadata.json"), StringComparison.Ordinal);
        foreach (var path in new[]
        {
            Plan + ".jsonld",
            Plan + ".ttl",
            Plan + "/grades.jsonld",
            Plan + "/01.jsonld",
            "/catalog.jsonld",
            "/releases/2/catalog.ttl",
        })
            Assert.Contains(Plan, await TextAsync(host, path), StringComparison.Ordinal);
        Assert.DoesNotContain(SmallTable.Title, await TextAsync(host, Plan + ".jsonld"), StringComparison.Ordinal);
        Assert.Equal(
            """["reform-262072-2020","reform-262072-2020_shisetsu"]""",
            Compact((await JsonAsync(host, "/api/3/action/package_list")).GetProperty("result")));
        Assert.Contains(Title, await TextAsync(host, Plan + ".json"), StringComparison.Ordinal);
    }

    private static string Compact(JsonElement json) => JsonSerializer.Serialize(json);

    private static async Task<JsonElement> AskAsync(RunningHost host, string query)
    {
        var json = await JsonAsync(host, "/graphql?query=" + Uri.EscapeDataString(query));
        Assert.False(json.TryGetProperty("errors", out var errors), errors.ToString());
        return json.GetProperty("data");
    }

    private static async Task<JsonElement> JsonAsync(RunningHost host, string path) =>
        JsonElement.Parse(await TextAsync(host, path));

    private static async Task<string> TextAsync(RunningHost host, string path)
    {
        using var answer = await host.SendAsync(HttpMethod.Get, path);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {text}");
        return text;
    }

    private static async Task<IHtmlDocument> OpenAsync(RunningHost host, string path)
    {
        using var answer = await host.SendAsync(HttpMethod.Get, path, ("Accept", "text/html"));
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {text}");
        return new HtmlParser().ParseDocument(text);
    }
}

public sealed class TwoPlansTestsOnSqlite(SqliteDatabase database)
    : TwoPlansTests(database), IClassFixture<SqliteDatabase>;

public sealed class TwoPlansTestsOnPostgreSql(PostgreSqlDatabase database)
    : TwoPlansTests(database), IClassFixture<PostgreSqlDatabase>;
