using System.ComponentModel;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;
using ReformOpenData.Server.Answers;
using ReformOpenData.Server.Lists;
using ReformOpenData.Server.Metadata;
using ReformOpenData.Server.Pages;
using ReformOpenData.Server.Representations;
using ReformOpenData.Server.Schema;

namespace ReformOpenData.Server.Mcp;

/// <summary>
/// What programs may do by the Model Context Protocol: each tool is a question like any other, with its price and its
/// limits.
/// </summary>
[McpServerToolType]
internal sealed class McpTools(AnswerService answers, TrustedDocuments documents, IHttpContextAccessor http)
{
    /// <summary>What a reader of texts can take in; a longer answer is refused with what to do.</summary>
    internal const int MostBytes = 100_000;

    private static readonly byte[] Counting = Encoding.UTF8.GetBytes("""
        query ($by: [RatingDimension!]!, $where: RatingFilterInput, $matching: RatingFilterInput, $first: Int!) {
          dataset { publishers licences { name confirmed } release { number publishedAt } }
          ratings(where: $where, first: 0) {
            totalCount
            groups(by: $by, matching: $matching, order: [{ count: DESC }], first: $first) {
              municipality { code name } plan { title firstFiscalYear code } category { number name } item { number name }
              initiative { number name } department { fullName } fiscalYear grade label isFinal
              count share matchingCount matchingShare
            }
          }
        }
        """);

    [McpServerTool(Name = "search", Title = "Search 検索", ReadOnly = true, Idempotent = true, OpenWorld = false)]
    [Description(
        "Finds names and texts that contain words (Japanese; two characters are enough), each with its surroundings "
        + "and the id of what it belongs to.")]
    public Task<CallToolResult> SearchAsync(
        [Description("Words, separated by spaces: all must occur. 例: 公共施設")] string text,
        [Description("How many results, 1 to 50.")] int first = 10,
        [Description("The endCursor of the page before.")] string? after = null,
        CancellationToken cancellation = default)
    {
        var document = documents.ByName("Search")!;
        var variables = new JsonObject { ["text"] = text, ["first"] = Math.Clamp(first, 1, 50), ["after"] = after };
        return AskAsync(document.Utf8, document.Id, variables, cancellation);
    }

    [McpServerTool(Name = "get", Title = "One thing 一件", ReadOnly = true, Idempotent = true, OpenWorld = false)]
    [Description(
        "All about one thing with its provenance: a city, plan, category, item, initiative, row, year, rating, "
        + "department or document.")]
    public Task<CallToolResult> GetAsync(
        [Description(
            "An id of another answer, or a key: 072028 (city), 072028/2017 (plan), 072028/2017/01 (category), …/06 "
            + "(item), …/001 (initiative), 072028/departments/財政課.")]
        string key,
        CancellationToken cancellation)
    {
        var path = GlobalId.TryDecode(key, out var entity, out var own)
            ? PathSegments.Asked(ThingAddress.Of(GlobalId.TypeName(entity.Name), own) ?? "")
            : "/" + key.Trim('/');
        // A tool answers of what is current: of a key below a release, that would be another state.
        if (PageList.Find(path) is not { Page.IsOfRelease: true, Address.Release: null } found
            || documents.ByName(found.Page.DocumentName) is not { } document)
            return Task.FromResult(
                Refuse($"“{key}” is neither an id nor a key such as 072028/2017; search finds ids."));
        var request = new PageRequest(found.Address, found.Values, [], "");
        var variables =
            document.Variables.Read(found.Page.Variables(request, out _), out var fault).Variables ?? "{}"u8.ToArray();
        return fault is not null
            ? Task.FromResult(Refuse(fault))
            : AskAsync(document.Utf8, document.Id, JsonNode.Parse(variables)!.AsObject(), cancellation, new PageForm(
                found.Page, request, "json"));
    }

    [McpServerTool(Name = "count_ratings", Title = "Counts 集計", ReadOnly = true, Idempotent = true, OpenWorld = false)]
    [Description(
        "Counts ratings by one or more dimensions, the most first, with the share of each group in all and, with "
        + "“matching”, the share within each group.")]
    public Task<CallToolResult> CountAsync(
        [Description(
            "Of MUNICIPALITY, PLAN, CATEGORY, ITEM, INITIATIVE, DEPARTMENT, FISCAL_YEAR, GRADE, LABEL, IS_FINAL.")]
        string[] by,
        [Description(
            "A RatingFilterInput, such as { \"grade\": { \"eq\": \"B\" }, \"plan\": { \"firstFiscalYear\": { \"eq\": "
            + "2017 } } }.")]
        JsonElement? where = null,
        [Description("A RatingFilterInput: which ratings of each group matchingCount and matchingShare tell of.")]
        JsonElement? matching = null,
        [Description("How many groups, 1 to 500.")] int first = 100,
        CancellationToken cancellation = default) => AskAsync(
            Counting,
            null,
            new JsonObject
            {
                ["by"] = new JsonArray([.. by.Select(dimension => (JsonNode)dimension)]),
                ["where"] = Object(where),
                ["matching"] = Object(matching),
                ["first"] = Math.Clamp(first, 1, 500),
            },
            cancellation);

    [McpServerTool(Name = "graphql", Title = "GraphQL", ReadOnly = true, Idempotent = true, OpenWorld = false)]
    [Description(
        "Asks any question in GraphQL; /schema.graphql of this server describes every field. Ask for dataset { "
        + "publishers release { number } } to cite.")]
    public Task<CallToolResult> AskAsync(
        [Description("The document: one query.")] string query,
        [Description("Its variables: a JSON object.")] JsonElement? variables = null,
        CancellationToken cancellation = default) =>
        AskAsync(Encoding.UTF8.GetBytes(query), null, Object(variables) as JsonObject ?? [], cancellation);

    private static JsonNode? Object(JsonElement? value) =>
        value is { ValueKind: JsonValueKind.Object } given ? JsonNode.Parse(given.GetRawText()) : null;

    private async Task<CallToolResult> AskAsync(
        ReadOnlyMemory<byte> document,
        string? id,
        JsonObject variables,
        CancellationToken cancellation,
        Representation? form = null)
    {
        var request = MetadataQuestion.Ask(document, id, variables.Select(pair => (pair.Key, pair.Value?.DeepClone())));
        var client = ClientAddress.Of(http.HttpContext?.Connection.RemoteIpAddress);
        return await answers.AskAsync(request, form ?? GraphQLJson.Plain, default, client, cancellation) switch
        {
            Answer { Content.Plain.Length: > MostBytes and var length } => Refuse(
                $"The answer has {length} bytes, and a tool gives {MostBytes} at most; ask for fewer rows or fields."),
            Answer { Facts.IsThere: false } => Refuse("The current release has nothing of this key; search finds ids."),
            Answer answer => new CallToolResult
            {
                Content =
                [
                    new TextContentBlock { Text = Encoding.UTF8.GetString(answer.Content.Plain.Span) },
                    new TextContentBlock
                    {
                        Text = $"Release {string.Join(", ", answer.Releases.DefaultIfEmpty(answer.Key.Release))}",
                    },
                ],
                IsError = !answer.IsKept,
            },
            AnswerFailure failure => Refuse($"{failure.Message} ({failure.Code})"),
            _ => throw new InvalidOperationException("Nothing was named that could be unchanged."),
        };
    }

    /// <summary>That it cannot be answered, and why.</summary>
    internal static CallToolResult Refuse(string message) => new()
    {
        Content = [new TextContentBlock { Text = message }],
        IsError = true,
    };
}
