using System.Globalization;
using ReformOpenData.Server.Schema;

namespace ReformOpenData.Server.Pages.Kinds;

/// <summary>A release: what it changed.</summary>
internal sealed class ReleasePage() : Page<ReleasePage.Answer>("releases/{number:n}", "ReleaseChanges")
{
    public override bool IsOfRelease => false;

    public override IReadOnlyList<string> Parameters => ["after"];

    protected override PageView? Show(Answer answer, PageRequest request) => answer.Release is not { } release ? null
        : new PageView(
            request.T($"リリース {release.Number}", $"Release {release.Number}"),
            new Slices_Release { Model = new Model(request, release) })
        {
            Description = request.T(
                $"リリース {release.Number} で変わったこと {release.Changes.TotalCount}\u00A0件。",
                $"What release {release.Number} changed: {release.Changes.TotalCount}."),
            Crumbs = [new Crumb(request.T("リリース", "Releases"), request.Site("releases"), IsData: false)],
            Owner = ["releases", release.Number.ToString(CultureInfo.InvariantCulture)],
            Lists = [("changes", release.Changes.TotalCount + release.OfPrint.TotalCount)],
        };

    /// <summary>The page of what changed, as the release has it; null where it has none, or it is no longer
    /// there.</summary>
    public static string? PathOf(PageRequest at, int release, Change change)
    {
        var inRelease = at with { Address = at.Address with { Release = release } };
        return change.Kind == "REMOVED" ? null : ListPage.PathOf(inRelease, change.TargetId);
    }

    /// <summary>What was added or removed by its name; what changed by its key, as addresses have it.</summary>
    public static string NameOf(Change change) => (change.Field is null ? change.After ?? change.Before : null)
        ?? (GlobalId.TryDecode(change.TargetId, out _, out var key) ? key : "");

    internal sealed record Model(PageRequest At, Release Release);

    internal sealed record Answer(Release? Release);

    internal sealed record Release(
        int Number, DateTimeOffset? PublishedAt, string? Note, Counts Counts, Total OfPrint, ChangePages Changes);

    internal sealed record Counts(int Initiatives, int Assessments, int Ratings, int Narratives);

    internal sealed record ChangePages(int TotalCount, PageInfo PageInfo, IReadOnlyList<Change> Nodes);

    internal sealed record Change(
        string Kind, string Type, string TargetId, string? Field, string? Before, string? After);
}
