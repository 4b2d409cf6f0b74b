using ReformOpenData.Data.Queries;
using ReformOpenData.Data.Storage;

namespace ReformOpenData.Server.Schema;

/// <summary>What a request carries to the resolvers and back from them.</summary>
/// <param name="session">Asks the store about the release that the request is of.</param>
/// <param name="size">How many rows that release holds.</param>
internal sealed class RequestState(QuerySession session, ReleaseSize size)
{
    public QuerySession Session => session;

    public ReleaseSize Size => size;

    /// <summary>What kept a statement from being answered; the whole answer is given up for it.</summary>
    public StoreException? Fault { get; set; }

    /// <summary>Numbers of the releases that the request names, where it depends on no other.</summary>
    public IReadOnlyList<int> Releases { get; set; } = [];

    /// <summary>A release that the request names is not there: it may come to be.</summary>
    public bool IsReleaseMissing { get; set; }
}
