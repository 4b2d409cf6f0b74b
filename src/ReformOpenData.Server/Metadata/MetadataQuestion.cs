using System.Text.Json;
using System.Text.Json.Nodes;
using ReformOpenData.GraphQL.Execution;
using ReformOpenData.Server.Answers;

namespace ReformOpenData.Server.Metadata;

/// <summary>Questions that descriptions are made of: a trusted document with its variables.</summary>
internal static class MetadataQuestion
{
    /// <param name="variables">Names and values; those that are null are left out.</param>
    public static GraphQLRequest Ask(
        TrustedDocument document, params IEnumerable<(string Name, JsonNode? Value)> variables) =>
        Ask(document.Utf8, document.Id, variables);

    /// <summary>A document of our own.</summary>
    public static GraphQLRequest Ask(
        ReadOnlyMemory<byte> document, string? id, IEnumerable<(string Name, JsonNode? Value)> variables)
    {
        var given = new JsonObject();
        foreach (var (name, value) in variables.Where(variable => variable.Value is not null))
            given[name] = value;
        return new GraphQLRequest
        {
            Document = document,
            DocumentId = id,
            Variables = JsonElement.Parse(given.ToJsonString()),
            QueryOnly = true,
        };
    }
}
