using Microsoft.AspNetCore.Http;
using ReformOpenData.Server.Answers;
using ReformOpenData.Server.Endpoints;

namespace ReformOpenData.Tests.Http;

public sealed class CompressionThreadTests
{
    /// <summary>To compress what is not short takes milliseconds, in which a socket's thread tells nobody.</summary>
    [Theory]
    [InlineData(1_000, "br", false)]
    [InlineData(100_000, null, false)]
    [InlineData(100_000, "br", true)]
    [InlineData(100_000, "gzip", true)]
    public async Task What_is_not_short_is_compressed_in_a_thread_of_the_pool(int bytes, string? coding, bool isPool)
    {
        var content = new Content(new byte[bytes], "tag");
        Assert.Equal(isPool, await WriteAsync(content, coding));
        // Then it is there.
        Assert.False(await WriteAsync(content, coding));
    }

    /// <summary>Whether the body is written in a thread of the pool, when asked for in one that is not.</summary>
    private static async Task<bool> WriteAsync(Content content, string? coding)
    {
        await using var body = new Body();
        var context = new DefaultHttpContext();
        context.Response.Body = body;
        context.Request.Headers.AcceptEncoding = coding;
        await Task.Factory.StartNew(
            () => ContentWriter.WriteAsync(context, content, "text/plain", "no-cache"),
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default).Unwrap();
        Assert.Equal(coding, context.Response.Headers.ContentEncoding.FirstOrDefault());
        return body.IsPool ?? throw new InvalidOperationException("Nothing was written.");
    }

    private sealed class Body : MemoryStream
    {
        public bool? IsPool { get; private set; }

        public override ValueTask WriteAsync(
            ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            IsPool ??= Thread.CurrentThread.IsThreadPoolThread;
            return base.WriteAsync(buffer, cancellationToken);
        }
    }
}
