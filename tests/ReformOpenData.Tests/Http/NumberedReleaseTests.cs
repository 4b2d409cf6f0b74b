using System.Net;
using ReformOpenData.Data.Releases;
using ReformOpenData.Tests.Databases;
using ReformOpenData.Tests.Releases;

namespace ReformOpenData.Tests.Http;

/// <summary>
/// Answers about releases that are asked for by their numbers, over a store whose current release changes.
/// </summary>
public abstract class NumberedReleaseTests(TestDatabase database)
{
    private const string Hour = "public, max-age=3600, stale-while-revalidate=60, stale-if-error=86400";

    /// <summary>
    /// A query, and the numbers that it is about; null where its answer may change with the next publication.
    /// </summary>
    private static readonly (string Query, string? Releases)[] Queries =
    [
        ("{release(number:1){number}}", "1"),
        ("{release(number:1){number} __typename}", "1"),
        ("{a:release(number:1){number} b:release(number:2){number}}", "1, 2"),
        ("{compare(from:2,to:1){totalCount}}", "1, 2"),
        ("query($n:Int=1){release(number:$n){number}}", "1"),
        ("{...R} fragment R on Query{release(number:1){number}}", "1"),
        ("query($n:Int){release(number:$n){number}}", null),
        ("{release(number:1){number} ratings{totalCount}}", null),
        ("{release(number:1){number} __schema{description}}", null),
        ("{release{number}}", null),
        ("{release(number:null){number}}", null),
        ("{release(number:1){status}}", null),
        ("{release(number:1){takenDownAt}}", null),
        ("{release(number:1){takenDownReason}}", null),
        ("{release(number:1){...F}} fragment F on Release{status}", null),
        ("{release(number:1){... on Node{... on Release{status}}}}", null),
        ("{release(number:9){number}}", null),
        ("{compare(from:1,to:9){totalCount}}", null),
        ("{__typename}", null),
    ];

    [SkippableFact]
    public async Task Only_an_answer_about_numbered_releases_alone_may_be_kept_for_an_hour()
    {
        await using var host = await PublishedHost.StartAsync(database);
        await PublishAsync(host, "三");
        foreach (var (query, releases) in Queries)
        {
            using var answer = await host.GetAsync("/graphql?query=" + Uri.EscapeDataString(query));
            var control = answer.Headers.NonValidated["Cache-Control"].ToString();
            Assert.Equal(
                (query, HttpStatusCode.OK, releases is null
                    ? "public, max-age=30, stale-while-revalidate=30, stale-if-error=86400"
                    : Hour),
                (query, answer.StatusCode, control));
            Assert.Equal((query, releases ?? "2"), (query, answer.Headers.GetValues("Reform-Release").Single()));
        }
    }

    [SkippableFact]
    public async Task After_a_publication_a_numbered_release_is_answered_without_a_statement_under_the_same_tag()
    {
        const string Query = "/graphql?query={release(number:1){number ratings{totalCount}}}";
        await using var host = await PublishedHost.StartAsync(database);
        using var before = await host.GetAsync(Query);
        Assert.Equal(Hour, before.Headers.NonValidated["Cache-Control"].ToString());
        await PublishAsync(host, "三");
        var statements = host.Statements;
        using var after = await host.GetAsync(Query);
        using var again = await host.GetAsync(Query, ("If-None-Match", before.Headers.ETag!.ToString()));
        Assert.Equal((HttpStatusCode.OK, before.Headers.ETag), (after.StatusCode, after.Headers.ETag));
        Assert.Equal(await before.Content.ReadAsStringAsync(), await after.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
        Assert.Equal(statements, host.Statements);
    }

    [SkippableFact]
    public async Task A_take_down_ends_the_answers_and_tags_of_its_release_and_leaves_those_of_others()
    {
        await using var host = await PublishedHost.StartAsync(database);
        await PublishAsync(host, "三");
        const string Gone = "/graphql?query={release(number:1){number ratings{totalCount}}}";
        const string Left = "/graphql?query={release(number:2){number ratings{totalCount}}}";
        using var gone = await host.GetAsync(Gone);
        using var left = await host.GetAsync(Left);
        await new Publication(host.Store, Imports.Clock).TakeDownAsync(
            [1], "個人名が含まれていたため", "steward", keepsShared: true);
        HttpResponseMessage after;
        for (var i = 0; (
            after = await host.GetAsync(
                Gone, ("If-None-Match", gone.Headers.ETag!.ToString()))).StatusCode != HttpStatusCode.Gone; i++)
        {
            Assert.Equal(HttpStatusCode.NotModified, after.StatusCode);
            Assert.True(i < 500, "The take-down is not seen.");
            await Task.Delay(20);
        }

        var statements = host.Statements;
        using var again = await host.GetAsync(Left);
        Assert.Equal(
            (left.Headers.ETag, Hour), (again.Headers.ETag, again.Headers.NonValidated["Cache-Control"].ToString()));
        Assert.Equal(statements, host.Statements);
    }

    [SkippableFact]
    public async Task The_description_of_the_data_set_is_made_once_for_a_release()
    {
        await using var host = await PublishedHost.StartAsync(database);
        using var first = await host.GetAsync("/dataset.jsonld", ("Accept-Encoding", "br"));
        Assert.Equal("br", first.Content.Headers.ContentEncoding.Single());
        Assert.Equal("1", first.Headers.GetValues("Reform-Release").Single());
        var statements = host.Statements;
        Assert.NotEqual(0, statements);
        using var second = await host.GetAsync("/dataset.jsonld", ("Accept-Encoding", "br"));
        Assert.Equal(await first.Content.ReadAsByteArrayAsync(), await second.Content.ReadAsByteArrayAsync());
        Assert.Equal(first.Headers.ETag, second.Headers.ETag);
        Assert.Equal(statements, host.Statements);
        await PublishAsync(host, "三");
        using var after = await host.GetAsync("/dataset.jsonld");
        Assert.Equal(
            ("2", false),
            (after.Headers.GetValues("Reform-Release").Single(), after.Headers.ETag!.Equals(first.Headers.ETag)));
    }

    private static async Task PublishAsync(PublishedHost host, string text)
    {
        await host.Store.ImportAndPublishAsync(Imports.Read(text));
        for (var i = 0; ; i++)
        {
            using var ready = await host.GetAsync("/health/ready");
            if ((await ready.Content.ReadAsStringAsync()).Contains("\"release\":2", StringComparison.Ordinal)) return;
            Assert.True(i < 500, "The new release is not seen.");
            await Task.Delay(20);
        }
    }
}

public sealed class NumberedReleaseTestsOnSqlite(SqliteDatabase database)
    : NumberedReleaseTests(database), IClassFixture<SqliteDatabase>;

public sealed class NumberedReleaseTestsOnPostgreSql(PostgreSqlDatabase database)
    : NumberedReleaseTests(database), IClassFixture<PostgreSqlDatabase>;
