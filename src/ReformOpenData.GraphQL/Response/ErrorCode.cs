namespace ReformOpenData.GraphQL.Response;

/// <summary>
/// Every <c>extensions.code</c> that the engine itself gives; what each means stands in <see cref="All"/>.
/// </summary>
public static class ErrorCode
{
    public const string ParseFailed = "GRAPHQL_PARSE_FAILED";
    public const string ValidationFailed = "GRAPHQL_VALIDATION_FAILED";
    public const string SchemaInvalid = "GRAPHQL_SCHEMA_INVALID";
    public const string BadUserInput = "BAD_USER_INPUT";
    public const string BadRequest = "BAD_REQUEST";
    public const string OperationResolutionFailed = "OPERATION_RESOLUTION_FAILURE";
    public const string SubscriptionNotSupported = "SUBSCRIPTION_NOT_SUPPORTED";
    public const string BatchingNotSupported = "BATCHING_NOT_SUPPORTED";
    public const string PersistedQueryNotSupported = "PERSISTED_QUERY_NOT_SUPPORTED";
    public const string MethodNotAllowed = "METHOD_NOT_ALLOWED";
    public const string NotAcceptable = "NOT_ACCEPTABLE";
    public const string UnsupportedMediaType = "UNSUPPORTED_MEDIA_TYPE";
    public const string BodyLimit = "BODY_LIMIT_EXCEEDED";
    public const string TokenLimit = "TOKEN_LIMIT_EXCEEDED";
    public const string DepthLimit = "DEPTH_LIMIT_EXCEEDED";
    public const string AliasLimit = "ALIAS_LIMIT_EXCEEDED";
    public const string DirectiveLimit = "DIRECTIVE_LIMIT_EXCEEDED";
    public const string FieldLimit = "FIELD_LIMIT_EXCEEDED";
    public const string ErrorLimit = "ERROR_LIMIT_EXCEEDED";
    public const string ResponseLimit = "RESPONSE_LIMIT_EXCEEDED";
    public const string TimeLimit = "TIME_LIMIT_EXCEEDED";
    public const string CostLimit = "COST_LIMIT_EXCEEDED";
    public const string NonNullViolation = "NON_NULL_VIOLATION";
    public const string InvalidResult = "INVALID_RESULT";
    public const string InternalError = "INTERNAL_ERROR";

    /// <summary>Code and meaning, in the order of the documentation, which a test compares with this list.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> All { get; } =
    [
        new(ParseFailed, "The document is not GraphQL: a syntax error, with its place."),
        new(
            ValidationFailed,
            "The document breaks a validation rule of the specification, or names what the schema does not have."),
        new(SchemaInvalid, "A schema definition breaks a rule of the specification; met at start-up only."),
        new(BadUserInput, "The value of a variable or an argument does not fit its type."),
        new(BadRequest, "The HTTP request is not a well-formed GraphQL request."),
        new(OperationResolutionFailed, "The document has several operations and none was named, or none of that name."),
        new(SubscriptionNotSupported, "The operation is a subscription, which this server does not serve."),
        new(BatchingNotSupported, "The body is a list of requests; send one request at a time."),
        new(
            PersistedQueryNotSupported,
            "The request holds the hash of a query in place of the query; send the query itself, as clients then do."),
        new(MethodNotAllowed, "The HTTP method does not fit: a mutation by GET, or a method other than GET and POST."),
        new(NotAcceptable, "The Accept header leaves no media type that the server can write."),
        new(UnsupportedMediaType, "The body is not application/json in UTF-8, or it is compressed."),
        new(BodyLimit, "The body or query string has more bytes than allowed."),
        new(TokenLimit, "The document has more tokens than allowed."),
        new(DepthLimit, "The document, a value or the JSON is nested deeper than allowed."),
        new(AliasLimit, "The operation uses more aliases than allowed."),
        new(DirectiveLimit, "The operation uses more directives than allowed."),
        new(FieldLimit, "The operation selects more fields, with fragments expanded, than allowed."),
        new(ErrorLimit, "There were more errors than are returned; the rest is left out."),
        new(ResponseLimit, "The response would have more bytes than allowed; ask for less at a time."),
        new(TimeLimit, "The request took longer than allowed and was stopped."),
        new(CostLimit, "The operation costs more than allowed, priced from its variables."),
        new(
            NonNullViolation,
            "The server had no value where the schema promises one; the nearest nullable parent is null."),
        new(InvalidResult, "The server computed a value that does not fit its type; the field is null."),
        new(InternalError, "An unexpected fault of the server; its id is in the server's log."),
    ];
}
