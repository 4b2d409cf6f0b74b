using System.Text.Json;
using AngleSharp.Html.Parser;
using Microsoft.Playwright;
using ReformOpenData.Server.Pages.Gallery;
using ReformOpenData.Tests.Documentation;
using ReformOpenData.Tests.Gallery;

namespace ReformOpenData.Tests.Browser;

/// <summary>The code of the gallery in Chromium, with the pinned packages of npm in the place of the network that the
/// code loads them from.</summary>
public sealed class GalleryTests(BrowserHost shared) : IClassFixture<BrowserHost>
{
    private const string Network = "https://cdn.jsdelivr.net/npm/";
    private const string Packages = "eng/charts/node_modules";

    /// <summary>Every number that a library was given or drew: a name, a label, a count.</summary>
    private static readonly Dictionary<string, string> Drawn = new()
    {
        ["Observable Plot"] = """
            [...document.querySelectorAll('#chart title')].map((one) => one.textContent)
            """,
        ["Vega-Lite"] = """
            [...document.querySelectorAll('#chart .mark-rect [aria-label]')].map((one) => one.getAttribute('aria-label'))
            """,
        ["Apache ECharts"] = """
            (() => {
              const { series, xAxis, yAxis } = echarts.getInstanceByDom(chart).getOption();
              if (series[0].type === 'heatmap')
                return series[0].data.map(([x, y, count]) => `${yAxis[0].data[y]} ${xAxis[0].data[x]}: ${count}`);
              return series.flatMap((one, at) => one.data.map((value, index) => one.stack
                ? `${yAxis[0].data[index]} ${one.name}: ${value}` : `${one.name} ${xAxis[at].data[index]}: ${value}`));
            })()
            """,
        ["Chart.js"] = """
            [...document.querySelectorAll('canvas')].flatMap((canvas) => {
              const { type, data } = Chart.getChart(canvas).config;
              if (type === 'bubble')
                return data.datasets[0].data.map((one) => `${one.y} ${one.x}: ${one.count}`);
              const isOne = document.querySelectorAll('canvas').length === 1;
              return data.datasets.flatMap((one) => one.data.map((value, index) => isOne
                ? `${data.labels[index]} ${one.label}: ${value}` : `${one.label} ${data.labels[index]}: ${value}`));
            })
            """,
    };

    /// <summary>Words that run out of their picture, or are cut short.</summary>
    private const string Cut = """
        [...document.querySelectorAll('#chart svg text')].filter((text) => {
          let picture = text.ownerSVGElement;
          while (picture.ownerSVGElement) picture = picture.ownerSVGElement;
          const [word, all] = [text.getBoundingClientRect(), picture.getBoundingClientRect()];
          return word.width > 0 && (word.left < all.left - 1 || word.right > all.right + 1
            || word.top < all.top - 1 || word.bottom > all.bottom + 1 || text.textContent.endsWith('…'));
        }).map((text) => text.textContent)
        """;

    public static TheoryData<string> Names { get; } = [.. ChartList.All.Select(chart => chart.Name)];

