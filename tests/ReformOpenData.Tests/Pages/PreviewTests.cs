using System.Net;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using ReformOpenData.Data.Import;
using ReformOpenData.Data.Plans;
using ReformOpenData.Data.Releases;
using ReformOpenData.Data.Storage;
using ReformOpenData.Server.Configuration;
using ReformOpenData.Server.Pages;
using ReformOpenData.Tests.Databases;
using ReformOpenData.Tests.Http;
using ReformOpenData.Tests.Import;
using ReformOpenData.Tests.Releases;

namespace ReformOpenData.Tests.Pages;

/// <summary>A draft as its pages would be: for who sits at the computer, and for nobody else.</summary>
public abstract class PreviewTests(TestDatabase database)
{
    private const string Initiative = "/262072/2020/01/01/001";

    /// <summary>The first year with a new name, a new text, another grade, and an initiative less.</summary>
    private static readonly string Changed = SmallTable.FirstYear
        .Replace("広告収入の拡大", "広告収入等の確保", StringComparison.Ordinal)
        .Replace("返礼品を5件増やした。|B", "返礼品を<b>9件増やした。|A", StringComparison.Ordinal)
        .Replace("|電力調達の見直し|電力の入札を行います。|管財課|入札を行った。|A\n", "", StringComparison.Ordinal);

    [SkippableFact]
    public async Task Pages_of_the_draft_say_so_and_mark_what_differs_in_both_languages()
    {
        await using var host = await PreviewAsync(await DraftAsync(database));
        var first = await OpenAsync(host, "/");
        Assert.Contains(
            "下書き / Draft, not public", first.QuerySelector("aside.draft")!.TextContent, StringComparison.Ordinal);
        var rows = first.QuerySelectorAll("aside.draft tbody tr")
            .Select(row =>
                string.Join(' ', row.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))).ToList();
        Assert.Contains("変更 具体的取組 広告収入等の確保 の名称 広告収入の拡大広告収入等の確保", rows);
        Assert.Contains("変更 取組状況 ふるさと納税の推進 の文章 返礼品を5件増やした。返礼品を<b>9件増やした。", rows);
        Assert.Contains(rows, row => row.StartsWith("新規 公表資料", StringComparison.Ordinal));
        Assert.Contains(rows, row =>
            row.StartsWith("削除 ", StringComparison.Ordinal) && row.Contains("電力調達の見直し", StringComparison.Ordinal));

        var english = await OpenAsync(host, "/en" + Initiative);
        Assert.Equal("en", english.DocumentElement.GetAttribute("lang"));
        Assert.Contains(
            "What changes here (1)",
            english.QuerySelector("aside.draft summary")!.TextContent,
            StringComparison.Ordinal);
        Assert.Equal("広告収入の拡大", english.QuerySelector("aside.draft del")!.TextContent);
        Assert.Equal("広告収入等の確保", english.QuerySelector("aside.draft ins")!.TextContent);

        var item = await OpenAsync(host, "/262072/2020/01/01");
        Assert.Contains(
            "変更", item.QuerySelectorAll($"main a[href='{Initiative}'] + em.drafted.changed")
                .Select(mark => mark.TextContent));
        foreach (var path in new[]
        {
            "/en",
            "/262072",
            "/262072/2020",
            "/262072/departments",
            "/releases",
            "/releases/2",
            "/about",
            "/search?q=広告",
            "/262072/ratings",
        })
        {
            var draft = (await OpenAsync(host, path)).QuerySelector("aside.draft")!;
            // A long list would keep the page out of sight.
            if (draft.QuerySelector("details") is { } changes)
                Assert.Equal(
                    path == "/en" || changes.QuerySelectorAll("tbody tr").Length <= 10, changes.HasAttribute("open"));
        }

