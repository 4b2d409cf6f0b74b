using System.Net;
using Microsoft.Playwright;
using ReformOpenData.Data.Releases;
using ReformOpenData.Server.Configuration;
using ReformOpenData.Tests.Databases;
using ReformOpenData.Tests.Documentation;
using ReformOpenData.Tests.Http;
using ReformOpenData.Tests.Pages;

namespace ReformOpenData.Tests.Browser;

/// <summary>What people come for, by links alone, in both languages, with scripts and without.</summary>
public sealed class JourneyTests(JourneyTests.Place shared) : IClassFixture<JourneyTests.Place>
{
    private static readonly LocatorGetByTextOptions Exactly = new() { Exact = true };

    public static TheoryData<string, bool> Readers { get; } =
        new() { { "ja", true }, { "ja", false }, { "en", true }, { "en", false } };

    [SkippableTheory]
    [MemberData(nameof(Readers))]
    public async Task From_the_first_page_to_the_cell_the_report_of_an_error_and_the_file(string language, bool scripts)
    {
        await using var reader = await shared.OpenAsync(language, scripts);
        var page = reader.Page;
        await page.Locator("section.city h2 a").First.ClickAsync();
        await Assertions.Expect(page.Locator("h1")).ToContainTextAsync("会津若松市");
        await page.Locator("section.card h2 a").First.ClickAsync();
        var cell = page.Locator("table.matrix tbody td a").Nth(1);
        var count = await cell.TextContentAsync();
        await cell.ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToHaveTextAsync(
            reader.T($"{count}\u00A0件", $"{count} rows"));
        await Assertions.Expect(page.Locator("table.lines tbody tr")).ToHaveCountAsync(int.Parse(count!));
        var initiative = page.Locator("table.lines tbody a").First;
        var name = await initiative.TextContentAsync();
        await initiative.ClickAsync();
        await Assertions.Expect(page.Locator("p.big .grade")).ToHaveTextAsync("B");
        await page.Locator(".crumbs a").Filter(new LocatorFilterOptions { HasText = name }).First.ClickAsync();
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync(name!);
        await page.GetByRole(
            AriaRole.Link, new PageGetByRoleOptions { Name = reader.T("セルを見る", "see its cells") }).ClickAsync();
        await Assertions.Expect(page.Locator("blockquote.source").Last).ToHaveTextAsync("B");
        var report = await page.GetByRole(
            AriaRole.Link, new PageGetByRoleOptions { Name = reader.T("誤りを知らせる", "Report an error") })
            .GetAttributeAsync("href");
        Assert.Contains(Uri.EscapeDataString(page.Url), report);
        await page.Locator(".cell a[href*='/documents/']").First.ClickAsync();
        await Assertions.Expect(page.Locator("#findings").First).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("table.lines tbody tr").First).ToBeVisibleAsync();
        var file = await page.Locator(".use a[href$='.csv']").First.GetAttributeAsync("href");
        using var answer = await shared.Host.SendAsync(HttpMethod.Get, file!);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("text/csv", answer.Content.Headers.ContentType!.MediaType);
        Assert.Empty(reader.Complaints);
    }

    [SkippableTheory]
    [MemberData(nameof(Readers))]
    public async Task From_a_word_by_a_narrower_search_to_an_initiative(string language, bool scripts)
    {
        await using var reader = await shared.OpenAsync(language, scripts);
        var page = reader.Page;
        await page.Locator("#find").FillAsync("公共施設");
        await page.Locator("#find").PressAsync("Enter");
        await page.Locator(".facets a").Filter(new LocatorFilterOptions { HasText = "会津若松市" }).ClickAsync();
        var facet = page.Locator(".facets a[href*='department=']").First;
        var count = await facet.Locator(".quiet").TextContentAsync();
        await facet.ClickAsync();
        await Assertions.Expect(page.Locator(".hits article")).ToHaveCountAsync(int.Parse(count!));
        await Assertions.Expect(page.Locator("main > .tags li")).ToHaveCountAsync(2);
        var hit = page.Locator(".hits h2 a").First;
        var name = await hit.TextContentAsync();
        await hit.ClickAsync();
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync(name!);
        Assert.Empty(reader.Complaints);
    }

    [SkippableTheory]
    [MemberData(nameof(Readers))]
    public async Task From_a_department_to_the_line_that_shows_it_on_another_site(string language, bool scripts)
    {
        await using var reader = await shared.OpenAsync(language, scripts);
        var page = reader.Page;
        await page.GetByRole(
            AriaRole.Link,
            new PageGetByRoleOptions { Name = reader.T("どの課が何をしましたか", "Which department did what?") })
            .First.ClickAsync();
        await page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "財政課", Exact = true }).ClickAsync();
        await page.GetByText(reader.T("ほかのサイトに埋め込む", "Show it on another site")).ClickAsync();
        var line = page.Locator("pre.code").Filter(new LocatorFilterOptions { HasText = "<iframe" }).First;
        await Assertions.Expect(line).ToBeVisibleAsync();
        var frame = new AngleSharp.Html.Parser.HtmlParser().ParseDocument((await line.TextContentAsync())!)
            .QuerySelector("iframe")!;
        await page.GotoAsync(frame.GetAttribute("src")!);
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("財政課");
        Assert.Empty(reader.Complaints);
    }

    [SkippableTheory]
    [MemberData(nameof(Readers))]
    public async Task From_the_releases_to_what_one_changed_and_to_an_older_one(string language, bool scripts)
    {
        await using var reader = await shared.OpenAsync(language, scripts);
        var page = reader.Page;
        var releases = reader.T("リリース", "Releases");
        await page.Locator("footer nav").GetByText(releases, Exactly).ClickAsync();
        await page.Locator("table.lines a[href$='/releases/2']").ClickAsync();
        await page.Locator("table.lines tbody a").First.ClickAsync();
        await Assertions.Expect(page.Locator("p.notice")).ToContainTextAsync(reader.T("リリース 2", "release 2"));
        await page.Locator("footer nav").GetByText(releases, Exactly).ClickAsync();
        await page.Locator("table.lines a[href$='/releases/1']").ClickAsync();
        await page.GetByRole(
            AriaRole.Link, new PageGetByRoleOptions { Name = reader.T("この版のページを見る", "Pages of this release") })
            .ClickAsync();
        await page.Locator("table.lines tbody a").ClickAsync();
        await Assertions.Expect(page.Locator("p.notice")).ToContainTextAsync(reader.T("リリース 1", "release 1"));
        await page.Locator("section.card h2 a").ClickAsync();
        await Assertions.Expect(page.Locator("table.matrix td").First).ToHaveTextAsync("31");
        await page.Locator("p.notice a").ClickAsync();
        await Assertions.Expect(page.Locator("p.notice")).ToHaveCountAsync(0);
        Assert.Empty(reader.Complaints);
    }

    /// <summary>Two releases, the second with two cities more, and a browser.</summary>
    public sealed class Place : IAsyncLifetime
    {
        private readonly SqliteDatabase _database = new();
        private IPlaywright? _playwright;
        private IBrowser? _browser;

        internal RunningHost Host { get; private set; } = null!;

        public async Task InitializeAsync()
        {
            var store = await _database.NewStoreAsync();
            await Seeding.EnsureSeededAsync(store, TimeProvider.System, Repository.Path("data"));
            await OddMunicipalityTests.StoreAsync(new Importer(store, TimeProvider.System));
            Host = await RunningHost.StartAsync(store, options: new ServerOptions
            {
                RequestsPerMinute = 0,
                CostPerMinute = 0,
                Contact = "data@city.example.jp",
            });
            if (!File.Exists(Chromium.Path)) return;
            _playwright = await Playwright.CreateAsync();
            _browser = await _playwright.Chromium.LaunchAsync(Chromium.Options);
        }

        internal async Task<Reader> OpenAsync(string language, bool scripts)
        {
            Missing.Unless(_browser is not null, "Chromium is not installed.");
            var context = await _browser!.NewContextAsync(new BrowserNewContextOptions { JavaScriptEnabled = scripts });
            context.SetDefaultTimeout(60_000);
            Assertions.SetDefaultExpectTimeout(60_000);
            var reader = new Reader(context, await context.NewPageAsync(), language);
            await reader.Page.GotoAsync(new Uri(Host.Address, language == "en" ? "/en" : "/").ToString());
            return reader;
        }

        public async Task DisposeAsync()
        {
            if (_browser is not null) await _browser.DisposeAsync();
            _playwright?.Dispose();
            await Host.DisposeAsync();
            await _database.DisposeAsync();
        }
    }

    /// <summary>A page in a window of its own, and what its console was told.</summary>
    internal sealed class Reader : IAsyncDisposable
    {
        private readonly IBrowserContext _context;
        private readonly string _language;

        public Reader(IBrowserContext context, IPage page, string language)
        {
            (_context, Page, _language) = (context, page, language);
            page.Console += (_, message) =>
            {
                if (message.Type is "error" or "warning") Complaints.Add(message.Text);
            };
            page.PageError += (_, error) => Complaints.Add(error);
        }

        public IPage Page { get; }

        public List<string> Complaints { get; } = [];

        public string T(string japanese, string english) => _language == "en" ? english : japanese;

        public ValueTask DisposeAsync() => _context.DisposeAsync();
    }
}
