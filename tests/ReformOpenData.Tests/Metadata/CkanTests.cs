using System.Text.Json;
using ReformOpenData.Tests.Databases;
using ReformOpenData.Tests.Http;
using ReformOpenData.Tests.Lists;

namespace ReformOpenData.Tests.Metadata;

/// <summary>Three of CKAN's questions, as a harvester asks them.</summary>
public sealed class CkanTests(SqliteDatabase database, ListHost cities)
    : IClassFixture<SqliteDatabase>, IClassFixture<ListHost>, IAsyncLifetime
{
    private PublishedHost _host = null!;

    public async Task InitializeAsync() => _host = await PublishedHost.StartAsync(database);

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task A_harvester_finds_each_package_by_its_name_with_files_that_are_there()
    {
        var names = await ResultAsync("package_list");
        var name = Assert.Single(names.EnumerateArray()).GetString();
        var package = await ResultAsync($"package_show?id={name}");
        // What data.gouv.fr reads of a package; a licence is missing, since it is not confirmed.
        foreach (var field in (string[])[
            "name", "title", "notes", "tags", "metadata_modified", "resources", "organization",
        ])
            Assert.NotEqual(JsonValueKind.Undefined, package.GetProperty(field).ValueKind);
        Assert.False(package.TryGetProperty("license_id", out _));
        Assert.Contains("公表者の確認待ち", package.GetProperty("notes").GetString());
        Assert.Equal(
            package.GetProperty("num_resources").GetInt32(), package.GetProperty("resources").GetArrayLength());
        foreach (var resource in package.GetProperty("resources").EnumerateArray())
        {
            using var file = await _host.Running.SendAsync(HttpMethod.Head, resource.GetProperty("url").GetString()!);
            Assert.True(file.IsSuccessStatusCode, resource.GetRawText());
        }
    }

    [Theory]
    [InlineData("package_search", 1, 1)]
    [InlineData("package_search?q=*:*", 1, 1)]
    [InlineData("package_search?q=%E4%BC%9A%E6%B4%A5%E8%8B%A5%E6%9D%BE+072028", 1, 1)]
    [InlineData("package_search?q=aizu&rows=0", 1, 0)]
    [InlineData("package_search?q=aizu&start=5000", 1, 0)]
    [InlineData("package_search?q=kyoto", 0, 0)]
    [InlineData("package_search?q=%EF%BC%A1%EF%BD%89%EF%BD%9A%EF%BD%95%E3%80%80072028", 1, 1)]
    [InlineData("package_search?rows=100&start=0&sort=id+asc", 1, 1)]
    [InlineData("package_search?sort=score%20desc%2C%20metadata_modified%20desc", 1, 1)]
    public async Task A_search_counts_all_and_gives_a_page(string question, int count, int given)
    {
        var found = await ResultAsync(question);
        Assert.Equal(
            (count, given), (found.GetProperty("count").GetInt32(), found.GetProperty("results").GetArrayLength()));
    }

    [Theory]
    [InlineData("id asc", false)]
    [InlineData("name desc", true)]
    [InlineData("score desc, name desc", true)]
    public async Task Packages_come_in_the_order_that_is_asked_for(string sort, bool isReversed)
    {
        var host = await cities.OnAsync(database);
        var answer = JsonElement.Parse(
            await host.TextAsync("/api/3/action/package_search?sort=" + Uri.EscapeDataString(sort)));
        var names = answer.GetProperty("result").GetProperty("results").EnumerateArray()
            .Select(package => package.GetProperty("name").GetString()!).ToList();
        Assert.True(names.Count > 1);
        Assert.Equal(
            isReversed ? names.OrderDescending(StringComparer.Ordinal) : names.Order(StringComparer.Ordinal), names);
        Assert.Equal(sort, answer.GetProperty("result").GetProperty("sort").GetString());
    }

    [Theory]
    [InlineData("package_show?id=nothing", 404)]
    [InlineData("package_show", 400)]
    [InlineData("package_search?sort=name", 400)]
    [InlineData("package_search?sort=colour+asc", 400)]
    [InlineData("package_search?sort=", 400)]
    [InlineData("package_search?rows=1001", 400)]
    [InlineData("package_search?q=a&q=b", 400)]
    [InlineData("package_create", 404)]
    public async Task What_is_not_there_is_said_in_its_shape(string question, int status)
    {
        using var answer = await _host.GetAsync("/api/3/action/" + question);
        var body = JsonElement.Parse(await answer.Content.ReadAsStringAsync());
        Assert.Equal(status, (int)answer.StatusCode);
        Assert.False(body.GetProperty("success").GetBoolean());
        Assert.NotEqual("", body.GetProperty("error").GetProperty("message").GetString());
        Assert.Equal("no-store", answer.Headers.CacheControl!.ToString());
    }

    [Fact]
    public async Task A_confirmed_licence_is_named_as_harvesters_know_it()
    {
        await using var confirmed = await ConfirmedHost.StartAsync(database);
        using var answer =
            await confirmed.SendAsync(HttpMethod.Get, "/api/3/action/package_show?id=reform-072028-2017");
        var package = JsonElement.Parse(await answer.Content.ReadAsStringAsync()).GetProperty("result");
        Assert.Equal("cc-by", package.GetProperty("license_id").GetString());
    }

    private async Task<JsonElement> ResultAsync(string question)
    {
        using var answer = await _host.GetAsync("/api/3/action/" + question);
        var body = JsonElement.Parse(await answer.Content.ReadAsStringAsync());
        Assert.True(body.GetProperty("success").GetBoolean(), body.GetRawText());
        return body.GetProperty("result");
    }
}
