using System.Net;
using System.Net.Sockets;
using System.Text;
using ReformOpenData.Server.Answers;
using ReformOpenData.Server.Configuration;
using ReformOpenData.Server.Hosting;
using ReformOpenData.Server.Schema;

namespace ReformOpenData.Tests.Http;

public sealed class LimitTests
{
    private static readonly Served Ready = new(
        (_, _, _, _) => throw new InvalidOperationException(),
        _ => Task.FromResult<PublicReleases?>(new PublicReleases(1)),
        "type Query { a: Int }"u8.ToArray());

    [Fact]
    public async Task An_address_that_asks_too_often_is_told_when_to_come_again()
    {
        await using var host = await RunningHost.StartAsync(Ready, new ServerOptions { RequestsPerMinute = 5 });
        for (var i = 0; i < 5; i++)
            Assert.Equal(HttpStatusCode.OK, await Status(host, "/schema.graphql"));
        using var refused = await host.SendAsync(HttpMethod.Get, "/schema.graphql");
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
        Assert.Equal("no-store", refused.Headers.CacheControl!.ToString());
        Assert.Contains("\"code\":\"RATE_LIMIT_EXCEEDED\"", await refused.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.OK, await Status(host, "/health/live"));
    }

    [Theory]
    [InlineData(1, "192.0.2.1", "192.0.2.2", HttpStatusCode.OK)]
    [InlineData(1, "192.0.2.1", "192.0.2.1", HttpStatusCode.TooManyRequests)]
    [InlineData(1, "2001:db8:0:1::1", "2001:db8:0:1::2", HttpStatusCode.TooManyRequests)]
    [InlineData(1, "2001:db8:0:1::1", "2001:db8:0:2::1", HttpStatusCode.OK)]
    [InlineData(1, "198.51.100.9, 192.0.2.1", "198.51.100.8, 192.0.2.1", HttpStatusCode.TooManyRequests)]
    [InlineData(0, "192.0.2.1", "192.0.2.2", HttpStatusCode.TooManyRequests)]
    public async Task Addresses_are_told_apart_as_the_proxies_that_are_believed_say(
        int proxies, string first, string second, HttpStatusCode status)
    {
        await using var host = await RunningHost.StartAsync(
            Ready, new ServerOptions { RequestsPerMinute = 1, Proxies = proxies });
        Assert.Equal(HttpStatusCode.OK, await Status(host, "/schema.graphql", ("X-Forwarded-For", first)));
        Assert.Equal(status, await Status(host, "/schema.graphql", ("X-Forwarded-For", second)));
    }

    [Fact]
    public async Task Without_a_limit_nobody_is_refused()
    {
        await using var host = await RunningHost.StartAsync(Ready, new ServerOptions { RequestsPerMinute = 0 });
        for (var i = 0; i < 100; i++)
            Assert.Equal(HttpStatusCode.OK, await Status(host, "/schema.graphql"));
    }

    [Fact]
    public async Task More_requests_than_run_and_wait_are_told_that_the_server_is_busy_and_the_others_finish()
    {
        var gate = new TaskCompletionSource();
        var served = Ready with
        {
            Execute = async (_, _, _, _) =>
            {
                await gate.Task;
                return new Executed(
                    GraphQL.Response.GraphQLResponse.RequestError(new GraphQL.Response.GraphQLError("done", "DONE")),
                    []);
            },
        };
        await using var host = await RunningHost.StartAsync(served, new ServerOptions { ConcurrentRequests = 2 });
        var asked = Enumerable.Range(0, 5)
            .Select(i => host.SendAsync(HttpMethod.Get, $"/graphql?query={{a{i}}}")).ToList();
        var refused = await await Task.WhenAny(asked);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        Assert.Contains("\"code\":\"SERVER_BUSY\"", await refused.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.OK, await Status(host, "/health/live"));
        gate.SetResult();
        var statuses = (await Task.WhenAll(asked)).Select(answer => answer.StatusCode).ToList();
        Assert.Single(statuses, HttpStatusCode.ServiceUnavailable);
        Assert.Equal(4, statuses.Count(status => status == HttpStatusCode.OK));
    }

    [Fact]
    public async Task A_stop_lets_running_requests_finish()
    {
        var (started, gate) = (new TaskCompletionSource(), new TaskCompletionSource());
        var served = Ready with
        {
            Execute = async (_, _, _, _) =>
            {
                started.SetResult();
                await gate.Task;
                return new Executed(
                    GraphQL.Response.GraphQLResponse.RequestError(new GraphQL.Response.GraphQLError("done", "DONE")),
                    []);
            },
        };
        await using var host = await RunningHost.StartAsync(served);
        var running = host.SendAsync(HttpMethod.Get, "/graphql?query={a}");
        await started.Task;
        var stopping = host.App.StopAsync();
        await Assert.ThrowsAnyAsync<HttpRequestException>(async () =>
        {
            // The listener closes soon after the stop begins; until then a connection may still get in.
            for (var i = 0; i < 100; i++)
            {
                using var client = new HttpClient { BaseAddress = host.Address };
                using var answer = await client.GetAsync(new Uri("/health/live", UriKind.Relative));
                await Task.Delay(20);
            }
        });
        Assert.False(stopping.IsCompleted);
        gate.SetResult();
        Assert.Contains("\"DONE\"", await (await running).Content.ReadAsStringAsync());
        await stopping;
    }

    [Theory]
    [InlineData("4000\r\n", "408", "The body came too slowly.")]
    [InlineData("zz\r\n", "400", "The HTTP request is malformed.")]
    // Whoever counts it first, the engine or Kestrel, has its own words.
    [InlineData("200000\r\n", "413", "(BodyBytes)")]
    public async Task A_body_that_comes_wrong_or_never_is_answered_in_time(string chunk, string status, string message)
    {
        await using var host = await RunningHost.StartAsync(Ready);
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, host.Address.Port);
        await using var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(
            "POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: "
                + "chunked\r\nConnection: close\r\n\r\n"
                + chunk));
        if (status == "413") await stream.WriteAsync(new byte[0x200000].AsMemory(0, 700_000));
        using var reader = new StreamReader(stream);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var answer = await reader.ReadToEndAsync(patience.Token);
        Assert.StartsWith($"HTTP/1.1 {status} ", answer);
        Assert.Contains(message, answer);
        Assert.Contains("Cache-Control: no-store", answer);
    }

    private static async Task<HttpStatusCode> Status(
        RunningHost host, string path, params (string Name, string Value)[] headers)
    {
        using var answer = await host.SendAsync(HttpMethod.Get, path, headers);
        return answer.StatusCode;
    }
}
