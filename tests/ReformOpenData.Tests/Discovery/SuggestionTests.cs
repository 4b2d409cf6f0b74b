using System.Net;
using System.Text.Json;
using System.Xml.Linq;
using ReformOpenData.Data.Search;
using ReformOpenData.Tests.Databases;
using ReformOpenData.Tests.Lists;

namespace ReformOpenData.Tests.Discovery;

/// <summary>What a browser offers while somebody types into its field of search.</summary>
public abstract class SuggestionTests(TestDatabase database, ListHost shared)
{
    [SkippableTheory]
    [InlineData("%E3%81%AE", "の", 10)]
    [InlineData("%E5%B8%82", "市", 2)]
    [InlineData("%E5%B8%82%E7%A8%8E", "市税", 1)]
    [InlineData("%EF%BE%8A%EF%BE%9E%EF%BD%BD", "ﾊﾞｽ", 1)]
    [InlineData("nothing%20of%20it", "nothing of it", 0)]
    public async Task A_browser_completes_what_is_typed_by_names_that_the_search_finds(
        string q, string typed, int least)
    {
        var host = await shared.OnAsync(database);
        XNamespace search = "http://a9.com/-/spec/opensearch/1.1/";
        var template = XDocument.Parse(await host.TextAsync("/opensearch.xml")).Descendants(search + "Url")
            .Single(url => url.Attribute("type")!.Value == "application/x-suggestions+json")
            .Attribute("template")!.Value;
        using var answer = await host.GetAsync(
            new Uri(template.Replace("{searchTerms}", q, StringComparison.Ordinal)).PathAndQuery,
            ("Accept", "application/json, */*"));
        Assert.Equal("application/x-suggestions+json", answer.Content.Headers.ContentType!.ToString());
        var json = JsonElement.Parse(await answer.Content.ReadAsStringAsync());
        Assert.Equal((2, typed), (json.GetArrayLength(), json[0].GetString()));
        var names = json[1].EnumerateArray().Select(name => name.GetString()!).ToList();
        Assert.InRange(names.Count, least, 10);
        Assert.Distinct(names);
        Assert.All(names, name => Assert.Contains(Folding.Fold(typed), Folding.Fold(name), StringComparison.Ordinal));
        var begins = names.ConvertAll(
            name => Folding.Fold(name).StartsWith(Folding.Fold(typed), StringComparison.Ordinal));
        Assert.Equal(begins.OrderDescending(), begins);
        foreach (var name in names)
        {
            using var found = await host.GetAsync("/search?q=" + Uri.EscapeDataString(name), ("Accept", "text/html"));
            Assert.Contains("<article>", await found.Content.ReadAsStringAsync());
        }
    }

    [SkippableTheory]
    [InlineData("")]
    [InlineData("?q=")]
    [InlineData("?text=a")]
    public async Task Nothing_typed_is_completed_by_nothing(string query)
    {
        var host = await shared.OnAsync(database);
        using var answer = await host.GetAsync("/search/suggestions" + query);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }
}

public sealed class SuggestionTestsOnSqlite(SqliteDatabase database, ListHost shared)
    : SuggestionTests(database, shared), IClassFixture<SqliteDatabase>, IClassFixture<ListHost>;

public sealed class SuggestionTestsOnPostgreSql(PostgreSqlDatabase database, ListHost shared)
    : SuggestionTests(database, shared), IClassFixture<PostgreSqlDatabase>, IClassFixture<ListHost>;
