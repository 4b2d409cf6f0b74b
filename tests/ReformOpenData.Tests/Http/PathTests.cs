using System.Net;
using System.Text.Json;
using ReformOpenData.Server.Answers;
using ReformOpenData.Server.Hosting;

namespace ReformOpenData.Tests.Http;

/// <summary>What every path does that does not depend on data.</summary>
public sealed class PathTests : IAsyncLifetime
{
    private static readonly Served Unasked = new(
        (_, _, _, _) => throw new InvalidOperationException("Secret of the inside"),
        _ => Task.FromResult<PublicReleases?>(new PublicReleases(1)),
        "type Query { a: Int }"u8.ToArray());

    private RunningHost _host = null!;

    public async Task InitializeAsync() => _host = await RunningHost.StartAsync(Unasked);

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Theory]
    [InlineData("/graphiql.html", "text/html; charset=utf-8")]
    [InlineData("/site.css", "text/css; charset=utf-8")]
    [InlineData("/graphiql/page.js", "text/javascript; charset=utf-8")]
    [InlineData("/icon.svg", "image/svg+xml")]
    [InlineData("/graphiql/graphiql.js", "text/javascript; charset=utf-8")]
    [InlineData("/graphiql/LICENSES.txt", "text/plain; charset=utf-8")]
    [InlineData("/schema.graphql", "application/graphql; charset=utf-8")]
    [InlineData("/graphql/operations", "application/json; charset=utf-8")]
    [InlineData("/health/live", "application/json; charset=utf-8")]
    [InlineData("/health/ready", "application/json; charset=utf-8")]
    public async Task A_path_is_served_to_get_and_head_alike(string path, string type)
    {
        using var get = await _host.SendAsync(HttpMethod.Get, path);
        using var head = await _host.SendAsync(HttpMethod.Head, path);
        Assert.Equal(HttpStatusCode.OK, get.StatusCode);
        Assert.Equal(HttpStatusCode.OK, head.StatusCode);
        Assert.Equal(type, get.Content.Headers.ContentType!.ToString());
        Assert.Equal(type, head.Content.Headers.ContentType!.ToString());
        Assert.Equal((await get.Content.ReadAsByteArrayAsync()).Length, get.Content.Headers.ContentLength);
        Assert.Equal(get.Content.Headers.ContentLength, head.Content.Headers.ContentLength);
        Assert.Empty(await head.Content.ReadAsByteArrayAsync());
        Assert.Equal(get.Headers.ETag, head.Headers.ETag);
    }

    [Theory]
    [InlineData("/nothing")]
    [InlineData("/graphql/nothing")]
    [InlineData("/../appsettings.json")]
    [InlineData("/..%2f..%2fREADME.md")]
    [InlineData("/graphiql/")]
    [InlineData("/GRAPHIQL.html")]
    [InlineData("/%00")]
    [InlineData("/health")]
    public async Task An_unknown_path_is_404_in_the_one_shape_of_errors(string path)
    {
        using var answer = await _host.SendAsync(HttpMethod.Get, path);
        // Kestrel itself refuses NUL.
        var isRefused = path == "/%00";
        Assert.Equal(isRefused ? HttpStatusCode.BadRequest : HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("no-store", answer.Headers.CacheControl!.ToString());
        Assert.Equal(isRefused ? "BAD_REQUEST" : "NOT_FOUND", await CodeOf(answer));
    }

    [Fact]
    public async Task An_unknown_path_is_404_to_every_method_and_says_where_the_api_is()
    {
        using var answer = await _host.SendAsync(HttpMethod.Post, "/api/graphql");
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("the API is at /graphql", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task An_unknown_operation_is_404_and_says_where_the_list_is()
    {
        using var answer = await _host.SendAsync(HttpMethod.Get, "/graphql/operations/Nothing");
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("PERSISTED_DOCUMENT_NOT_FOUND", await CodeOf(answer));
    }

    [Theory]
    [InlineData("POST", "/", "GET, HEAD, OPTIONS")]
    [InlineData("PUT", "/graphql", "GET, HEAD, POST, OPTIONS")]
    [InlineData("PATCH", "/schema.graphql", "GET, HEAD, OPTIONS")]
    [InlineData("POST", "/graphql/operations/RatingsByCategory", "GET, HEAD, OPTIONS")]
    public async Task Another_method_is_405_with_what_is_allowed(string method, string path, string allow)
    {
        using var answer = await _host.SendAsync(new HttpMethod(method), path);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
        Assert.Equal(allow, string.Join(", ", answer.Content.Headers.Allow));
        Assert.Equal("METHOD_NOT_ALLOWED", await CodeOf(answer));
    }

    [Theory]
    [InlineData("/graphql", "GET, HEAD, POST, OPTIONS")]
    [InlineData("/schema.graphql", "GET, HEAD, OPTIONS")]
    public async Task Options_opens_reading_to_every_origin(string path, string methods)
    {
        using var answer = await _host.SendAsync(
            HttpMethod.Options, path, ("Origin", "https://example.jp"), ("Access-Control-Request-Method", "GET"));
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.Equal("*", Header(answer, "Access-Control-Allow-Origin"));
        Assert.Equal(methods, Header(answer, "Access-Control-Allow-Methods"));
        Assert.Equal("*, Authorization", Header(answer, "Access-Control-Allow-Headers"));
        Assert.Equal("86400", Header(answer, "Access-Control-Max-Age"));
    }

    [Theory]
    [InlineData("/site.css", "script-src 'self'; style-src 'self';")]
    [InlineData("/graphiql.html", "script-src 'self'; style-src 'self' 'unsafe-inline';")]
    [InlineData("/graphql/operations", "default-src 'none'; frame-ancestors 'none'")]
    [InlineData("/nothing", "default-src 'none'; frame-ancestors 'none'")]
    public async Task Every_answer_carries_the_security_headers(string path, string policy)
    {
        using var answer = await _host.SendAsync(HttpMethod.Get, path);
        Assert.Contains(policy, Header(answer, "Content-Security-Policy"));
        Assert.Equal("nosniff", Header(answer, "X-Content-Type-Options"));
        Assert.Equal("no-referrer", Header(answer, "Referrer-Policy"));
        Assert.NotEmpty(Header(answer, "X-Request-Id"));
        Assert.False(answer.Headers.Contains("Server"));
    }

    [Theory]
    [InlineData("br", "br")]
    [InlineData("gzip", "gzip")]
    [InlineData("identity", null)]
    public async Task Asking_again_with_the_tag_of_any_coding_is_304(string accept, string? coding)
    {
        using var first = await _host.SendAsync(HttpMethod.Get, "/site.css", ("Accept-Encoding", accept));
        Assert.Equal(coding, first.Content.Headers.ContentEncoding.SingleOrDefault());
        Assert.Contains("Accept-Encoding", first.Headers.Vary);
        Assert.False(first.Headers.ETag!.IsWeak);
        using var again = await _host.SendAsync(
            HttpMethod.Get, "/site.css", ("Accept-Encoding", accept),
            ("If-None-Match", first.Headers.ETag.ToString()));
        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
        Assert.Equal(first.Headers.ETag, again.Headers.ETag);
        Assert.Empty(await again.Content.ReadAsByteArrayAsync());
        using var otherwise = await _host.SendAsync(
            HttpMethod.Get, "/site.css", ("Accept-Encoding", "deflate"), ("If-None-Match", "W/" + first.Headers.ETag));
        Assert.Equal((HttpStatusCode.NotModified, first.Headers.ETag), (otherwise.StatusCode, otherwise.Headers.ETag));
    }

    [Theory]
    [InlineData("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "text/html")]
    [InlineData("text/html", "text/html")]
    [InlineData("text/html, application/json", "application/json")]
    [InlineData("text/html, application/json;q=0.9", "text/html")]
    [InlineData("text/html;q=0.4, application/json;q=0.5", "application/json")]
    [InlineData("text/html;q=0", "application/json")]
    [InlineData("*/*", "application/json")]
    public async Task A_browser_gets_graphiql_and_a_program_the_api(string accept, string type)
    {
        using var answer = await _host.SendAsync(HttpMethod.Get, "/graphql", ("Accept", accept));
        Assert.Equal(type, answer.Content.Headers.ContentType!.MediaType);
        // Both have the same address, so a cache must know what tells them apart; and some caches read one line only.
        Assert.Equal("Accept, GraphQL-Cost, Accept-Encoding", Assert.Single(answer.Headers.NonValidated["Vary"]));
    }

    [Fact]
    public async Task A_fault_inside_is_500_with_an_id_and_nothing_of_the_inside()
    {
        using var answer = await _host.SendAsync(HttpMethod.Get, "/graphql?query={a}", ("X-Request-Id", "trace-42"));
        var text = await answer.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.Equal("INTERNAL_ERROR", await CodeOf(answer));
        Assert.Equal("trace-42", Header(answer, "X-Request-Id"));
        Assert.Contains("\"id\":\"trace-42\"", text);
        Assert.DoesNotContain("Secret", text);
        Assert.DoesNotContain("Exception", text);
    }

    [Fact]
    public async Task A_request_id_that_could_forge_the_log_is_replaced()
    {
        using var answer = await _host.SendAsync(HttpMethod.Get, "/health/live", ("X-Request-Id", "a\tb{}"));
        Assert.DoesNotContain("{", Header(answer, "X-Request-Id"));
    }

    [Fact]
    public async Task Every_trusted_document_is_listed_with_its_name_its_id_and_a_title_in_both_languages()
    {
        using var answer = await _host.SendAsync(HttpMethod.Get, "/graphql/operations");
        using var list = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        var operations = list.RootElement.GetProperty("operations").EnumerateArray().ToList();
        Assert.True(operations.Count >= 8);
        foreach (var operation in operations)
        {
            Assert.Matches("^sha256:[0-9a-f]{64}$", operation.GetProperty("documentId").GetString());
            Assert.Equal(2, operation.GetProperty("title").GetArrayLength());
            Assert.Contains(
                "query " + operation.GetProperty("name").GetString(), operation.GetProperty("document").GetString());
        }
    }

    private static string Header(HttpResponseMessage answer, string name) => answer.Headers.GetValues(name).Single();

    private static async Task<string?> CodeOf(HttpResponseMessage answer)
    {
        using var body = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        return body.RootElement.GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString();
    }
}
