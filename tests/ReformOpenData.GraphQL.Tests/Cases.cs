using System.Text.Json;

namespace ReformOpenData.GraphQL.Tests;

/// <summary>
/// Tables of cases that stand beside their test as JSON lines: a text, and what must come of it. Errors are lists of
/// the message and its places (<c>line:column</c>); messages and places are those of npm graphql 17 for the same text.
/// </summary>
internal static class Cases
{
    public static IEnumerable<JsonElement> Read(string folder, string file) =>
        File.ReadLines(
            Path.Combine(AppContext.BaseDirectory, folder, file)).Select(line => JsonDocument.Parse(line).RootElement);

    /// <summary>One line for each error: message, then places; in the order of the places.</summary>
    public static IEnumerable<string> Errors(JsonElement row) =>
        row.GetProperty("errors")
            .EnumerateArray().Select(error => string.Join(' ', error.EnumerateArray().Select(x => x.GetString())))
            .Order(StringComparer.Ordinal);

    /// <summary>The same of errors as they came.</summary>
    public static IEnumerable<string> Errors(IEnumerable<GraphQL.Response.GraphQLError> errors) => errors
        .Select(
            error => string.Join(' ', error.Locations.Select(at => $"{at.Line}:{at.Column}").Prepend(error.Message)))
        .Order(StringComparer.Ordinal);
}
