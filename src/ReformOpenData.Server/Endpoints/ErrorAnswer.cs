using System.Text.Json;
using ReformOpenData.GraphQL.Response;
using ReformOpenData.Server.Answers;

namespace ReformOpenData.Server.Endpoints;

/// <summary>Codes of errors that the host gives beside the engine's; docs/errors.md lists both, and a test compares.</summary>
internal static class HostErrorCode
{
    public const string NotFound = "NOT_FOUND";
    public const string DocumentNotFound = "PERSISTED_DOCUMENT_NOT_FOUND";
    public const string RateLimit = "RATE_LIMIT_EXCEEDED";
    public const string Busy = "SERVER_BUSY";
    public const string DatabaseUnavailable = "DATABASE_UNAVAILABLE";
    public const string NotReady = "NOT_READY";
    public const string StoreDamaged = "STORE_DAMAGED";

    public static IReadOnlyList<KeyValuePair<string, string>> All { get; } =
    [
        new(NotFound, "Nothing is served at this path."),
        new(DocumentNotFound, "No trusted document has this id or name; /graphql/operations lists them."),
        new(RateLimit, "This address has sent more requests than allowed; Retry-After says when to come again."),
        new(Busy, "More requests run and wait than the server takes on; Retry-After says when to come again."),
        new(DatabaseUnavailable, "The database does not answer; what was asked before is still served. Retry-After says when to come again."),
        new(NotReady, "No release is published yet."),
        new(StoreDamaged, "The store is not as it was written, and is not served until it is restored."),
    ];
}

/// <summary>The one shape of an error outside execution: that of a GraphQL response without data, never stored.</summary>
internal static class ErrorAnswer
{
    public static Task Write(HttpContext context, int status, string code, string message, string? id = null)
    {
        var buffer = new MemoryStream(256);
        using (var json = new Utf8JsonWriter(buffer, Json.Options))
        {
            json.WriteStartObject();
            json.WriteStartArray("errors");
            json.WriteStartObject();
            json.WriteString("message", message);
            json.WriteStartObject("extensions");
            json.WriteString("code", code);
            if (id is not null) json.WriteString("id", id);
            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
        }
        var response = context.Response;
        response.StatusCode = status;
        response.ContentType = "application/json; charset=utf-8";
        response.Headers.CacheControl = "no-store";
        response.Headers.ETag = default;
        response.Headers.Remove("Content-Disposition");
        response.ContentLength = buffer.Length;
        return HttpMethods.IsHead(context.Request.Method)
            ? Task.CompletedTask
            : response.Body.WriteAsync(buffer.GetBuffer().AsMemory(0, (int)buffer.Length), context.RequestAborted).AsTask();
    }

    /// <summary>503, to come again soon.</summary>
    public static Task Unavailable(HttpContext context, string code, string message)
    {
        const int Seconds = 5;
        context.Response.Headers.RetryAfter = Seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return Write(
            context, StatusCodes.Status503ServiceUnavailable, code, $"{message} Come again in {Seconds} s.", context.TraceIdentifier);
    }

    public static Task InternalError(HttpContext context, string id) => Write(
        context,
        StatusCodes.Status500InternalServerError,
        ErrorCode.InternalError,
        $"The server met an unexpected fault. Its id in the server's log is {id}.",
        id);
}
