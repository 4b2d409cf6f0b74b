using System.Globalization;
using System.IO.Compression;
using System.Net;
using ReformOpenData.Data.Exports;
using ReformOpenData.Data.Releases;
using ReformOpenData.Server.Answers;
using ReformOpenData.Server.Endpoints;
using ReformOpenData.Server.Hosting;
using ReformOpenData.Tests.Databases;
using ReformOpenData.Tests.Releases;

namespace ReformOpenData.Tests.Http;

public abstract class DownloadTests(TestDatabase database) : PublishedTests(database)
{
    private protected const string Csv = "/downloads/reform.csv";

    [SkippableTheory]
    [InlineData("reform.csv", "text/csv; charset=utf-8")]
    [InlineData("reform.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")]
    [InlineData("reform.zip", "application/zip")]
    public async Task The_release_can_be_had_as_a_file_and_asking_again_costs_nothing(string name, string type)
    {
        using var first = await Host.GetAsync($"/downloads/{name}");
        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        Assert.Equal(type, first.Content.Headers.ContentType!.ToString());
        Assert.Equal(
            name.Replace(".", "-release1.", StringComparison.Ordinal),
            first.Content.Headers.ContentDisposition!.FileName!.Trim('"'));
        var bytes = await first.Content.ReadAsByteArrayAsync();
        Assert.Equal(first.Content.Headers.ContentLength, bytes.Length);
        Assert.Equal("bytes", first.Headers.AcceptRanges.Single());
        Assert.Equal("Accept-Encoding", first.Headers.Vary.Single());
        Assert.Contains("Content-Disposition", first.Headers.GetValues("Access-Control-Expose-Headers").Single());

        using var again = await Host.GetAsync($"/downloads/{name}", ("If-None-Match", first.Headers.ETag!.ToString()));
        using var any = await Host.GetAsync($"/downloads/{name}", ("If-None-Match", "*"));
        Assert.Equal((HttpStatusCode.NotModified, HttpStatusCode.NotModified), (again.StatusCode, any.StatusCode));
        using var head = await Host.Running.SendAsync(HttpMethod.Head, $"/downloads/{name}");
        Assert.Equal(HeadersOf(first), HeadersOf(head));

        static IEnumerable<string> HeadersOf(HttpResponseMessage answer) =>
            answer.Headers.Concat(answer.Content.Headers)
            .Where(header => header.Key.ToLowerInvariant() is not ("date" or "x-request-id"))
            .Select(header => $"{header.Key}: {string.Join(", ", header.Value)}")
            .Order(StringComparer.Ordinal);
    }

    [SkippableFact]
    public async Task The_csv_is_what_the_export_command_writes()
    {
        var exported = new MemoryStream();
        TidyCsv.Write(new ReleaseReader(Host.Store).ReadAsync(1).ToBlockingEnumerable(), exported);
        using var answer = await Host.GetAsync(Csv);
        Assert.Equal(exported.ToArray(), await answer.Content.ReadAsByteArrayAsync());
    }

    [SkippableFact]
    public async Task A_new_release_takes_the_place_of_the_files_before()
    {
        using var before = await Host.GetAsync(Csv);
        await Host.Store.ImportAndPublishAsync(Imports.Read("三"));
        HttpResponseMessage after;
        do
        {
            await Task.Delay(20);
            after = await Host.GetAsync(Csv, ("If-None-Match", before.Headers.ETag!.ToString()));
        }
        while (after.StatusCode == HttpStatusCode.NotModified);
        Assert.Equal("reform-release2.csv", after.Content.Headers.ContentDisposition!.FileName!.Trim('"'));
        Assert.Contains("三", await after.Content.ReadAsStringAsync());
    }
}

