namespace ReformOpenData.Server.Pages.Kinds;

/// <summary>The releases, the newest first.</summary>
internal sealed class ReleasesPage() : Page<ReleasesPage.Answer>("releases", "Releases")
{
    public override bool IsOfRelease => false;

    public override IReadOnlyList<string> Parameters => ["after"];

    protected override PageView? Show(Answer answer, PageRequest request) =>
        new(request.T("リリース", "Releases"), new Slices_Releases { Model = new Model(request, answer.Releases) })
        {
            Description = request.T(
                "公開データの版の一覧。版は変わらず、いつまでも同じアドレスにあります。",
                "The states of the published data: each is numbered, never changes, and stays at its address."),
            Lists = [("releases", answer.Releases.TotalCount)],
        };

    internal sealed record Model(PageRequest At, ReleasePages Releases);

    internal sealed record Answer(ReleasePages Releases);

    internal sealed record ReleasePages(int TotalCount, PageInfo PageInfo, IReadOnlyList<Release> Nodes);

    internal sealed record Release(
        int Number,
        string Status,
        DateTimeOffset? PublishedAt,
        DateTimeOffset? WithdrawnAt,
        string? Note,
        DateTimeOffset? TakenDownAt,
        string? TakenDownReason);
}
