namespace ReformOpenData.Tests.Http;

/// <summary>An answer that is not read costs its client's slice, and not itself.</summary>
public sealed class UnreadAnswerTests
{
    private const int Readers = 40;
    private const int MiB = 1024 * 1024;

    private static string Question { get; } = $"/graphql?query={{{string.Concat(Enumerable.Range(0, 240).Select(i =>
        $"a{i}:narratives(first:200){{nodes{{text%20sourceText%20initiative{{name}}}}}}"))}}}";

    [Fact]
    public async Task Many_who_do_not_read_one_large_answer_cost_little_memory()
    {
        await using var server = await ServeProcess.StartAsync();
        var length = (await server.Client.GetByteArrayAsync(new Uri(Question, UriKind.Relative))).Length;
        Assert.InRange(length, 4 * MiB, 16 * MiB);
        var before = server.Memory;
        var readers = new List<RawClient>();
        for (var i = 0; i < Readers; i++)
        {
            readers.Add(await RawClient.ConnectAsync(server.Address, receiveBytes: 4096));
            await readers[i].SendAsync($"GET {Question} HTTP/1.1\r\nHost: x\r\n\r\n");
            Assert.StartsWith("HTTP/1.1 200", await readers[i].ReadHeadAsync());
        }

        // Each is far from done, and the server has had the time to write all that it would.
        Assert.Equal(length, (await server.Client.GetByteArrayAsync(new Uri(Question, UriKind.Relative))).Length);
        var grown = server.Memory - before;
        Assert.True(grown < Readers * (long)MiB, $"{Readers} unread answers of {length} bytes cost {grown} bytes.");
        readers.ForEach(reader => reader.Dispose());
    }

    [Fact]
    public async Task An_answer_too_large_to_keep_is_shared_by_all_who_read_it()
    {
        // Sixty copies of nine MiB do not fit into its heap of 352 MiB.
        var heap = new Dictionary<string, string> { ["DOTNET_GCHeapHardLimit"] = "16000000" };
        await using var server = await ServeProcess.StartAsync(heap, "CacheBytes=1000000");
        var readers = new List<RawClient>();
        for (var i = 0; i < 60; i++)
        {
            readers.Add(await RawClient.ConnectAsync(server.Address, receiveBytes: 4096));
            await readers[i].SendAsync($"GET {Question} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
            Assert.StartsWith("HTTP/1.1 200", await readers[i].ReadHeadAsync());
        }

        Assert.EndsWith("}]}}}", await readers[^1].ReadToEndAsync());
        readers.ForEach(reader => reader.Dispose());
    }

    [Fact]
    public async Task Many_different_large_answers_that_nobody_reads_cost_a_bounded_memory()
    {
        await using var server = await ServeProcess.StartAsync([], "CostPerMinute=0");
        await server.Client.GetByteArrayAsync(new Uri(Question, UriKind.Relative));
        var readers = new List<RawClient>();
        var refused = 0;
        for (var i = 0; i < Readers; i++)
        {
            readers.Add(await RawClient.ConnectAsync(server.Address, receiveBytes: 4096));
            var another = Question.Replace("{a0:", $"{{b{i}:", StringComparison.Ordinal);
            await readers[i].SendAsync($"GET {another} HTTP/1.1\r\nHost: x\r\n\r\n");
            refused += (await readers[i].ReadHeadAsync()).StartsWith("HTTP/1.1 503", StringComparison.Ordinal) ? 1 : 0;
        }

        Assert.InRange(refused, 1, Readers - 8);
        readers.ForEach(reader => reader.Dispose());
        byte[] read = [];
        for (var tries = 0; tries < 100 && read.Length < 4 * MiB; tries++)
        {
            // The places of those who have left are free again.
            using var answer = await server.Client
                .GetAsync(new Uri(Question.Replace("a0:", "c:", StringComparison.Ordinal), UriKind.Relative));
            read = await answer.Content.ReadAsByteArrayAsync();
            await Task.Delay(100);
        }

        Assert.InRange(read.Length, 4 * MiB, 16 * MiB);
    }

    /// <summary>
    /// What was held is let go: were it not, six rounds would fill the places, or a heap of 384 MiB, which ends the
    /// process.
    /// </summary>
    [Fact]
    public async Task Memory_is_given_back_when_those_who_did_not_read_have_left()
    {
        var heap = new Dictionary<string, string> { ["DOTNET_GCHeapHardLimit"] = "18000000" };
        await using var server = await ServeProcess.StartAsync(
            heap, "CostPerMinute=0", "RequestsPerMinute=0", "CacheBytes=1000000");
        for (var round = 0; round < 6; round++)
        {
            var readers = new List<RawClient>();
            for (var i = 0; i < 12; i++)
            {
                var another = Question.Replace("{a0:", $"{{r{round}n{i}:", StringComparison.Ordinal);
                readers.Add(await BeginAsync(server, another));
            }

            readers.ForEach(reader => reader.Dispose());
        }

        Assert.False(server.Process.HasExited);
    }

    /// <summary>
    /// Asks until it is answered, and reads no more than the head: those who have left may still hold their places for
    /// a moment.
    /// </summary>
    private static async Task<RawClient> BeginAsync(ServeProcess server, string question)
    {
        for (var tries = 0; tries < 300; tries++)
        {
            var reader = await RawClient.ConnectAsync(server.Address, receiveBytes: 4096);
            await reader.SendAsync($"GET {question} HTTP/1.1\r\nHost: x\r\n\r\n");
            if ((await reader.ReadHeadAsync()).StartsWith("HTTP/1.1 200", StringComparison.Ordinal))
                return reader;
            reader.Dispose();
            await Task.Delay(100);
        }

        throw new InvalidOperationException("No place came free.");
    }
}
