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
