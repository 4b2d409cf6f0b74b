using System.Net;
using System.Net.Http.Json;
using System.Text;
using ReformOpenData.Data.Storage;
using ReformOpenData.GraphQL.Execution;
using ReformOpenData.GraphQL.Types;
using ReformOpenData.Server.Answers;
using ReformOpenData.Server.Hosting;
using ReformOpenData.Server.Schema;

namespace ReformOpenData.Tests.Http;

/// <summary>What /graphql keeps, for whom, and for how long; on a schema that counts how often it is asked.</summary>
public sealed class AnswerTests : IAsyncLifetime
{
    private const string Schema = """
        type Query { number: Int echo(text: String): String broken: Int named: Int status: String }
        """;

    private RunningHost _host = null!;
    private int _release = 1;
    private volatile PublicReleases _releases = Of(1);
    private int _asked;
    private TaskCompletionSource _gate = new();
    private volatile bool _lost;

    public async Task InitializeAsync()
    {
        _gate.SetResult();
        var sdl = Encoding.UTF8.GetBytes(Schema);
        var executable = ExecutableSchema.Create(SchemaBuilder.Build(sdl), new Bindings()
            .Leaf<object>(
                "Query.number",
                (object _, SelectedField _, ref LeafWriter writer) => writer.Int(Volatile.Read(ref _release)))
            .Leaf<object>("Query.echo", (object _, SelectedField field, ref LeafWriter writer) =>
                writer.String(field.Arguments.TryGet("text", out var text) ? (string?)text : null))
            .Leaf<object>("Query.status", (object _, SelectedField _, ref LeafWriter writer) => writer.String("fine"))
            .Resolve("Query.broken", _ => throw new InvalidOperationException("Secret of the inside"))
            .Leaf<object>("Query.named", (object _, SelectedField _, ref LeafWriter writer) => writer.Int(1)));
        _host = await RunningHost.StartAsync(new Served(
            async (request, _, _, cancellation) =>
            {
                Interlocked.Increment(ref _asked);
                await _gate.Task;
                if (_lost)
                    return new Executed(null, [], Fault: new StoreException("The database is away.", "データベースがありません。"));
                var names = Encoding.UTF8.GetString(request.Document.Span).Contains("named", StringComparison.Ordinal);
                return new Executed(
                    await executable.ExecuteAsync(request, new object(), cancellation), names ? [1] : []);
            },
            _ => _lost
                ? Task.FromException<PublicReleases?>(new IOException())
                : Task.FromResult<PublicReleases?>(_releases),
            sdl));
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task A_get_has_a_strong_tag_and_asking_again_with_it_runs_nothing()
    {
        using var first = await Get("?query={number}");
        Assert.Equal("{\"data\":{\"number\":1}}", await first.Content.ReadAsStringAsync());
        Assert.Equal(
            "public, max-age=30, stale-while-revalidate=30, stale-if-error=86400",
            first.Headers.NonValidated["Cache-Control"].ToString());
        Assert.Equal(["Accept", "GraphQL-Cost", "Accept-Encoding"], first.Headers.Vary);
        Assert.Equal("1", first.Headers.GetValues("Reform-Release").Single());
        Assert.Matches("^\"1\\.s1-[0-9a-f]{32}\"$", first.Headers.ETag!.Tag);
        using var again = await Get("?query={number}", ("If-None-Match", first.Headers.ETag.ToString()));
        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
        Assert.Equal(first.Headers.ETag, again.Headers.ETag);
        Assert.Equal(
            "public, max-age=30, stale-while-revalidate=30, stale-if-error=86400",
            again.Headers.NonValidated["Cache-Control"].ToString());
        Assert.Equal(1, _asked);
    }

    [Fact]
    public async Task A_tag_is_still_good_when_the_answer_has_left_memory()
    {
        using var first = await Get("?query={number}");
        Cache.Drop();
        using var again = await Get("?query={number}", ("If-None-Match", first.Headers.ETag!.ToString()));
        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
        Assert.Equal(1, _asked);
    }

    [Theory]
    [InlineData("?query={number}", "?query={number}", 1)]
    [InlineData("?query={number}", "?query={ number }", 2)]
    [InlineData(
        "?query=query A{number} query B{status}&operationName=A",
        "?query=query A{number} query B{status}&operationName=B",
        2)]
    [InlineData(
        "?query=query($t:String){echo(text:$t)}&variables={\"t\":\"a\"}",
        "?query=query($t:String){echo(text:$t)}&variables={\"t\":\"b\"}",
        2)]
    [InlineData(
        "?query=query($t:String){echo(text:$t)}&variables={\"t\":\"a\"}",
        "?query=query($t:String){echo(text:$t)}&variables={\"t\":\"a\"}",
        1)]
    [InlineData("?query={number}", "?query={number}&extensions={\"any\":1}", 1)]
    [InlineData("?query={number}", "?query={number}&variables={}", 1)]
    [InlineData(
        "?query=query($t:String $u:String){echo(text:$t) other:echo(text:$u)}&variables={\"t\":\"a\",\"u\":\"b\"}",
        "?query=query($t:String $u:String){echo(text:$t) other:echo(text:$u)}&variables={ \"u\": \"b\", \"t\": \"a\" }",
        1)]
    [InlineData(
        "?query=query($t:String $u:String){echo(text:$t) other:echo(text:$u)}&variables={\"t\":\"a\",\"u\":\"b\"}",
        "?query=query($t:String $u:String){echo(text:$t) other:echo(text:$u)}&variables={\"t\":\"b\",\"u\":\"a\"}",
        2)]
    public async Task What_was_asked_before_is_answered_from_memory(string first, string second, int asked)
    {
        using var one = await Get(first);
        using var two = await Get(second);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (one.StatusCode, two.StatusCode));
        Assert.Equal(asked, _asked);
        Assert.Equal(asked == 1, one.Headers.ETag!.Equals(two.Headers.ETag));
    }

