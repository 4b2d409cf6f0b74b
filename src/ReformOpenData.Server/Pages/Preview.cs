using ReformOpenData.Data.Releases;
using ReformOpenData.Data.Storage;
using ReformOpenData.Server.Answers;

namespace ReformOpenData.Server.Pages;

/// <summary>The draft that a preview shows in the place of the current release. A public server has none.</summary>
internal sealed class Preview(Store store)
{
    private volatile DraftLook? _draft;

    /// <summary>The draft as last seen; null when there is none any more.</summary>
    public DraftLook? Draft => _draft;

    /// <summary>Looks at the draft again: another import may have extended it.</summary>
    public async Task<PublicReleases?> LookAsync(CancellationToken cancellation)
    {
        _draft = await DraftLook.ReadAsync(store, _draft, cancellation);
        return _draft is { } draft ? new PublicReleases(draft.Number, draft.Stamp) : null;
    }
}
