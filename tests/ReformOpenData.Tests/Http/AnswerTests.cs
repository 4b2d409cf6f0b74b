using System.Net;
using System.Net.Http.Json;
using System.Text;
using ReformOpenData.Data.Storage;
using ReformOpenData.GraphQL.Execution;
using ReformOpenData.GraphQL.Response;
using ReformOpenData.GraphQL.Types;
using ReformOpenData.Server.Answers;
using ReformOpenData.Server.Endpoints;
using ReformOpenData.Server.Hosting;

namespace ReformOpenData.Tests.Http;

/// <summary>What /graphql keeps, for whom, and for how long; on a schema that counts how often it is asked.</summary>
public sealed class AnswerTests : IAsyncLifetime
{
    private const string Schema = """
        type Query { number: Int echo(text: String): String broken: Int gone: Int release(number: Int): Release status: String }
        type Release { number: Int status: String }
        """;

    private RunningHost _host = null!;
    private int _release = 1;
    private int _asked;
    private TaskCompletionSource _gate = new();
    private volatile bool _lost;

    public async Task InitializeAsync()
    {
        _gate.SetResult();
        var sdl = Encoding.UTF8.GetBytes(Schema);
        var executable = ExecutableSchema.Create(SchemaBuilder.Build(sdl), new Bindings()
            .Leaf<object>("Query.number", (object _, SelectedField _, ref LeafWriter writer) => writer.Int(Volatile.Read(ref _release)))
            .Leaf<object>("Query.echo", (object _, SelectedField field, ref LeafWriter writer) =>
                writer.String(field.Arguments.TryGet("text", out var text) ? (string?)text : null))
            .Leaf<object>("Query.status", (object _, SelectedField _, ref LeafWriter writer) => writer.String("fine"))
            .Resolve("Query.broken", _ => throw new InvalidOperationException("Secret of the inside"))
            .Resolve("Query.gone", _ => throw new GraphQLErrorException(new GraphQLError("gone", HostErrorCode.DatabaseUnavailable)))
            .Property<object>("Query.release", (_, field) => field.Arguments.TryGet("number", out var number) && number is 9 ? null : number ?? 1)
            .Leaf<object>("Release.number", (object number, SelectedField _, ref LeafWriter writer) => writer.Int((int)number))
            .Leaf<object>("Release.status", (object _, SelectedField _, ref LeafWriter writer) => writer.String("CURRENT")));
        _host = await RunningHost.StartAsync(new Served(
            async (request, _, cancellation) =>
            {
                Interlocked.Increment(ref _asked);
                await _gate.Task;
                return await executable.ExecuteAsync(request, new object(), cancellation);
            },
            _ => _lost ? Task.FromException<StoreLook>(new IOException()) : Task.FromResult(new StoreLook(Volatile.Read(ref _release), "")),
            sdl));
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task A_get_has_a_strong_tag_and_asking_again_with_it_runs_nothing()
    {
        using var first = await Get("?query={number}");
        Assert.Equal("{\"data\":{\"number\":1}}", await first.Content.ReadAsStringAsync());
        Assert.Equal("public, must-revalidate, max-age=30", first.Headers.CacheControl!.ToString());
        Assert.Equal(["Accept", "GraphQL-Cost", "Accept-Encoding"], first.Headers.Vary);
        Assert.Equal("1", first.Headers.GetValues("Reform-Release").Single());
        Assert.Matches("^\"1-[0-9a-f]{32}\"$", first.Headers.ETag!.Tag);
        using var again = await Get("?query={number}", ("If-None-Match", first.Headers.ETag.ToString()));
        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
        Assert.Equal(first.Headers.ETag, again.Headers.ETag);
        Assert.Equal("public, must-revalidate, max-age=30", again.Headers.CacheControl!.ToString());
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
    [InlineData("?query=query A{number} query B{status}&operationName=A", "?query=query A{number} query B{status}&operationName=B", 2)]
    [InlineData("?query=query($t:String){echo(text:$t)}&variables={\"t\":\"a\"}", "?query=query($t:String){echo(text:$t)}&variables={\"t\":\"b\"}", 2)]
    [InlineData("?query=query($t:String){echo(text:$t)}&variables={\"t\":\"a\"}", "?query=query($t:String){echo(text:$t)}&variables={\"t\":\"a\"}", 1)]
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
    [InlineData("?query={broken}", HttpStatusCode.OK)]
    [InlineData("?query={nothing}", HttpStatusCode.BadRequest)]
    [InlineData("?query={", HttpStatusCode.BadRequest)]
    [InlineData("?variables={}", HttpStatusCode.BadRequest)]
    public async Task An_answer_with_errors_is_kept_nowhere(string query, HttpStatusCode status)
    {
        for (var i = 0; i < 2; i++)
        {
            using var answer = await Get(query, ("Accept", "application/graphql-response+json"));
            Assert.Equal(status, answer.StatusCode);
            Assert.Equal("no-store", answer.Headers.CacheControl!.ToString());
            Assert.Null(answer.Headers.ETag);
            Assert.DoesNotContain("Secret", await answer.Content.ReadAsStringAsync());
        }
        Assert.True(_asked is 0 or 2);
    }

    [Theory]
    [InlineData("{release(number:1){number}}", true)]
    [InlineData("{a:release(number:1){number} b:release(number:2){number}}", true)]
    [InlineData("query($n:Int=1){release(number:$n){number}}", true)]
    [InlineData("query($n:Int){release(number:$n){number}}", false)]
    [InlineData("{release(number:1){number} number}", false)]
    [InlineData("{release{number}}", false)]
    [InlineData("{release(number:null){number}}", false)]
    [InlineData("{release(number:1){status}}", false)]
    [InlineData("{release(number:1){...F}} fragment F on Release{status}", false)]
    [InlineData("{...R} fragment R on Query{release(number:1){number}}", false)]
    [InlineData("{release(number:9){number}}", false)]
    [InlineData("{__typename}", false)]
    public async Task Only_what_depends_on_numbered_releases_alone_may_be_kept_for_an_hour(string query, bool isNumbered)
    {
        using var answer = await Get("?query=" + Uri.EscapeDataString(query));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(
            isNumbered ? "public, max-age=3600, must-revalidate" : "public, max-age=30, must-revalidate",
            answer.Headers.NonValidated["Cache-Control"].ToString());
    }

    [Fact]
    public async Task A_publish_is_seen_within_the_poll_and_old_answers_and_tags_end()
    {
        using var before = await Get("?query={number}");
        Volatile.Write(ref _release, 2);
        HttpResponseMessage after;
        do
        {
            await Task.Delay(20);
            after = await Get("?query={number}", ("If-None-Match", before.Headers.ETag!.ToString()));
        }
        while (after.StatusCode == HttpStatusCode.NotModified);
        Assert.Equal("{\"data\":{\"number\":2}}", await after.Content.ReadAsStringAsync());
        Assert.Equal("2", after.Headers.GetValues("Reform-Release").Single());
    }

    [Fact]
    public async Task A_database_that_goes_away_is_a_503_while_answers_in_memory_are_served_and_recovers_by_itself()
    {
        using var before = await Get("?query={number}");
        _lost = true;
        using var gone = await Get("?query={gone}");
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
        await Task.Delay(300);
        using var back = await Get("?query={status}");
        Assert.Equal(HttpStatusCode.OK, back.StatusCode);
        using var ready = await _host.SendAsync(HttpMethod.Get, "/health/ready");
        Assert.Equal(HttpStatusCode.OK, ready.StatusCode);
    }

    [Fact]
    public async Task Before_the_first_release_the_answer_is_503_not_ready()
    {
        await using var empty = await RunningHost.StartAsync(new Served(
            (_, _, _) => throw new InvalidOperationException(), _ => Task.FromResult(new StoreLook(null, "")), "type Query { a: Int }"u8.ToArray()));
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
        using var head = await _host.SendAsync(HttpMethod.Head, "/graphql?query={number}", ("Accept", "application/json"));
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

    private ResponseCache Cache => (ResponseCache)_host.App.Services.GetService(typeof(ResponseCache))!;

    private Task<HttpResponseMessage> Get(string query, params (string Name, string Value)[] headers) =>
        _host.SendAsync(HttpMethod.Get, "/graphql" + query, headers.Length > 0 && headers[0].Name == "Accept" ? headers : [("Accept", "application/json"), .. headers]);
}