        Assert.NotNull((await OpenAsync(host, "/990001", HttpStatusCode.NotFound)).QuerySelector("aside.draft"));
    }

    [SkippableFact]
    public async Task An_import_into_the_draft_shows_at_the_next_look_and_a_publication_ends_it()
    {
        var store = await DraftAsync(database);
        await using var host = await PreviewAsync(store);
        await OpenAsync(host, "/");
        var before = Counted(await OpenAsync(host, "/narratives"));
        await store.ImportAsync(SmallTable.Read(Changed.Replace("9件", "12件", StringComparison.Ordinal), 2022));
        await UntilAsync(
            async () => (await OpenAsync(host, "/")).Body!.TextContent.Contains("12件増やした。", StringComparison.Ordinal));
        Assert.True(Counted(await OpenAsync(host, "/narratives")) > before);
        await store.PublishAsync();
        await UntilAsync(async () =>
        {
            using var answer = await GetAsync(host, "/");
            return answer.StatusCode == HttpStatusCode.ServiceUnavailable;
        });
    }

    [SkippableFact]
    public async Task Nobody_elsewhere_and_no_program_gets_the_draft()
    {
        await using var host = await PreviewAsync(await DraftAsync(database));
        foreach (var path in new[]
        {
            "/graphql",
            "/reform.csv",
            "/262072/ratings.csv",
            "/dataset.jsonld",
            "/releases.atom",
            "/downloads/reform.csv",
            "/graphiql.html",
        })
        {
            using var answer = await GetAsync(host, path);
            Assert.Equal((path, HttpStatusCode.NotFound), (path, answer.StatusCode));
        }

        using var page = await GetAsync(host, "/");
        Assert.False(page.Headers.Contains("Access-Control-Allow-Origin"));
        Assert.Equal(["no-store"], page.Headers.GetValues("Cache-Control"));
        Assert.Equal(["same-origin"], page.Headers.GetValues("Cross-Origin-Resource-Policy"));
        using var renamed = await host.SendAsync(
            HttpMethod.Get, "/", ("Host", "office.example"), ("Accept", "text/html"));
        Assert.Equal(HttpStatusCode.NotFound, renamed.StatusCode);
        Assert.DoesNotContain("広告", await renamed.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task A_public_server_over_the_same_store_has_nothing_of_the_draft()
    {
        var store = await DraftAsync(database);
        await using var host = await RunningHost.StartAsync(store);
        var page = await OpenAsync(host, Initiative);
        Assert.Equal("広告収入の拡大", page.QuerySelector("h1")!.TextContent);
        Assert.Null(page.QuerySelector("aside.draft"));
        foreach (var path in new[] { "/releases/2", "/releases/2" + Initiative, "/releases/2/ratings.csv" })
        {
            using var answer = await GetAsync(host, path);
            Assert.Equal((path, HttpStatusCode.NotFound), (path, answer.StatusCode));
        }
    }

    /// <summary>A store whose first release is public, with a draft beside it.</summary>
    internal static async Task<Store> DraftAsync(TestDatabase database)
    {
        var store = await database.NewStoreAsync();
        var first = SmallTable.Read(SmallTable.FirstYear, 2021);
        await store.ImportAndPublishAsync(first);
        var edited = SmallTable.Read(Changed, 2021);
        var outcome = await store.ImportAsync(
            edited,
            new ImportOptions
            {
                Mapping = new Mapping(
                [
                    new($"262072/{edited.Document.Sha256}", $"262072/{first.Document.Sha256}"),
                    new(Stored: "262072", Lost: "assessment", Count: 1),
                    new(Stored: "262072/2020/01/02/002"),
                    new(Initiative[1..], Initiative[1..]),
                ]),
            });
        Assert.Equal([], outcome.Documents[0].Findings.Where(finding => finding.Severity == FindingSeverity.Error)
            .Select(finding => finding.Message));
        return store;
    }

    internal static async Task<RunningHost> PreviewAsync(Store store)
    {
        var preview = new Preview(store);
        store.Draft = (await preview.LookAsync(CancellationToken.None))!.Current;
        return await RunningHost.StartAsync(
            store,
            options: new ServerOptions { ReleasePollMs = 50, RequestsPerMinute = 0, CostPerMinute = 0 },
            preview: preview);
    }

    private static async Task<IHtmlDocument> OpenAsync(
        RunningHost host, string path, HttpStatusCode status = HttpStatusCode.OK)
    {
        using var answer = await GetAsync(host, path);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == status, $"{path}: {answer.StatusCode} {text}");
        return new HtmlParser(new HtmlParserOptions { IsStrictMode = true }).ParseDocument(text);
    }

    /// <summary>The number of rows that a list tells, which is that of the rows that it shows.</summary>
    private static int Counted(IHtmlDocument list)
    {
        var rows = list.QuerySelectorAll("main tbody tr").Length;
        Assert.Equal($"{rows}\u00A0件", list.QuerySelector("[role=status]")!.TextContent);
        return rows;
    }

    private static Task<HttpResponseMessage> GetAsync(RunningHost host, string path) =>
        host.SendAsync(HttpMethod.Get, path, ("Accept", "text/html"));

    private static async Task UntilAsync(Func<Task<bool>> holds)
    {
        for (var i = 0; i < 600; i++)
        {
            if (await holds())
                return;
            await Task.Delay(100);
        }

        Assert.Fail("It did not come to it in a minute.");
    }
}

public sealed class PreviewTestsOnSqlite(SqliteDatabase database)
    : PreviewTests(database), IClassFixture<SqliteDatabase>;

public sealed class PreviewTestsOnPostgreSql(PostgreSqlDatabase database)
    : PreviewTests(database), IClassFixture<PostgreSqlDatabase>;
