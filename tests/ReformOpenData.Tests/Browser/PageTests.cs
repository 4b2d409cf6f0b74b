using Microsoft.Playwright;
using ReformOpenData.Tests.Databases;
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
        var page = await Open("/", new BrowserNewContextOptions { Locale = locale, ViewportSize = new ViewportSize { Width = width, Height = 900 } });
        await Assertions.Expect(page.Locator("#facts")).ToContainTextAsync(facts);
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new PageGetByRoleOptions { Name = heading })).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("#chart rect.grade-B")).ToHaveCountAsync(4);
        var operations = page.Locator("#operations button");
        Assert.True(await operations.CountAsync() >= 8);
        await operations.Filter(new LocatorFilterOptions { HasText = "PlanTree" }).ClickAsync();
        await Assertions.Expect(page.Locator("#result")).ToContainTextAsync("\"categories\"");
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), "The page is wider than the window.");
        await Picture(page, "index-" + locale);
        Assert.Empty(_complaints);
    }

    private async Task<IPage> Open(string path, BrowserNewContextOptions? options = null)
    {
        Assert.True(_browser is not null || Environment.GetEnvironmentVariable("CI") != "true", "Chromium is not installed.");
        Skip.If(_browser is null, "Chromium is not installed.");
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
            if (!request.Url.StartsWith(_host.Address.ToString(), StringComparison.Ordinal) && !request.Url.StartsWith("data:", StringComparison.Ordinal))
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
