using ReformOpenData.Server.Answers;

namespace ReformOpenData.Server.Representations;

/// <summary>
/// The forms that answers can be had in beside GraphQL's own: a new one is a class of this folder and a line here.
/// </summary>
internal static class RepresentationList
{
    public static IReadOnlyList<Representation> All { get; } = [new DatasetJsonLd()];
}
