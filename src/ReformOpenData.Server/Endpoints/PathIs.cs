namespace ReformOpenData.Server.Endpoints;

/// <summary>
/// Whether a path is an address of a kind, so that others are found by the routes behind this one.
/// </summary>
internal sealed class PathIs(Predicate<string> isAddress) : IRouteConstraint
{
    public bool Match(
        HttpContext? httpContext,
        IRouter? route,
        string routeKey,
        RouteValueDictionary values,
        RouteDirection routeDirection) =>
        httpContext is not null && isAddress(httpContext.Request.Path.Value!);
}
