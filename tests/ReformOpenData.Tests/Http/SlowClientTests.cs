using System.Net;
using ReformOpenData.Server.Answers;
using ReformOpenData.Server.Configuration;
using ReformOpenData.Server.Hosting;

namespace ReformOpenData.Tests.Http;

/// <summary>Who sends or reads slowly, or only holds connections, keeps nobody else from an answer.</summary>
public sealed class SlowClientTests
{
    private const string Head = "Host: x\r\nContent-Type: application/json\r\nConnection: close\r\n";

    private static readonly Served WhatIsServed = new(
        (request, _, _, _) => new(new Server.Schema.Executed(GraphQL.Response.GraphQLResponse.RequestError(
            new GraphQL.Response.GraphQLError(
                request.OperationName == "Long" ? new string('x', 8_000_000) : "done", "DONE")), [])),
        _ => Task.FromResult<PublicReleases?>(new PublicReleases(1)),
        "type Query { a: Int }"u8.ToArray());

    [Fact]
    public async Task Bodies_that_drip_and_answers_that_nobody_reads_hold_no_place()
    {
        await using var host = await RunningHost.StartAsync(WhatIsServed, new ServerOptions { ConcurrentRequests = 1 });
        var slow = new List<RawClient>();
        for (var i = 0; i < 10; i++)
        {
            slow.Add(await RawClient.ConnectAsync(host.Address));
            await slow[^1].SendAsync($"POST /graphql HTTP/1.1\r\n{Head}Content-Length: 1000\r\n\r\n{{\"query\":");
            slow.Add(await RawClient.ConnectAsync(host.Address, receiveBytes: 4096));
            await slow[^1].SendAsync(
                $"GET /graphql?operationName=Long&query=query+Long{{a{i}:a}} HTTP/1.1\r\n{Head}\r\n");
            await slow[^1].ReadHeadAsync();
        }

        for (var i = 0; i < 5; i++)
        {
            using var answer = await host.SendAsync(HttpMethod.Get, $"/graphql?query={{b{i}:a}}");
            Assert.Contains("DONE", await answer.Content.ReadAsStringAsync());
        }

        slow.ForEach(client => client.Dispose());
    }

    [Theory]
    [InlineData(2, 1000, "HTTP/1.1 429 Too Many Requests", "RATE_LIMIT_EXCEEDED")]
    [InlineData(1000, 2, "HTTP/1.1 503 Service Unavailable", "SERVER_BUSY")]
    [InlineData(0, 2, "HTTP/1.1 503 Service Unavailable", "SERVER_BUSY")]
    public async Task A_connection_too_many_is_told_so_and_there_is_room_when_another_has_ended(
        int ofAddress, int ofAll, string status, string code)
    {
        await using var host = await RunningHost.StartAsync(
            WhatIsServed, new ServerOptions { ConnectionsPerAddress = ofAddress, Connections = ofAll });
        using var first = await RawClient.ConnectAsync(host.Address);
        using (var second = await RawClient.ConnectAsync(host.Address))
        {
            foreach (var open in new[] { first, second })
            {
                await open.SendAsync("GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n");
                Assert.StartsWith("HTTP/1.1 200 OK", await open.ReadHeadAsync());
            }

            using var third = await RawClient.ConnectAsync(host.Address);
            await third.SendAsync("GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n");
            var told = await third.ReadToEndAsync();
            Assert.StartsWith(status, told);
            Assert.Contains($"\"code\":\"{code}\"", told);
            foreach (var header in new[]
            {
                "Retry-After: ",
                "X-Request-Id: ",
                "Access-Control-Allow-Origin: *",
                "Cache-Control: no-store",
                "Connection: close",
                "Date: ",
            })
                Assert.Contains("\r\n" + header, told);
            var body = told[(told.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..];
            Assert.Contains($"\r\nContent-Length: {body.Length}\r\n", told);
        }

        for (var i = 0; ; i++)
        {
            using var next = await RawClient.ConnectAsync(host.Address);
            await next.SendAsync("GET /health/live HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
            if ((await next.ReadToEndAsync()).StartsWith("HTTP/1.1 200 OK", StringComparison.Ordinal)) break;
            Assert.True(i < 100, "There is no room although a connection has ended.");
            await Task.Delay(20);
        }
    }

    [Fact]
    public async Task Behind_a_proxy_its_connections_are_not_counted_but_the_requests_of_each_client()
    {
        var gate = new TaskCompletionSource();
        using var begun = new SemaphoreSlim(0);
        var served = WhatIsServed with
        {
            Execute = async (request, release, client, cancellation) =>
            {
                begun.Release();
                await gate.Task;
                return await WhatIsServed.Execute(request, release, client, cancellation);
            },
        };
        await using var host = await RunningHost.StartAsync(
            served, new ServerOptions { Proxies = 1, ConnectionsPerAddress = 2 });
        var waiting = Enumerable.Range(0, 2).Select(i => AskAsync("192.0.2.1", $"a{i}")).ToList();
        await begun.WaitAsync();
        await begun.WaitAsync();
        using var refused = await AskAsync("192.0.2.1", "a3");
        Assert.Equal(
            (HttpStatusCode.TooManyRequests, "1"), (refused.StatusCode, refused.Headers.RetryAfter!.ToString()));
        var others = Enumerable.Range(2, 8).Select(i => AskAsync($"192.0.2.{i}", "b")).ToList();
        using var health = await host.SendAsync(HttpMethod.Get, "/health/live", ("X-Forwarded-For", "192.0.2.1"));
        Assert.Equal(HttpStatusCode.OK, health.StatusCode);
        gate.SetResult();
        Assert.All(
            await Task.WhenAll(waiting.Concat(others)), answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
        using var again = await AskAsync("192.0.2.1", "a3");
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);

        Task<HttpResponseMessage> AskAsync(string client, string alias) =>
            host.SendAsync(HttpMethod.Get, $"/graphql?query={{{alias}:a}}", ("X-Forwarded-For", client));
    }
}
