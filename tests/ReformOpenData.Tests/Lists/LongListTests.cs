using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using ReformOpenData.Data.Import;
using ReformOpenData.Data.Plans;
using ReformOpenData.Data.Releases;
using ReformOpenData.Data.Storage;
using ReformOpenData.Server.Answers;
using ReformOpenData.Server.Configuration;
using ReformOpenData.Server.Hosting;
using ReformOpenData.Server.Lists;
using ReformOpenData.Server.Representations;
using ReformOpenData.Server.Schema;
using ReformOpenData.Tests.Databases;
using ReformOpenData.Tests.Documentation;
using ReformOpenData.Tests.Http;
using ReformOpenData.Tests.Releases;

namespace ReformOpenData.Tests.Lists;

/// <summary>Lists of several pages: sent while they are made, whole or cut, and of one release.</summary>
public abstract class LongListTests(TestDatabase database) : IAsyncLifetime
{
    private const int Municipalities = 30;
    private const int Ratings = 72 * Municipalities;

    private RunningHost? _host;
    private Store _store = null!;
    private int _executed;

    /// <summary>Called before each execution, with its number from 1.</summary>
    private Func<int, Task> _before = _ => Task.CompletedTask;

    public async Task InitializeAsync()
    {
        try
        {
            _store = await database.NewStoreAsync();
        }
        catch (SkipException)
        {
            return; // Each test says that it is skipped; what comes before the tests cannot.
        }

        await PublishAsync("架空市");
        var sdl = await File.ReadAllBytesAsync(Repository.Path("schema/reform.graphql"));
        var schema = ReformSchema.Create(_store, sdl);
        _host = await RunningHost.StartAsync(
            new Served(
                async (request, release, client, cancellation) =>
                {
                    await _before(Interlocked.Increment(ref _executed));
                    return await schema.ExecuteAsync(request, release, client.Value, null, cancellation);
                },
                async cancellation => await _store.LookAsync(cancellation) is { Release: { } number } look
                    ? new PublicReleases(number, look.Stamp, look.Publications)
                    : null,
                sdl),
            new ServerOptions { RequestsPerMinute = 0, ReleasePollMs = 50, CacheBytes = 0 });
    }

    public async Task DisposeAsync()
    {
        if (_host is not null) await _host.DisposeAsync();
    }

    [SkippableFact]
    public async Task Every_format_has_all_rows_and_says_how_many_there_are()
    {
        // Columns that came later are behind it.
        var id = ListTables.Find("ratings")!.Columns.Index().Single(column => column.Item.Name == "id").Index;
        var csv = await GetAsync("/ratings.csv?bom=0");
        var ids = TableFiles.Csv(csv.Text)[1..].ConvertAll(row => row[id]);
        Assert.Equal(Ratings, ids.Count);
        Assert.Equal(Ratings, ids.Distinct().Count());
        Assert.Equal(Ratings.ToString(CultureInfo.InvariantCulture), csv.Total);
        Assert.Equal(
            ids, TableFiles.Ndjson((await GetAsync("/ratings.ndjson")).Text).ConvertAll(row => row["id"].ToString()));
        var json = JsonElement.Parse((await GetAsync("/ratings.json")).Text);
        Assert.Equal(ids, json.GetProperty("rows").EnumerateArray().Select(row => row.GetProperty("id").ToString()));
        Assert.Equal(
            (Ratings, JsonValueKind.Null), (json.GetProperty("total").GetInt32(), json.GetProperty("next").ValueKind));
        using var workbook = await Host.SendAsync(HttpMethod.Get, "/ratings.xlsx");
        Assert.Equal(
            ids, TableFiles.Sheet(await workbook.Content.ReadAsByteArrayAsync())[1..].Select(row => row[id].Text));
        Assert.Equal(csv.Total, workbook.Headers.GetValues("Reform-Total-Count").Single());
    }

    [SkippableFact]
    public async Task Rows_within_others_are_counted_too()
    {
        foreach (var query in new[] { "", "?department=%E8%B2%A1%E6%94%BF%E8%AA%B2" })
        {
            var list = await GetAsync($"/rating-departments.ndjson{query}");
            var rows = TableFiles.Ndjson(list.Text);
            Assert.Equal(rows.Count.ToString(CultureInfo.InvariantCulture), list.Total);
            Assert.Equal((query.Length == 0 ? 79 : 9) * Municipalities, rows.Count);
        }
    }

    [SkippableFact]
    public async Task A_part_of_it_and_its_headers_and_a_compressed_form_can_be_had()
    {
        var whole = Encoding.UTF8.GetBytes((await GetAsync("/narratives.csv")).Text);
        using var part =
            await Host.SendAsync(HttpMethod.Get, "/narratives.csv", ("Range", $"bytes={whole.Length - 50}-"));
        Assert.Equal((HttpStatusCode.PartialContent, $"bytes {whole.Length - 50}-{whole.Length - 1}/{whole.Length}"),
            (part.StatusCode, part.Content.Headers.ContentRange!.ToString()));
        Assert.Equal(whole[^50..], await part.Content.ReadAsByteArrayAsync());
        using var head = await Host.SendAsync(HttpMethod.Head, "/narratives.csv");
        Assert.Equal(
            (HttpStatusCode.OK, $"{66 * Municipalities}"),
            (head.StatusCode, head.Headers.GetValues("Reform-Total-Count").Single()));
        Assert.Empty(await head.Content.ReadAsByteArrayAsync());
        // Never Brotli, which would hold megabytes for each reader.
        using var packed = await Host.SendAsync(HttpMethod.Get, "/narratives.csv", ("Accept-Encoding", "br, gzip"));
        Assert.Equal("gzip", packed.Content.Headers.ContentEncoding.Single());
        Assert.NotEqual(head.Headers.ETag, packed.Headers.ETag);
        await using var reading = new GZipStream(await packed.Content.ReadAsStreamAsync(), CompressionMode.Decompress);
        using var unpacked = new MemoryStream();
        await reading.CopyToAsync(unpacked);
        Assert.Equal(whole, unpacked.ToArray());

        var before = _executed;
        using var again =
            await Host.SendAsync(HttpMethod.Get, "/narratives.csv", ("If-None-Match", head.Headers.ETag!.ToString()));
        Assert.Equal((HttpStatusCode.NotModified, before), (again.StatusCode, _executed));
    }

