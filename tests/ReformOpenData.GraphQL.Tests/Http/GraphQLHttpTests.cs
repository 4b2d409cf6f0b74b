using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using ReformOpenData.GraphQL.Execution;
using ReformOpenData.GraphQL.Http;
using ReformOpenData.GraphQL.Types;

namespace ReformOpenData.GraphQL.Tests.Http;

/// <summary>GraphQL over HTTP: what each request gets for an answer.</summary>
public sealed class GraphQLHttpTests
{
    private const string Json = "application/json; charset=utf-8";
    private const string GraphQL = "application/graphql-response+json; charset=utf-8";

    private static readonly Limits s_limits = new() { BodyBytes = 2048, Depth = 10 };

    private static readonly JsonSerializerOptions s_readable =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly ExecutableSchema s_executable = ExecutableSchema.Create(
        SchemaBuilder.Build("""
            type Query { echo(text: String, any: Any): String, fail: Int! }
            type Mutation { echo: String }
            type Subscription { echo: String }
            scalar Any
            """u8.ToArray()),
        new Bindings()
            .Leaf<object>("Query.echo", (_, field, ref writer) => writer.String((string?)field.Arguments["text"]))
            .Leaf<object>("Query.fail", (_, _, ref writer) => writer.Null())
            .Leaf<object>("Mutation.echo", (_, _, ref writer) => writer.String("done"))
            .Leaf<object>("Subscription.echo", (_, _, ref writer) => writer.String("never")),
        s_limits);

    [Theory]
    [InlineData(null, Json)]
    [InlineData("", Json)]
    [InlineData("*/*", Json)]
    [InlineData("application/*", Json)]
    [InlineData("application/json", Json)]
    [InlineData("APPLICATION/JSON; charset=UTF-8", Json)]
    [InlineData("application/graphql-response+json", GraphQL)]
    [InlineData("application/graphql-response+json, application/json", GraphQL)]
    [InlineData("application/json, application/graphql-response+json", GraphQL)]
    [InlineData("application/graphql-response+json;q=0.5, application/json", Json)]
    [InlineData("application/graphql-response+json;q=0.9, application/json;q=0.89", GraphQL)]
    [InlineData("application/graphql-response+json;q=0, */*", Json)]
    [InlineData("application/json;q=0, */*;q=0.1", GraphQL)]
    [InlineData("text/html, application/xhtml+xml, */*;q=0.8", Json)]
    [InlineData("application/graphql-response+json, application/json;q=0.9, */*;q=0.8", GraphQL)]
    [InlineData("text/html", null)]
    [InlineData("application/json;q=0", null)]
    [InlineData("application/json;q=2", null)]
    [InlineData("application/json;charset=utf-16", null)]
    [InlineData("nonsense;;;,,", null)]
    public async Task The_Accept_header_decides_on_the_media_type(string? accept, string? mediaType)
    {
        using var response = await Post("""{"query":"{ __typename }"}""", accept);
        Assert.Equal(mediaType is null ? 406 : 200, response.Status);
        Assert.Equal(mediaType ?? Json, response.ContentType);
    }

    [Theory]
    [InlineData("application/json", 200)]
    [InlineData("application/json;charset=utf-8", 200)]
    [InlineData("application/json; charset=\"UTF-8\"", 200)]
    [InlineData("Application/JSON ; x=y", 200)]
    [InlineData(null, 415)]
    [InlineData("", 415)]
    [InlineData("text/plain", 415)]
    [InlineData("application/graphql", 415)]
    [InlineData("application/json; charset=iso-8859-1", 415)]
    [InlineData("application/x-www-form-urlencoded", 415)]
    public async Task A_body_is_JSON_in_UTF_8_and_says_so(string? contentType, int status)
    {
        using var response = await Handle(new HttpRequestData("POST")
        {
            ContentType = contentType,
            Body = new MemoryStream("""{"query":"{ __typename }"}"""u8.ToArray()),
        });
        Assert.Equal(status, response.Status);
        Assert.Equal(status == 415, Text(response).Contains("UNSUPPORTED_MEDIA_TYPE"));
    }

