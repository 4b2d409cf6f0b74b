using System.Diagnostics;
using Microsoft.AspNetCore.Http.Features;
using ReformOpenData.GraphQL.Response;
using ReformOpenData.Server.Answers;

namespace ReformOpenData.Server.Hosting;

/// <summary>
/// What Kestrel refuses before there is a request is answered in the one shape of failures, where Kestrel itself would
/// answer without a body, and has its line in the log.
/// </summary>
internal sealed class MalformedRequests(TimeProvider time, RefusedRequests refused, ILogger<RequestLog> log)
    : IObserver<KeyValuePair<string, object?>>
{
    private const string Refused = "Microsoft.AspNetCore.Server.Kestrel.BadRequest";

    public void Observe(DiagnosticListener kestrel) => kestrel.Subscribe(this, static (name, _, _) => name == Refused);

    public void OnNext(KeyValuePair<string, object?> value)
    {
        if (value.Value is not IFeatureCollection features
            || features.Get<IBadRequestExceptionFeature>()?.Error is not BadHttpRequestException fault
            || features.Get<IHttpResponseFeature>() is not { HasStarted: false }
            || features.Get<EdgeConnection>() is not { } connection)
        {
            return;
        }

        var id = features.Get<IHttpRequestIdentifierFeature>()!.TraceIdentifier;
        var isHead = HttpMethods.IsHead(features.Get<IHttpRequestFeature>()?.Method ?? "");
        connection.Writer.EndWith(RawAnswer.Make(Failure(fault), id, time.GetUtcNow(), isHead));
        if (!refused.HasLine(fault.StatusCode)) return;
        using var scope = log.BeginScope(LogForm.ScopeOf(id));
        log.LogInformation("{Status} {Reason}", fault.StatusCode, fault.Message);
    }

    public void OnCompleted()
    {
        // Nothing is kept that would have to be let go.
    }

    public void OnError(Exception error)
    {
        // A listener of diagnostics reports none.
    }

    private static AnswerFailure Failure(BadHttpRequestException fault)
    {
        var (code, message) = fault.StatusCode switch
        {
            StatusCodes.Status408RequestTimeout => (ErrorCode.BadRequest, "The head of the request came too slowly."),
            StatusCodes.Status414RequestUriTooLong => (
                ErrorCode.BodyLimit,
                "The address is longer than the limit of 64 kB; send the question as the body of a POST."),
            StatusCodes.Status431RequestHeaderFieldsTooLarge => (
                ErrorCode.BadRequest, "The headers are larger than the limits, 32 kB and 100 of them; send fewer."),
            StatusCodes.Status505HttpVersionNotsupported =>
                (ErrorCode.BadRequest, "Only HTTP/1.1 and HTTP/1.0 are served here."),
            _ => (ErrorCode.BadRequest, $"The HTTP request is malformed: {Reason(fault)}."),
        };
        return new AnswerFailure(fault.StatusCode, code, message);
    }

    /// <summary>Kestrel's words, without what it quotes of the request.</summary>
    private static string Reason(BadHttpRequestException fault)
    {
        var end = fault.Message.IndexOfAny([':', '\'']);
        return (end < 0 ? fault.Message : fault.Message[..end]).Trim().TrimEnd('.');
    }
}
