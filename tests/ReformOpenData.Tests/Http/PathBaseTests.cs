using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using ReformOpenData.Server.Configuration;
using ReformOpenData.Server.Schema;
using ReformOpenData.Tests.Databases;

namespace ReformOpenData.Tests.Http;

/// <summary>Below a path of a host: no address in any answer leads out of it.</summary>
public sealed partial class PathBaseTests(SqliteDatabase database) : IClassFixture<SqliteDatabase>
{
    private const string AboutTheData = "/graphql?query={dataset{distributions{url}}}";

    private static readonly (string Name, string Value) Html = ("Accept", "text/html,*/*;q=0.8");

    [Theory]
    [InlineData("/opendata")]
    [InlineData("/a/b-c.d")]
    [InlineData("")]
    public async Task Every_address_in_pages_and_data_is_below_the_path_and_is_served(string path)
    {
        await using var host = await PublishedHost.StartAsync(database, new ServerOptions { PathBase = path });
        var found = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (page, accept) in new[] { ("/", Html), ("/graphql", Html), ("/en/072028/2017", Html) })
        {
            using var answer = await host.GetAsync(path + page, accept);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            foreach (Match link in Link().Matches(await answer.Content.ReadAsStringAsync()))
                found.Add(new Uri(
                    new Uri(host.Address, path + page), WebUtility.HtmlDecode(link.Groups[1].Value)).PathAndQuery);
        }

        Assert.True(found.Count > 10);
        var distributions = await DistributionsAsync(host, path);
        Assert.Contains(path + "/downloads/reform.csv", distributions);
        found.UnionWith(distributions);
        using var index = JsonDocument.Parse(await TextAsync(host, path + "/graphql/operations"));
        found.UnionWith(index.RootElement.GetProperty("operations").EnumerateArray()
            .Where(operation => operation.GetProperty("variables").EnumerateArray().All(IsOptional))
            .Select(operation => operation.GetProperty("url").GetString()!));
        using var description = JsonDocument.Parse(await TextAsync(host, path + "/dataset.jsonld"));
        Assert.StartsWith(
            $"{host.Address.ToString().TrimEnd('/')}{path}/", description.RootElement.GetProperty("@id").GetString()!);
        found.UnionWith(description.RootElement.GetProperty("dcat:distribution").EnumerateArray()
            .Select(distribution =>
                new Uri(distribution.GetProperty("dcat:accessURL").GetProperty("@id").GetString()!).AbsolutePath));
        foreach (var address in found.Select(address => address.Split('#')[0]))
        {
            Assert.StartsWith(path + "/", address);
            using var served = await host.GetAsync(address, Html);
            Assert.True(served.IsSuccessStatusCode, $"{address} is {served.StatusCode}");
            // A proxy may take the path away.
            using var without = await host.GetAsync(address[path.Length..], Html);
            Assert.True(without.IsSuccessStatusCode, $"{address[path.Length..]} is {without.StatusCode}");
        }

