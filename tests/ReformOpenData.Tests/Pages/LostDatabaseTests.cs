using System.Diagnostics;
using System.Net;
using AngleSharp.Html.Parser;
using ReformOpenData.Data.Releases;
using ReformOpenData.Data.Storage;
using ReformOpenData.Server.Configuration;
using ReformOpenData.Tests.Databases;
using ReformOpenData.Tests.Documentation;
using ReformOpenData.Tests.Http;

namespace ReformOpenData.Tests.Pages;

/// <summary>What readers see while the database is gone.</summary>
public abstract class LostDatabaseTests(TestDatabase database)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>Pages that somebody has read before, of most kinds.</summary>
    private static readonly string[] Read =
    [
        "/en", "/072028/2017", "/en/072028/2017/01/01/003", "/072028/2017/ratings?grade=B", "/search?q=公共施設",
        "/en/gallery/reasons", "/embed/072028/2017/matrix", "/072028/2017/01.json", "/072028/2017/ratings.csv",
    ];

    [SkippableFact]
    public async Task Pages_in_memory_are_served_and_others_say_in_words_that_they_cannot_be_shown()
    {
        var location = database.NewLocation();
        var store = await database.OpenAsync(location);
        await Seeding.EnsureSeededAsync(store, TimeProvider.System, Repository.Path("data"));
        await using var host = await RunningHost.StartAsync(store, options: new ServerOptions { ReleasePollMs = 50 });
        var before = new List<byte[]>();
        foreach (var path in Read)
        {
            using var answer = await host.SendAsync(HttpMethod.Get, path, ("Accept", "text/html,*/*;q=0.8"));
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            before.Add(await answer.Content.ReadAsByteArrayAsync());
        }

        Lose(location);
        for (var watch = Stopwatch.StartNew(); ; await Task.Delay(20))
        {
            using var ready = await host.SendAsync(HttpMethod.Get, "/health/ready");
            if (ready.StatusCode == HttpStatusCode.ServiceUnavailable)
                break;
            Assert.True(watch.Elapsed < Patience, "/health/ready stays as it was.");
        }

        foreach (var (path, bytes) in Read.Zip(before))
        {
            using var answer = await host.SendAsync(HttpMethod.Get, path, ("Accept", "text/html,*/*;q=0.8"));
            Assert.Equal((path, HttpStatusCode.OK), (path, answer.StatusCode));
            Assert.Equal(bytes, await answer.Content.ReadAsByteArrayAsync());
        }

        string[] others = [.. Kinds.All, .. Kinds.All.Select(Kinds.English), .. Kinds.Embeds];
        foreach (var path in others.Except([.. Read, "/nothing", "/en/nothing"]))
        {
            using var answer = await host.SendAsync(HttpMethod.Get, path, ("Accept", "text/html,*/*;q=0.8"));
            Assert.Equal((path, HttpStatusCode.ServiceUnavailable), (path, answer.StatusCode));
            Assert.Equal("5", answer.Headers.RetryAfter!.ToString());
            var page = new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync());
            var isEnglish = path.StartsWith("/en", StringComparison.Ordinal);
            Assert.Equal(isEnglish ? "en" : "ja", page.DocumentElement.GetAttribute("lang"));
            Assert.Equal(
                isEnglish ? "This cannot be shown just now" : "ただいま表示できません",
                page.QuerySelector("h1")!.TextContent);
            Assert.Contains(
                isEnglish ? "Please try again in a little while." : "少し待ってから、もう一度開いてください。",
                page.QuerySelector("main")!.TextContent,
                StringComparison.Ordinal);
            Assert.DoesNotContain(location, page.DocumentElement.OuterHtml, StringComparison.Ordinal);
        }
    }

    /// <summary>Takes the database away from under the host.</summary>
    protected abstract void Lose(string location);
}

public sealed class LostDatabaseTestsOnSqlite(SqliteDatabase database)
    : LostDatabaseTests(database), IClassFixture<SqliteDatabase>
{
    protected override void Lose(string location) => File.Move(
        Path.Combine(location, Store.FileName), Path.Combine(location, "elsewhere.db"));
}

public sealed class LostDatabaseTestsOnPostgreSql(PostgreSqlDatabase database)
    : LostDatabaseTests(database), IClassFixture<PostgreSqlDatabase>
{
    protected override void Lose(string location)
    {
        PostgreSqlDatabase.Allow(location, sessions: false);
        PostgreSqlDatabase.EndSessions(location);
    }
}
