using System.Text.Json;
using ReformOpenData.Data.Queries;
using ReformOpenData.GraphQL.Response;

namespace ReformOpenData.Server.Schema;

/// <summary>
/// Tells an answer that holds nothing because releases were taken down from one that holds something too.
/// </summary>
internal static class TakenDownAnswer
{
    /// <summary>Whether nothing came of a request but that releases were taken down.</summary>
    public static bool Is(GraphQLResponse response) =>
        response.HasData
        && response.Errors.Count > 0
        && response.Errors.All(error => error.Code == DataErrorCode.Of(QueryFault.TakenDown))
        && HasOnlyNullRoots(response.Body.Span);

    private static bool HasOnlyNullRoots(ReadOnlySpan<byte> response)
    {
        var json = new Utf8JsonReader(response);
        var isData = false;
        while (json.Read())
        {
            var (depth, type) = (json.CurrentDepth, json.TokenType);
            if (depth == 1 && type == JsonTokenType.PropertyName)
                isData = json.ValueTextEquals("data"u8);
            else if (isData && depth == 2 && type is not (JsonTokenType.PropertyName or JsonTokenType.Null))
                return false;
            else if (!isData && depth == 1 && type is JsonTokenType.StartArray or JsonTokenType.StartObject)
                json.Skip();
        }

        return true;
    }
}
