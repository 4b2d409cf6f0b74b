using System.Net.Sockets;

namespace ReformOpenData.Tests.Http;

public sealed class PipelinedRequestTests
{
    private const int Answers = 40;
    private const int Floods = 20;

    /// <summary>
    /// Whoever sends further requests before the first is answered keeps a thread busy as long as it likes, unless it
    /// waits in turn behind all others, be it a thread that tells of sockets or one of the pool.
    /// </summary>
    [Fact]
    public async Task Who_sends_requests_without_end_does_not_keep_others_waiting()
    {
        await using var server = await ServeProcess.StartAsync("RequestsPerMinute=0", "LogLevel=Error");
        using var end = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        // Connections belong to the threads in turns; these are there before.
        var others = Enumerable.Range(0, 2 * Environment.ProcessorCount)
            .Select(_ => new HttpClient { BaseAddress = server.Address }).ToList();
        await Task.WhenAll(others.Select(AskAsync));

        var clients = Enumerable.Range(0, Floods).Select(_ => new TcpClient()).ToList();
        List<Task> floods = [];
        foreach (var client in clients)
        {
            await client.ConnectAsync(server.Address.Host, server.Address.Port);
            floods.Add(FloodAsync(client.GetStream(), end.Token));
            floods.Add(client.GetStream().CopyToAsync(Stream.Null, end.Token));
        }

        for (var i = 0; i < Answers; i++)
            await Task.WhenAll(others.Select(AskAsync));
        Assert.DoesNotContain(floods, flood => flood.IsCompleted);

        await end.CancelAsync();
        foreach (var flood in floods)
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => flood);
        clients.ForEach(client => client.Dispose());
        others.ForEach(other => other.Dispose());

        Task<string> AskAsync(HttpClient other) =>
            other.GetStringAsync(new Uri("/graphql?query={__typename}", UriKind.Relative));
    }

    private static async Task FloodAsync(NetworkStream stream, CancellationToken end)
    {
        var request = "GET /graphql?query=%7B__typename%7D HTTP/1.1\r\nHost: x\r\n\r\n"u8.ToArray();
        var many = Enumerable.Repeat(request, 400).SelectMany(one => one).ToArray();
        while (true)
            await stream.WriteAsync(many, end);
    }
}
