using ReformOpenData.GraphQL.Language;
using ReformOpenData.GraphQL.Response;

namespace ReformOpenData.GraphQL.Types.Checks;

/// <summary>Gathers what is wrong with a schema, each error with its places in the SDL.</summary>
internal sealed class SchemaErrors(Source source)
{
    private readonly List<GraphQLError> _errors = [];

    public bool IsEmpty => _errors.Count == 0;

    public void Report(string message, params IEnumerable<Node?> nodes) =>
        ReportAt(message, nodes.OfType<Node>().Select(node => node.Start));

    public void ReportAt(string message, params IEnumerable<int> starts) =>
        _errors.Add(GraphQLError.At(ErrorCode.SchemaInvalid, message, [.. starts.Select(source.Locate)]));

    /// <summary>Throws where anything was reported, in the order of the SDL.</summary>
    public void ThrowIfAny()
    {
        if (!IsEmpty)
        {
            throw new SchemaException(
                [.. _errors.OrderBy(error => error.Locations.Select(at => (at.Line, at.Column)).FirstOrDefault())]);
        }
    }
}
