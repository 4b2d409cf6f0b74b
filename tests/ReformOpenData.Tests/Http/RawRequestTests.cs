using System.Text;
using System.Text.Json;
using ReformOpenData.Server.Answers;
using ReformOpenData.Server.Hosting;

namespace ReformOpenData.Tests.Http;

/// <summary>Requests byte by byte: addresses as curl sends them, and what Kestrel itself refuses.</summary>
public sealed class RawRequestTests : IAsyncLifetime
{
    private static readonly Served WhatIsServed = new(
        (request, _, _, _) => new(new Server.Schema.Executed(GraphQL.Response.GraphQLResponse.RequestError(
            new GraphQL.Response.GraphQLError($"asked for {Encoding.UTF8.GetString(request.Document.Span)}", "DONE")),
            [])),
        _ => Task.FromResult<PublicReleases?>(new PublicReleases(1)),
        "type Query { a: Int }"u8.ToArray());

    private RunningHost _host = null!;

    public async Task InitializeAsync() => _host = await RunningHost.StartAsync(WhatIsServed);

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Theory]
    [InlineData("{a(text:\"財政\")}")]
    [InlineData("{a(text:\"é%E8%B2%A1\")}")]
    [InlineData("{a(text:\"𠮷野家\")}")]
    public async Task An_address_in_raw_utf_8_is_read_as_its_percent_encoding_is(string query)
    {
        // However the bytes are cut into packets.
        var request =
            Encoding.UTF8.GetBytes($"GET /graphql?query={query} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        foreach (var cut in new[] { request.Length, 3, 32, request.Length - 3 })
        {
            using var client = await RawClient.ConnectAsync(_host.Address);
            await client.SendAsync(request[..cut]);
            await Task.Delay(20);
            await client.SendAsync(request[cut..]);
            var answer = await client.ReadToEndAsync();
            Assert.StartsWith("HTTP/1.1 200 OK", answer);
            Assert.Contains(
                $"asked for {Uri.UnescapeDataString(query).Replace("\"", "\\\"", StringComparison.Ordinal)}", answer);
        }
    }

    [Fact]
    public async Task Raw_addresses_are_read_on_a_connection_that_is_kept_and_in_requests_sent_ahead()
    {
        using var client = await RawClient.ConnectAsync(_host.Address);
        var names = new[] { "一", "b", "二", "三" };
        await client.SendAsync(string.Concat(names.Select((name, i) =>
            $"GET /graphql?query={{{name}}} HTTP/1.1\r\nHost: x\r\n{(i == 3 ? "Connection: close\r\n" : "")}\r\n")));
        var answers = await client.ReadToEndAsync();
        Assert.Equal(4, answers.Split("HTTP/1.1 200 OK").Length - 1);
        Assert.All(names, name => Assert.Contains($"asked for {{{name}}}", answers));
    }

    [Theory]
    [InlineData("GET /x財政 HTTP/1.1\r\nX: y\r\n\r\n")]
    [InlineData("{\"query\":\"財政\"}")]
    public async Task A_body_is_left_as_it_is_even_where_it_looks_like_a_request(string body)
    {
        using var client = await RawClient.ConnectAsync(_host.Address);
        var bytes = Encoding.UTF8.GetBytes(body);
        for (var i = 0; i < 2; i++)
        {
            await client.SendAsync(
                "POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: "
                + $"{bytes.Length}\r\n\r\n");
            await Task.Delay(20);
            await client.SendAsync(bytes);
            var answer = await client.ReadHeadAsync();
            Assert.StartsWith(body.StartsWith('{') ? "HTTP/1.1 200" : "HTTP/1.1 400", answer);
        }

        // What comes behind is the next request and nothing of the body.
        await client.SendAsync("GET /health/live HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        var last = await client.ReadToEndAsync();
        Assert.Contains("{\"status\":\"live\"}", last);
        Assert.Equal(1, last.Split("HTTP/1.1 ").Length - 1);
    }

    public static TheoryData<string, string, string> Refused { get; } = new()
    {
        { "GET /a b c HTTP/1.1\r\nHost: x\r\n\r\n", "400 Bad Request", "The HTTP request is malformed: " },
        { "GET /%00 HTTP/1.1\r\nHost: x\r\n\r\n", "400 Bad Request", "The HTTP request is malformed: " },
        { "GET / HTTP/1.1\r\n\r\n", "400 Bad Request", "Host header" },
        { "GET / HTTP/1.1\r\nHost: x\r\nbroken\r\n\r\n", "400 Bad Request", "Invalid request header" },
        { "\u0016\u0003\u0001\u0002\u0000\u0001\r\n\r\n", "400 Bad Request", "The HTTP request is malformed: " },
        { "GET / HTTP/3.0\r\nHost: x\r\n\r\n", "505 HTTP Version Not Supported", "Only HTTP/1.1" },
        {
            $"GET /{new string('a', 70_000)} HTTP/1.1\r\nHost: x\r\n\r\n",
            "414 URI Too Long",
            "send the question as the body of a POST"
        },
        {
            $"GET /{new string('財', 10_000)} HTTP/1.1\r\nHost: x\r\n\r\n",
            "414 URI Too Long",
            "send the question as the body of a POST"
        },
        {
            $"GET / HTTP/1.1\r\nHost: x\r\nX: {new string('a', 40_000)}\r\n\r\n",
            "431 Request Header Fields Too Large",
            "The headers are larger"
        },
        {
            $"GET / HTTP/1.1\r\nHost: x\r\n{string.Concat(Enumerable.Range(0, 101).Select(i => $"X{i}: y\r\n"))}\r\n",
            "431 Request Header Fields Too Large",
            "The headers are larger"
        },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task What_kestrel_refuses_is_answered_in_our_shape_with_our_headers(
        string request, string status, string says)
    {
        using var client = await RawClient.ConnectAsync(_host.Address);
        await client.SendAsync(request);
        Check(await client.ReadToEndAsync(), status, says);
    }

    [Fact]
    public async Task A_head_that_does_not_come_to_an_end_is_408_in_our_shape()
    {
        using var client = await RawClient.ConnectAsync(_host.Address);
        await client.SendAsync("GET / HTTP/1.1\r\nHost: x\r\n");
        Check(await client.ReadToEndAsync(), "408 Request Timeout", "The head of the request came too slowly.");
    }

    [Fact]
    public async Task A_refusal_comes_behind_the_answers_before_it_and_to_head_without_a_body()
    {
        using var client = await RawClient.ConnectAsync(_host.Address);
        await client.SendAsync("GET /health/live HTTP/1.1\r\nHost: x\r\n\r\nHEAD / HTTP/1.1\r\nbroken\r\n\r\n");
        var answers = (await client.ReadToEndAsync()).Split("HTTP/1.1 ");
        Assert.Equal(3, answers.Length);
        Assert.StartsWith("200 OK", answers[1]);
        Assert.EndsWith("{\"status\":\"live\"}", answers[1]);
        Assert.StartsWith("400 Bad Request", answers[2]);
        Assert.EndsWith("\r\n\r\n", answers[2]);
    }

    private static void Check(string answer, string status, string says)
    {
        Assert.StartsWith($"HTTP/1.1 {status}\r\n", answer);
        Assert.Single(answer.Split("HTTP/1.1 ")[1..], part => part.Contains("Content-Type", StringComparison.Ordinal));
        foreach (var header in new[]
        {
            "X-Request-Id: ", "Access-Control-Allow-Origin: *", "Cache-Control: no-store",
            "X-Content-Type-Options: nosniff", "Content-Type: application/json; charset=utf-8", "Connection: close",
            "Date: ",
        })
        {
            Assert.Contains("\r\n" + header, answer);
        }

        var body = answer[(answer.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..];
        Assert.Contains($"\r\nContent-Length: {body.Length}\r\n", answer);
        using var json = JsonDocument.Parse(body);
        var message = json.RootElement.GetProperty("errors")[0].GetProperty("message").GetString();
        Assert.Contains(says, message);
        Assert.EndsWith(".", message);
    }
}
