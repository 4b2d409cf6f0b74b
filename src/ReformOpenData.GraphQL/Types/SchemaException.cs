using ReformOpenData.GraphQL.Response;

namespace ReformOpenData.GraphQL.Types;

/// <summary>
/// The SDL is no valid schema. Every error that was found is listed, each with its places in the SDL.
/// </summary>
public sealed class SchemaException(IReadOnlyList<GraphQLError> errors) : Exception(Describe(errors))
{
    public IReadOnlyList<GraphQLError> Errors { get; } = errors;

    private static string Describe(IReadOnlyList<GraphQLError> errors) => string.Join(
        "\n",
        errors.Select(
            error => error.Message + string.Concat(error.Locations.Select(at => $" ({at.Line}:{at.Column})"))));
}
