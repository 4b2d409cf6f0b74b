using System.Text.Json;
using ReformOpenData.Server.Answers;
using ReformOpenData.Server.Hosting;

namespace ReformOpenData.Server.Endpoints;

/// <summary>For the machine that runs the server: live while the process answers, ready while it can answer anything asked.</summary>
internal static class Health
{
    public static Task Live(HttpContext context) => Write(context, StatusCodes.Status200OK, "live", null);

    public static Task Ready(HttpContext context, CurrentRelease release, Verification verification) => release switch
    {
        { Available: false } => Write(context, StatusCodes.Status503ServiceUnavailable, "database unavailable", release.Number),
        { Number: null } => Write(context, StatusCodes.Status503ServiceUnavailable, "no release is published", null),
        _ when verification.IsDamaged => Write(context, StatusCodes.Status503ServiceUnavailable, "store damaged", release.Number),
        _ => Write(context, StatusCodes.Status200OK, "ready", release.Number, verification.IsDone),
    };

    private static Task Write(HttpContext context, int status, string state, int? release, bool? isVerified = null)
    {
        var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Json.Options))
        {
            json.WriteStartObject();
            json.WriteString("status", state);
            if (release is { } number) json.WriteNumber("release", number);
            if (isVerified is { } known) json.WriteBoolean("verified", known);
            json.WriteEndObject();
        }
        return ContentWriter.Write(context, new Content(buffer.ToArray(), null), "application/json; charset=utf-8", "no-store", status);
    }
}
