using ReformOpenData.Data.Storage;
using ReformOpenData.GraphQL.Response;

namespace ReformOpenData.Server.Schema;

/// <summary>What came of executing a request on a release.</summary>
/// <param name="Response">To be disposed; null where the store could not be asked.</param>
/// <param name="Releases">
/// Numbers of the releases that the answer depends on, where the request names them all itself, so that it stays true
/// whichever is current; empty for one that depends on the release it was executed on.
/// </param>
/// <param name="IsGone">Nothing came of the request but that releases were taken down.</param>
/// <param name="Fault">Why there is no response.</param>
internal readonly record struct Executed(
    GraphQLResponse? Response, IReadOnlyList<int> Releases, bool IsGone = false, StoreException? Fault = null);
