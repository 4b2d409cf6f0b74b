using System.Diagnostics;
using ReformOpenData.GraphQL.Response;
using ReformOpenData.Server.Answers;
using ReformOpenData.Server.Endpoints;

namespace ReformOpenData.Server.Hosting;

/// <summary>
/// Outermost: gives each request an id, answers what nobody caught with a 500 that carries it, and logs one line when
/// the answer is out, refused requests beyond a rate excepted. The id of a proxy in front (X-Request-Id) is kept where
/// it is harmless to log.
/// </summary>
internal sealed class RequestLog(RequestDelegate next, RefusedRequests refused, ILogger<RequestLog> log)
{
    public async Task InvokeAsync(HttpContext context)
    {
        var started = Stopwatch.GetTimestamp();
        var given = context.Request.Headers["X-Request-Id"].ToString();
        if (given.Length is > 0 and <= 64 && given.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.'))
            context.TraceIdentifier = given;
        context.Response.Headers["X-Request-Id"] = context.TraceIdentifier;
        SecurityHeaders.Add(context.Response.Headers);
        using var scope = log.BeginScope(LogForm.ScopeOf(context.TraceIdentifier));
        try
        {
            await next(context);
        }
        catch (Exception) when (context.RequestAborted.IsCancellationRequested)
        {
            // The client has gone; there is nobody to answer.
            if (!context.Response.HasStarted) context.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
        }
        catch (BadHttpRequestException fault) when (!context.Response.HasStarted)
        {
            var (code, message) = fault.StatusCode switch
            {
                StatusCodes.Status413PayloadTooLarge =>
                    (ErrorCode.BodyLimit, "The body is larger than the limit (BodyBytes)."),
                StatusCodes.Status408RequestTimeout => (ErrorCode.BadRequest, "The body came too slowly."),
                _ => (ErrorCode.BadRequest, "The HTTP request is malformed."),
            };
            await FailureWriter.WriteAsync(context, new AnswerFailure(fault.StatusCode, code, message));
        }
        catch (Exception fault) // The last place where a fault can still become an answer.
        {
            log.LogError(fault, "Fault {Id}", context.TraceIdentifier);
            if (context.Response.HasStarted) context.Abort();
            else await FailureWriter.WriteAsync(context, AnswerFailure.Fault(context.TraceIdentifier));
        }
        if (Activity.Current is { Recorded: true } span) Describe(span, context);
        if (log.IsEnabled(LogLevel.Information) && refused.HasLine(context.Response.StatusCode))
        {
            log.LogInformation(
                "{Method} {Path} {Status} {ElapsedMs} {Bytes}",
                context.Request.Method,
                context.Request.Path.Value,
                context.Response.StatusCode,
                Math.Round(Stopwatch.GetElapsedTime(started).TotalMilliseconds, 3),
                context.Response.ContentLength);
        }
    }

    /// <summary>
    /// A span says what was asked by the names of OpenTelemetry's conventions for HTTP; ASP.NET Core's own has none.
    /// </summary>
    private static void Describe(Activity span, HttpContext context)
    {
        var route = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText;
        span.DisplayName = route is null ? context.Request.Method : $"{context.Request.Method} {route}";
        span.SetTag("http.request.method", context.Request.Method);
        span.SetTag("http.route", route);
        span.SetTag("url.path", context.Request.Path.Value);
        span.SetTag("http.response.status_code", context.Response.StatusCode);
        span.SetTag("reform.request_id", context.TraceIdentifier);
        if (context.Response.StatusCode >= StatusCodes.Status500InternalServerError)
            span.SetStatus(ActivityStatusCode.Error);
    }
}