public sealed class DownloadTestsOnSqlite(SqliteDatabase database)
    : DownloadTests(database), IClassFixture<SqliteDatabase>
{
    [Theory]
    [InlineData("br")]
    [InlineData("gzip")]
    public async Task A_text_is_compressed_for_who_asks_under_a_tag_of_its_own_and_a_workbook_is_not(string coding)
    {
        using var plain = await Host.GetAsync(Csv);
        using var packed = await Host.GetAsync(Csv, ("Accept-Encoding", coding));
        Assert.Equal(coding, packed.Content.Headers.ContentEncoding.Single());
        Assert.NotEqual(plain.Headers.ETag, packed.Headers.ETag);
        var bytes = await packed.Content.ReadAsByteArrayAsync();
        Assert.Equal(packed.Content.Headers.ContentLength, bytes.Length);
        Assert.True(bytes.Length < plain.Content.Headers.ContentLength / 4);
        using var unpacked = new MemoryStream();
        await using (Stream stream = coding == "br"
            ? new BrotliStream(new MemoryStream(bytes), CompressionMode.Decompress)
            : new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress))
        {
            await stream.CopyToAsync(unpacked);
        }

        Assert.Equal(await plain.Content.ReadAsByteArrayAsync(), unpacked.ToArray());
        using var again = await Host.GetAsync(Csv, ("If-None-Match", packed.Headers.ETag!.ToString()));
        Assert.Equal((HttpStatusCode.NotModified, packed.Headers.ETag), (again.StatusCode, again.Headers.ETag));
        using var workbook = await Host.GetAsync("/downloads/reform.xlsx", ("Accept-Encoding", coding));
        Assert.Empty(workbook.Content.Headers.ContentEncoding);
    }

    [Theory]
    [InlineData("bytes=0-9", "0-9")]
    [InlineData("bytes=5-", "5-last")]
    [InlineData("bytes=-7", "tail-last")]
    [InlineData("bytes=3-99999999", "3-last")]
    [InlineData("bytes=0-1,4-5", null)]
    [InlineData("bytes=9-3", null)]
    [InlineData("lines=0-1", null)]
    [InlineData("nonsense", null)]
    public async Task A_part_can_be_asked_for_and_what_is_no_one_part_is_the_whole(string range, string? part)
    {
        using var whole = await Host.GetAsync(Csv);
        var bytes = await whole.Content.ReadAsByteArrayAsync();
        using var answer = await Host.GetAsync(Csv, ("Range", range), ("If-Range", whole.Headers.ETag!.ToString()));
        var expected = bytes;
        if (part is not null)
        {
            part = part.Replace(
                "last", (bytes.Length - 1).ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
                .Replace("tail", (bytes.Length - 7).ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
            var ends = part.Split('-').Select(int.Parse).ToArray();
            expected = bytes[ends[0]..(ends[1] + 1)];
            Assert.Equal($"bytes {part}/{bytes.Length}", answer.Content.Headers.ContentRange!.ToString());
        }

        Assert.Equal(part is null ? HttpStatusCode.OK : HttpStatusCode.PartialContent, answer.StatusCode);
        Assert.Equal(expected, await answer.Content.ReadAsByteArrayAsync());
        using var changed = await Host.GetAsync(Csv, ("Range", range), ("If-Range", "\"of another state\""));
        Assert.Equal(
            (HttpStatusCode.OK, bytes.Length), (changed.StatusCode, (int)changed.Content.Headers.ContentLength!));
    }

    [Fact]
    public async Task A_range_behind_the_end_is_416_with_the_length()
    {
        using var answer = await Host.GetAsync(Csv, ("Range", "bytes=99999999-"));
        using var head = await Host.Running.SendAsync(HttpMethod.Head, Csv);
        Assert.Equal(HttpStatusCode.RequestedRangeNotSatisfiable, answer.StatusCode);
        Assert.Equal($"bytes */{head.Content.Headers.ContentLength}", answer.Content.Headers.ContentRange!.ToString());
        Assert.Contains(
            $"which has {head.Content.Headers.ContentLength} bytes", await answer.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("\"x\"", HttpStatusCode.PreconditionFailed)]
    [InlineData("*", HttpStatusCode.OK)]
    public async Task If_match_that_names_something_else_is_412(string tag, HttpStatusCode status)
    {
        foreach (var path in new[] { Csv, "/graphql/operations/RatingsByCategory", "/dataset.jsonld",
            "/schema.graphql" })
        {
            using var answer = await Host.GetAsync(path, ("If-Match", tag));
            Assert.Equal((path, status), (path, answer.StatusCode));
            if (status == HttpStatusCode.OK) continue;
            Assert.Equal("no-store", answer.Headers.CacheControl!.ToString());
            Assert.Contains("\"code\":\"PRECONDITION_FAILED\"", await answer.Content.ReadAsStringAsync());
        }
    }

    [Theory]
    [InlineData("/downloads/reform.csv")]
    [InlineData("/downloads/reform.xlsx")]
    [InlineData("/dataset.jsonld")]
    [InlineData("/schema.graphql")]
    [InlineData("/graphql/operations")]
    public async Task A_parameter_that_would_fill_caches_with_the_same_is_refused(string path)
    {
        using var answer = await Host.GetAsync(path + "?x=1");
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("no-store", answer.Headers.CacheControl!.ToString());
        Assert.Contains($"{path} takes no parameters; leave out “?x=1”.", await answer.Content.ReadAsStringAsync());
        // Google Sheets gets past the failure that it keeps by another address.
        using var again = await Host.GetAsync(path + "?_=2");
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
    }

    [Fact]
    public async Task Another_file_is_404_and_says_which_there_are()
    {
        using var answer = await Host.GetAsync("/downloads/reform.pdf");
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("reform.csv, reform.xlsx", await answer.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_temporary_folder_that_cannot_be_written_is_a_503_of_downloads_alone(bool isDenied)
    {
        var served = new Served(
            (_, _, _, _) => throw new InvalidOperationException(),
            _ => Task.FromResult<PublicReleases?>(new PublicReleases(1)),
            "type Query { a: Int }"u8.ToArray(),
            new Download(
                "reform.csv",
                "text/csv",
                (_, _) => throw (isDenied ? new UnauthorizedAccessException("/secret") : new IOException("/secret"))));
        await using var host = await RunningHost.StartAsync(served);
        using var answer = await host.SendAsync(HttpMethod.Get, "/downloads/reform.csv");
        Assert.Equal(
            (HttpStatusCode.ServiceUnavailable, "5"), (answer.StatusCode, answer.Headers.RetryAfter!.ToString()));
        Assert.Null(answer.Headers.ETag);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.Contains("\"code\":\"DOWNLOAD_UNAVAILABLE\"", text);
        Assert.Contains("everything else is served", text);
        Assert.DoesNotContain("secret", text);
        using var ready = await host.SendAsync(HttpMethod.Get, "/health/ready");
        Assert.Equal(HttpStatusCode.OK, ready.StatusCode);
    }
}

public sealed class DownloadTestsOnPostgreSql(PostgreSqlDatabase database)
    : DownloadTests(database), IClassFixture<PostgreSqlDatabase>;
