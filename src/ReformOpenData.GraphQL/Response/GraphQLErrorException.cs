namespace ReformOpenData.GraphQL.Response;

/// <summary>
/// Carries a <see cref="GraphQLError"/> out of a resolver, where returning it would have to pass many hands: the field
/// (or, in a batch, each of its fields) is null with this error. What is in the error is public.
/// </summary>
public sealed class GraphQLErrorException(GraphQLError error) : Exception(error.Message)
{
    public GraphQLError Error { get; } = error;
}
