using ReformOpenData.Data.Storage;
using ReformOpenData.Server.Answers;

namespace ReformOpenData.Server.Endpoints;

/// <summary>
/// Writes a finished body: coding, length, tag, 304 where the client has it, nothing but headers for HEAD.
/// </summary>
internal static class ContentWriter
{
    /// <summary>
    /// Written at a time, each when the client has taken the ones before: what it does not read costs a few.
    /// </summary>
    private const int SliceBytes = 32 * 1024;

    /// <summary>From so many bytes, compressing takes longer than the threads of sockets are for.</summary>
    private const int LeastLong = 8 * 1024;

    public static async Task WriteAsync(
        HttpContext context,
        Content content,
        string contentType,
        string cacheControl,
        int status = StatusCodes.Status200OK)
    {
        var response = context.Response;
        var coding = content.CodingFor(context.Request.Headers.AcceptEncoding);
        response.Headers.CacheControl = cacheControl;
        Conditions.VaryBy(response, "Accept-Encoding");
        if (content.Tag is { } tag && await Conditions.AnsweredAsync(context, tag, coding))
            return;
        // Small ones, which are nearly all, need no services of the request, which take as long as the rest of this.
        ReadOnlyMemory<byte>? bytes;
        IDisposable? held = null;
        if (content.Length < LargeAnswers.LeastBytes)
        {
            if (content.Length >= LeastLong && !content.Has(coding))
                await PoolContext.SwitchAsync();
            bytes = content.In(coding);
        }
        else
        {
            var large = context.RequestServices.GetRequiredService<LargeAnswers>();
            bytes = await large.CompressAsync(context, content, coding);
            if (bytes is { } made && !large.TryHold(context, content, made.Length, out held))
                bytes = null;
        }

        if (bytes is not { } body)
        {
            response.Headers.Remove("Reform-Release");
            await FailureWriter.WriteAsync(context, AnswerFailure.Busy);
            return;
        }

        using var hold = held;
        response.StatusCode = status;
        response.ContentType = contentType;
        response.Headers.ContentEncoding = coding.Name;
        response.ContentLength = body.Length;
        if (HttpMethods.IsHead(context.Request.Method))
            return;
        await WriteSlicesAsync(response.Body, body, context.RequestAborted);
    }

    /// <summary>Writes bytes so that a client that does not read them holds no more than a slice.</summary>
    public static async Task WriteSlicesAsync(Stream to, ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        for (var from = 0; from < bytes.Length; from += SliceBytes)
            await to.WriteAsync(bytes.Slice(from, Math.Min(SliceBytes, bytes.Length - from)), cancellation);
    }
}
