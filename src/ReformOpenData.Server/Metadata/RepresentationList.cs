using ReformOpenData.Server.Answers;
using ReformOpenData.Server.Configuration;

namespace ReformOpenData.Server.Metadata;

/// <summary>
/// The forms that answers to trusted documents can be had in beside GraphQL's own and tables: a new one is a class and
/// a line here.
/// </summary>
internal static class RepresentationList
{
    public static IReadOnlyList<Representation> For(ServerOptions options) =>
        [.. RdfFormat.All.Select(format => new CatalogueRepresentation(format, options))];
}
