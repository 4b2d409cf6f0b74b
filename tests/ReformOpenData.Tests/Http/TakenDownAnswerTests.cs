using System.Net;
using Microsoft.Extensions.DependencyInjection;
using ReformOpenData.Data.Exports;
using ReformOpenData.Data.Releases;
using ReformOpenData.Data.Storage;
using ReformOpenData.Server.Answers;
using ReformOpenData.Server.Endpoints;
using ReformOpenData.Server.Hosting;
using ReformOpenData.Tests.Databases;
using ReformOpenData.Tests.Releases;

namespace ReformOpenData.Tests.Http;

/// <summary>What readers get of a release that was taken down while the server runs.</summary>
public abstract class TakenDownAnswerTests(TestDatabase database) : IAsyncLifetime
{
    private const string Name = "会津花子氏";
    private const string Gone =
        "\"message\":\"Release 2 was taken down: 個人名が含まれていたため\"";

    private Store _store = null!;
    private RunningHost _host = null!;

    public async Task InitializeAsync()
    {
        _store = await database.NewStoreAsync();
        foreach (var text in new[] { "一", Name, "三" })
            await _store.ImportAndPublishAsync(Imports.Read(text));
        _host = await RunningHost.StartAsync(_store);
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [SkippableFact]
    public async Task Within_a_look_every_way_to_it_is_gone_and_tags_and_answers_in_memory_end()
    {
        string[] questions =
        [
            "{release(number:2){narratives{nodes{text}}}}",
            "{release(number:2){search(query:\"会津\"){totalCount}}}",
            "{release(number:2){changes{nodes{after}}}}",
            "{release(number:2){dataset{publishers}}}",
            "{release(number:2){plans{nodes{title}}}}",
            "{release(number:2){narrative(municipality:\"990001\" plan:2017 category:1 item:1 initiative:1 "
                + "assessment:1 fiscalYear:2021){text}}}",
            "{release(number:2){node(id:\"TXVuaWNpcGFsaXR5Ojk5MDAwMQ\"){...on Municipality{name}}}}",
            "{release(number:2){nodes(ids:[\"TXVuaWNpcGFsaXR5Ojk5MDAwMQ\"]){...on Municipality{name}}}}",
            "{compare(from:1 to:2){nodes{after}}}",
            "{compare(from:2 to:3){nodes{before}}}",
            "{a:release(number:2){narratives{totalCount}} b:compare(from:2 to:3){totalCount}}",
            "{releases{nodes{number narratives{totalCount}}}}",
        ];
        var tags = new List<string>();
        foreach (var question in questions)
        {
            using var answer = await AskAsync(question);
            Assert.True(answer.StatusCode == HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
            Assert.True(answer.Headers.ETag is not null, question + await answer.Content.ReadAsStringAsync());
            tags.Add(answer.Headers.ETag.ToString());
        }

        await TakeDownAsync();
        foreach (var (index, question) in questions.Index())
        {
            using var answer = await AskAsync(question, tags[index]);
            var text = await answer.Content.ReadAsStringAsync();
            Assert.True(answer.StatusCode == HttpStatusCode.Gone, question + text);
            Assert.Contains(Gone, text);
            Assert.Contains("\"code\":\"RELEASE_TAKEN_DOWN\"", text);
            Assert.DoesNotContain(Name, text);
            Assert.Equal("no-store", answer.Headers.CacheControl!.ToString());
        }

        foreach (var file in (string[])
            ["reform.zip", "ratings.csv", "datapackage.json", "990001/2017.jsonld", "catalog.ttl"])
        {
            using var answer = await _host.SendAsync(HttpMethod.Get, $"/releases/2/{file}");
            Assert.Equal((file, HttpStatusCode.Gone), (file, answer.StatusCode));
            Assert.Contains(Gone, await answer.Content.ReadAsStringAsync());
        }
    }

    [SkippableFact]
    public async Task The_record_and_all_other_answers_are_there()
    {
        using (await AskAsync("{release(number:2){narratives{nodes{text}}}}"))
            await TakeDownAsync();
        Assert.Equal(
            "{\"data\":{\"releases\":{\"nodes\":[{\"number\":1,"
                + "\"status\":\"SUPERSEDED\",\"takenDownAt\":null,\"takenDownReason\":null},"
            + "{\"number\":2,"
            + "\"status\":\"TAKEN_DOWN\","
            + "\"takenDownAt\":\"2026-04-01T09:00:00Z\",\"takenDownReason\":\"個人名が含まれていたため\"},"
            + "{\"number\":3,\"status\":\"CURRENT\",\"takenDownAt\":null,\"takenDownReason\":null}]}}}",
            await TextAsync("{releases{nodes{number status takenDownAt takenDownReason}}}"));
        Assert.Equal(
            "{\"data\":{\"release\":{\"number\":2,\"counts\":{\"narratives\":2},\"note\":null}}}",
            await TextAsync("{release(number:2){number counts{narratives} note}}"));
        Assert.Equal(
            "{\"data\":{\"release\":{\"changes\":{\"nodes\":[{\"before\":\"一\",\"after\":\"三\"}]}}}}",
            await TextAsync("{release(number:3){changes(where:{field:{eq:\"text\"}}){nodes{before after}}}}"));
        Assert.Equal(
            "{\"data\":{\"releases\":{\"groups\":[{\"status\":\"CURRENT\","
                + "\"count\":1},{\"status\":\"SUPERSEDED\",\"count\":1},{\"status\":\"TAKEN_DOWN\",\"count\":1}]}}}",
            await TextAsync("{releases{groups(by:[STATUS]){status count}}}"));

        // Where something else was asked for too, it is answered.
        using var mixed = await AskAsync("{release(number:2){narratives{totalCount}} plans{totalCount}}");
        Assert.Equal(HttpStatusCode.OK, mixed.StatusCode);
        var text = await mixed.Content.ReadAsStringAsync();
        Assert.Contains(Gone, text);
        Assert.Contains("\"data\":{\"release\":null,\"plans\":{\"totalCount\":2}}", text);
        Assert.Equal(
            "{\"data\":{\"search\":{\"totalCount\":0}}}", await TextAsync("{search(query:\"会津花子\"){totalCount}}"));
    }

    [SkippableFact]
    public async Task Downloads_of_what_was_taken_back_and_down_are_deleted()
    {
        var written = new List<Stream>();
        await using var host = await RunningHost.StartAsync(new Served(
            (_, _, _, _) => throw new InvalidOperationException(),
            async cancellation => await _store.LookAsync(cancellation) is { Release: { } number } look
                ? new PublicReleases(number, look.Stamp, look.Publications)
                : null,
            "type Query { a: Int }"u8.ToArray(),
            new Download("reform.csv", "text/csv", (release, stream) =>
            {
                lock (written) written.Add(stream);
                TidyCsv.Write(new ReleaseReader(_store).ReadAsync(release).ToBlockingEnumerable(), stream);
            })));
        using (var file = await host.SendAsync(HttpMethod.Get, "/downloads/reform.csv"))
            Assert.Contains("三", await file.Content.ReadAsStringAsync());
        Assert.True(Assert.Single(written).CanRead);
        await new Publication(_store, Imports.Clock).RollbackAsync(1);
        await WaitAsync(() => Task.FromResult(!written[0].CanRead));
    }

    private async Task TakeDownAsync()
    {
        var last = _host.App.Services.GetRequiredService<CurrentRelease>().Seen;
        await new Publication(_store, Imports.Clock).TakeDownAsync([2], "個人名が含まれていたため", "steward", keepsShared: false);
        await WaitAsync(() => Task.FromResult(_host.App.Services.GetRequiredService<CurrentRelease>().Seen != last));
    }

    private static async Task WaitAsync(Func<Task<bool>> until)
    {
        for (var i = 0; !await until(); i++)
        {
            Assert.True(i < 500, "It does not come.");
            await Task.Delay(20);
        }
    }

    private async Task<string> TextAsync(string question)
    {
        using var answer = await AskAsync(question);
        return await answer.Content.ReadAsStringAsync();
    }

    private Task<HttpResponseMessage> AskAsync(string question, string? tag = null) => _host.SendAsync(
        HttpMethod.Get, "/graphql?query=" + Uri.EscapeDataString(question),
        [("Accept", "application/json"), .. tag is null ? [] : new[] { ("If-None-Match", tag) }]);
}

public sealed class TakenDownAnswerTestsOnSqlite(SqliteDatabase database)
    : TakenDownAnswerTests(database), IClassFixture<SqliteDatabase>;

public sealed class TakenDownAnswerTestsOnPostgreSql(PostgreSqlDatabase database)
    : TakenDownAnswerTests(database), IClassFixture<PostgreSqlDatabase>;
