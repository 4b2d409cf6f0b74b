using System.IO.Compression;
using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using ReformOpenData.Server.Lists;
using ReformOpenData.Server.Pages;
using ReformOpenData.Tests.Databases;

namespace ReformOpenData.Tests.Lists;

/// <summary>A release in one file.</summary>
public abstract class ArchiveTests(TestDatabase database, ListHost lists)
{
    [SkippableFact]
    public async Task It_holds_every_list_as_its_address_has_it_and_a_package_that_tells_sizes_and_checksums()
    {
        var host = await lists.OnAsync(database);
        foreach (var release in new[] { 1, 2 })
        {
            using var zip = new ZipArchive(new MemoryStream(await host.BytesAsync($"/releases/{release}/reform.zip")));
            var package = JsonElement.Parse(Bytes(zip, "datapackage.json"));
            var resources = package.GetProperty("resources").EnumerateArray().ToList();
            Assert.Equal(
                ListTables.All.Where(list => !list.IsOfStore).Select(list => list.Name),
                resources.Select(resource => resource.GetProperty("name").GetString()));
            foreach (var resource in resources)
            {
                var bytes = Bytes(zip, resource.GetProperty("path").GetString()!);
                Assert.Equal(await host.BytesAsync($"/releases/{release}/{resource.GetProperty("path")}"), bytes);
                Assert.Equal(bytes.Length, resource.GetProperty("bytes").GetInt32());
                Assert.Equal(
                    "sha256:" + Convert.ToHexStringLower(SHA256.HashData(bytes)),
                    resource.GetProperty("hash").GetString());
            }

            var text = System.Text.Encoding.UTF8.GetString(Bytes(zip, "README.md"));
            Assert.Contains($"Release: {release}（", text);
            foreach (var document in TableFiles.Ndjson(await host.TextAsync($"/releases/{release}/documents.ndjson")))
                Assert.Contains(document["sha256"].GetString()!, text);
        }
    }

    [SkippableFact]
    public async Task Its_bytes_are_the_same_whoever_asks_and_the_metadata_tell_them_once_it_was_made()
    {
        var host = await lists.OnAsync(database);
        var bytes = await host.BytesAsync("/downloads/reform.zip");
        using var other = await host.GetAsync("/releases/2/reform.zip", ("Host", "elsewhere.example.jp"));
        Assert.Equal(bytes, await other.Content.ReadAsByteArrayAsync());
        var list = JsonElement.Parse(await host.TextAsync("/datapackage.json")).GetProperty("resources")[0];
        Assert.Equal((await host.BytesAsync("/municipalities.csv")).Length, list.GetProperty("bytes").GetInt32());
        var use = WebUtility.HtmlDecode(await host.TextAsync("/en/data"));
        Assert.Contains(
            ">Everything in one file (ZIP: every list as CSV, the tables for exchange, "
            + $"descriptions)</a> {PageRequest.Size(bytes.Length)}<",
            use);
        var size = PageRequest.Size(list.GetProperty("bytes").GetInt32());
        Assert.Contains($"<span class=\"number\">{size}</span></td>", use);
        Assert.False(JsonElement.Parse(await host.TextAsync("/releases/1/datapackage.json"))
            .GetProperty("resources")[0]
            .TryGetProperty("hash", out _));
        using var known = await host.GetAsync("/releases/1/reform.zip");
        using var again = await host.GetAsync(
            "/releases/1/reform.zip", ("If-None-Match", known.Headers.ETag!.ToString()));
        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
        using var part = await host.GetAsync("/releases/1/reform.zip", ("Range", "bytes=0-3"));
        Assert.Equal("PK\u0003\u0004"u8.ToArray(), await part.Content.ReadAsByteArrayAsync());
        foreach (var written in (string[])["01", "+1", "%201", "0", "-1", "99999999999", "one"])
        {
            using var never = await host.GetAsync($"/releases/{written}/reform.zip");
            Assert.Equal((written, HttpStatusCode.NotFound), (written, never.StatusCode));
            Assert.Contains("KEY_UNKNOWN", await never.Content.ReadAsStringAsync());
        }

        using var none = await host.GetAsync("/releases/3/reform.zip");
        Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
    }

    private static byte[] Bytes(ZipArchive zip, string name)
    {
        using var entry = zip.GetEntry(name)!.Open();
        var bytes = new MemoryStream();
        entry.CopyTo(bytes);
        return bytes.ToArray();
    }
}

public sealed class ArchiveTestsOnSqlite(SqliteDatabase database, ListHost lists)
    : ArchiveTests(database, lists), IClassFixture<SqliteDatabase>, IClassFixture<ListHost>;

public sealed class ArchiveTestsOnPostgreSql(PostgreSqlDatabase database, ListHost lists)
    : ArchiveTests(database, lists), IClassFixture<PostgreSqlDatabase>, IClassFixture<ListHost>;
