using System.Text.Json;

namespace ReformOpenData.Server.Discovery;

/// <summary>What the trusted document ReleaseFeed answers.</summary>
internal sealed record FeedAnswer(FeedAnswer.Current? Release, FeedAnswer.Page Releases)
{
    public const string Document = "ReleaseFeed";

    public static FeedAnswer Read(ReadOnlySpan<byte> answer) =>
        JsonSerializer.Deserialize<Response>(answer, JsonSerializerOptions.Web)!.Data;

    private sealed record Response(FeedAnswer Data);

    /// <param name="Municipalities">The one that the feed is of, or the first.</param>
    internal sealed record Current(int Number, DateTimeOffset PublishedAt, Cities Municipalities);

    internal sealed record Cities(int TotalCount, IReadOnlyList<City> Nodes);

    internal sealed record City(string Code, string Name, string RomanName);

    internal sealed record Page(PageInfo PageInfo, IReadOnlyList<PublicRelease> Nodes);

    internal sealed record PageInfo(bool HasNextPage, string? EndCursor);

    internal sealed record PublicRelease(
        int Number,
        string Status,
        DateTimeOffset PublishedAt,
        DateTimeOffset? WithdrawnAt,
        string? Note,
        Changes Changes);

    internal sealed record Changes(int TotalCount, IReadOnlyList<Change> Nodes);

    internal sealed record Change(
        string Kind, string Type, string TargetId, string? Field, string? Before, string? After);
}
