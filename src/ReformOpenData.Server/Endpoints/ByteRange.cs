using Microsoft.Net.Http.Headers;
using ReformOpenData.Server.Answers;

namespace ReformOpenData.Server.Endpoints;

/// <summary>The part of a body that is asked for (RFC 9110 §14).</summary>
internal static class ByteRange
{
    /// <summary>
    /// Sets status and headers of the part that is to be sent, which is the whole where none is asked for; null where
    /// the failure is answered already.
    /// </summary>
    /// <param name="length">Of the whole.</param>
    public static async ValueTask<(long From, long Count)?> StartAsync(HttpContext context, long length)
    {
        var (request, response) = (context.Request, context.Response);
        var (from, count) = (0L, length);
        if (Asked(request, response.Headers.ETag) is { } range)
        {
            // A suffix is the last so many bytes.
            from = range.From ?? Math.Max(0, length - range.To!.Value);
            var last = range.From is null ? length - 1 : Math.Min(range.To ?? long.MaxValue, length - 1);
            count = last - from + 1;
            if (count <= 0)
            {
                response.Headers.ContentRange = $"bytes */{length}";
                await FailureWriter.WriteAsync(context, AnswerFailure.RangeNotSatisfiable(length));
                return null;
            }

            response.StatusCode = StatusCodes.Status206PartialContent;
            response.Headers.ContentRange = $"bytes {from}-{last}/{length}";
        }

        response.ContentLength = count;
        return (from, count);
    }

    /// <summary>
    /// The part that is asked for; null where the whole is to be sent: several parts, a range that is not
    /// well-formed, or one of another state of the body (RFC 9110 §13.1.5, §14.2).
    /// </summary>
    /// <param name="tag">Of the body that would be sent.</param>
    public static RangeItemHeaderValue? Asked(HttpRequest request, string? tag)
    {
        if (!HttpMethods.IsGet(request.Method)
            || !RangeHeaderValue.TryParse(request.Headers.Range.ToString(), out var header)
            || !header.Unit.Equals("bytes", StringComparison.OrdinalIgnoreCase)
            || header.Ranges.Count != 1)
        {
            return null;
        }

        var isOfThis = request.Headers.IfRange.Count == 0 || request.Headers.IfRange.ToString() == tag;
        return isOfThis ? header.Ranges.First() : null;
    }
}
