using ReformOpenData.GraphQL.Response;

namespace ReformOpenData.GraphQL.Language;

/// <summary>
/// The text is not a GraphQL document, or exceeds a limit of the parser. The error is fit for the response.
/// </summary>
public sealed class GraphQLSyntaxException(GraphQLError error) : Exception(error.Message)
{
    public GraphQLError Error { get; } = error;
}