    [SkippableFact]
    public async Task The_next_page_is_made_while_one_is_sent_and_no_more_for_who_leaves()
    {
        var services = Host.App.Services;
        var (csv, release) = (TableFormat.Find("csv")!, services.GetRequiredService<CurrentRelease>().Seen!.Current);
        var asking = ListAsking.Read(
            services.GetRequiredService<ListSchema>(),
            new ListAddress(null, [], "ratings", csv.Name),
            csv,
            "",
            hasPlanCodes: false,
            out _)!;
        var form = new TableRepresentation(csv, asking.Question.First, asking.Parameters.Options) { GoesOn = true };
        var pages = new ListPages(services.GetRequiredService<AnswerService>(), asking.Question, release, default)
            .AllAsync(form, CancellationToken.None).GetAsyncEnumerator();
        var (first, third) = (_executed, new TaskCompletionSource());
        _before = number =>
        {
            if (number == first + 3)
                third.SetResult();
            return Task.CompletedTask;
        };
        Assert.True(await pages.MoveNextAsync() && await pages.MoveNextAsync());
        await third.Task;
        await pages.DisposeAsync();
        Assert.Equal(first + 3, _executed);
    }

    [SkippableFact]
    public async Task What_is_published_meanwhile_is_not_in_it()
    {
        var expected = await GetAsync("/ratings.csv");
        var first = _executed;
        _before = async number =>
        {
            if (number == first + 2) await PublishAsync("新市");
        };
        var list = await GetAsync("/ratings.csv");
        Assert.Equal(expected, list);
        Assert.DoesNotContain("新市", list.Text);
        Assert.True(_executed - first > 4);
    }

    [SkippableFact]
    public async Task A_fault_on_the_way_cuts_the_connection_and_writes_nothing_into_the_data()
    {
        foreach (var (format, coding) in new[] { ("csv", ""), ("csv", "gzip"), ("json", ""), ("ndjson", "") })
        {
            _before = _ => Task.CompletedTask;
            var whole = (await GetAsync($"/ratings.{format}")).Text.TrimStart('\uFEFF');
            var first = _executed;
            _before = number =>
                number == first + 4 ? throw new InvalidOperationException("Secret of the inside") : Task.CompletedTask;
            using var request = new HttpRequestMessage(HttpMethod.Get, $"/ratings.{format}");
            request.Headers.TryAddWithoutValidation("Accept-Encoding", coding);
            using var got = new MemoryStream();
            await Assert.ThrowsAnyAsync<Exception>(async () =>
            {
                using var answer = await Host.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
                Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
                await (await answer.Content.ReadAsStreamAsync()).CopyToAsync(got);
            });
            if (coding.Length > 0) continue;
            var text = Encoding.UTF8.GetString(got.ToArray()).TrimStart('\uFEFF').TrimEnd('\uFFFD');
            Assert.True(text.Length < whole.Length && whole.StartsWith(text, StringComparison.Ordinal));
        }
    }

    [SkippableFact]
    public async Task A_workbook_that_cannot_be_made_whole_is_an_error_with_its_status()
    {
        Assert.NotNull(Host);
        var first = _executed;
        _before = number =>
            number == first + 4 ? throw new InvalidOperationException("Secret of the inside") : Task.CompletedTask;
        using var answer = await Host.SendAsync(HttpMethod.Get, "/ratings.xlsx");
        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.Equal("application/json; charset=utf-8", answer.Content.Headers.ContentType!.ToString());
        Assert.DoesNotContain("Secret", await answer.Content.ReadAsStringAsync());
    }

    private RunningHost Host
    {
        get
        {
            Missing.Unless(_host is not null, "PostgreSQL is not installed.");
            return _host!;
        }
    }

    private async Task<(string Text, string Total)> GetAsync(string path)
    {
        using var answer = await Host.SendAsync(HttpMethod.Get, path);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return (Encoding.UTF8.GetString(await answer.Content.ReadAsByteArrayAsync()), answer.Headers
            .GetValues("Reform-Total-Count")
            .Single());
    }

    /// <summary>The published table under thirty codes, whose cities bear this name.</summary>
    private async Task PublishAsync(string name)
    {
        var published = ManyMunicipalities.Create(1).First();
        var documents =
            Enumerable.Range(1, Municipalities).Select(index => $"98{index:000}").Select(code => published with
            {
                Code = code + Keys.CheckDigit(code),
                Name = name + code,
            });
        var outcome = await new Importer(_store, Imports.Clock).ImportAsync(
            [.. documents.Select(municipality => new ReadResult(municipality, municipality.Documents[0], []))],
            new ImportOptions());
        Assert.Equal(ImportStatus.Imported, outcome.Status);
        await _store.PublishAsync();
    }
}

public sealed class LongListTestsOnSqlite(SqliteDatabase database)
    : LongListTests(database), IClassFixture<SqliteDatabase>;

public sealed class LongListTestsOnPostgreSql(PostgreSqlDatabase database)
    : LongListTests(database), IClassFixture<PostgreSqlDatabase>;
