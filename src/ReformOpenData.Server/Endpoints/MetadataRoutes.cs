using Microsoft.AspNetCore.Routing.Patterns;
using ReformOpenData.Server.Answers;
using ReformOpenData.Server.Configuration;
using ReformOpenData.Server.Metadata;
using ReformOpenData.Server.Schema;

namespace ReformOpenData.Server.Endpoints;

/// <summary>The module of what catalogues of open data, and programs that read tables, are told.</summary>
internal static class MetadataRoutes
{
    public static IServiceCollection AddMetadata(this IServiceCollection services) => services
        .AddSingleton<ConfirmedLicences>()
        .AddSingleton<PlansWithIds>()
        .AddSingleton<SeveralCities>()
        .AddSingleton<DefaultPlan>()
        .AddSingleton<WithdrawnThings>()
        .AddSingleton<ReleaseVersions>()
        .AddSingleton<MetadataEndpoint>()
        .AddSingleton<CkanEndpoint>();

    public static void MapMetadata(this IEndpointRouteBuilder routes)
    {
        var metadata = routes.ServiceProvider.GetRequiredService<MetadataEndpoint>();
        var pattern = RoutePatternFactory.Parse(
            "/{**path}", null, new { path = new PathIs(path => MetadataAddress.Parse(path) is not null) });
        // Before the lists, which any path with one of their endings belongs to.
        routes.Map(pattern, Methods.Reading(Origins.Known(routes, context =>
            metadata.HandleAsync(context, MetadataAddress.Parse(context.Request.Path.Value!)!)))).WithOrder(-1);
        var ckan = routes.ServiceProvider.GetRequiredService<CkanEndpoint>();
        routes.Map("/api/3/action/{action}", Methods.Reading(Origins.Known(routes, context =>
            ckan.HandleAsync(context, (string)context.GetRouteValue("action")!))));
        routes.Map("/id/{id}", Methods.ReadingWithoutParameters(LeadToThingAsync));
        routes.Map("/.well-known/csvm", Methods.ReadingWithoutParameters(WriteLocationsAsync));
    }

    /// <summary>
    /// /id/{id}: rows of tables are about the things of these addresses (CSVW), which lead to the things' own.
    /// </summary>
    private static Task LeadToThingAsync(HttpContext context)
    {
        var id = (string)context.GetRouteValue("id")!;
        if (!GlobalId.TryDecode(id, out var entity, out var key)
            || ThingAddress.Of(GlobalId.TypeName(entity.Name), key) is not { } path)
            return FailureWriter.WriteAsync(
                context, AnswerFailure.KeyUnknown("This server never gave such an identifier."));
        context.Response.StatusCode = StatusCodes.Status303SeeOther;
        context.Response.Headers.Location = PublicPath.Current + path;
        context.Response.Headers.CacheControl = CacheControl.For(300);
        Conditions.VaryByPath(context.Response, context.RequestServices.GetRequiredService<ServerOptions>());
        return Task.CompletedTask;
    }

    /// <summary>
    /// Where a program that has the address of a CSV alone looks for the description of its columns (CSVW §5.3).
    /// </summary>
    private static Task WriteLocationsAsync(HttpContext context)
    {
        var content = Content.Of("{+url}-metadata.json\n"u8.ToArray());
        return ContentWriter.WriteAsync(context, content, "text/plain; charset=utf-8", CacheControl.For(300));
    }
}
