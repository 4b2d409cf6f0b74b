using System.Diagnostics;
using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using ReformOpenData.Data.Plans;
using ReformOpenData.Data.Releases;
using ReformOpenData.Data.Storage;
using ReformOpenData.Server.Answers;
using ReformOpenData.Tests.Databases;
using ReformOpenData.Tests.Releases;

namespace ReformOpenData.Tests.Http;

/// <summary>The file of the store is another one while the server runs, or is not as it was written.</summary>
public sealed class ReplacedStoreTests(SqliteDatabase database) : IClassFixture<SqliteDatabase>
{
    private const string Question =
        "{a:narratives(where:{text:{eq:\"%\"}}){totalCount} b:narratives(where:{text:{eq:\"%\"}}){totalCount} "
            + "releases{totalCount}}";

    [Fact]
    public async Task How_much_a_release_holds_is_known_before_anybody_can_ask_about_it()
    {
        var store = await database.OpenAsync(await MakeAsync("一"));
        await using var host = await RunningHost.StartAsync(store);
        Assert.True(store.SizeAsync(1).IsCompletedSuccessfully);
        Assert.Equal(2, await store.ImportAndPublishAsync(Imports.Read("三")));
        var current = host.App.Services.GetRequiredService<CurrentRelease>();
        while (current.Seen!.Current != 2)
            await Task.Delay(5);
        Assert.True(store.SizeAsync(2).IsCompletedSuccessfully);
    }

