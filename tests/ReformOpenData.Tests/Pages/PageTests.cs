using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using ReformOpenData.Server.Lists;
using ReformOpenData.Tests.Clients;
using ReformOpenData.Tests.Databases;
using ReformOpenData.Tests.Http;

namespace ReformOpenData.Tests.Pages;

/// <summary>The pages as a browser asks for them, over what ships with the product.</summary>
public abstract class PageTests(TestDatabase database, PageHost shared) : IAsyncLifetime
{
    private static readonly (string Name, string Value) Browser =
        ("Accept", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8");

    private PublishedHost? _host;

    private PublishedHost Host
    {
        get
        {
            Missing.Unless(_host is not null, "PostgreSQL is not installed.");
            return _host!;
        }
    }

    public async Task InitializeAsync()
    {
        try
        {
            _host = await shared.OnAsync(database);
        }
        catch (SkipException)
        {
            // Each test says that it is skipped; what comes before the tests cannot.
        }
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public static TheoryData<string> OfOneQuestion { get; } =
        [.. Kinds.OfOneQuestion, .. Kinds.OfOneQuestion.Select(Kinds.English)];

    public static TheoryData<string> All { get; } = [.. Kinds.All, .. Kinds.All.Select(Kinds.English)];

    [SkippableTheory]
    [MemberData(nameof(OfOneQuestion))]
    public async Task A_page_shows_every_text_and_number_of_the_question_that_it_tells(string path)
    {
        var page = await OpenAsync(path);
        var variables = page.QuerySelector("pre[aria-label=変数], pre[aria-label=Variables]")?.TextContent ?? "{}";
        using var answer = await Host.Running.Client.PostAsJsonAsync(
            "/graphql",
            new
            {
                query = page.QuerySelector("pre[aria-label=GraphQL]")!.TextContent,
                variables = JsonElement.Parse(variables),
            });
        var json = JsonElement.Parse(await answer.Content.ReadAsStringAsync());
        Assert.False(json.TryGetProperty("errors", out var errors), errors.ToString());
        var text = Squeeze(page.QuerySelector("main")!.TextContent + page.QuerySelector("nav.crumbs")?.TextContent
            + page.QuerySelector(".use table")?.TextContent);
        foreach (var (name, value) in Values(json.GetProperty("data"), ""))
        {
            var isShown =
                name is "name" or "title" or "fullName" or "text" or "description" or "reason" or "read" or "made"
                    or "note";
            if (isShown && value.ValueKind == JsonValueKind.String && !IsOfFrame(name, path))
                Assert.Contains(Squeeze(value.GetString()!), text);
            else if (name is "totalCount" or "count")
                Assert.Contains(value.GetRawText(), text);
        }

        // Whose the data are, and under which terms.
        Assert.Equal(2, page.QuerySelectorAll("footer > p").Count(of => of.TextContent.Contains(
            path.StartsWith("/en", StringComparison.Ordinal) ? "Source: " : "出典：", StringComparison.Ordinal)
            || of.TextContent.Contains("CC BY 4.0", StringComparison.Ordinal)));

        // As JSON, the same address gives the same answer, where it is not that of a list.
        if (ListTables.Find(path[(path.LastIndexOf('/') + 1)..]) is not null)
            return;
        using var given = await Host.GetAsync(path, ("Accept", "application/json"));
        Assert.Equal(
            json.GetProperty("data").GetRawText(),
            JsonElement.Parse(await given.Content.ReadAsStringAsync()).GetProperty("data").GetRawText());
    }

    [SkippableTheory]
    [InlineData("/")]
    [InlineData("/072028/departments/財政課")]
    [InlineData("/releases/1/072028/2017")]
    [InlineData("/en/search?q=公共施設")]
    public async Task The_line_for_curl_asks_the_question_of_the_page(string path)
    {
        Missing.Unless(File.Exists("/usr/bin/curl"), "curl is not installed.");
        var line = (await OpenAsync(path)).QuerySelector("pre[aria-label=curl]")!.TextContent;
        Assert.StartsWith($"curl -sG '{Host.Address}graphql' --data-urlencode 'query=", line, StringComparison.Ordinal);
        var (code, output) = await Scripts.RunAsync("/bin/sh", Path.GetTempPath(), Host.Address, "-c", line);
        Assert.True(code == 0, output);
        using var given = await Host.GetAsync(path, ("Accept", "application/json"));
        Assert.Equal(
            JsonElement.Parse(await given.Content.ReadAsStringAsync()).GetProperty("data").GetRawText(),
            JsonElement.Parse(output).GetProperty("data").GetRawText());
    }

    /// <summary>What a page sums up and does not repeat.</summary>
    private static bool IsOfFrame(string name, string path) =>
        name == "title" && (path.Contains("/departments/", StringComparison.Ordinal)
            || path.EndsWith("/departments", StringComparison.Ordinal));

    [SkippableTheory]
    [MemberData(nameof(All))]
    public async Task A_page_is_whole_and_accessible_as_far_as_its_text_tells(string path)
    {
        var page = await OpenAsync(
            path, path.EndsWith("/nothing", StringComparison.Ordinal) ? HttpStatusCode.NotFound : HttpStatusCode.OK);
        var isEnglish = path.StartsWith("/en", StringComparison.Ordinal);
        Assert.Equal(isEnglish ? "en" : "ja", page.DocumentElement.GetAttribute("lang"));
        Assert.Single(page.QuerySelectorAll("h1"));
        Assert.NotEqual("", page.Title);
        Assert.Empty(page.QuerySelectorAll("script:not([type='application/ld+json']), [style], [onclick]"));
        var ids = page.QuerySelectorAll("[id]").Select(element => element.Id!).ToList();
        Assert.Equal(ids.Distinct(), ids);
        foreach (var reference in page.QuerySelectorAll("[aria-labelledby]").Select(
            one => one.GetAttribute("aria-labelledby")!))
            Assert.Contains(reference, ids);
        Assert.All(page.QuerySelectorAll("table"), table => Assert.NotNull(table.QuerySelector("caption")));
        Assert.All(page.QuerySelectorAll("th"), heading => Assert.True(heading.HasAttribute("scope")));
        Assert.All(
            page.QuerySelectorAll("input:not([type=hidden])"),
            input => Assert.NotNull(page.QuerySelector($"label[for={input.Id}]")));
        Assert.Equal("", string.Join('\n', PageRules.Broken(page)));
    }

    [SkippableTheory]
    [MemberData(nameof(OfOneQuestion))]
    [InlineData("/072028/2017/ratings?grade=B")]
    public async Task A_page_tells_how_many_rows_its_files_have(string path)
    {
        var page = await OpenAsync(path);
        foreach (var row in page.QuerySelectorAll(".use tr:has(td.number)"))
        {
            var file = row.QuerySelector("a")!.GetAttribute("href")!;
            using var list = await Host.GetAsync(file);
            var told = row.QuerySelector("td.number")!.TextContent.Replace(",", "", StringComparison.Ordinal);
            // Which departments are named in all ratings of a plan, and in the rows of a city, nobody counts.
            var isUncounted = file.EndsWith("/2017/rating-departments.csv", StringComparison.Ordinal)
                || file.EndsWith("/responsibilities.csv", StringComparison.Ordinal);
            Assert.True(
                isUncounted ? told == "–" : list.Headers.GetValues("Reform-Total-Count").Single() == told,
                $"{path}: {file} does not have “{told}” rows");
        }
    }

    [SkippableTheory]
    [InlineData("/072028/2017/01/01/003/001/2021", "計画全体の最終評価（この年度に示されたもの）：A")]
    [InlineData("/en/072028/2017/01/01/003/001/2021", "Final rating of the whole plan, given in this year: A")]
    public async Task A_final_rating_is_not_told_as_that_of_a_year(string path, string told)
    {
        var page = await OpenAsync(path);
        Assert.Contains(told, page.QuerySelectorAll("main > p").Select(text => text.TextContent.Trim()));
    }

    [SkippableTheory]
    [InlineData("/072028/2017/ratings?grade=B,COMPLETED&department=財政課", "B、完了", 2)]
    [InlineData("/072028/2017/ratings?grade=B&grade=COMPLETED", "B、完了", 23)]
    [InlineData("/en/072028/2017/ratings?label=B,%E5%AE%8C%E4%BA%86&q=%E3%81%AE", "B, 完了", 23)]
    [InlineData("/072028/2017/ratings?label=B%2CA", "B,A", 0)]
    public async Task A_list_keeps_several_values_of_a_condition_in_all_that_it_leads_to(
        string path, string told, int rows)
    {
        var page = await OpenAsync(path);
        Assert.Contains(told, page.QuerySelector("ul.tags")!.TextContent);
        Assert.Equal(rows, page.QuerySelectorAll("table.lines tbody tr").Length);
        foreach (var link in page.QuerySelectorAll("thead a, .languages a, .use td a"))
        {
            using var answer = await Host.GetAsync(link.GetAttribute("href")!, Browser);
            Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{link.OuterHtml} is {answer.StatusCode}");
            if (answer.Headers.TryGetValues("Reform-Total-Count", out var count))
                Assert.Equal($"{rows}", count.Single());
        }
    }

    [SkippableTheory]
    [InlineData("/072028/2017/ratings?grade=B", "具体的取組 年度 評価区分")]
    [InlineData("/en/072028/2017/ratings?grade=B", "Initiative name Fiscal year Grade")]
    [InlineData("/072028/departments/財政課/ratings", "具体的取組 年度 評価区分")]
    [InlineData("/072028/2017/ratings?label=B", "具体的取組 年度 評価区分 最終評価か")]
    [InlineData("/072028/rating-departments?label=B", "具体的取組 所管課 年度 評価区分")]
    [InlineData("/findings", "説明 重要度 ページ")]
    [InlineData("/en/changes", "What Kind")]
    public async Task A_list_begins_with_what_its_rows_are_about_and_has_no_column_without_a_value(
        string path, string headings)
    {
        var page = await OpenAsync(path);
        var told = page.QuerySelectorAll("table.lines thead th").Select(heading => heading.TextContent.Trim()).ToList();
        Assert.StartsWith(headings, string.Join(' ', told), StringComparison.Ordinal);
        var rows = page.QuerySelectorAll("table.lines tbody tr").Select(row => row.QuerySelectorAll("td")).ToList();
        for (var i = 0; i < told.Count; i++)
            Assert.Contains(rows, row => row[i].TextContent.Trim().Length > 0);
        using var about = await Host.GetAsync(rows[0][0].QuerySelector("a")!.GetAttribute("href")!, Browser);
        Assert.Equal(HttpStatusCode.OK, about.StatusCode);
        Assert.DoesNotMatch(
            "[A-Z]_[A-Z]|ADDED|NOTE|WARNING",
            string.Concat(rows.SelectMany(row => row).Select(cell => cell.TextContent)));
    }

    [SkippableTheory]
    [MemberData(nameof(OfOneQuestion))]
    [InlineData("/gallery/together")]
    [InlineData("/en/gallery/reasons")]
    [InlineData("/072028/2017/ratings?grade=B")]
    [InlineData("/about")]
    [InlineData("/search?q=公共施設")]
    [InlineData("/releases/1/072028/2017/years/2021")]
    public async Task Every_target_of_the_header_Link_is_there(string path)
    {
        using var answer = await Host.GetAsync(path, Browser);
        foreach (var target in
            answer.Headers.GetValues("Link").Single().Split('<').Skip(1).Select(link => link.Split('>')[0]).Where(
                link => link.StartsWith('/')))
        {
            using var linked = await Host.GetAsync(target, ("Accept", "*/*"));
            Assert.True(linked.IsSuccessStatusCode, $"{path}: {target} is {linked.StatusCode}");
        }
    }

    [SkippableFact]
    public async Task A_department_shows_as_many_ratings_as_it_counts()
    {
        var departments = await OpenAsync("/072028/departments");
        foreach (var link in departments.QuerySelectorAll("table.matrix tbody th a"))
        {
            var page = await OpenAsync(link.GetAttribute("href")!);
            Assert.Contains(
                $"最終評価 {page.QuerySelectorAll("main table .grade").Length}\u00A0件",
                page.QuerySelector("main")!.TextContent,
                StringComparison.Ordinal);
        }
    }

    [SkippableFact]
    public async Task The_search_page_marks_words_and_narrows_down()
    {
        var page = await OpenAsync("/search?q=公共施設");
        Assert.Equal("取組の行が 18\u00A0件見つかりました。", page.QuerySelector("[role=status]")!.TextContent.Trim());
        Assert.All(page.QuerySelectorAll("article mark"), mark => Assert.Contains(mark.TextContent, "公共施設"));
        Assert.NotEmpty(page.QuerySelectorAll("article mark"));
        foreach (var facet in page.QuerySelectorAll(".facets a"))
        {
            var narrowed = await OpenAsync(facet.GetAttribute("href")!);
            if (facet.GetAttribute("href")!.Contains("label=", StringComparison.Ordinal))
                continue;
            Assert.StartsWith(
                $"取組の行が {facet.QuerySelector(".quiet")!.TextContent}\u00A0件",
                narrowed.QuerySelector("[role=status]")!.TextContent.Trim());
        }

        foreach (var (query, rows) in new[] { ("q=公共施設", 18), ("q=公共施設&label=B", 8), ("label=B,完了&department=財政課", 2) })
        {
            var found = await OpenAsync($"/search?{query}");
            Assert.StartsWith($"取組の行が {rows}\u00A0件", found.QuerySelector("[role=status]")!.TextContent.Trim());
            foreach (var file in found.QuerySelectorAll("main ul.links a[href*=SearchRows]"))
            {
                using var list = await Host.GetAsync(file.GetAttribute("href")!);
                Assert.Equal($"{rows}", list.Headers.GetValues("Reform-Total-Count").Single());
                if (file.TextContent.Contains("CSV", StringComparison.Ordinal))
                    Assert.Equal(rows + 1, (await list.Content.ReadAsStringAsync()).TrimEnd().Split('\n').Length);
            }
        }

        Assert.Equal("noindex", page.QuerySelector("meta[name=robots]")!.GetAttribute("content"));
        // The form keeps what was chosen.
        var chosen = await OpenAsync("/search?q=公共施設&label=B&year=2021");
        Assert.Equal(
            ["label=B", "year=2021"],
            chosen.QuerySelectorAll("main form input[type=hidden]").Select(
                one => $"{one.GetAttribute("name")}={one.GetAttribute("value")}"));
    }

    [SkippableTheory]
    [InlineData("/072028/9999", 404, "KEY_UNKNOWN")]
    [InlineData("/en/072028/9999", 404, "KEY_UNKNOWN")]
    [InlineData("/releases/9", 404, "KEY_UNKNOWN")]
    [InlineData("/releases/9/072028", 404, "KEY_UNKNOWN")]
    [InlineData("/072028/departments/ない課", 404, "KEY_UNKNOWN")]
    [InlineData("/072028/2017/years/1999", 404, "KEY_UNKNOWN")]
    [InlineData("/nothing/at/all", 404, "NOT_FOUND")]
    [InlineData("/releases/x/072028", 404, "NOT_FOUND")]
    [InlineData("/072028?colour=red", 400, "PARAMETER_UNKNOWN")]
    [InlineData("/search?q=a&q=b", 400, "BAD_REQUEST")]
    [InlineData("/search?year=next", 400, "BAD_REQUEST")]
    [InlineData("/search?grade=Z", 400, "PARAMETER_UNKNOWN")]
    [InlineData("/search?after=nowhere", 400, "CURSOR_INVALID")]
    [InlineData("/search?q=%FF", 400, "BAD_REQUEST")]
    [InlineData("/search?q=1%202%203%204%205%206%207%208%209", 400, "BAD_REQUEST")]
    [InlineData("/en/072028/departments?sort=name", 400, "BAD_REQUEST")]
    [InlineData("/072028/2017/ratings?grad=B", 400, "PARAMETER_UNKNOWN")]
    public async Task What_is_not_there_or_not_understood_is_a_page_with_the_code_and_a_form_to_search(
        string path, int status, string code)
    {
        using var answer = await Host.GetAsync(path, Browser);
        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal("text/html; charset=utf-8", answer.Content.Headers.ContentType!.ToString());
        Assert.Equal("no-store", answer.Headers.CacheControl!.ToString());
        var page = Parse(await answer.Content.ReadAsStringAsync());
        Assert.Equal(code, page.QuerySelector("main code")!.TextContent);
        Assert.NotNull(page.QuerySelector("main form[role=search]"));
        // A program gets the one shape of errors.
        using var program = await Host.GetAsync(path, ("Accept", "application/json"));
        Assert.Equal(status, (int)program.StatusCode);
        Assert.Equal("application/json", program.Content.Headers.ContentType!.MediaType);
    }

    [SkippableFact]
    public async Task A_page_is_kept_by_caches_and_asks_the_database_once()
    {
        using var first = await Host.GetAsync("/072028/2017/02", Browser, ("Accept-Encoding", "br"));
        Assert.Contains("Accept", first.Headers.Vary);
        Assert.StartsWith("public, max-age=30", first.Headers.NonValidated["Cache-Control"].ToString());
        Assert.True((await first.Content.ReadAsByteArrayAsync()).Length < 20_000);
        var statements = Host.Statements;
        using var again = await Host.GetAsync("/072028/2017/02", Browser);
        Assert.Equal(statements, Host.Statements);
        using var same = await Host.GetAsync(
            "/072028/2017/02", Browser, ("If-None-Match", first.Headers.ETag!.ToString()));
        Assert.Equal(HttpStatusCode.NotModified, same.StatusCode);
        using var numbered = await Host.GetAsync("/releases/1/072028/2017/02", Browser);
        Assert.StartsWith("public, max-age=3600", numbered.Headers.NonValidated["Cache-Control"].ToString());
        Assert.Contains("form-action 'self'", numbered.Headers.NonValidated["Content-Security-Policy"].ToString());
    }

    [SkippableTheory]
    [InlineData("/072028/", "/072028")]
    [InlineData("/en/", "/en")]
    [InlineData("/072028/2017/?_=1", "/072028/2017?_=1")]
    public async Task A_slash_too_many_leads_to_the_page(string path, string target)
    {
        using var answer = await Host.GetAsync(path, Browser);
        Assert.Equal(HttpStatusCode.PermanentRedirect, answer.StatusCode);
        Assert.Equal(target, new Uri(new Uri(Host.Address, path), answer.Headers.Location!).PathAndQuery);
    }

    private async Task<IHtmlDocument> OpenAsync(string path, HttpStatusCode status = HttpStatusCode.OK)
    {
        using var answer = await Host.GetAsync(path, Browser);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == status, $"{path}: {answer.StatusCode} {text}");
        return Parse(text);
    }

    private static IHtmlDocument Parse(string text) =>
        new HtmlParser(new HtmlParserOptions { IsStrictMode = true }).ParseDocument(text);

    private static string Squeeze(string text) => string.Concat(text.Where(letter => !char.IsWhiteSpace(letter)));

    private static IEnumerable<(string Name, JsonElement Value)> Values(JsonElement json, string name) =>
        json.ValueKind switch
        {
            JsonValueKind.Object => json.EnumerateObject().Where(one => one.Name is not ("dataset" or "plans"))
                .SelectMany(one => Values(one.Value, one.Name)),
            JsonValueKind.Array => json.EnumerateArray().SelectMany(one => Values(one, name)),
            _ => [(name, json)],
        };
}

public sealed class PageTestsOnSqlite(SqliteDatabase database, PageHost shared)
    : PageTests(database, shared), IClassFixture<SqliteDatabase>, IClassFixture<PageHost>;

public sealed class PageTestsOnPostgreSql(PostgreSqlDatabase database, PageHost shared)
    : PageTests(database, shared), IClassFixture<PostgreSqlDatabase>, IClassFixture<PageHost>;
