using ReformOpenData.Data.Releases;
using ReformOpenData.Server.Answers;
using ReformOpenData.Server.Configuration;
using ReformOpenData.Server.Endpoints;
using ReformOpenData.Server.Metadata;
using ReformOpenData.Server.Pages;

namespace ReformOpenData.Server.Hosting;

/// <summary>What the host serves.</summary>
/// <param name="Execute">Runs a request on a release.</param>
/// <param name="LookAtReleases">The public releases, by one cheap statement; null before the first.</param>
/// <param name="Schema">The text of schema/reform.graphql, UTF-8.</param>
/// <param name="Downloads">Files that a release can be had as.</param>
internal sealed record Served(
    Execute Execute,
    Func<CancellationToken, Task<PublicReleases?>> LookAtReleases,
    ReadOnlyMemory<byte> Schema,
    params IReadOnlyList<Download> Downloads)
{
    /// <summary>Reads back what is current and finds what is not as it was written.</summary>
    public Func<CancellationToken, Task<ReadBack>> Check { get; init; } =
        _ => Task.FromResult(new ReadBack([], TimeSpan.Zero));

    /// <summary>Of what executes requests.</summary>
    public IsPlanned IsPlanned { get; init; } = _ => true;

    /// <summary>The draft that is shown in the place of what is public; null on every server but a preview.</summary>
    public Preview? Preview { get; init; }

    /// <summary>Forms that answers can be had in beside GraphQL's own.</summary>
    public Func<ServerOptions, IReadOnlyList<Representation>> Representations { get; init; } = RepresentationList.For;
}
