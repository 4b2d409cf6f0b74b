namespace ReformOpenData.Server.Answers;

/// <summary>
/// Codes of errors that the host gives beside the engine's; docs/errors.md lists both, and a test compares.
/// </summary>
internal static class HostErrorCode
{
    public const string NotFound = "NOT_FOUND";
    public const string DocumentNotFound = "PERSISTED_DOCUMENT_NOT_FOUND";
    public const string KeyUnknown = "KEY_UNKNOWN";
    public const string KeyWithdrawn = "KEY_WITHDRAWN";
    public const string FormatUnknown = "FORMAT_UNKNOWN";
    public const string ColumnUnknown = "COLUMN_UNKNOWN";
    public const string ParameterUnknown = "PARAMETER_UNKNOWN";
    public const string TableShapeInvalid = "TABLE_SHAPE_INVALID";
    public const string PreconditionFailed = "PRECONDITION_FAILED";
    public const string RateLimit = "RATE_LIMIT_EXCEEDED";
    public const string Busy = "SERVER_BUSY";
    public const string DatabaseUnavailable = "DATABASE_UNAVAILABLE";
    public const string DownloadUnavailable = "DOWNLOAD_UNAVAILABLE";
    public const string NotReady = "NOT_READY";
    public const string StoreDamaged = "STORE_DAMAGED";

    public static IReadOnlyList<KeyValuePair<string, string>> All { get; } =
    [
        new(NotFound, "Nothing is served at this path."),
        new(DocumentNotFound, "No trusted document has this id or name; /graphql/operations lists them."),
        new(KeyUnknown, "The release has nothing under the key that the address names."),
        new(
            KeyWithdrawn,
            "The current release has nothing under this key any more; Link leads to the last release that has."),
        new(FormatUnknown, "What is asked for cannot be had in this format; the message names those that there are."),
        new(ColumnUnknown, "A list has no column of this name, or cannot be filtered or ordered by it."),
        new(ParameterUnknown, "The address has a parameter that means nothing here."),
        new(TableShapeInvalid, "The answer has several lists, and none was chosen to be the rows of the table."),
        new(PreconditionFailed, "If-Match names no entity tag of what is served here."),
        new(
            RateLimit,
            "This address has sent more requests, or dearer ones, than allowed; Retry-After says when to come again."),
        new(
            Busy,
            "More answers are being made and waited for than the server takes on, or than the database has connections "
            + "for; Retry-After says when to come again."),
        new(
            DatabaseUnavailable,
            "The database does not answer; what was asked before is still served. "
            + "Retry-After says when to come again."),
        new(
            DownloadUnavailable,
            "The server cannot write the file to its temporary folder; the API is served all the same."),
        new(NotReady, "No release is published yet."),
        new(StoreDamaged, "The store is not as it was written, and is not served until it is restored."),
    ];
}
