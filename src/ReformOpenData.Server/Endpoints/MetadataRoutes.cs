using ReformOpenData.Server.Answers;
using ReformOpenData.Server.Representations;

namespace ReformOpenData.Server.Endpoints;

/// <summary>What catalogues of open data read: each address is a trusted document in a representation.</summary>
internal static class MetadataRoutes
{
    public static void MapMetadata(this IEndpointRouteBuilder routes) =>
        Map(routes, "/dataset.jsonld", DatasetJsonLd.Document, "jsonld");

    private static void Map(IEndpointRouteBuilder routes, string path, string document, string format)
    {
        var answer = routes.ServiceProvider.GetRequiredService<GraphQLEndpoint>();
        var asked = routes.ServiceProvider.GetRequiredService<TrustedDocuments>().ByName(document)!;
        var representation = routes.ServiceProvider.GetRequiredService<IReadOnlyList<Representation>>()
            .Single(known => known.Format == format);
        routes.Map(path, Methods.ReadingWithoutParameters(context =>
            answer.AnswerAsync(context, asked, representation)));
    }
}
