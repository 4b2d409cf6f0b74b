using ReformOpenData.Data.Releases;
using ReformOpenData.Server.Answers;
using ReformOpenData.Server.Endpoints;

namespace ReformOpenData.Server.Hosting;

/// <summary>The module of verification: what is made of a store that is damaged is refused.</summary>
internal static class VerificationModule
{
    /// <summary>The pages and the health of the server are not made of the store.</summary>
    private static readonly PathString[] Made = ["/graphql", "/downloads", "/dataset.jsonld", "/mcp"];

    /// <param name="check">Reads back what is current and finds what is not as it was written.</param>
    public static IServiceCollection AddVerification(
        this IServiceCollection services, Func<CancellationToken, Task<ReadBack>> check) => services
        .AddSingleton(check)
        .AddSingleton<Verification>()
        .AddHostedService(provider => provider.GetRequiredService<Verification>());

    public static void UseVerification(this WebApplication app)
    {
        var verification = app.Services.GetRequiredService<Verification>();
        app.Use((context, next) =>
            verification.IsSettled || context.Request.Path == "/health/live"
                ? GoOnAsync(context, next)
                : WaitAsync(context, next));

        Task GoOnAsync(HttpContext context, RequestDelegate next) =>
            verification.IsDamaged && IsMade(context.Request.Path)
                ? FailureWriter.WriteAsync(context, AnswerFailure.StoreDamaged)
                : next(context);

        async Task WaitAsync(HttpContext context, RequestDelegate next)
        {
            await verification.WaitAsync(context.RequestAborted);
            if (!verification.IsSettled)
                context.Response.OnStarting(NotKeptAsync, context.Response);
            await GoOnAsync(context, next);
        }
    }

    /// <summary>
    /// What may turn out to be wrong in a moment is kept by nobody. It has no tag either: a store that is put right has
    /// the same ones, so that who came with it would be told that what was wrong still holds.
    /// </summary>
    private static Task NotKeptAsync(object response)
    {
        var headers = ((HttpResponse)response).Headers;
        headers.CacheControl = "no-store";
        headers.ETag = default;
        headers.LastModified = default;
        return Task.CompletedTask;
    }

    private static bool IsMade(PathString asked) =>
        Made.Any(path => asked.StartsWithSegments(path, StringComparison.Ordinal));
}
