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
        var pattern = RoutePatternFactory.Parse("/{**path}", null, new { path = new IsList() });
        routes.Map(pattern, Methods.Reading(context =>
            lists.HandleAsync(context, ListAddress.Parse(context.Request.Path.Value!)!)));
    }

    /// <summary>
    /// Whether a path is the address of a list, so that others are found by the routes behind this one.
    /// </summary>
    private sealed class IsList : IRouteConstraint
    {
        public bool Match(
            HttpContext? httpContext,
            IRouter? route,
            string routeKey,
            RouteValueDictionary values,
            RouteDirection routeDirection) =>
            httpContext is not null && ListAddress.Parse(httpContext.Request.Path.Value!) is not null;
    }
}
