namespace ReformOpenData.GraphQL.Response;

/// <summary>
/// A place in a document or schema: both from 1; a column counts UTF-16 code units, as graphql-js reports it.
/// </summary>
public readonly record struct ErrorLocation(int Line, int Column);

/// <summary>One entry of <c>errors</c> in a response (§7.1.2 #sec-Errors).</summary>
/// <param name="Message">For the developer of the request: a sentence in English.</param>
/// <param name="Code">
/// <c>extensions.code</c>: one of <see cref="ErrorCode"/>, or one that the schema's owner documents.
/// </param>
public sealed record GraphQLError(string Message, string Code)
{
    /// <summary>
    /// For the developer of the request: a sentence in English, of at most <see cref="Excerpt.LongestMessage"/> code
    /// units; what it repeats of the request is shortened.
    /// </summary>
    public string Message { get; } = Excerpt.OfMessage(Message);

    /// <summary>Places in the document that the error speaks of, in the order of their meaning; may be empty.</summary>
    public IReadOnlyList<ErrorLocation> Locations { get; init; } = [];

    /// <summary>
    /// Response keys (<see cref="string"/>) and list indices (<see cref="int"/>) from the root; null outside execution.
    /// </summary>
    public IReadOnlyList<object>? Path { get; init; }

    /// <summary>
    /// Further entries of <c>extensions</c>: null, <see cref="string"/>, <see cref="bool"/>, <see cref="int"/>, <see
    /// cref="long"/>, <see cref="double"/>, or lists of those.
    /// </summary>
    public IReadOnlyList<KeyValuePair<string, object?>> Extensions { get; init; } = [];

    /// <summary>
    /// An error of a limit. The message names the limit, its value and what was asked; the numbers stand beside it too.
    /// </summary>
    /// <param name="asked">Null where the work ends at the limit, and nobody knows how much it would have been.</param>
    internal static GraphQLError OverLimit(string code, string message, long limit, long? asked) => new(message, code)
    {
        Extensions = asked is null ? [new("limit", limit)] : [new("limit", limit), new("asked", asked)],
    };

    /// <summary>The request took longer than it may.</summary>
    public static GraphQLError OverTime(int milliseconds) => OverLimit(
        ErrorCode.TimeLimit,
        $"The request took longer than the limit (TimeoutMs) allows, {milliseconds} ms, and was stopped.",
        milliseconds,
        null);

    /// <summary>An error at one place.</summary>
    public static GraphQLError At(string code, string message, params ReadOnlySpan<ErrorLocation> locations) =>
        new(message, code) { Locations = locations.ToArray() };
}
