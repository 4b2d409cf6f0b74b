using System.Text.Json.Nodes;
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
        var index = Json.Of(("operations", Json.All(documents.All.Select(document => Json.Of(
            ("name", document.Name),
            ("title", Json.Texts(document.Title)),
            ("url", $"{path}/graphql/operations/{document.Name}"),
            ("variables", Json.All(document.Variables.Declared.Select(variable => new JsonObject
            {
                ["name"] = variable.Name,
                ["type"] = variable.Type,
                ["default"] = variable.Default,
            }))),
            ("documentId", document.Id),
            ("document", document.Text))))));
        return Content.Of(Json.Write(index, Json.Indented));
    }
}
