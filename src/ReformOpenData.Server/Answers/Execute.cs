using ReformOpenData.GraphQL.Execution;
using ReformOpenData.Server.Schema;

namespace ReformOpenData.Server.Answers;

/// <summary>Executes a request of a client on a release.</summary>
internal delegate ValueTask<Executed> Execute(
    GraphQLRequest request, int release, ClientAddress client, CancellationToken cancellation);

/// <summary>Whether the document of a request was checked and planned before.</summary>
internal delegate bool IsPlanned(GraphQLRequest request);
