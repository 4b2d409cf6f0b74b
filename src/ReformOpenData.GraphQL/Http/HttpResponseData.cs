using ReformOpenData.GraphQL.Response;

namespace ReformOpenData.GraphQL.Http;

/// <summary>What an adapter writes to the wire; dispose it afterwards.</summary>
/// <param name="Status">The status code.</param>
/// <param name="ContentType">With charset, ready for the header.</param>
/// <param name="Response">Body, and what caches need to know.</param>
public sealed record HttpResponseData(int Status, string ContentType, GraphQLResponse Response) : IDisposable
{
    /// <summary>The Allow header of a 405.</summary>
    public string? Allow { get; init; }

    /// <summary>The Accept-Encoding header of a 415: the codings that a body may have.</summary>
    public string? AcceptEncoding { get; init; }

    public ReadOnlyMemory<byte> Body => Response.Body;

    public void Dispose() => Response.Dispose();
}
