using System.IO.Compression;
using System.Net;
using ReformOpenData.Server.Lists;
using ReformOpenData.Server.Representations;
using ReformOpenData.Tests.Databases;
using ReformOpenData.Tests.Documentation;

namespace ReformOpenData.Tests.Lists;

/// <summary>Lists as files: which format is sent, and what their headers say.</summary>
public sealed class ListFormatTests(SqliteDatabase database, ListHost shared)
    : IClassFixture<SqliteDatabase>, IClassFixture<ListHost>
{
    [Theory]
    [InlineData("text/csv", "csv")]
    [InlineData("application/x-ndjson;q=0.5, text/csv;q=0.4", "ndjson")]
    [InlineData("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx")]
    [InlineData("*/*", "json")]
    [InlineData("image/png", "json")]
    [InlineData("text/csv;q=0.5, */*", "json")]
    [InlineData("text/html;q=0.5, text/csv", "csv")]
    [InlineData("text/html;q=0, text/csv", "csv")]
    public async Task Without_a_suffix_the_client_says_what_it_likes_and_hears_what_it_got(string accept, string format)
    {
        var host = await HostAsync();
        using var bare = await host.GetAsync("/plans?limit=1", ("Accept", accept));
        Assert.Equal($"/plans.{format}?limit=1", bare.Content.Headers.ContentLocation!.ToString());
        Assert.Equal(["Accept", "Accept-Encoding"], bare.Headers.Vary);
        Assert.Equal(await host.BytesAsync($"/plans.{format}?limit=1"), await bare.Content.ReadAsByteArrayAsync());
        using var suffixed = await host.GetAsync("/plans.csv?limit=1");
        Assert.Equal(["Accept-Encoding"], suffixed.Headers.Vary);
    }

    [Fact]
    public async Task A_page_is_shown_to_who_likes_it_better_than_a_file()
    {
        var host = await HostAsync();
        using var page = await host.GetAsync("/plans?limit=1", ("Accept", "text/html, text/csv;q=0.5"));
        Assert.Equal("text/html; charset=utf-8", page.Content.Headers.ContentType!.ToString());
    }

    [Theory]
    [InlineData("If-Modified-Since", 0, HttpStatusCode.NotModified)]
    [InlineData("If-Modified-Since", 60, HttpStatusCode.NotModified)]
    [InlineData("If-Modified-Since", -1, HttpStatusCode.OK)]
    [InlineData("If-Unmodified-Since", 0, HttpStatusCode.OK)]
    [InlineData("If-Unmodified-Since", -1, HttpStatusCode.PreconditionFailed)]
    public async Task A_date_is_heeded_where_no_tag_is_named(string name, int seconds, HttpStatusCode status)
    {
        var host = await HostAsync();
        foreach (var path in (string[])["/ratings.csv", "/releases/1/plans.xlsx", "/plans?limit=1", "/items.ndjson"])
        {
            using var whole = await host.GetAsync(path);
            var tag = whole.Headers.ETag!.ToString();
            var date = (name, whole.Content.Headers.LastModified!.Value.AddSeconds(seconds).ToString("R"));
            using var asked = await host.GetAsync(path, date);
            using var head = await host.Running.SendAsync(HttpMethod.Head, path, date);
            Assert.Equal((path, status, status), (path, asked.StatusCode, head.StatusCode));
            if (status != HttpStatusCode.PreconditionFailed)
                Assert.Equal((tag, tag), (asked.Headers.ETag!.ToString(), head.Headers.ETag!.ToString()));
            // A tag says more than a date.
            using var tagged = await host.GetAsync(
                path, date, name == "If-Modified-Since" ? ("If-None-Match", "\"other\"") : ("If-Match", tag));
            Assert.Equal((path, HttpStatusCode.OK), (path, tagged.StatusCode));
            using var both = await host.GetAsync(path, date, ("If-None-Match", tag));
            Assert.Equal(
                (path, name == "If-Modified-Since" || seconds == 0 ? HttpStatusCode.NotModified : status),
                (path, both.StatusCode));
            using var never = await host.GetAsync(path, (name, "the day before"));
            Assert.Equal((path, HttpStatusCode.OK), (path, never.StatusCode));
        }
    }

    [Theory]
    [InlineData("/ratings.csv", "department")]
    [InlineData("/ratings.csv", "is_final")]
    [InlineData("/ratings.csv", "fiscal_year")]
    [InlineData("/ratings.csv", "grade")]
    [InlineData("/rating-departments.csv", "department")]
    [InlineData("/sections.csv", "label")]
    [InlineData("/grades.csv", "grade")]
    public async Task A_star_is_every_value_and_none(string path, string column)
    {
        var host = await HostAsync();
        Assert.Equal(await host.TextAsync(path), await host.TextAsync($"{path}?{column}=*"));
    }

    [Theory]
    [InlineData("/releases.csv")]
    [InlineData("/changes.csv")]
    [InlineData("/releases/2/changes.json")]
    public async Task What_a_take_down_may_change_has_no_date(string path)
    {
        var host = await HostAsync();
        using var whole = await host.GetAsync(path, ("If-Modified-Since", "Fri, 01 Jan 2100 00:00:00 GMT"));
        Assert.Equal(HttpStatusCode.OK, whole.StatusCode);
        Assert.Null(whole.Content.Headers.LastModified);
    }

    [Theory]
    [InlineData("csv")]
    [InlineData("xlsx")]
    [InlineData("json")]
    [InlineData("ndjson")]
    public async Task A_list_is_compressed_cut_asked_again_and_asked_for_headers_as_any_file(string format)
    {
        var host = await HostAsync();
        var path = $"/ratings.{format}";
        using var whole = await host.GetAsync(path);
        var bytes = await whole.Content.ReadAsByteArrayAsync();
        Assert.Equal("bytes", whole.Headers.AcceptRanges.Single());
        using var part = await host.GetAsync(
            path, ("Range", "bytes=10-19"), ("If-Range", whole.Headers.ETag!.ToString()));
        Assert.Equal(
            (HttpStatusCode.PartialContent, $"bytes 10-19/{bytes.Length}"),
            (part.StatusCode, part.Content.Headers.ContentRange!.ToString()));
        Assert.Equal(bytes[10..20], await part.Content.ReadAsByteArrayAsync());
        using var behind = await host.GetAsync(path, ("Range", "bytes=9999999-"));
        Assert.Equal(HttpStatusCode.RequestedRangeNotSatisfiable, behind.StatusCode);
        using var again = await host.GetAsync(path, ("If-None-Match", whole.Headers.ETag.ToString()));
        Assert.Equal((HttpStatusCode.NotModified, whole.Headers.ETag), (again.StatusCode, again.Headers.ETag));
        using var other = await host.GetAsync(path, ("If-Match", "\"other\""));
        Assert.Equal(HttpStatusCode.PreconditionFailed, other.StatusCode);
        using var head = await host.Running.SendAsync(HttpMethod.Head, path);
        Assert.Equal(HeadersOf(whole), HeadersOf(head));
        Assert.Empty(await head.Content.ReadAsByteArrayAsync());
        using var packed = await host.GetAsync(path, ("Accept-Encoding", "gzip"));
        Assert.Equal(format == "xlsx" ? [] : ["gzip"], packed.Content.Headers.ContentEncoding);
        if (format == "xlsx") return;
        Assert.NotEqual(whole.Headers.ETag, packed.Headers.ETag);
        using var unpacked = new MemoryStream();
        await using (var stream = new GZipStream(await packed.Content.ReadAsStreamAsync(), CompressionMode.Decompress))
            await stream.CopyToAsync(unpacked);
        Assert.Equal(bytes, unpacked.ToArray());

        static IEnumerable<string> HeadersOf(HttpResponseMessage answer) =>
            answer.Headers.Concat(answer.Content.Headers)
                .Where(header => header.Key.ToLowerInvariant() is not ("date" or "x-request-id"))
                .Select(header => $"{header.Key}: {string.Join(", ", header.Value)}")
                .Order(StringComparer.Ordinal);
    }

    [Fact]
    public async Task People_get_a_mark_and_one_line_a_row_and_programs_what_they_ask_for()
    {
        var host = await HostAsync();
        var people = await host.TextAsync(
            "/municipalities.csv?headings=ja&fields=municipality_code,municipality_name&sort=-municipality_code&"
            + "limit=1");
        Assert.Equal("\uFEFF自治体コード,自治体名\r\n990014,ﾏﾎﾛﾊﾞ市\r\n", people);
        var programs = await host.TextAsync("/municipalities.csv?bom=0&fields=municipality_code&limit=1");
        Assert.Equal("municipality_code\r\n072028\r\n", programs);
        Assert.Equal("-1", Csv.Cell("-1", TableOptions.Default with { IsGuarded = false }));
        Assert.Equal(("'=1+1", "a b", "a\nb"),
            (Csv.Cell("=1+1", TableOptions.Default), Csv.Cell("a\r\n\nb", TableOptions.Default), Csv.Cell(
                "a\nb", TableOptions.Default with { KeepsBreaks = true })));
    }

    [Fact]
    public void Every_list_and_every_column_is_in_the_page_about_lists()
    {
        var page = File.ReadAllText(Repository.Path("docs/lists.md"));
        Assert.All(ListTables.All, list => Assert.Contains(
            $"| `{list.Name}` | {list.Japanese} | {string.Join(", ", list.Columns.Select(column => column.Name))} |\n",
            page,
            StringComparison.Ordinal));
        Assert.All(
            TableFormat.All.SelectMany(TableParameters.NamesOf)
                .Distinct()
                .Concat(["q", "fields", "sort", "limit", "after", "_"]),
            parameter => Assert.Contains($"| `{parameter}", page, StringComparison.Ordinal));
    }

    private Task<ListHost> HostAsync() => shared.OnAsync(database);
}
