using System.Text.Json;
using System.Text.Json.Nodes;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;
using ReformOpenData.Server.Answers;
using ReformOpenData.Server.Configuration;
using ReformOpenData.Server.Endpoints;

namespace ReformOpenData.Server.Mcp;

/// <summary>
/// The module of the Model Context Protocol (https://modelcontextprotocol.io), where the setting asks for it: /mcp, by
/// streamable HTTP without sessions.
/// </summary>
internal static class McpModule
{
    private const string Path = "/mcp";

    private const string Instructions =
        "The published tables of Japanese municipalities' administrative reform: what each department did, and how it "
        + "was rated. Grades are printed labels without a definition, not numbers: do not average them; 完了 is "
        + "completed, - is not rated. Texts are Japanese. Cite the publishers and the release that answers name. Let "
        + "the server count (count_ratings) instead of counting rows. The schema of the tool graphql is at "
        + "/schema.graphql of this server.";

    public static IServiceCollection AddMcp(this IServiceCollection services, ServerOptions options)
    {
        if (!options.Mcp)
            return services;
        // It writes three lines for each request, which has its own, and calls what clients get wrong an error.
        services.AddLogging(logging => logging.AddFilter(nameof(ModelContextProtocol), LogLevel.None))
            .AddHttpContextAccessor()
            .AddMcpServer(server =>
            {
                server.ServerInfo = new Implementation
                {
                    Name = "reform-open-data",
                    Title = "Reform Open Data 行政改革オープンデータ",
                    Version = typeof(McpModule).Assembly.GetName().Version!.ToString(),
                };
                server.ServerInstructions = Instructions;
            })
            .WithHttpTransport()
            .WithMessageFilters(filters => filters.AddIncomingFilter(
                next => (message, cancellation) => ReceiveAsync(next, message, cancellation)))
            .WithRequestFilters(filters => filters.AddCallToolFilter(
                next => (call, cancellation) => CallAsync(next, call, cancellation)))
            .WithTools<McpTools>();
        return services;
    }

    public static void MapMcp(this IEndpointRouteBuilder routes, ServerOptions options)
    {
        if (!options.Mcp)
            return;
        routes.MapMcp(Path);
        // What is not JSON comes here.
        routes.MapMethods(Path, ["POST"], context => FailureWriter.WriteAsync(
            context,
            AnswerFailure.UnsupportedMediaType("A message is sent with Content-Type: application/json.")))
            .WithOrder(1);
        // Nothing is sent that was not asked for, and there are no sessions to end.
        const string Post = "POST, OPTIONS";
        routes.MapMethods(Path, ["GET", "HEAD", "DELETE", "PUT", "PATCH"], context =>
            FailureWriter.WriteAsync(context, AnswerFailure.MethodNotAllowed(Post)));
        routes.MapMethods(Path, ["OPTIONS"], Methods.Only(Post, _ => Task.CompletedTask));
    }

    /// <summary>A call that names no tool, or holds what is not a text, is refused before it is read.</summary>
    private static Task ReceiveAsync(McpMessageHandler next, MessageContext message, CancellationToken cancellation) =>
        message.JsonRpcMessage is not JsonRpcRequest { Method: RequestMethods.ToolsCall, Params: var call }
            ? next(message, cancellation)
            : ((call as JsonObject)?["name"] as JsonValue)?.GetValueKind() != JsonValueKind.String
            ? throw new McpProtocolException(
                "“name” is missing: the tool to call, as tools/list names it.", McpErrorCode.InvalidParams)
            : !HasTexts(call!)
            ? throw new McpProtocolException(
                "“arguments” holds half a surrogate pair, which is not a text.", McpErrorCode.InvalidParams)
            : next(message, cancellation);

    /// <summary>Whether all texts can be written: half a surrogate pair is valid JSON.</summary>
    private static bool HasTexts(JsonNode node)
    {
        try
        {
            return node.ToJsonString().Length > 0;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>A call of a tool: one that it cannot take is refused in words, a fault of ours is logged.</summary>
    private static async ValueTask<CallToolResult> CallAsync(
        McpRequestHandler<CallToolRequestParams, CallToolResult> next,
        RequestContext<CallToolRequestParams> call,
        CancellationToken cancellation)
    {
        if (call.MatchedPrimitive is McpServerTool { ProtocolTool: var tool }
            && McpArguments.FaultOf(tool.InputSchema, call.Params?.Arguments) is { } fault)
        {
            return McpTools.Refuse(fault);
        }

        try
        {
            return await next(call, cancellation);
        }
        catch (Exception exception) when (exception is not (McpException or OperationCanceledException))
        {
            call.Services?.GetRequiredService<ILogger<McpTools>>().LogError(exception, "A tool failed");
            throw;
        }
    }
}
