using System.Globalization;

namespace ReformOpenData.Server.Endpoints;

/// <summary>How long clients and caches may use an answer without asking again (RFC 9111, RFC 5861).</summary>
internal static class CacheControl
{
    /// <summary>A numbered release never changes, but it may be taken down.</summary>
    private const int NumberedSeconds = 3600;

    /// <summary>
    /// For which an answer may be given while a cache asks again: so much later does anybody see what is new.
    /// </summary>
    private const int MostSecondsWhileAsking = 60;

    /// <summary>A day: what a cache holds outlasts a server that is away over a night.</summary>
    private const int SecondsWithoutServer = 86_400;

    /// <summary>
    /// Of an answer about numbered releases: an hour later, every cache has asked whether one was taken down.
    /// </summary>
    public static string Numbered { get; } = For(NumberedSeconds);

    public static string For(int seconds) => string.Create(
        CultureInfo.InvariantCulture,
        $"public, max-age={seconds}, stale-while-revalidate={Math.Min(seconds, MostSecondsWhileAsking)}, "
        + $"stale-if-error={SecondsWithoutServer}");
}