    [Fact]
    public async Task A_post_is_answered_from_memory_too_and_is_not_for_http_caches()
    {
        using var get = await Get("?query={number}");
        using var post = await _host.Client.PostAsJsonAsync("/graphql", new { query = "{number}" });
        Assert.Equal(await get.Content.ReadAsStringAsync(), await post.Content.ReadAsStringAsync());
        Assert.Equal("no-cache", post.Headers.CacheControl!.ToString());
        Assert.Equal(1, _asked);
    }

    [Fact]
    public async Task Many_who_ask_the_same_at_once_are_answered_by_one_run()
    {
        _gate = new TaskCompletionSource();
        var asking = Enumerable.Range(0, 20).Select(_ => Get("?query={number}")).ToList();
        while (Volatile.Read(ref _asked) == 0) await Task.Delay(5);
        await Task.Delay(100);
        _gate.SetResult();
        Assert.All(await Task.WhenAll(asking), answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
        Assert.Equal(1, _asked);
    }

    [Theory]
    [InlineData("?query={broken}", HttpStatusCode.OK, 2)]
    [InlineData("?query={nothing}", HttpStatusCode.BadRequest, 2)]
    [InlineData("?query={", HttpStatusCode.BadRequest, 2)]
    [InlineData("?variables={}", HttpStatusCode.BadRequest, 0)]
    public async Task An_answer_with_errors_is_kept_nowhere(string query, HttpStatusCode status, int asked)
    {
        for (var i = 0; i < 2; i++)
        {
            using var answer = await Get(query, ("Accept", "application/graphql-response+json"));
            Assert.Equal(status, answer.StatusCode);
            Assert.Equal("no-store", answer.Headers.CacheControl!.ToString());
            Assert.Null(answer.Headers.ETag);
            Assert.DoesNotContain("Secret", await answer.Content.ReadAsStringAsync());
        }

        Assert.Equal(asked, _asked);
    }

    [Fact]
    public async Task An_answer_that_names_its_releases_outlives_a_publication_in_memory_and_under_its_tag()
    {
        using var before = await Get("?query={named}");
        Assert.Equal(
            "public, max-age=3600, stale-while-revalidate=60, stale-if-error=86400",
            before.Headers.NonValidated["Cache-Control"].ToString());
        Assert.Matches("^\"n1-[0-9a-f]{32}\"$", before.Headers.ETag!.Tag);
        Assert.Equal("1", before.Headers.GetValues("Reform-Release").Single());
        Publish(2);
        await UntilReleaseAsync("2");
        var asked = _asked;
        using var after = await Get("?query={named}");
        Assert.Equal(
            (before.Headers.ETag, "1"), (after.Headers.ETag, after.Headers.GetValues("Reform-Release").Single()));
        using var again = await Get("?query={named}", ("If-None-Match", before.Headers.ETag.ToString()));
        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
        Assert.Equal(asked, _asked);
        Cache.Drop();
        using var unmade = await Get("?query={named}", ("If-None-Match", before.Headers.ETag.ToString()));
        Assert.Equal((HttpStatusCode.NotModified, before.Headers.ETag), (unmade.StatusCode, unmade.Headers.ETag));
        Assert.Equal(
            "public, max-age=3600, stale-while-revalidate=60, stale-if-error=86400",
            unmade.Headers.NonValidated["Cache-Control"].ToString());
        Assert.Equal(asked, _asked);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("published anew")]
    public async Task When_a_release_is_no_longer_public_no_tag_and_no_answer_of_before_is_good(string? publication)
    {
        using var before = await Get("?query={named}");
        using var other = await Get("?query={number}");
        _releases = new PublicReleases(
            1, "s2", publication is null ? null : new Dictionary<int, string> { [1] = publication });
        using var after = await Until(
            HttpStatusCode.OK, "?query={named}", ("If-None-Match", before.Headers.ETag!.ToString()));
        Assert.Matches(
            publication is null ? "^\"1\\.s2-[0-9a-f]{32}\"$" : "^\"n1-[0-9a-f]{32}\"$", after.Headers.ETag!.Tag);
        Assert.NotEqual(before.Headers.ETag, after.Headers.ETag);
        Assert.Equal(3, _asked);
        using var again = await Get("?query={number}", ("If-None-Match", other.Headers.ETag!.ToString()));
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        Assert.Equal(4, _asked);
    }

    [Fact]
    public async Task A_publish_is_seen_within_the_poll_and_old_answers_and_tags_end()
    {
        using var before = await Get("?query={number}");
        Publish(2);
        using var after = await Until(
            HttpStatusCode.OK, "?query={number}", ("If-None-Match", before.Headers.ETag!.ToString()));
        Assert.Equal("{\"data\":{\"number\":2}}", await after.Content.ReadAsStringAsync());
        Assert.Equal("2", after.Headers.GetValues("Reform-Release").Single());
    }

    [Fact]
    public async Task A_database_that_goes_away_is_a_503_while_answers_in_memory_are_served_and_recovers_by_itself()
    {
        using var before = await Get("?query={number}");
        _lost = true;
        using var gone = await Get("?query={broken}");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, gone.StatusCode);
        Assert.Equal("5", gone.Headers.RetryAfter!.ToString());
        Assert.Equal("no-store", gone.Headers.CacheControl!.ToString());
        var text = await gone.Content.ReadAsStringAsync();
        Assert.Contains("\"code\":\"DATABASE_UNAVAILABLE\"", text);
        Assert.Contains($"\"id\":\"{gone.Headers.GetValues("X-Request-Id").Single()}\"", text);

        var asked = _asked;
        using var other = await Get("?query={status}");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, other.StatusCode);
        using var kept = await Get("?query={number}");
        Assert.Equal(HttpStatusCode.OK, kept.StatusCode);
        Assert.Equal(asked, _asked);
        using var live = await _host.SendAsync(HttpMethod.Get, "/health/live");
        using var notReady = await _host.SendAsync(HttpMethod.Get, "/health/ready");
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.ServiceUnavailable), (live.StatusCode, notReady.StatusCode));

        _lost = false;
        using var back = await Until(HttpStatusCode.OK, "?query={status}");
        using var ready = await _host.SendAsync(HttpMethod.Get, "/health/ready");
        Assert.Equal(HttpStatusCode.OK, ready.StatusCode);
    }

    [Fact]
    public async Task Before_the_first_release_the_answer_is_503_not_ready()
    {
        await using var empty = await RunningHost.StartAsync(new Served(
            (_, _, _, _) => throw new InvalidOperationException(), _ => Task.FromResult<PublicReleases?>(null),
            "type Query { a: Int }"u8.ToArray()));
        using var answer = await empty.SendAsync(HttpMethod.Get, "/graphql?query={a}");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Contains("\"code\":\"NOT_READY\"", await answer.Content.ReadAsStringAsync());
        using var ready = await empty.SendAsync(HttpMethod.Get, "/health/ready");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
    }

    [Fact]
    public async Task Head_has_the_headers_of_get_without_its_body()
    {
        using var get = await Get("?query={number}");
        using var head = await _host.SendAsync(
            HttpMethod.Head, "/graphql?query={number}", ("Accept", "application/json"));
        Assert.Equal(get.Headers.ETag, head.Headers.ETag);
        Assert.Equal(get.Content.Headers.ContentLength, head.Content.Headers.ContentLength);
        Assert.Empty(await head.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task The_cost_can_be_asked_for_beside_the_result_and_is_kept_apart()
    {
        using var plain = await Get("?query={number}");
        using var priced = await Get("?query={number}", ("GraphQL-Cost", "report"));
        Assert.Contains("\"cost\"", await priced.Content.ReadAsStringAsync());
        Assert.NotEqual(plain.Headers.ETag, priced.Headers.ETag);
    }

    private static PublicReleases Of(int current) =>
        new(
            current,
            $"s{current}",
            Enumerable.Range(1, current).ToDictionary(number => number, number => $"p{number}"));

    private void Publish(int release)
    {
        Volatile.Write(ref _release, release);
        _releases = Of(release);
    }

    private async Task UntilReleaseAsync(string number)
    {
        for (var i = 0; ; i++)
        {
            using var answer = await Get("?query={number}");
            if (answer.Headers.GetValues("Reform-Release").Single() == number) return;
            Assert.True(i < 500, "The new release is not seen.");
            await Task.Delay(20);
        }
    }

    private async Task<HttpResponseMessage> Until(
        HttpStatusCode status, string query, params (string Name, string Value)[] headers)
    {
        for (var i = 0; ; i++)
        {
            var answer = await Get(query, headers);
            if (answer.StatusCode == status) return answer;
            Assert.True(i < 500, $"{query} is still {answer.StatusCode}.");
            answer.Dispose();
            await Task.Delay(20);
        }
    }

    private AnswerCache Cache => (AnswerCache)_host.App.Services.GetService(typeof(AnswerCache))!;

    private Task<HttpResponseMessage> Get(string query, params (string Name, string Value)[] headers) =>
        _host.SendAsync(
            HttpMethod.Get,
            "/graphql" + query,
            headers.Length > 0 && headers[0].Name == "Accept" ? headers : [("Accept", "application/json"), .. headers]);
}
