using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using ReformOpenData.Server.Answers;
using ReformOpenData.Server.Endpoints;

namespace ReformOpenData.Server.Hosting;

/// <summary>A failure as bytes of HTTP/1.1, for a connection on which no request is read.</summary>
internal static class RawAnswer
{
    public static byte[] Make(AnswerFailure failure, string id, DateTimeOffset now, bool isHead = false)
    {
        var context = new DefaultHttpContext { TraceIdentifier = id };
        var headers = context.Response.Headers;
        headers["X-Request-Id"] = id;
        SecurityHeaders.Add(headers);
        var body = FailureWriter.Begin(context, failure);
        headers.Connection = "close";
        headers.Date = now.ToString("r", CultureInfo.InvariantCulture);
        var head = new StringBuilder("HTTP/1.1 ")
            .Append(failure.Status).Append(' ').Append(ReasonPhrases.GetReasonPhrase(failure.Status)).Append("\r\n");
        foreach (var (name, value) in headers)
            head.Append(name).Append(": ").Append(value).Append("\r\n");
        return [.. Encoding.ASCII.GetBytes(head.Append("\r\n").ToString()), .. isHead ? [] : body];
    }
}