        static bool IsOptional(JsonElement variable) =>
            !variable.GetProperty("type").GetString()!.EndsWith('!')
                || variable.GetProperty("default").ValueKind != JsonValueKind.Null;
    }

    [Theory]
    [InlineData("/opendata", "opendata/")]
    [InlineData("/opendata?x=1", "opendata/?x=1")]
    [InlineData("/opendata/graphql/?operation=Search", "../graphql?operation=Search")]
    public async Task A_slash_too_few_or_too_many_leads_to_the_page(string address, string to)
    {
        await using var host = await PublishedHost.StartAsync(database, new ServerOptions { PathBase = "/opendata" });
        using var answer = await host.GetAsync(address, Html);
        Assert.Equal(
            (HttpStatusCode.PermanentRedirect, to), (answer.StatusCode, answer.Headers.Location!.OriginalString));
    }

    [Theory]
    [InlineData("/ratings.csv?limit=1")]
    [InlineData("/graphql/operations/GradesByCategory.csv")]
    [InlineData("/graphql.json?query={ratings{nodes{grade}}}")]
    public async Task Every_link_of_a_table_is_below_the_path(string address)
    {
        await using var host = await PublishedHost.StartAsync(database, new ServerOptions { PathBase = "/opendata" });
        using var answer = await host.GetAsync("/opendata" + address);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var links = answer.Headers.GetValues("Link").SelectMany(value => value.Split(", <")).ToList();
        Assert.True(links.Count > 3, string.Join('\n', links));
        Assert.All(links, link => Assert.StartsWith("/opendata/", link.TrimStart('<'), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("/opendata/../", 404)]
    [InlineData("/opendata/..", 404)]
    [InlineData("/opendata/%2e%2e/072028", 404)]
    [InlineData("/opendata/072028/../072028", 200)]
    [InlineData("/072028", 404)]
    public async Task An_address_to_embed_that_leads_above_the_path_is_not_known(string page, int status)
    {
        await using var host = await PublishedHost.StartAsync(database, new ServerOptions { PathBase = "/opendata" });
        var url = Uri.EscapeDataString(host.Address.GetLeftPart(UriPartial.Authority) + page);
        using var answer = await host.GetAsync($"/opendata/oembed?url={url}");
        Assert.Equal(status, (int)answer.StatusCode);
    }

    [Fact]
    public async Task What_a_believed_proxy_says_wins_and_answers_for_one_path_are_not_given_for_another()
    {
        await using var host =
            await PublishedHost.StartAsync(database, new ServerOptions { PathBase = "/set", Proxies = 1 });
        foreach (var prefix in new[] { "/one", "/two/", "/one", "//evil.example", "/a b", "/a\"", "/<x>", "" })
        {
            var path = prefix is "/one" or "/two/" ? prefix.TrimEnd('/') : "/set";
            Assert.Equal(path + "/graphql", (await DistributionsAsync(host, "", ("X-Forwarded-Prefix", prefix)))[0]);
            Assert.Contains(
                $"\"{path}/graphql/operations/Search\"",
                await TextAsync(host, "/graphql/operations", ("X-Forwarded-Prefix", prefix)));
            Assert.Contains(
                $"{path}/072028/2017\"", await TextAsync(host, "/dataset.jsonld", ("X-Forwarded-Prefix", prefix)));
        }

        var id = GlobalId.Encode("Municipality", "072028");
        foreach (var address in (string[])[AboutTheData, "/downloads/reform.csv", $"/id/{id}"])
        {
            using var answer = await host.GetAsync(address);
            Assert.Contains("X-Forwarded-Prefix", string.Join(", ", answer.Headers.Vary));
        }
    }

    [Fact]
    public async Task Without_proxies_nobody_is_believed()
    {
        await using var host = await PublishedHost.StartAsync(database);
        Assert.Equal("/graphql", (await DistributionsAsync(host, "", ("X-Forwarded-Prefix", "/evil")))[0]);
        using var answer = await host.GetAsync(AboutTheData);
        Assert.DoesNotContain("X-Forwarded-Prefix", answer.Headers.Vary);
    }

    [Theory]
    [InlineData("opendata")]
    [InlineData("/opendata/")]
    [InlineData("//x")]
    public void A_path_that_is_none_is_said(string path) =>
        Assert.Contains(path, Assert.Throws<SettingsException>(new ServerOptions { PathBase = path }.Check).Message);

    private static async Task<string> TextAsync(
        PublishedHost host, string address, params (string Name, string Value)[] headers)
    {
        using var answer = await host.GetAsync(address, headers);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync();
    }

    private static async Task<List<string>> DistributionsAsync(
        PublishedHost host, string path, params (string Name, string Value)[] headers)
    {
        using var answer = JsonDocument.Parse(await TextAsync(host, path + AboutTheData, headers));
        return [.. answer.RootElement.GetProperty("data")
            .GetProperty("dataset")
            .GetProperty("distributions")
            .EnumerateArray()
            .Select(distribution => distribution.GetProperty("url").GetString()!)];
    }

    [GeneratedRegex("(?:href|src)=\"([^\"#]+)\"")]
    private static partial Regex Link();
}
