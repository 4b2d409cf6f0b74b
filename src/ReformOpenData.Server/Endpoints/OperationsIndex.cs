using System.Text.Json;
using ReformOpenData.Server.Answers;
using ReformOpenData.Server.Configuration;

namespace ReformOpenData.Server.Endpoints;

/// <summary>/graphql/operations: the trusted documents, with their names, URLs, variables, ids and texts.</summary>
internal sealed class OperationsIndex(TrustedDocuments documents, ServerOptions options)
{
    private readonly Lazy<Content> _content = new(() => Make(documents, options.PathBase));

    public Task WriteAsync(HttpContext context)
    {
        Conditions.VaryByPath(context.Response, options);
        // Whatever a proxy says: what is kept is that of the setting.
        var content = PublicPath.Current == options.PathBase ? _content.Value : Make(documents, PublicPath.Current);
        return ContentWriter.WriteAsync(context, content, "application/json; charset=utf-8", CacheControl.For(300));
    }

    private static Content Make(TrustedDocuments documents, string path)
    {
        var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Json.Indented))
        {
            json.WriteStartObject();
            json.WriteStartArray("operations");
            foreach (var document in documents.All)
            {
                json.WriteStartObject();
                json.WriteString("name", document.Name);
                json.WriteStartArray("title");
                foreach (var line in document.Title) json.WriteStringValue(line);
                json.WriteEndArray();
                json.WriteString("url", $"{path}/graphql/operations/{document.Name}");
                json.WriteStartArray("variables");
                foreach (var (name, type, value) in document.Variables.Declared)
                {
                    json.WriteStartObject();
                    json.WriteString("name", name);
                    json.WriteString("type", type);
                    json.WriteString("default", value);
                    json.WriteEndObject();
                }
                json.WriteEndArray();
                json.WriteString("documentId", document.Id);
                json.WriteString("document", document.Text);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }
        var bytes = buffer.ToArray();
        return new Content(bytes, Content.TagOf(bytes));
    }
}
