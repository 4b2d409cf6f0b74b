using ReformOpenData.Server.Configuration;

namespace ReformOpenData.Server.Endpoints;

/// <summary>
/// Where absolute addresses in an answer begin: at the setting, or where the request was sent to. Answers without such
/// addresses do not ask.
/// </summary>
internal static class Origins
{
    /// <summary>Wraps a handler whose answer has absolute addresses.</summary>
    public static RequestDelegate Known(IEndpointRouteBuilder routes, RequestDelegate next)
    {
        var origin = routes.ServiceProvider.GetRequiredService<ServerOptions>().Origin;
        return context =>
        {
            var request = context.Request;
            PublicOrigin.Current = origin.Length > 0 ? origin
                : $"{request.Scheme}://{(request.Host.HasValue ? request.Host.Value : PublicOrigin.Unknown)}";
            return next(context);
        };
    }
}
