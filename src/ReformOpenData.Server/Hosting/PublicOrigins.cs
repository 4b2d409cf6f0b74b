using ReformOpenData.Server.Configuration;

namespace ReformOpenData.Server.Hosting;

/// <summary>Where absolute addresses in answers begin: at the setting, or where the request was sent to.</summary>
internal static class PublicOrigins
{
    public static void UsePublicOrigin(this WebApplication app, ServerOptions options) => app.Use((context, next) =>
    {
        var request = context.Request;
        PublicOrigin.Current = options.Origin.Length > 0 ? options.Origin : $"{request.Scheme}://{request.Host.Value}";
        return next(context);
    });
}
