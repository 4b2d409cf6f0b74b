using ReformOpenData.Server.Answers;

namespace ReformOpenData.Server.Endpoints;

/// <summary>The module of pages, and of what is not there.</summary>
internal static class PageRoutes
{
    public static IServiceCollection AddPages(this IServiceCollection services) =>
        services.AddSingleton(_ => new Pages(Path.Combine(AppContext.BaseDirectory, "wwwroot")));

    public static void MapPages(this IEndpointRouteBuilder routes)
    {
        var pages = routes.ServiceProvider.GetRequiredService<Pages>();
        var page = Methods.Reading(context => pages.WriteAsync(context, context.Request.Path.Value!));
        routes.MapFallback("{**path}", context => pages.Has(context.Request.Path.Value!)
            ? page(context)
            : FailureWriter.WriteAsync(context, AnswerFailure.NotFound(
                "Nothing is served at this path; the API is at /graphql, and / lists the rest.")));
    }
}
