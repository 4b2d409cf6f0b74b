using System.Net;
using ReformOpenData.Server.Answers;
using ReformOpenData.Server.Configuration;
using ReformOpenData.Server.Hosting;
using ReformOpenData.Server.Schema;
using ReformOpenData.Tests.Databases;
using ReformOpenData.Tests.Documentation;
using ReformOpenData.Tests.Http;
using ReformOpenData.Tests.Queries;

namespace ReformOpenData.Tests.Metadata;

/// <summary>What only another release than the current one has: here a municipality that came with release 2, while 1
/// is current.</summary>
public abstract class WithdrawnThingTests(TestDatabase database)
{
    [SkippableFact]
    public async Task A_key_that_another_release_has_is_410_and_leads_there()
    {
        var store = (await QuestionStore.CreateAsync(database)).Store;
        var sdl = await File.ReadAllBytesAsync(Repository.Path("schema/reform.graphql"));
        var schema = ReformSchema.Create(store, sdl);
        var releases = new PublicReleases(1, "", new Dictionary<int, string> { [1] = "one", [2] = "two" });
        await using var host = await RunningHost.StartAsync(
            new Served(
                (request, release, client, cancellation) =>
                    schema.ExecuteAsync(request, release, client.Value, null, cancellation),
                _ => Task.FromResult<PublicReleases?>(releases),
                sdl),
            new ServerOptions { RequestsPerMinute = 0 });
        foreach (var path in (string[])[
            "/990014/ratings.csv", "/990014/2013/ratings", "/990014/2013.jsonld", "/990014/2013/grades.ttl",
        ])
        {
            using var gone = await host.SendAsync(HttpMethod.Get, path);
            Assert.True(gone.StatusCode == HttpStatusCode.Gone, $"{path}: {await gone.Content.ReadAsStringAsync()}");
            Assert.Contains("\"code\":\"KEY_WITHDRAWN\"", await gone.Content.ReadAsStringAsync());
            Assert.Equal("no-store", gone.Headers.CacheControl!.ToString());
            Assert.Equal($"</releases/2{path}>; rel=\"predecessor-version\"", gone.Headers.GetValues("Link").Single());
            using var there = await host.SendAsync(HttpMethod.Get, "/releases/2" + path);
            Assert.Equal(HttpStatusCode.OK, there.StatusCode);
        }

        // A page of it, and of a list of it.
        foreach (var (language, path) in ((string, string)[])
            [("", "/990014/2013"), ("", "/990014/2013/ratings"), ("/en", "/990014/2013/ratings")])
        {
            using var gone = await host.SendAsync(HttpMethod.Get, language + path, ("Accept", "text/html"));
            Assert.Equal(HttpStatusCode.Gone, gone.StatusCode);
            Assert.Equal(
                $"<{language}/releases/2{path}>; rel=\"predecessor-version\"", gone.Headers.GetValues("Link").Single());
            using var there = await host.SendAsync(
                HttpMethod.Get, $"{language}/releases/2{path}", ("Accept", "text/html"));
            Assert.Equal(HttpStatusCode.OK, there.StatusCode);
        }

        foreach (var path in (string[])[
            "/990014/2099/ratings.csv", "/990014/2099.jsonld", "/releases/1/990014/ratings.csv", "/000000/ratings.csv",
        ])
        {
            using var unknown = await host.SendAsync(HttpMethod.Get, path);
            Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
            Assert.Contains("\"code\":\"KEY_UNKNOWN\"", await unknown.Content.ReadAsStringAsync());
            Assert.False(unknown.Headers.Contains("Link"));
        }
    }
}

public sealed class WithdrawnThingTestsOnSqlite(SqliteDatabase database)
    : WithdrawnThingTests(database), IClassFixture<SqliteDatabase>;

public sealed class WithdrawnThingTestsOnPostgreSql(PostgreSqlDatabase database)
    : WithdrawnThingTests(database), IClassFixture<PostgreSqlDatabase>;
