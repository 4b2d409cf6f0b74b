using Microsoft.AspNetCore.Routing.Patterns;
using ReformOpenData.Server.Lists;

namespace ReformOpenData.Server.Endpoints;

/// <summary>The module of lists and tables.</summary>
internal static class ListRoutes
{
    public static IServiceCollection AddLists(this IServiceCollection services, ReadOnlyMemory<byte> schema) => services
        .AddSingleton(new ListSchema(schema))
        .AddSingleton<TableWorkshop>()
        .AddSingleton<TableSender>()
        .AddSingleton<QuestionEndpoint>()
        .AddSingleton<ListEndpoint>();

    public static void MapLists(this IEndpointRouteBuilder routes)
    {
        var lists = routes.ServiceProvider.GetRequiredService<ListEndpoint>();
        var pattern = RoutePatternFactory.Parse(
            "/{**path}", null, new { path = new PathIs(path => ListAddress.Parse(path) is not null) });
        routes.Map(pattern, Methods.Reading(context =>
            lists.HandleAsync(context, ListAddress.Parse(context.Request.Path.Value!)!)));
    }
}
