using System.Diagnostics;
using System.IO.Compression;
using System.Net;
using System.Text.Json;
using ReformOpenData.Server.Configuration;
using ReformOpenData.Tests.Databases;
using ReformOpenData.Tests.Releases;

namespace ReformOpenData.Tests.Http;

/// <summary>Behind the real nginx, as docs/operations.md sets it up.</summary>
public sealed class ProxyTests(SqliteDatabase database) : IClassFixture<SqliteDatabase>
{
    /// <summary>Long enough to be compressed.</summary>
    private static readonly Uri Tree = At("/graphql/operations/PlanTree");

    [SkippableTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_cache_goes_on_answering_while_the_server_is_away(bool isToldByPage)
    {
        await using var host = await PublishedHost.StartAsync(
            database, new ServerOptions { Proxies = 1, MaxAgeSeconds = 1 });

        // Without the line, what the answer says of itself is all that the cache has to go by.
        using var nginx = Nginx.Start(host.Address, line => isToldByPage
            || !line.Contains("proxy_cache_use_stale", StringComparison.Ordinal));
        using var client = nginx.NewClient();
        var first = await client.GetStringAsync(Tree);
        var packed = await PackedAsync(client, "gzip");
        await host.Running.App.StopAsync();
        await Task.Delay(TimeSpan.FromSeconds(2.5));
        Assert.Equal(first, await client.GetStringAsync(Tree));
        Assert.Equal(packed, await PackedAsync(client, "gzip"));
        using var unknown = await client.GetAsync(At("/schema.graphql"));
        await IsOwnErrorAsync(unknown, HttpStatusCode.ServiceUnavailable, "PROXY_UNAVAILABLE");
        Assert.Equal(TimeSpan.FromSeconds(10), unknown.Headers.RetryAfter!.Delta);
    }

    [SkippableFact]
    public async Task The_page_is_a_whole_proxy()
    {
        await using var host = await PublishedHost.StartAsync(
            database, new ServerOptions { Proxies = 1, MaxAgeSeconds = 1, ReleasePollMs = 50 });
        using var nginx = Nginx.Start(host.Address, _ => true);
        using var client = nginx.NewClient();

        using var plain = await client.GetAsync(new Uri(nginx.Plain, Tree));
        Assert.Equal(HttpStatusCode.MovedPermanently, plain.StatusCode);
        Assert.StartsWith("https://127.0.0.1/graphql/", plain.Headers.Location!.ToString());

        using var answer = await client.GetAsync(Tree);
        Assert.Equal(new Version(2, 0), answer.Version);
        Assert.Equal(["max-age=31536000"], answer.Headers.GetValues("Strict-Transport-Security"));
        Assert.Equal(["*"], answer.Headers.GetValues("Access-Control-Allow-Origin"));
        Assert.Contains("\"https://127.0.0.1", await client.GetStringAsync(At("/catalog.jsonld")));

        // Each form is kept, and is the same content.
        var whole = await answer.Content.ReadAsStringAsync();
        foreach (var coding in new[] { "gzip", "br" })
        {
            for (var i = 0; i < 2; i++)
                Assert.Equal(whole, Unpack(await PackedAsync(client, coding), coding));
        }

        using var large = await client.PostAsync(At("/graphql"), new ByteArrayContent(new byte[600_000]));
        await IsOwnErrorAsync(large, HttpStatusCode.RequestEntityTooLarge, "PROXY_REFUSED");
        var address = await nginx.RawAsync("/graphql?query=" + new string('a', 300_000));
        Assert.StartsWith("HTTP/1.1 414", address);
        Assert.Contains("Access-Control-Allow-Origin: *", address);
        Assert.Contains("\"code\":\"PROXY_REFUSED\"", address);

        // Japanese in an address, as curl sends it.
        Assert.StartsWith("HTTP/1.1 200", await nginx.RawAsync("/graphql/operations/Search?text=財政"));

        // An error of the server's own comes through as it is.
        using var unknown = await client.GetAsync(At("/nowhere.json"));
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
        Assert.Contains("NOT_FOUND", await unknown.Content.ReadAsStringAsync());
    }

    [SkippableFact]
    public async Task A_publication_is_seen_through_it()
    {
        await using var host = await PublishedHost.StartAsync(
            database, new ServerOptions { Proxies = 1, MaxAgeSeconds = 2, ReleasePollMs = 50 });
        using var nginx = Nginx.Start(host.Address, _ => true);
        using var client = nginx.NewClient();
        var path = At("/graphql?query={releases{nodes{number}}}");
        var before = await client.GetStringAsync(path);
        await host.Store.ImportAndPublishAsync(Imports.Read("三"));
        var watch = Stopwatch.StartNew();
        while (await client.GetStringAsync(path) == before)
        {
            // Its age of 2 s, the look of the server, and a machine that is busy.
            Assert.True(watch.Elapsed < TimeSpan.FromSeconds(10), "It is not seen.");
            await Task.Delay(50);
        }
    }

    private static Uri At(string path) => new(path, UriKind.Relative);

    private static async Task IsOwnErrorAsync(HttpResponseMessage answer, HttpStatusCode status, string code)
    {
        Assert.Equal(status, answer.StatusCode);
        Assert.Equal("application/json", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal(["*"], answer.Headers.GetValues("Access-Control-Allow-Origin"));
        Assert.Equal(["max-age=31536000"], answer.Headers.GetValues("Strict-Transport-Security"));
        using var body = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        var error = body.RootElement.GetProperty("errors")[0];
        Assert.Equal(code, error.GetProperty("extensions").GetProperty("code").GetString());
    }

    private static async Task<byte[]> PackedAsync(HttpClient client, string coding)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Tree) { Version = new Version(2, 0) };
        request.Headers.Add("Accept-Encoding", coding);
        using var answer = await client.SendAsync(request);
        Assert.Equal([coding], answer.Content.Headers.ContentEncoding);
        return await answer.Content.ReadAsByteArrayAsync();
    }

    private static string Unpack(byte[] packed, string coding)
    {
        using var bytes = new MemoryStream(packed);
        using Stream unpacked = coding == "br"
            ? new BrotliStream(bytes, CompressionMode.Decompress)
            : new GZipStream(bytes, CompressionMode.Decompress);
        using var reader = new StreamReader(unpacked);
        return reader.ReadToEnd();
    }
}
