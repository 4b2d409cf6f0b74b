using System.Net;
using Microsoft.Extensions.DependencyInjection;
using ReformOpenData.Server.Answers;
using ReformOpenData.Server.Configuration;
using ReformOpenData.Server.Endpoints;
using ReformOpenData.Tests.Databases;
using ReformOpenData.Tests.Releases;

namespace ReformOpenData.Tests.Http;

/// <summary>Who asks as somebody did before is given the same, without the address being read again.</summary>
public sealed class KnownAddressTests(SqliteDatabase database) : IClassFixture<SqliteDatabase>
{
    private const string Browser = "text/html,application/xhtml+xml;q=0.9,*/*;q=0.8";

    public static TheoryData<string, string> Addresses { get; } = new()
    {
        { "/", Browser },
        { "/en/072028/2017", Browser },
        { "/releases/1/072028/2017/01", Browser },
        { "/search?q=%E5%85%AC%E5%82%B5", Browser },
        { "/072028/2017/ratings", Browser },
        { "/072028/2017/ratings.json?grade=B", "*/*" },
        { "/ratings.csv", "*/*" },
        { "/plans.xlsx", "*/*" },
        { "/graphql/operations/RatingsByCategory", "application/json" },
        { "/graphql?query=%7B%20ratings%20%7B%20totalCount%20%7D%20%7D", "application/graphql-response+json" },
    };

    [Theory]
    [MemberData(nameof(Addresses))]
    public async Task The_answer_and_its_headers_are_the_same(string path, string accept)
    {
        await using var host = await HostAsync();
        var known = host.Running.App.Services.GetRequiredService<KnownAddresses>();
        foreach (var coding in new[] { "identity", "br", "gzip" })
        {
            var (before, count) = (known.Repeated, known.Count);
            var first = await AskAsync();
            Assert.Equal(before, known.Repeated);
            await UntilKnownAsync(known, count + 1);
            var again = await AskAsync();
            Assert.Equal(first.Headers, again.Headers);
            Assert.Equal(first.Body, again.Body);
            Assert.Equal(before + 1, known.Repeated);
            // A condition or a range is looked at as ever.
            using var unchanged = await host.GetAsync(
                path, ("Accept", accept), ("Accept-Encoding", coding), ("If-None-Match", first.Tag));
            Assert.Equal(HttpStatusCode.NotModified, unchanged.StatusCode);
            Assert.Equal(before + 1, known.Repeated);

            async Task<(string Headers, string Body, string Tag)> AskAsync()
            {
                using var answer = await host.GetAsync(path, ("Accept", accept), ("Accept-Encoding", coding));
                Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
                var headers = answer.Headers.Concat(answer.Content.Headers)
                    .Where(header => header.Key is not ("Date" or "X-Request-ID"))
                    .Select(header => $"{header.Key}: {string.Join(", ", header.Value)}").Order();
                return (
                    string.Join('\n', headers),
                    Convert.ToBase64String(await answer.Content.ReadAsByteArrayAsync()),
                    answer.Headers.ETag!.ToString());
            }
        }
    }

    [Theory]
    [InlineData("/data", Browser)] // It tells of a file that may be made meanwhile.
    [InlineData("/catalog.jsonld", "*/*")]
    [InlineData("/nowhere", Browser)]
    [InlineData("/072028/2017/ratings.csv?grade=nonsense&nothing=1", "*/*")]
    [InlineData("/graphql?query=%7B%20nothing%20%7D", "*/*")]
    public async Task What_does_not_follow_from_an_address_is_made_anew(string path, string accept)
    {
        await using var host = await HostAsync();
        var known = host.Running.App.Services.GetRequiredService<KnownAddresses>();
        for (var i = 0; i < 2; i++)
        {
            using var answer = await host.GetAsync(path, ("Accept", accept));
            Assert.Equal((0, 0), (known.Count, known.Repeated));
        }
    }

    [Fact]
    public async Task Other_headers_and_other_methods_are_other_requests()
    {
        await using var host = await HostAsync();
        var known = host.Running.App.Services.GetRequiredService<KnownAddresses>();
        const string Path = "/072028/2017";
        using var page = await host.GetAsync(Path, ("Accept", Browser));
        using var json = await host.GetAsync(Path, ("Accept", "application/json"));
        using var head = await host.Running.SendAsync(HttpMethod.Head, Path, ("Accept", Browser));
        using var part = await host.GetAsync("/ratings.csv");
        using var range = await host.GetAsync("/ratings.csv", ("Range", "bytes=0-9"));
        using var other = await host.GetAsync(Path, ("Accept", Browser), ("Host", "example.org"));
        Assert.Equal("application/json", json.Content.Headers.ContentType!.MediaType);
        Assert.Empty(await head.Content.ReadAsByteArrayAsync());
        Assert.Equal(HttpStatusCode.PartialContent, range.StatusCode);
        Assert.Contains(
            "http://example.org/072028/2017", await other.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(0, known.Repeated);
    }

    [Fact]
    public async Task After_another_look_at_the_releases_nothing_is_known()
    {
        await using var host = await HostAsync();
        var services = host.Running.App.Services;
        var known = services.GetRequiredService<KnownAddresses>();
        using var first = await host.GetAsync("/releases", ("Accept", Browser));
        await UntilKnownAsync(known, 1);
        await host.Store.ImportAndPublishAsync(Imports.Read("三"));
        await services.GetRequiredService<CurrentRelease>().LookAsync(default);
        using var again = await host.GetAsync("/releases", ("Accept", Browser));
        await UntilKnownAsync(known, 1);
        Assert.Equal(0, known.Repeated);
        Assert.NotEqual(first.Headers.ETag, again.Headers.ETag);
    }

    /// <summary>An address is known when its first answer was sent, which a client may have read before.</summary>
    private static async Task UntilKnownAsync(KnownAddresses known, int count)
    {
        for (var i = 0; known.Count < count; i++)
        {
            Assert.True(i < 500, $"{known.Count} addresses are known, not {count}.");
            await Task.Delay(20);
        }
    }

    private Task<PublishedHost> HostAsync() => PublishedHost.StartAsync(
        database, new ServerOptions { ReleasePollMs = 60_000, RequestsPerMinute = 0, CostPerMinute = 0 });
}
