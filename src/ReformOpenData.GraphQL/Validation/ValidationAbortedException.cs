using ReformOpenData.GraphQL.Response;

namespace ReformOpenData.GraphQL.Validation;

/// <summary>Ends a run from wherever it stands; <see cref="Validator"/> adds the error and answers with what it has.</summary>
internal sealed class ValidationAbortedException(GraphQLError error) : Exception(error.Message)
{
    public GraphQLError Error { get; } = error;
}