    [Theory]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    [InlineData("A METHOD THAT IS MUCH TOO LONG TO REPEAT")]
    public async Task Other_methods_are_refused_with_those_that_are_allowed(string method)
    {
        using var response = await Handle(new HttpRequestData(method));
        Assert.Equal(405, response.Status);
        Assert.Equal("GET, HEAD, POST, OPTIONS", response.Allow);
        Assert.True(Text(response).Length < 200);
    }

    [Theory]
    [InlineData("""{"query":"{ echo(text: \"a\\u0042\\n\") }"}""", """{"data":{"echo":"aB\n"}}""")]
    [InlineData(
        """{"query":"query($t: String) { echo(text: $t) }","variables":{"t":"x","unused":[{}]}}""",
        """{"data":{"echo":"x"}}""")]
    [InlineData(
        """{"unknown":{"a":[1,{"b":null}]},"query":"{ __typename }","variables":null,"operationName":null,"extensions":null}""",
        """{"data":{"__typename":"Query"}}""")]
    [InlineData(
        """{"query":"query A { a: __typename } query B { b: __typename }","operationName":"B","extensions":{"x":1}}""",
        """{"data":{"b":"Query"}}""")]
    [InlineData("""{"query":"mutation { echo }"}""", """{"data":{"echo":"done"}}""")]
    [InlineData(
        "\uFEFF{\"query\":\"query($t: String) { echo(text: $t) }\",\"variables\":{\"t\":\"\uFEFF\"}}",
        "{\"data\":{\"echo\":\"\uFEFF\"}}")]
    [InlineData(
        """{"query":"{ __typename }","extensions":{"persistedQuery":{"version":1,"sha256Hash":"00"}}}""",
        """{"data":{"__typename":"Query"}}""")]
    [InlineData(
        """{"query":"{ __typename }","operationName":"","documentId":""}""", """{"data":{"__typename":"Query"}}""")]
    [InlineData(
        "  {\"query\":\"{ echo(text: \\\"\uD83C\uDFC3 \\ud83c\\udfc3\\\") }\"}\r\n ",
        "{\"data\":{\"echo\":\"\uD83C\uDFC3 \uD83C\uDFC3\"}}")]
    public async Task A_well_formed_request_is_executed(string body, string answer)
    {
        using var response = await Post(body, "application/graphql-response+json");
        Assert.Equal(answer, Text(response));
        Assert.Equal(200, response.Status);
    }