    [Fact]
    public async Task A_file_that_takes_the_place_of_another_is_served_whole_and_no_answer_is_of_both()
    {
        var location = await MakeAsync("一");
        var other = await MakeAsync("二", municipalities: 30);
        var store = await database.OpenAsync(location);
        await using var host = await RunningHost.StartAsync(store);
        Assert.Equal((1, 1, 1), await AskAsync(host, "一"));
        using var first = await host.SendAsync(HttpMethod.Get, "/graphql?query={narratives{nodes{text}}}");
        File.Move(Path.Combine(other, Store.FileName), Path.Combine(location, Store.FileName), overwrite: true);
        (int, int, int)? answer;
        for (var i = 0; (answer = await AskAsync(host, "二")) != (30, 30, 1); i++)
        {
            Assert.True(answer is null or (0, 0, 1), $"{answer} is of both.");
            Assert.True(i < 1000, "The new file does not come.");
            await Task.Delay(5);
        }

        // The number of the release is the same; the answers and their tags are not.
        using var again = await host.SendAsync(
            HttpMethod.Get, "/graphql?query={narratives{nodes{text}}}",
            ("If-None-Match", first.Headers.ETag!.ToString()));
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        Assert.Contains("二", await again.Content.ReadAsStringAsync());

        // It is a store like any other.
        Assert.Equal(2, await store.ImportAndPublishAsync(Imports.Read("三")));
        for (var i = 0; await AskAsync(host, "三") != (1, 1, 2); i++)
        {
            Assert.True(i < 500, "The new release does not come.");
            await Task.Delay(10);
        }

        Assert.Empty(await new StoreCheck(store).AllAsync());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_link_that_leads_elsewhere_later_makes_no_answer_of_both(bool isOfFolder)
    {
        var (location, other) = (await MakeAsync("一"), await MakeAsync("二"));
        var place = Path.Combine(database.NewLocation(), "place");
        var link = isOfFolder ? place : Path.Combine(Directory.CreateDirectory(place).FullName, Store.FileName);
        void Lead(string to)
        {
            using var ln =
                Process.Start("ln", ["-sfn", isOfFolder ? to : Path.Combine(to, Store.FileName), link]);
            ln.WaitForExit();
        }

        Lead(location);
        var store = await database.OpenAsync(place);
        await using var host = await RunningHost.StartAsync(store);
        Assert.Equal((1, 1, 1), await AskAsync(host, "一"));
        Lead(other);
        for (var i = 0; i < 20; i++)
        {
            Assert.Equal("一", await TextAsync(store));
            Assert.Equal((1, 1, 1), await AskAsync(host, "一"));
            Assert.Equal((0, 0, 1), await AskAsync(host, "二"));
        }

        await using (var anew = await Store.OpenSqliteAsync(place))
            Assert.Equal("二", await TextAsync(anew));

        // More at once than were open before.
        static async Task<string?> TextAsync(Store store)
        {
            var connections = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => store.OpenReadAsync().AsTask()));
            var texts = await Task.WhenAll(connections.Select(connection =>
                connection.ScalarAsync("SELECT max(text) FROM narrative", default)));
            foreach (var connection in connections)
                await connection.DisposeAsync();
            return texts.Distinct().Single() as string;
        }
    }

    [Fact]
    public async Task A_file_that_is_not_a_store_is_not_served_and_a_store_after_it_is()
    {
        var location = await MakeAsync("一");
        var other = await MakeAsync("二");
        var store = await database.OpenAsync(location);
        await using var host = await RunningHost.StartAsync(store);
        var file = Path.Combine(location, Store.FileName);
        var strange = Path.Combine(other, "strange.db");
        await File.WriteAllTextAsync(strange, "not a store");
        File.Move(strange, file, overwrite: true);
        await ReadyAsync(host, HttpStatusCode.ServiceUnavailable);
        Assert.Null(await AskAsync(host, "二"));
        File.Move(Path.Combine(other, Store.FileName), file, overwrite: true);
        await ReadyAsync(host, HttpStatusCode.OK);
        Assert.Equal((1, 1, 1), await AskAsync(host, "二"));
    }

    [Fact]
    public async Task A_store_that_is_not_as_it_was_written_is_not_served()
    {
        var location = await MakeAsync("壊れる文");
        var good = await MakeAsync("壊れる文");
        StoreCheckTestsOnSqlite.Flip(Path.Combine(location, Store.FileName), "壊れる文");
        await using var host = await RunningHost.StartAsync(await database.OpenAsync(location));
        foreach (var path in new[]
        {
            "/graphql?query={__typename}", "/graphql/operations/RatingsByCategory", "/downloads/reform.csv",
            "/dataset.jsonld", "/graphql.csv?query={releases{nodes{number}}}", "/ratings.csv", "/catalog.jsonld",
            "/datapackage.json", "/releases.atom", "/sitemap.xml", "/sitemap-site.xml",
        })
        {
            using var answer = await host.SendAsync(HttpMethod.Get, path);
            Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
            Assert.Contains("\"code\":\"STORE_DAMAGED\"", await answer.Content.ReadAsStringAsync());
        }

        Assert.Equal(
            """{"status":"store damaged","release":1}""", await ReadyAsync(host, HttpStatusCode.ServiceUnavailable));
        File.Move(Path.Combine(good, Store.FileName), Path.Combine(location, Store.FileName), overwrite: true);
        Assert.StartsWith("""{"status":"ready","release":1,"verified":""", await ReadyAsync(host, HttpStatusCode.OK));
        Assert.Equal((1, 1, 1), await AskAsync(host, "壊れる文"));
    }

    /// <summary>A closed store whose release 1 holds a text in each municipality.</summary>
    private async Task<string> MakeAsync(string text, int municipalities = 1)
    {
        var location = database.NewLocation();
        await using var store = await Store.OpenSqliteAsync(location);
        var outcome = await new Importer(store, Imports.Clock).ImportAsync(
            Enumerable.Range(0, municipalities).Select(i => $"99{i:000}")
                .Select(code => Imports.Read(text, code: code + Keys.CheckDigit(code))),
            new ImportOptions { Publish = true });
        Assert.Equal(ImportStatus.Imported, outcome.Status);
        return location;
    }

    private static async Task<string> ReadyAsync(RunningHost host, HttpStatusCode status)
    {
        for (var i = 0; ; i++)
        {
            using var answer = await host.SendAsync(HttpMethod.Get, "/health/ready");
            var text = await answer.Content.ReadAsStringAsync();
            if (answer.StatusCode == status)
                return text;
            Assert.True(i < 500, text);
            await Task.Delay(10);
        }
    }

    /// <summary>How many texts both fields and how many releases the third found; null for 503.</summary>
    private static async Task<(int, int, int)?> AskAsync(RunningHost host, string text)
    {
        // Another name each time, so that nothing is answered from memory.
        var question = Question.Replace("%", text, StringComparison.Ordinal) + $" #{Guid.NewGuid()}";
        using var answer = await host.SendAsync(HttpMethod.Get, "/graphql?query=" + Uri.EscapeDataString(question));
        if (answer.StatusCode == HttpStatusCode.ServiceUnavailable)
            return null;
        using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        var data = json.RootElement.GetProperty("data");
        return (Count("a"), Count("b"), Count("releases"));

        int Count(string field) => data.GetProperty(field).GetProperty("totalCount").GetInt32();
    }
}
