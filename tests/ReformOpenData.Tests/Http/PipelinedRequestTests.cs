using System.Net.Sockets;

namespace ReformOpenData.Tests.Http;

public sealed class PipelinedRequestTests
{
    private const int Answers = 40;

    /// <summary>
    /// Whoever sends further requests before the first is answered keeps a thread busy as long as it likes: it must not
    /// be one that tells others of their sockets.
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

        using var client = new TcpClient();
        await client.ConnectAsync(server.Address.Host, server.Address.Port);
        var flood = FloodAsync(client.GetStream(), end.Token);
        var reading = client.GetStream().CopyToAsync(Stream.Null, end.Token);
        for (var i = 0; i < Answers; i++)
            await Task.WhenAll(others.Select(AskAsync));
        Assert.False(flood.IsCompleted, "The others were answered after the last of the requests.");

        await end.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => flood);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);
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
