using ReformOpenData.GraphQL.Http;
using ReformOpenData.GraphQL.Response;
using ReformOpenData.Server.Answers;

namespace ReformOpenData.Server.Representations;

/// <summary>
/// The answer as GraphQL over HTTP wants it: the JSON that the engine wrote, under the media type that was
/// negotiated.
/// </summary>
internal sealed class GraphQLJson(string mediaType) : Representation
{
    private static readonly GraphQLJson Json = new("application/json; charset=utf-8");
    private static readonly GraphQLJson GraphQLResponseJson = new("application/graphql-response+json; charset=utf-8");

    public override string Format => "json";

    public override string ContentType => mediaType;

    public override bool ShowsErrors => true;

    /// <summary>For programs of this server that read the answer.</summary>
    public static GraphQLJson Plain => Json;

    public static GraphQLJson For(string mediaType) =>
        mediaType == GraphQLResponseJson.ContentType ? GraphQLResponseJson : Json;

    public override bool FollowsFromAddress => true;

    public override int StatusOf(GraphQLResponse response) => GraphQLHttp.StatusOf(response, mediaType);

    public override Written Write(ReadOnlyMemory<byte> answer) => new(answer.ToArray());
}
