using Microsoft.Playwright;
using ReformOpenData.Server.Pages.Kinds;
using ReformOpenData.Tests.Databases;
using ReformOpenData.Tests.Documentation;
using ReformOpenData.Tests.Pages;

namespace ReformOpenData.Tests.Browser;

/// <summary>The pages in Chromium, under their own content security policy, with nothing said to the console.</summary>
public sealed class PageTests(BrowserHost shared) : IClassFixture<BrowserHost>, IAsyncLifetime
{
    private readonly List<string> _complaints = [];
    private IBrowserContext? _context;
    private IPage? _page;

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        if (_page is not null)
        {
            _page.Console -= OnConsole;
            _page.PageError -= OnPageError;
            _page.Request -= OnRequest;
        }

        if (_context is not null) await _context.DisposeAsync();
    }

    /// <summary>The spaces that WCAG 1.4.12 asks pages to bear, for a page whose policy allows no styles.</summary>
    private const string Spaced = """
        for (const { style, tagName } of document.querySelectorAll('body, body *')) {
          style.lineHeight = '1.5';
          style.letterSpacing = '.12em';
          style.wordSpacing = '.16em';
          if (tagName === 'P') style.marginBottom = '2em';
        }
        """;

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

    public static TheoryData<string> Looks =>
    [
        .. Kinds.All, .. Kinds.All.Select(Kinds.English), .. Kinds.Embeds, .. Kinds.Embeds.Select(Kinds.English),
    ];

    /// <summary>
    /// Every kind of page, and of part for other sites, in both languages, on a phone in the dark and on a desk.
    /// </summary>
    [SkippableTheory]
    [MemberData(nameof(Looks))]
    public async Task A_page_holds_what_WCAG_2_asks_that_a_machine_can_tell_and_fits_its_window(string path)
    {
        var page = await Show(path);
        foreach (var (width, scheme) in new[] { (320, ColorScheme.Dark), (1280, ColorScheme.Light) })
        {
            await page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = scheme });
            await page.SetViewportSizeAsync(width, 900);
            foreach (var isOpen in new[] { "false", "true" })
            {
                await page.EvaluateAsync($"document.querySelectorAll('details').forEach(one => one.open = {isOpen})");
                Assert.True(
                    await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"),
                    $"The page is wider than a window of {width} pixels, with its details open: {isOpen}.");
            }

            Assert.Equal("", string.Join(Environment.NewLine, await Axe(page, include: "document")));
            var name = string.Concat(path.Select(letter => char.IsLetterOrDigit(letter) ? letter : '-'));
            await Picture(page, $"{name}-{width}");
        }

        await page.SetViewportSizeAsync(320, 900);
        await page.EvaluateAsync(Spaced);
        Assert.True(
            await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"),
            "The page is wider than a window of 320 pixels where its text is spaced (WCAG 1.4.12).");
        Assert.DoesNotContain(_complaints, complaint => !complaint.Contains("404", StringComparison.Ordinal));
    }

    /// <summary>Reflow and the contrast of lines have tests of their own.</summary>
    private static readonly string[] TestedHere = ["1.4.10", "1.4.11"];

    [SkippableFact]
    public async Task A_criterion_is_told_to_have_no_fault_where_something_checks_it()
    {
        var page = await Open("/accessibility");
        await Axe(page, include: "document");
        var byAxe = await page.EvaluateAsync<string[]>(
            """
            axe.getRules(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']).flatMap(({ tags }) => tags)
              .map((tag) => tag.match(/^wcag(\d)(\d)(\d+)$/)?.slice(1).join('.') ?? '')
            """);
        Assert.DoesNotContain(
            Criteria.All.Where(criterion => criterion.Result == CriterionResult.NoFault)
                .Select(criterion => criterion.Number),
            number => !byAxe.Contains(number) && !TestedHere.Contains(number));
        // Levels A and AA of WCAG 2.2 have 55.
        Assert.Equal(55, Criteria.All.DistinctBy(criterion => criterion.Number).Count());
        await Assertions.Expect(page.Locator("tbody tr")).ToHaveCountAsync(55);
    }

    [SkippableFact]
    public async Task A_citizen_without_scripts_goes_from_the_first_page_to_the_printed_cell()
    {
        var page = await Open("/", new BrowserNewContextOptions { JavaScriptEnabled = false });
        await page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "「A」でなかったのはどれですか" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("件見つかりました");
        await page.Locator("article h2 a").First.ClickAsync();
        await Assertions.Expect(page.Locator(".timeline .summary")).ToContainTextAsync("基金残高は大きく減少し");
        await page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "セルを見る" }).ClickAsync();
        await Assertions.Expect(page.Locator("blockquote.source").Last).ToHaveTextAsync("B");
        await page.Locator("#find").FillAsync("公債費");
        await page.Locator("#find").PressAsync("Enter");
        await Assertions.Expect(page.Locator("article mark").First).ToHaveTextAsync("公債費");
        await page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "English" }).ClickAsync();
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("Search for “公債費”");
        Assert.Empty(_complaints);
    }

    [SkippableTheory]
    [InlineData("/", 1280)]
    [InlineData("/en", 320)]
    [InlineData("/262072/2020/01/01", 320)]
    [InlineData("/en/262072/2020/01/01/001", 1280)]
    public async Task A_preview_of_a_draft_can_be_read_by_all(string path, int width)
    {
        var database = new SqliteDatabase();
        await using var host = await PreviewTests.PreviewAsync(await PreviewTests.DraftAsync(database));
        var page = await Open("/", new BrowserNewContextOptions
        {
            ColorScheme = width == 320 ? ColorScheme.Dark : ColorScheme.Light,
            ViewportSize = new ViewportSize { Width = width, Height = 900 },
        });
        await page.GotoAsync(new Uri(host.Address, path).ToString());
        await Assertions.Expect(page.Locator("aside.draft strong")).ToHaveTextAsync("下書き / Draft, not public");
        Assert.True(
            await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"),
            "The page is wider than the window.");
        Assert.Equal("", string.Join(Environment.NewLine, await Axe(page, include: "document")));
        await Picture(page, $"preview{path.Replace('/', '-')}-{width}");
    }

    [SkippableFact]
    public async Task The_keyboard_suffices()
    {
        var page = await Open("/en/072028/2017");
        await page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(page.Locator(".skip")).ToBeFocusedAsync();
        await Assertions.Expect(page.Locator(".skip")).ToBeInViewportAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("#main")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(
            page.GetByRole(
                AriaRole.Region, new PageGetByRoleOptions { Name = "72 final ratings" })).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(page.Locator("table.matrix a").First).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToHaveTextAsync("31 rows");
        Assert.Empty(_complaints);
    }

    [SkippableFact]
    public async Task The_question_of_a_page_opens_in_GraphiQL_with_its_answer()
    {
        var page = await Open("/072028/departments/財政課");
        await page.GetByText("このページを作った GraphQL の質問").ClickAsync();
        await page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "GraphiQL で開く" }).ClickAsync();
        await Assertions.Expect(page.Locator(".result-window")).ToContainTextAsync("\"財政課\"");
        Assert.Contains("query=", page.Url);
        await page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "データを使う" }).ClickAsync();
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("データを使う");
        Assert.Empty(_complaints);
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

    /// <summary>What axe-core finds against WCAG 2.0 to 2.2, A and AA: one line for each element.</summary>
    /// <param name="include">The context of axe.run, in JavaScript.</param>
    private static async Task<string[]> Axe(IPage page, string include)
    {
        var script = Repository.Path("eng/explorer/node_modules/axe-core/axe.min.js");
        Missing.Unless(File.Exists(script), "The packages are not installed: npm ci --ignore-scripts in eng/explorer.");
        if (!await page.EvaluateAsync<bool>("'axe' in window"))
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
        Missing.Unless(shared.Browser is not null, "Chromium is not installed.");
        _context = await shared.Browser!.NewContextAsync(options ?? new BrowserNewContextOptions());
        return await GoTo(await _context.NewPageAsync(), path);
    }

    /// <summary>The same in the page that others were shown in.</summary>
    private async Task<IPage> Show(string path)
    {
        Missing.Unless(shared.Browser is not null, "Chromium is not installed.");
        return await GoTo(await shared.PageAsync(), path);
    }

    private async Task<IPage> GoTo(IPage page, string path)
    {
        _page = page;
        page.SetDefaultTimeout(60_000);
        Assertions.SetDefaultExpectTimeout(60_000);
        page.Console += OnConsole;
        page.PageError += OnPageError;
        page.Request += OnRequest;
        await page.GotoAsync(new Uri(shared.Host.Address, path).ToString());
        return page;
    }

    private void OnConsole(object? sender, IConsoleMessage message)
    {
        if (message.Type is "error" or "warning") _complaints.Add(message.Text);
    }

    private void OnPageError(object? sender, string error) => _complaints.Add(error);

    private void OnRequest(object? sender, IRequest request)
    {
        if (!request.Url.StartsWith(shared.Host.Address.ToString(), StringComparison.Ordinal)
            && !request.Url.StartsWith("data:", StringComparison.Ordinal))
            _complaints.Add("asked elsewhere: " + request.Url);
    }

    /// <summary>For people who want to look: SCREENSHOTS names a folder.</summary>
    private static async Task Picture(IPage page, string name)
    {
        if (Environment.GetEnvironmentVariable("SCREENSHOTS") is not { Length: > 0 } folder) return;
        await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, name + ".png") });
    }
}
