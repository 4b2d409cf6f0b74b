using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using ReformOpenData.GraphQL.Response;
using ReformOpenData.Server.Answers;
using ReformOpenData.Server.Endpoints;

namespace ReformOpenData.Tests.Http;

public sealed class FailureTests
{
    public static TheoryData<string, int, string, string?, bool> Kinds { get; } = new()
    {
        { nameof(AnswerFailure.NotFound), 404, "NOT_FOUND", null, false },
        { nameof(AnswerFailure.DocumentNotFound), 404, "PERSISTED_DOCUMENT_NOT_FOUND", null, false },
        { nameof(AnswerFailure.BadRequest), 400, "BAD_REQUEST", null, false },
        { nameof(AnswerFailure.MethodNotAllowed), 405, "METHOD_NOT_ALLOWED", null, false },
        { nameof(AnswerFailure.PreconditionFailed), 412, "PRECONDITION_FAILED", null, false },
        { nameof(AnswerFailure.RangeNotSatisfiable), 416, "BAD_REQUEST", null, false },
        { nameof(AnswerFailure.TooManyRequests), 429, "RATE_LIMIT_EXCEEDED", "7", false },
        { nameof(AnswerFailure.Fault), 500, "INTERNAL_ERROR", null, true },
        { nameof(AnswerFailure.Busy), 503, "SERVER_BUSY", "1", true },
        { nameof(AnswerFailure.NoConnection), 503, "SERVER_BUSY", "1", true },
        { nameof(AnswerFailure.DatabaseUnavailable), 503, "DATABASE_UNAVAILABLE", "5", true },
        { nameof(AnswerFailure.DownloadUnavailable), 503, "DOWNLOAD_UNAVAILABLE", "5", true },
        { nameof(AnswerFailure.NotReady), 503, "NOT_READY", "5", true },
        { nameof(AnswerFailure.StoreDamaged), 503, "STORE_DAMAGED", "5", true },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_failure_is_written_with_its_status_its_code_and_its_headers(
        string kind, int status, string code, string? retryAfter, bool hasId)
    {
        var context = new DefaultHttpContext
        {
            TraceIdentifier = "trace-1",
            RequestServices = new ServiceCollection().BuildServiceProvider(),
        };
        context.Response.Headers.ETag = "\"of what was to be sent\"";
        context.Response.Headers.ContentEncoding = "br";
        using var body = new MemoryStream();
        context.Response.Body = body;
        await FailureWriter.WriteAsync(context, Make(kind));
        Assert.Equal(
            (status, "no-store"), (context.Response.StatusCode, context.Response.Headers.CacheControl.ToString()));
        Assert.Equal(retryAfter ?? "", context.Response.Headers.RetryAfter.ToString());
        Assert.Equal(
            kind == nameof(AnswerFailure.MethodNotAllowed) ? "GET" : "", context.Response.Headers.Allow.ToString());
        Assert.Equal(
            ("", ""), (context.Response.Headers.ETag.ToString(), context.Response.Headers.ContentEncoding.ToString()));
        Assert.Equal(body.Length, context.Response.ContentLength);
        var error = JsonDocument.Parse(body.ToArray()).RootElement.GetProperty("errors")[0];
        Assert.EndsWith(
            retryAfter is null ? "." : $"Come again in {retryAfter} s.", error.GetProperty("message").GetString());
        var extensions = error.GetProperty("extensions");
        Assert.Equal(code, extensions.GetProperty("code").GetString());
        Assert.Equal(hasId ? "trace-1" : null, extensions.TryGetProperty("id", out var id) ? id.GetString() : null);
    }

    [Theory]
    [InlineData(ErrorCode.CostLimit, 400)]
    [InlineData("PAGE_INVALID", 400)]
    [InlineData("RELEASE_TAKEN_DOWN", 410)]
    [InlineData(ErrorCode.TimeLimit, 503)]
    [InlineData(ErrorCode.InternalError, 500)]
    [InlineData(ErrorCode.NonNullViolation, 500)]
    public void An_error_of_the_engine_keeps_its_code_and_its_id(string code, int status)
    {
        var failure = AnswerFailure.Of(new GraphQLError("No.", code) { Extensions = [new("id", "logged-1")] });
        Assert.Equal((status, code, "No.", "logged-1"), (failure.Status, failure.Code, failure.Message, failure.Id));
    }

    private static AnswerFailure Make(string kind) => kind switch
    {
        nameof(AnswerFailure.NotFound) => AnswerFailure.NotFound("It is not here."),
        nameof(AnswerFailure.DocumentNotFound) => AnswerFailure.DocumentNotFound("It is not here."),
        nameof(AnswerFailure.BadRequest) => AnswerFailure.BadRequest("It is wrong."),
        nameof(AnswerFailure.MethodNotAllowed) => AnswerFailure.MethodNotAllowed("GET"),
        nameof(AnswerFailure.PreconditionFailed) => AnswerFailure.PreconditionFailed,
        nameof(AnswerFailure.RangeNotSatisfiable) => AnswerFailure.RangeNotSatisfiable(10),
        nameof(AnswerFailure.TooManyRequests) => AnswerFailure.TooManyRequests(7),
        nameof(AnswerFailure.Fault) => AnswerFailure.Fault("trace-1"),
        nameof(AnswerFailure.Busy) => AnswerFailure.Busy,
        nameof(AnswerFailure.NoConnection) => AnswerFailure.NoConnection,
        nameof(AnswerFailure.DatabaseUnavailable) => AnswerFailure.DatabaseUnavailable,
        nameof(AnswerFailure.StoreDamaged) => AnswerFailure.StoreDamaged,
        nameof(AnswerFailure.DownloadUnavailable) => AnswerFailure.DownloadUnavailable,
        _ => AnswerFailure.NotReady,
    };
}
