using ReformOpenData.Data.Queries;
using ReformOpenData.GraphQL.Response;
using ReformOpenData.Server.Schema;

namespace ReformOpenData.Server.Answers;

/// <summary>Why there is no answer; never stored.</summary>
/// <param name="Message">A sentence for the developer of the request.</param>
internal sealed record AnswerFailure(int Status, string Code, string Message) : Outcome
{
    private const int SecondsToComeAgain = 5;

    public static AnswerFailure DatabaseUnavailable { get; } =
        Unavailable(HostErrorCode.DatabaseUnavailable, "The database does not answer.");

    public static AnswerFailure NotReady { get; } = Unavailable(HostErrorCode.NotReady, "No release is published yet.");

    public static AnswerFailure StoreDamaged { get; } =
        Unavailable(HostErrorCode.StoreDamaged, "The store is damaged and is being restored.");

    public static AnswerFailure DownloadUnavailable { get; } = Unavailable(
        HostErrorCode.DownloadUnavailable, "The server cannot write this file now; everything else is served.");

    public static AnswerFailure Busy { get; } = ComeAgain(
        StatusCodes.Status503ServiceUnavailable, HostErrorCode.Busy, "The server is busy.", 1);

    public static AnswerFailure NoConnection { get; } = ComeAgain(
        StatusCodes.Status503ServiceUnavailable,
        HostErrorCode.Busy,
        "The database has no connection, memory or disk left for it.",
        1);

    /// <summary>Value of the header Retry-After; null where coming again does not help.</summary>
    public int? RetryAfterSeconds { get; private init; }

    /// <summary>Methods of the header Allow.</summary>
    public string? Allow { get; private init; }

    /// <summary>Value of the header Link.</summary>
    public string? Link { get; private init; }

    /// <summary>Under which the fault was logged, where that is not the id of the request.</summary>
    public string? Id { get; private init; }

    public static AnswerFailure NotFound(string message) =>
        new(StatusCodes.Status404NotFound, HostErrorCode.NotFound, message);

    public static AnswerFailure DocumentNotFound(string message) =>
        new(StatusCodes.Status404NotFound, HostErrorCode.DocumentNotFound, message);

    public static AnswerFailure KeyUnknown(string message) =>
        new(StatusCodes.Status404NotFound, HostErrorCode.KeyUnknown, message);

    /// <param name="last">Address of the same in the last release that has it.</param>
    public static AnswerFailure KeyWithdrawn(string message, string last) =>
        new(StatusCodes.Status410Gone, HostErrorCode.KeyWithdrawn, message)
        {
            Link = $"<{last}>; rel=\"predecessor-version\"",
        };

    public static AnswerFailure FormatUnknown(string message) =>
        new(StatusCodes.Status404NotFound, HostErrorCode.FormatUnknown, message);

    public static AnswerFailure UnsupportedMediaType(string message) =>
        new(StatusCodes.Status415UnsupportedMediaType, ErrorCode.UnsupportedMediaType, message);

    public static AnswerFailure FormatNotImplemented(string message) =>
        new(StatusCodes.Status501NotImplemented, HostErrorCode.FormatUnknown, message);

    public static AnswerFailure ColumnUnknown(string message) =>
        new(StatusCodes.Status400BadRequest, HostErrorCode.ColumnUnknown, message);

    public static AnswerFailure ParameterUnknown(string message) =>
        new(StatusCodes.Status400BadRequest, HostErrorCode.ParameterUnknown, message);

    public static AnswerFailure TableShapeInvalid(string message) =>
        new(StatusCodes.Status400BadRequest, HostErrorCode.TableShapeInvalid, message);

    public static AnswerFailure BadRequest(string message) =>
        new(StatusCodes.Status400BadRequest, ErrorCode.BadRequest, message);

    public static AnswerFailure PreconditionFailed { get; } = new(
        StatusCodes.Status412PreconditionFailed,
        HostErrorCode.PreconditionFailed,
        "What is served here is not what If-Match or If-Unmodified-Since names; ask without it.");

    public static AnswerFailure RangeNotSatisfiable(long bytes) => new(
        StatusCodes.Status416RangeNotSatisfiable,
        ErrorCode.BadRequest,
        $"Range begins behind the end of the file, which has {bytes} bytes.");

    public static AnswerFailure MethodNotAllowed(string allow) => new(
        StatusCodes.Status405MethodNotAllowed,
        ErrorCode.MethodNotAllowed,
        $"The method is not allowed here; use one of {allow}.")
    {
        Allow = allow,
    };

    public static AnswerFailure TooManyRequests(int seconds) => ComeAgain(
        StatusCodes.Status429TooManyRequests, HostErrorCode.RateLimit, "Too many requests from this address.", seconds);

    public static AnswerFailure TooMuchWork(int seconds) => ComeAgain(
        StatusCodes.Status429TooManyRequests,
        HostErrorCode.RateLimit,
        "The questions from this address have cost more than allowed in a minute; answers that are kept are still "
        + "given.",
        seconds);

    public static AnswerFailure TooManyAtOnce { get; } = ComeAgain(
        StatusCodes.Status429TooManyRequests,
        HostErrorCode.RateLimit,
        "Too many connections or requests of this address are open at the same time (ConnectionsPerAddress).",
        1);

    public static AnswerFailure TooManyConnections { get; } = ComeAgain(
        StatusCodes.Status503ServiceUnavailable,
        HostErrorCode.Busy,
        "Too many connections are open (Connections).",
        SecondsToComeAgain);

    /// <summary>A fault of ours that is logged under the id of the request.</summary>
    public static AnswerFailure Fault(string id) => new(
        StatusCodes.Status500InternalServerError,
        ErrorCode.InternalError,
        $"The server met an unexpected fault. Its id in the server's log is {id}.");

    /// <summary>An error of the engine, for a representation that has no place for errors.</summary>
    public static AnswerFailure Of(GraphQLError error) => new(
        error.Code switch
        {
            ErrorCode.TimeLimit => StatusCodes.Status503ServiceUnavailable,
            _ when error.Code == DataErrorCode.Of(QueryFault.TakenDown) => StatusCodes.Status410Gone,
            ErrorCode.InternalError or ErrorCode.InvalidResult or ErrorCode.NonNullViolation =>
                StatusCodes.Status500InternalServerError,
            _ => StatusCodes.Status400BadRequest,
        },
        error.Code,
        error.Message)
    {
        Id = error.Extensions.FirstOrDefault(entry => entry.Key == "id").Value as string,
    };

    private static AnswerFailure Unavailable(string code, string message) =>
        ComeAgain(StatusCodes.Status503ServiceUnavailable, code, message, SecondsToComeAgain);

    private static AnswerFailure ComeAgain(int status, string code, string message, int seconds) =>
        new(status, code, $"{message} Come again in {seconds} s.") { RetryAfterSeconds = seconds };
}
