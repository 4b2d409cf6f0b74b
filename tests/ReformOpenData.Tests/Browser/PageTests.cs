using Microsoft.Playwright;
using ReformOpenData.Tests.Databases;
using ReformOpenData.Tests.Documentation;
using ReformOpenData.Tests.Http;

namespace ReformOpenData.Tests.Browser;

/// <summary>The pages in Chromium, under their own content security policy, with nothing said to the console.</summary>
public sealed class PageTests(SqliteDatabase database) : IClassFixture<SqliteDatabase>, IAsyncLifetime
{
    private const string Chromium = "/usr/bin/chromium";

    private readonly List<string> _complaints = [];
    private PublishedHost _host = null!;
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async Task InitializeAsync()
    {
        _host = await PublishedHost.StartAsync(database);
        if (!File.Exists(Chromium)) return;
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Chromium,
            Args =
            [
                "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
                "--disable-background-networking", "--disable-component-update", "--disable-sync",
            ],
        });
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        _playwright?.Dispose();
        await _host.DisposeAsync();
    }

    [SkippableFact]
    public async Task GraphiQL_runs_a_query_and_shows_the_schema()
    {
        var page = await Open("/graphql");
        await page.Locator("button.graphiql-execute-button").ClickAsync();
        await Assertions.Expect(page.Locator(".result-window")).ToContainTextAsync("財政マネジメントの強化");
        await page.GetByLabel("Show Documentation Explorer").ClickAsync();
        await Assertions.Expect(page.Locator(".graphiql-doc-explorer")).ToContainTextAsync("Query");
        await Picture(page, "graphiql");
        Assert.Empty(_complaints);
    }

    [SkippableFact]
    public async Task GraphiQL_opens_a_trusted_document_by_its_name()
    {
        var page = await Open("/graphql?operation=PlanTree");
        await Assertions.Expect(page.Locator(".graphiql-query-editor")).ToContainTextAsync("query PlanTree");
        Assert.Empty(_complaints);
    }

    [SkippableTheory]
    [InlineData("en-GB", 1200, "47 initiatives, 72 ratings", "Questions to start with")]
    [InlineData("ja-JP", 400, "具体的取組 47 件、評価 72 件", "まずはこの質問から")]
    public async Task The_index_page_shows_live_figures_and_answers_in_the_language_of_the_reader(
        string locale, int width, string facts, string heading)
    {
        var page = await Open(
            "/",
            new BrowserNewContextOptions
            {
                Locale = locale,
                ViewportSize = new ViewportSize { Width = width, Height = 900 }
            });
        await Assertions.Expect(page.Locator("#facts")).ToContainTextAsync(facts);
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new PageGetByRoleOptions { Name = heading }))
            .ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("#chart .grade-B")).ToHaveTextAsync(
            ["B 6", "B 8", "B 5"], new LocatorAssertionsToHaveTextOptions { UseInnerText = true });
        var operations = page.Locator("#operations button");
        Assert.True(await operations.CountAsync() >= 8);
        await operations.Filter(new LocatorFilterOptions { HasText = "PlanTree" }).ClickAsync();
        await Assertions.Expect(page.Locator("#result")).ToContainTextAsync("\"categories\"");
        Assert.True(
            await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"),
            "The page is wider than the window.");
        await Picture(page, "index-" + locale);
        Assert.Empty(_complaints);
    }

    [SkippableTheory]
    [InlineData("/", 1280, ColorScheme.Light, true, "ja-JP")]
    [InlineData("/", 1280, ColorScheme.Dark, true, "en-GB")]
    [InlineData("/", 375, ColorScheme.Dark, true, "ja-JP")]
    [InlineData("/", 375, ColorScheme.Light, true, "en-GB")]
    [InlineData("/", 1280, ColorScheme.Light, false, "ja-JP")]
    [InlineData("/graphql", 1280, ColorScheme.Light, false, "ja-JP")]
    public async Task The_pages_hold_what_WCAG_2_asks_that_a_machine_can_tell(
        string path, int width, ColorScheme scheme, bool scripts, string locale)
    {
        var page = await Open(scripts ? path : "/health/live", new BrowserNewContextOptions
        {
            Locale = locale,
            ColorScheme = scheme,
            ViewportSize = new ViewportSize { Width = width, Height = 900 },
        });
        if (scripts)
        {
            await Assertions.Expect(page.Locator("#result")).ToContainTextAsync("groups");
            await Assertions.Expect(page.Locator("#chart .grade-B")).ToHaveCountAsync(3);
            await page.Locator("summary").ClickAsync();
        }
        else
        {
            await OpenWithoutScripts(page, path);
        }
        Assert.Equal("", string.Join(Environment.NewLine, await Axe(page, include: "document")));
    }

    [SkippableFact]
    public async Task GraphiQL_stands_in_a_page_with_title_language_and_a_named_place()
    {
        var page = await Open("/graphql");
        await Assertions.Expect(page.Locator(".graphiql-query-editor")).ToContainTextAsync("ratings");
        await Assertions.Expect(page).ToHaveTitleAsync("GraphiQL – 行政改革オープンデータ Reform Open Data");
        await Assertions.Expect(page.GetByRole(AriaRole.Main, new PageGetByRoleOptions { Name = "GraphiQL" }))
            .ToBeVisibleAsync();
        Assert.Equal("en", await page.EvaluateAsync<string>("document.documentElement.lang"));
        // What is vendored is reported, not mended: SCREENSHOTS tells where.
        if (Environment.GetEnvironmentVariable("SCREENSHOTS") is { Length: > 0 } folder)
            await File.WriteAllLinesAsync(
                Path.Combine(folder, "graphiql.axe.txt"), await Axe(page, include: "document"));
        Assert.Empty(await Axe(page, include: "{ exclude: [['#graphiql > *']] }"));
    }

    [SkippableFact]
    public async Task Everything_on_the_index_page_is_reached_and_used_by_the_keyboard()
    {
        var page = await Open("/", new BrowserNewContextOptions { Locale = "en-GB" });
        await Assertions.Expect(page.Locator("#result")).ToContainTextAsync("groups");
        await page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(page.Locator(".skip")).ToBeFocusedAsync();
        await Assertions.Expect(page.Locator(".skip")).ToBeInViewportAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(page.Locator("#operations button").First).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("#told")).ToContainTextAsync("The answer of DepartmentReport is here.");
        await page.Locator("nav button[data-lang=ja]").PressAsync("Enter");
        await Assertions.Expect(page).ToHaveTitleAsync("行政改革オープンデータ");
        await page.ReloadAsync();
        await Assertions.Expect(page.Locator("html")).ToHaveAttributeAsync("lang", "ja");
        Assert.Empty(_complaints);
    }

    /// <summary>The page as a browser without scripts shows it; axe itself needs one that runs them.</summary>
    private async Task OpenWithoutScripts(IPage page, string path)
    {
        await page.RouteAsync("**" + path, async route =>
        {
            var text = await (await route.FetchAsync()).TextAsync();
            var shown = text.Replace("noscript>", "div>", StringComparison.Ordinal)
                .Replace("<script ", "<template ", StringComparison.Ordinal)
                .Replace("</script>", "</template>", StringComparison.Ordinal);
            await route.FulfillAsync(
                new RouteFulfillOptions { Body = shown, ContentType = "text/html; charset=utf-8" });
        });
        await page.GotoAsync(new Uri(_host.Address, path).ToString());
        await Assertions.Expect(
            page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "/schema.graphql", Exact = false })
            .Or(page.GetByRole(AriaRole.Link,
            new PageGetByRoleOptions { Name = "/graphql/operations", Exact = true })).First).ToBeVisibleAsync();
    }

    /// <summary>What axe-core finds against WCAG 2.0 to 2.2, A and AA: one line for each element.</summary>
    /// <param name="include">The context of axe.run, in JavaScript.</param>
    private static async Task<string[]> Axe(IPage page, string include)
    {
        var script = Repository.Path("eng/explorer/node_modules/axe-core/axe.min.js");
        Missing.Unless(File.Exists(script), "The packages are not installed: npm ci --ignore-scripts in eng/explorer.");
        await page.EvaluateAsync(await File.ReadAllTextAsync(script));
        return await page.EvaluateAsync<string[]>($$"""
            async () => {
              const values = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
              const { violations } = await axe.run({{include}}, { runOnly: { type: 'tag', values } });
              return violations.flatMap(one => one.nodes.map(node => `${one.id}: ${one.help}: ${node.target} ${node.failureSummary}`));
            }
            """);
    }

    private async Task<IPage> Open(string path, BrowserNewContextOptions? options = null)
    {
        Missing.Unless(_browser is not null, "Chromium is not installed.");
        var context = await _browser!.NewContextAsync(options ?? new BrowserNewContextOptions());
        context.SetDefaultTimeout(60_000);
        Assertions.SetDefaultExpectTimeout(60_000);
        var page = await context.NewPageAsync();
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning") _complaints.Add(message.Text);
        };
        page.PageError += (_, error) => _complaints.Add(error);
        page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(_host.Address.ToString(), StringComparison.Ordinal)
                && !request.Url.StartsWith("data:", StringComparison.Ordinal))
                _complaints.Add("asked elsewhere: " + request.Url);
        };
        await page.GotoAsync(new Uri(_host.Address, path).ToString());
        return page;
    }

    /// <summary>For people who want to look: SCREENSHOTS names a folder.</summary>
    private static async Task Picture(IPage page, string name)
    {
        if (Environment.GetEnvironmentVariable("SCREENSHOTS") is not { Length: > 0 } folder) return;
        await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, name + ".png") });
    }
}