    [SkippableTheory]
    [MemberData(nameof(Names))]
    public async Task Its_code_runs_on_a_page_of_ones_own_and_draws_the_table(string name)
    {
        Missing.Unless(shared.Browser is not null, "Chromium is not installed.");
        Missing.Unless(
            Directory.Exists(Repository.Path(Packages)),
            "The packages are not installed: npm ci --ignore-scripts in eng/charts.");
        using var answer = await shared.Host.GetAsync($"/gallery/{name}", ("Accept", "text/html"));
        var gallery = new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync());
        var headings = gallery.QuerySelectorAll("table.matrix thead th").Select(one => one.TextContent.Trim()).Skip(1)
            .ToList();
        var rows = ChartTests.Table(gallery);
        var isShare = ChartList.All.Single(chart => chart.Name == name).Kind == ChartKind.Shares;
        var folder = Directory.CreateTempSubdirectory("gallery");
        try
        {
            foreach (var tool in WebTool.All)
            {
                // Pasted into a file that is opened from the disk.
                var file = Path.Combine(folder.FullName, "chart.html");
                await File.WriteAllTextAsync(
                    file, gallery.QuerySelector($"pre[aria-label='{tool.Name}']")!.TextContent);
                var drawn = await DrawAsync("file://" + file, tool.Name);
                var isPercent = isShare && tool.Name is ("Apache ECharts" or "Chart.js");
                var expected =
                    from row in rows
                    from cell in row.Numbers.Index()
                    where cell.Item > 0
                    let number = isPercent ? Math.Round(100m * cell.Item / row.Numbers.Sum(), 6) : cell.Item
                    select $"{row.Name} {headings[cell.Index]}: {number:0.######}";
                Assert.Equal(
                    expected.Order(StringComparer.Ordinal),
                    drawn.Where(one => !one.EndsWith(": 0", StringComparison.Ordinal))
                        .Select(Rounded).Order(StringComparer.Ordinal));
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Three clicks and one paste.</summary>
    [SkippableTheory]
    [InlineData("/", "図の見本から作る", "所管課ごとの評価")]
    [InlineData("/en", "Start from a chart", "Ratings by department")]
    public async Task From_the_first_page_it_is_three_clicks_and_a_paste_to_a_chart_of_ones_own(
        string start, string gallery, string chart)
    {
        Missing.Unless(shared.Browser is not null, "Chromium is not installed.");
        Missing.Unless(
            Directory.Exists(Repository.Path(Packages)),
            "The packages are not installed: npm ci --ignore-scripts in eng/charts.");
        await using var context = await shared.Browser!.NewContextAsync();
        var page = await context.NewPageAsync();
        await page.GotoAsync(new Uri(shared.Host.Address, start).ToString());
        await page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = gallery }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = chart }).ClickAsync();
        var code = page.GetByRole(AriaRole.Region, new PageGetByRoleOptions { Name = "Apache ECharts" });
        await code.ClickAsync();
        var copied = await page.EvaluateAsync<string>("getSelection().toString()");
        var file = Path.GetTempFileName() + ".html";
        try
        {
            await File.WriteAllTextAsync(file, copied);
            Assert.NotEmpty(await DrawAsync("file://" + file, "Apache ECharts"));
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static string Rounded(string drawn)
    {
        var colon = drawn.LastIndexOf(": ", StringComparison.Ordinal);
        var number = decimal.Parse(drawn[(colon + 2)..], System.Globalization.CultureInfo.InvariantCulture);
        return $"{drawn[..colon]}: {Math.Round(number, 6):0.######}";
    }

    private async Task<string[]> DrawAsync(string address, string tool)
    {
        await using var context = await shared.Browser!.NewContextAsync();
        context.SetDefaultTimeout(60_000);
        var page = await context.NewPageAsync();
        var complaints = new List<string>();
        page.PageError += (_, error) => complaints.Add(error);
        await page.RouteAsync(Network + "**", async route =>
        {
            // A version behind the last @ of a package; the file behind the next slash.
            var path = route.Request.Url[Network.Length..];
            var at = path.LastIndexOf('@');
            var package = path[..at];
            var version = path[(at + 1)..path.IndexOf('/', at)];
            var folder = Repository.Path($"{Packages}/{package}");
            var installed = JsonElement.Parse(await File.ReadAllTextAsync(Path.Combine(folder, "package.json")))
                .GetProperty("version").GetString();
            Assert.Equal(installed, version);
            await route.FulfillAsync(
                new RouteFulfillOptions
                {
                    Path = Path.Combine(folder, path[(path.IndexOf('/', at) + 1)..]),
                    ContentType = "text/javascript"
                });
        });
        await page.GotoAsync(address);
        await page.Locator("#chart :is(svg, canvas)").First.WaitForAsync();
        var drawn = await page.EvaluateAsync<string[]>(Drawn[tool]);
        if (Environment.GetEnvironmentVariable("SCREENSHOTS") is { Length: > 0 } pictures)
        {
            await page.WaitForTimeoutAsync(1200);
            var name = $"code-{string.Concat((await page.TitleAsync()).TakeWhile(letter => letter != '（'))}-{tool}.png";
            await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(pictures, name) });
        }

        Assert.Empty(await page.EvaluateAsync<string[]>(Cut));
        Assert.Empty(complaints);
        return drawn;
    }
}
