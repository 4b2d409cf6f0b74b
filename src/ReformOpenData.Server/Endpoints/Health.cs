using ReformOpenData.Server.Answers;

namespace ReformOpenData.Server.Endpoints;

/// <summary>
/// For the machine that runs the server: live while the process answers, ready while it can answer anything asked.
/// </summary>
internal static class Health
{
    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        var release = routes.ServiceProvider.GetRequiredService<CurrentRelease>();
        var verification = routes.ServiceProvider.GetRequiredService<Verification>();
        routes.Map("/health/live", Methods.Reading(Live));
        routes.Map("/health/ready", Methods.Reading(context => Ready(context, release, verification)));
    }

    private static Task Live(HttpContext context) => Write(context, StatusCodes.Status200OK, "live", null);

    private static Task Ready(HttpContext context, CurrentRelease release, Verification verification) => release switch
    {
        { Available: false } =>
            Write(context, StatusCodes.Status503ServiceUnavailable, "database unavailable", release.Seen),
        { Seen: null } => Write(context, StatusCodes.Status503ServiceUnavailable, "no release is published", null),
        { Seen: var seen } when verification.IsDamaged =>
            Write(context, StatusCodes.Status503ServiceUnavailable, "store damaged", seen),
        { Seen: var seen } => Write(context, StatusCodes.Status200OK, "ready", seen, verification.IsDone),
    };

    private static Task Write(
        HttpContext context, int status, string state, PublicReleases? releases, bool? isVerified = null)
    {
        var body = Json.Of(("status", state), ("release", releases?.Current), ("verified", isVerified));
        var content = new Content(Json.Write(body, Json.Options), null);
        return ContentWriter.WriteAsync(context, content, "application/json; charset=utf-8", "no-store", status);
    }
}