    [Theory]
    [InlineData("", "The body is empty; send a JSON object with “query”.")]
    [InlineData("{", "The body is not valid JSON, at line 1, byte 2.")]
    [InlineData("{\"query\":\n \"x", "The body is not valid JSON, at line 2, byte 4.")]
    [InlineData("""{"query":"{ __typename }"} x""", "The body is not valid JSON, at line 1, byte 28.")]
    [InlineData("""{"query":"{ __typename }",}""", "The body is not valid JSON, at line 1, byte 27.")]
    [InlineData("/* no */ {}", "The body is not valid JSON, at line 1, byte 1.")]
    [InlineData("\uFEFF", "The body is not valid JSON, at line 1, byte 1.")]
    [InlineData("\uFEFF{}", "The body has no “query”; it must be a string that holds the document.")]
    [InlineData(
        """{"extensions":{"other":{"persistedQuery":1}}}""",
        "The body has no “query”; it must be a string that holds the document.")]
    [InlineData("\"{ __typename }\"", "The body must be a JSON object, found a string.")]
    [InlineData("null", "The body must be a JSON object, found null.")]
    [InlineData("{}", "The body has no “query”; it must be a string that holds the document.")]
    [InlineData(
        """{"qeury":"{ __typename }"}""", "The body has no “query”; it must be a string that holds the document.")]
    [InlineData("""{"query":null}""", "The body has no “query”; it must be a string that holds the document.")]
    [InlineData("""{"query":{"a":1}}""", "“query” must be a string, found an object.")]
    [InlineData("""{"query":0}""", "“query” must be a string, found a number.")]
    [InlineData("""{"query":false}""", "“query” must be a string, found a boolean.")]
    [InlineData("""{"query":["x"]}""", "“query” must be a string, found a list.")]
    [InlineData("""{"query":"{ a }","query":"{ b }"}""", "The body holds “query” twice.")]
    [InlineData("""{"query":"{ a }","\u0071uery":"{ b }"}""", "The body holds “query” twice.")]
    [InlineData("""{"query":"{ a }","operationName":7}""", "“operationName” must be a string, found a number.")]
    [InlineData("""{"query":"{ a }","documentId":7}""", "“documentId” must be a string, found a number.")]
    [InlineData("""{"query":"{ a }","variables":"x"}""", "“variables” must be an object or null, found a string.")]
    [InlineData("""{"query":"{ a }","variables":[]}""", "“variables” must be an object or null, found a list.")]
    [InlineData("""{"query":"{ a }","extensions":true}""", "“extensions” must be an object or null, found a boolean.")]
    [InlineData(
        """{"query":"{ a }","variables":{"a":{"b":1,"b":2}}}""", "An object in “variables” holds the same key twice.")]
    [InlineData("""{"query":"\ud800"}""", "A string escapes half of a surrogate pair, at byte 10 of the JSON.")]
    [InlineData(
        """{"query":"{ a }","variables":{"a":"\udc00\ud800"}}""",
        "A string escapes half of a surrogate pair, at byte 35 of the JSON.")]
    [InlineData(
        """{"query":"{ a }","x\ud800":{}}""", "A string escapes half of a surrogate pair, at byte 18 of the JSON.")]
    public async Task What_is_no_request_is_told_so(string body, string message)
    {
        foreach (var accept in new[] { "application/json", "application/graphql-response+json" })
        {
            using var response = await Post(body, accept);
            Assert.Equal(400, response.Status);
            Assert.Equal(
                $$$"""{"errors":[{"message":{{{JsonSerializer.Serialize(message, s_readable)}}},"extensions":{"code":"BAD_REQUEST"}}]}""",
                Text(response));
        }
    }

    [Fact]
    public async Task A_body_that_is_no_UTF_8_is_refused()
    {
        using var response = await Post("{\"query\":\"\xFF\"}", "*/*", Encoding.Latin1);
        Assert.Equal(400, response.Status);
        Assert.Contains("The body is not valid UTF-8.", Text(response));
    }

