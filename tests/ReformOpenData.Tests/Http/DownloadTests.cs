using System.Net;
using System.Text;
using System.Text.Json;
using ReformOpenData.Tests.Databases;

namespace ReformOpenData.Tests.Http;

public sealed class DownloadTests(SqliteDatabase database) : IClassFixture<SqliteDatabase>, IAsyncLifetime
{
    private PublishedHost _host = null!;

    public async Task InitializeAsync() => _host = await PublishedHost.StartAsync(database);

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Theory]
    [InlineData("reform.csv", "text/csv; charset=utf-8")]
    [InlineData("reform.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")]
    public async Task The_release_can_be_had_as_a_file_and_asking_again_costs_nothing(string name, string type)
    {
        using var first = await _host.GetAsync($"/downloads/{name}");
        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        Assert.Equal(type, first.Content.Headers.ContentType!.ToString());
        Assert.Equal(name.Replace(".", "-release1.", StringComparison.Ordinal), first.Content.Headers.ContentDisposition!.FileName!.Trim('"'));
        var bytes = await first.Content.ReadAsByteArrayAsync();
        Assert.Equal(first.Content.Headers.ContentLength, bytes.Length);

        using var again = await _host.GetAsync($"/downloads/{name}", ("If-None-Match", first.Headers.ETag!.ToString()));
        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
        using var head = await _host.Running.SendAsync(HttpMethod.Head, $"/downloads/{name}");
        Assert.Equal(bytes.Length, head.Content.Headers.ContentLength);
    }

    [Fact]
    public async Task The_csv_holds_every_assessment()
    {
        using var answer = await _host.GetAsync("/downloads/reform.csv");
        var text = Encoding.UTF8.GetString(await answer.Content.ReadAsByteArrayAsync());
        Assert.Contains("財政マネジメントの強化", text);
        Assert.Contains("中期財政見通しの策定", text);
    }

    [Fact]
    public async Task Another_file_is_404_and_says_which_there_are()
    {
        using var answer = await _host.GetAsync("/downloads/reform.pdf");
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("reform.csv, reform.xlsx", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task The_data_set_is_described_for_catalogues_with_every_way_to_get_it()
    {
        using var answer = await _host.GetAsync("/dataset.jsonld");
        Assert.Equal("application/ld+json; charset=utf-8", answer.Content.Headers.ContentType!.ToString());
        using var page = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        var dataset = page.RootElement;
        Assert.Equal("dcat:Dataset", dataset.GetProperty("@type").GetString());
        Assert.Equal("会津若松市", dataset.GetProperty("dct:publisher")[0].GetProperty("foaf:name").GetString());
        Assert.Contains("to be confirmed", dataset.GetProperty("dct:license")[0].GetProperty("dct:title").GetString());
        var urls = dataset.GetProperty("dcat:distribution").EnumerateArray()
            .Select(one => one.GetProperty("dcat:accessURL").GetProperty("@id").GetString()!).ToList();
        Assert.Equal(["/graphql", "/schema.graphql", "/downloads/reform.csv", "/downloads/reform.xlsx"], urls);
        foreach (var url in urls)
        {
            using var reached = await _host.Running.SendAsync(HttpMethod.Head, url == "/graphql" ? "/graphql?query={__typename}" : url);
            Assert.Equal(HttpStatusCode.OK, reached.StatusCode);
        }
        using var again = await _host.GetAsync("/dataset.jsonld", ("If-None-Match", answer.Headers.ETag!.ToString()));
        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
    }
}
