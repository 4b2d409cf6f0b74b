using System.Net;
using System.Text.Json;
using AngleSharp.Html.Parser;
using ReformOpenData.Tests.Databases;
using ReformOpenData.Tests.Http;

namespace ReformOpenData.Tests.Pages;

/// <summary>
/// A thing in other forms than its page: the answer, the question, and what it is in words that others know.
/// </summary>
public sealed class ThingFormTests(SqliteDatabase database) : PublishedTests(database), IClassFixture<SqliteDatabase>
{
    public static TheoryData<string> Things =>
    [
        "/072028", "/072028/2017", "/072028/2017/01", "/072028/2017/01/06", "/072028/2017/01/06/001",
        "/072028/2017/01/06/001/001", "/072028/2017/01/06/001/001/2021", "/072028/2017/01/06/001/001/2021/01",
        "/072028/departments/財政課", "/releases/1/072028/2017/01/06/001",
    ];

    [Theory]
    [MemberData(nameof(Things))]
    public async Task A_thing_has_its_answer_and_its_question_at_addresses_of_their_own(string path)
    {
        using var bare = await Host.GetAsync(path, ("Accept", "application/json"));
        var body = await bare.Content.ReadAsStringAsync();
        Assert.Equal(
            new Uri(Host.Address, path + ".json").AbsolutePath, bare.Content.Headers.ContentLocation!.ToString());
        using var json = await Host.GetAsync(path + ".json", ("Accept", "text/html"));
        Assert.Equal("application/json; charset=utf-8", json.Content.Headers.ContentType!.ToString());
        Assert.DoesNotContain("Accept,", string.Join(',', json.Headers.Vary) + ",", StringComparison.Ordinal);
        Assert.Equal(body, await json.Content.ReadAsStringAsync());

        using var text = await Host.GetAsync(path + ".graphql");
        Assert.Equal("application/graphql; charset=utf-8", text.Content.Headers.ContentType!.ToString());
        var question = await text.Content.ReadAsStringAsync();
        var variables = question.Split('\n')[0]["# variables: ".Length..];
        using var asked = await Host.GetAsync(
            $"/graphql?query={Uri.EscapeDataString(question)}&variables={Uri.EscapeDataString(variables)}");
        Assert.Equal(
            JsonElement.Parse(body).GetProperty("data").ToString(),
            JsonElement.Parse(await asked.Content.ReadAsStringAsync()).GetProperty("data").ToString());
    }

    [Theory]
    [MemberData(nameof(Things))]
    public async Task A_thing_is_described_in_words_that_others_know(string path)
    {
        using var answer = await Host.GetAsync(path + ".jsonld");
        Assert.Equal("application/ld+json; charset=utf-8", answer.Content.Headers.ContentType!.ToString());
        var thing = JsonElement.Parse(await answer.Content.ReadAsStringAsync());
        Assert.Equal(new Uri(Host.Address, path).AbsoluteUri, thing.GetProperty("@id").GetString());
        using var turtle = await Host.GetAsync(path + ".ttl");
        Assert.Contains(
            $"<{new Uri(Host.Address, path).AbsoluteUri}>",
            await turtle.Content.ReadAsStringAsync(),
            StringComparison.Ordinal);
        if (thing.TryGetProperty("dct:isPartOf", out var above) && above.TryGetProperty("@id", out var id))
        {
            using var page = await Host.GetAsync(new Uri(id.GetString()!).PathAndQuery);
            Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        }
    }

    [Theory]
    [MemberData(nameof(Things))]
    public async Task A_program_gets_the_form_that_it_likes_best_at_the_address_of_the_thing(string path)
    {
        foreach (var (accept, ending) in new[]
        {
            ("application/ld+json", "jsonld"),
            ("text/turtle, application/json;q=0.5", "ttl"),
            ("application/json;q=0.5, application/graphql", "graphql"),
            ("application/x-bibtex", "bib"),
            ("image/png, application/json", "json"),
            ("application/json, text/plain, */*", "json"),
            ("text/html;q=0.5, application/ld+json", "jsonld"),
        })
        {
            using var bare = await Host.GetAsync(path, ("Accept", accept));
            Assert.Equal(
                new Uri(Host.Address, $"{path}.{ending}").AbsolutePath,
                bare.Content.Headers.ContentLocation!.ToString());
            Assert.Contains("Accept", bare.Headers.Vary);
            using var named = await Host.GetAsync($"{path}.{ending}");
            Assert.Equal(named.Content.Headers.ContentType, bare.Content.Headers.ContentType);
            Assert.Equal(await named.Content.ReadAsStringAsync(), await bare.Content.ReadAsStringAsync());
        }

        foreach (var accept in (string[])
            ["text/html, application/ld+json;q=0.9", "*/*", "image/png", "application/json;q=0.5, */*"])
        {
            using var page = await Host.GetAsync(path, ("Accept", accept));
            Assert.Equal("text/html; charset=utf-8", page.Content.Headers.ContentType!.ToString());
        }
    }