    [Theory]
    [InlineData("gzip", "gzip")]
    [InlineData(" BR ", "BR")]
    [InlineData("gzip, identity", "gzip, identity")]
    [InlineData("a coding that is much too long to repeat", "a coding that is muc…")]
    public async Task A_body_with_a_coding_is_refused_with_those_that_are_read(string encoding, string told)
    {
        using var response = await Handle(new HttpRequestData("POST")
        {
            ContentType = "application/json",
            ContentEncoding = encoding,
            Body = new MemoryStream([0x1f, 0x8b, 8, 0]),
        });
        Assert.Equal(415, response.Status);
        Assert.Equal("identity", response.AcceptEncoding);
        Assert.Equal(
            $$$"""{"errors":[{"message":"The body is sent with Content-Encoding: {{{told}}}; send it without.","extensions":{"code":"UNSUPPORTED_MEDIA_TYPE"}}]}""",
            Text(response));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Identity")]
    public async Task A_body_without_a_coding_may_say_so(string? encoding)
    {
        using var response = await Handle(new HttpRequestData("POST")
        {
            ContentType = "application/json",
            ContentEncoding = encoding,
            Body = new MemoryStream("""{"query":"{ __typename }"}"""u8.ToArray()),
        });
        Assert.Equal(200, response.Status);
    }

    [Fact]
    public async Task A_compressed_body_that_does_not_say_so_is_told_for_what_it_is()
    {
        using var response = await Handle(new HttpRequestData("POST")
        {
            ContentType = "application/json",
            Body = new MemoryStream([0x1f, 0x8b, 8, 0]),
        });
        Assert.Equal(400, response.Status);
        Assert.Contains("The body is compressed with gzip; send it as it is.", Text(response));
    }

    [Theory]
    [InlineData("application/json", 200)]
    [InlineData("application/graphql-response+json", 400)]
    public async Task A_hash_in_place_of_the_query_is_answered_so_that_the_client_sends_the_query(
        string accept, int status)
    {
        const string Extensions = """{"a":{"persistedQuery":[]},"persistedQuery":{"version":1,"sha256Hash":"00"}}""";
        const string Answer =
            """{"errors":[{"message":"PersistedQueryNotSupported","extensions":{"code":"PERSISTED_QUERY_NOT_SUPPORTED"}}]}""";
        using var posted = await Post($$"""{"operationName":"A","variables":{},"extensions":{{Extensions}}}""", accept);
        using var got = await Handle(
            new HttpRequestData("GET") { QueryString = $"extensions={Extensions}", Accept = accept });
        Assert.Equal((status, Answer), (posted.Status, Text(posted)));
        Assert.Equal((status, Answer), (got.Status, Text(got)));
    }

    [Fact]
    public async Task A_list_of_requests_is_refused()
    {
        using var response = await Post("""[{"query":"{ __typename }"}]""", "*/*");
        Assert.Equal(400, response.Status);
        Assert.Contains("BATCHING_NOT_SUPPORTED", Text(response));
    }

    [Theory]
    [InlineData(10, 200)]
    [InlineData(11, 400)]
    [InlineData(900, 400)]
    public async Task Nesting_of_the_JSON_is_bounded(int levels, int status)
    {
        var value = new string('[', levels) + new string(']', levels);
        using var response = await Post(
            $$$"""{"query":"query($v: Any) { echo(any: $v) }","variables":{"v":{{{value}}}}}""",
            "application/graphql-response+json");
        Assert.Equal(status, response.Status);
        Assert.Equal(status == 400, Text(response).Contains("DEPTH_LIMIT_EXCEEDED"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_body_that_is_too_long_is_413(bool saysItsLength)
    {
        var body = Encoding.UTF8.GetBytes($$"""{"query":"{ __typename } {{new string(' ', 3000)}}"}""");
        using var response = await Handle(new HttpRequestData("POST")
        {
            ContentType = "application/json",
            ContentLength = saysItsLength ? body.Length : null,
            Body = new MemoryStream(body),
        });
        Assert.Equal(413, response.Status);
        Assert.Contains("the limit (BodyBytes) is 2048", Text(response));
        Assert.Contains("BODY_LIMIT_EXCEEDED", Text(response));
    }

    [Theory]
    [InlineData("query=%7B__typename%7D", 200, """{"data":{"__typename":"Query"}}""")]
    [InlineData("query={__typename}&&x=1", 200, """{"data":{"__typename":"Query"}}""")]
    [InlineData(
        "query=query($t:String)%7Becho(text:$t)%7D&variables=%7B%22t%22:%22a+b%2Bc%22%7D&extensions=%7B%7D",
        200,
        """{"data":{"echo":"a b+c"}}""")]
    [InlineData("query=query+A{a:__typename}query+B{b:__typename}&operationName=B", 200, """{"data":{"b":"Query"}}""")]
    [InlineData("query={__typename}&operationName=&variables=&extensions=", 200, """{"data":{"__typename":"Query"}}""")]
    [InlineData("query={__typename}&variables=null", 200, """{"data":{"__typename":"Query"}}""")]
    [InlineData("query=mutation{echo}", 405, "MUTATION")]
    [InlineData("", 400, "The query string has no “query”")]
    [InlineData("variables={}", 400, "The query string has no “query”")]
    [InlineData("query={a}&query={b}", 400, "The query string holds “query” twice.")]
    [InlineData("query=%FF", 400, "“query” is not UTF-8 in percent encoding.")]
    [InlineData("query=%4", 400, "“query” is not UTF-8 in percent encoding.")]
    [InlineData("query={a}&variables=[]", 400, "“variables” must be an object or null, found a list.")]
    [InlineData("query={a}&variables={", 400, "“variables” is not valid JSON.")]
    [InlineData("query={a}&variables={}{}", 400, "“variables” is not valid JSON.")]
    [InlineData("query={a}&extensions=1", 400, "“extensions” must be an object or null, found a number.")]
    public async Task A_GET_reads_its_query_string(string query, int status, string answer)
    {
        using var response = await Handle(
            new HttpRequestData("GET") { QueryString = query, Accept = "application/graphql-response+json" });
        Assert.Equal(status, response.Status);
        Assert.Contains(answer, Text(response), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_query_string_that_is_too_long_is_414()
    {
        using var response = await Handle(
            new HttpRequestData("GET") { QueryString = "query=" + new string('x', 3000) });
        Assert.Equal(414, response.Status);
    }

    [Theory]
    [InlineData("{", 400)]
    [InlineData("{ unknown }", 400)]
    [InlineData("query($id: ID!) { __typename }", 400)]
    [InlineData("subscription { echo }", 400)]
    [InlineData("query A { __typename } query B { __typename }", 400)]
    [InlineData("{ fail }", 200)]
    public async Task An_answer_of_GraphQL_is_200_as_JSON_and_says_more_as_a_GraphQL_response(
        string document, int status)
    {
        var body = JsonSerializer.Serialize(new { query = document });
        using var json = await Post(body, "application/json");
        using var graphql = await Post(body, "application/graphql-response+json");
        Assert.Equal(200, json.Status);
        Assert.Equal(status, graphql.Status);
        Assert.Equal(Text(json), Text(graphql));
        Assert.Equal(status == 200, Text(graphql).StartsWith("{\"data\":", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("validate", """{"data":null,"extensions":{"cost":{"operation":0,"limit":1000000}}}""")]
    [InlineData("Report", """{"data":{"__typename":"Query"},"extensions":{"cost":{"operation":0,"limit":1000000}}}""")]
    [InlineData("", """{"data":{"__typename":"Query"}}""")]
    public async Task The_cost_is_told_on_request(string header, string answer)
    {
        using var response = await Handle(
            new HttpRequestData("GET") { QueryString = "query={__typename}", Cost = header });
        Assert.Equal(answer, Text(response));
    }

    [Fact]
    public async Task An_unknown_wish_about_the_cost_is_refused()
    {
        using var response = await Handle(
            new HttpRequestData("GET") { QueryString = "query={__typename}", Cost = "free" });
        Assert.Equal(400, response.Status);
        Assert.Contains("The GraphQL-Cost header must be “report” or “validate”.", Text(response));
    }

    [Fact]
    public async Task An_identifier_of_a_document_goes_to_the_caller()
    {
        string? seen = null;
        using var response = await HttpExchange.HandleAsync(
            s_limits,
            new HttpRequestData("GET") { QueryString = "documentId=sha256:abc&variables={\"t\":\"x\"}" },
            async request =>
            {
                seen = request.DocumentId;
                using var resolved = request.WithDocument("query($t: String) { echo(text: $t) }"u8.ToArray());
                return await s_executable.ExecuteAsync(resolved, null, CancellationToken.None);
            });
        Assert.Equal("sha256:abc", seen);
        Assert.Equal("""{"data":{"echo":"x"}}""", Text(response));
    }

    private static Task<HttpResponseData> Post(string body, string? accept, Encoding? encoding = null) =>
        Handle(new HttpRequestData("POST")
        {
            Accept = accept,
            ContentType = "application/json",
            Body = new MemoryStream((encoding ?? Encoding.UTF8).GetBytes(body)),
        });

    private static Task<HttpResponseData> Handle(HttpRequestData request) => HttpExchange.HandleAsync(
        s_limits, request, graphql => s_executable.ExecuteAsync(graphql, null, CancellationToken.None));

    private static string Text(HttpResponseData response) => Encoding.UTF8.GetString(response.Body.Span);
}