    [Theory]
    [MemberData(nameof(Things))]
    public async Task A_form_that_is_asked_for_at_the_English_page_is_at_the_address_that_it_tells(string path)
    {
        foreach (var type in (string[])["application/json", "application/graphql"])
        {
            using var bare = await Host.GetAsync("/en" + path, ("Accept", type));
            using var named = await Host.GetAsync(bare.Content.Headers.ContentLocation!.ToString());
            Assert.Equal(HttpStatusCode.OK, named.StatusCode);
            Assert.Equal(await named.Content.ReadAsStringAsync(), await bare.Content.ReadAsStringAsync());
        }

        using var cited = await Host.GetAsync("/en" + path, ("Accept", "application/x-bibtex"));
        Assert.Null(cited.Content.Headers.ContentLocation);
        Assert.Contains("release 1", await cited.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Things))]
    public async Task A_thing_is_cited_as_it_is_in_its_release(string path)
    {
        using var answer = await Host.GetAsync(path + ".bib");
        Assert.Equal("application/x-bibtex; charset=utf-8", answer.Content.Headers.ContentType!.ToString());
        var entry = await answer.Content.ReadAsStringAsync();
        var numbered = path.StartsWith("/releases", StringComparison.Ordinal) ? path : "/releases/1" + path;
        Assert.Matches(@"\A@misc\{reform-072028[\w-]*-r1,\n", entry);
        Assert.Contains("  author = {{会津若松市}},\n", entry, StringComparison.Ordinal);
        Assert.EndsWith(
            $"  url = {{{new Uri(Host.Address, numbered).AbsoluteUri}}}\n}}\n", entry, StringComparison.Ordinal);
        using var page = await Host.GetAsync(path, ("Accept", "text/html"));
        var document = new HtmlParser().ParseDocument(await page.Content.ReadAsStringAsync());
        Assert.Equal(entry.TrimEnd(), document.QuerySelector("pre.cite")!.TextContent);
        Assert.NotNull(document.QuerySelector($"a[href='{new Uri(Host.Address, path).AbsolutePath}.bib']"));
        // One value, by its place in print; of all, the terms, which nobody has confirmed yet.
        var line = document.QuerySelector(".cite")!.TextContent;
        Assert.Contains("CC BY 4.0（予定。公表者の確認待ち）", line);
        Assert.Equal(
            path.Contains("/001/001", StringComparison.Ordinal),
            line.Contains(" ページ ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_rating_leads_to_its_place_in_print()
    {
        using var answer = await Host.GetAsync("/072028/2017/01/06/001/001/2021/01.jsonld");
        var rating = JsonElement.Parse(await answer.Content.ReadAsStringAsync());
        Assert.Equal("prov:Entity", rating.GetProperty("@type").GetString());
        Assert.Equal("完了", rating.GetProperty("prov:value").GetProperty("@value").GetString());
        Assert.EndsWith(
            "/072028/2017/grades#COMPLETED",
            rating.GetProperty("dct:type").GetProperty("@id").GetString(),
            StringComparison.Ordinal);
        Assert.Contains(
            "、表 p.",
            rating.GetProperty("dct:bibliographicCitation").GetProperty("@value").GetString(),
            StringComparison.Ordinal);
        foreach (var name in new[] { "prov:wasDerivedFrom", "prov:wasAttributedTo", "dct:isPartOf" })
        {
            using var page =
                await Host.GetAsync(new Uri(rating.GetProperty(name).GetProperty("@id").GetString()!).PathAndQuery);
            Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        }
    }

    [Theory]
    [InlineData("/072028/1999.json", 404)]
    [InlineData("/072028/1999.graphql", 404)]
    [InlineData("/072028/2017/09.jsonld", 404)]
    [InlineData("/072028/2017/01/06.ttl?x=1", 400)]
    [InlineData("/072028/2017.json?x=1", 400)]
    [InlineData("/en/072028/2017.json", 404)]
    [InlineData("/about.json", 404)]
    [InlineData("/about.bib", 404)]
    public async Task What_has_no_such_form_is_refused(string path, int status)
    {
        using var answer = await Host.GetAsync(path, ("Accept", "text/html"));
        Assert.Equal(status, (int)answer.StatusCode);
        Assert.StartsWith("application/json", answer.Content.Headers.ContentType!.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/072028/2017/ratings/", "../ratings")]
    [InlineData("/072028/2017/ratings.csv/?grade=B", "../ratings.csv?grade=B")]
    [InlineData("/072028/2017/01/", "../01")]
    public async Task A_slash_too_many_leads_to_the_address_without_it(string path, string location)
    {
        using var answer = await Host.GetAsync(path, ("Accept", "text/html"));
        Assert.Equal(HttpStatusCode.PermanentRedirect, answer.StatusCode);
        Assert.Equal(location, answer.Headers.Location!.ToString());
    }
}
