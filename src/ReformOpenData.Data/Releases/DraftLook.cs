using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using ReformOpenData.Data.Plans;
using ReformOpenData.Data.Storage;
using ReformOpenData.Data.Storage.Rows;

namespace ReformOpenData.Data.Releases;

/// <summary>The open draft beside what is public, for who looks at it before it is published.</summary>
/// <param name="Number">Number of the draft.</param>
/// <param name="Current">Number of the release that is public; null before the first.</param>
/// <param name="Stamp">Another one as soon as the draft, or what is public, is another one.</param>
/// <param name="Changes">What the draft changes, in the order of the print, without places and wording of printed
/// cells.</param>
/// <param name="OfPrint">How many places and printed cells change.</param>
/// <param name="Names">By key, what is called how, in the draft or before it: municipalities to initiatives,
/// departments, documents.</param>
public sealed record DraftLook(
    int Number,
    int? Current,
    string Stamp,
    IReadOnlyList<Change> Changes,
    int OfPrint,
    IReadOnlyDictionary<string, string> Names)
{
    /// <summary>Looks at the draft of a store; null where there is none.</summary>
    /// <param name="before">The look before, which is given back where nothing has changed.</param>
    public static Task<DraftLook?> ReadAsync(
        Store store, DraftLook? before, CancellationToken cancellation = default) =>
        StoreReading.ReadRowsAsync(store, (connection, token) => ReadAsync(connection, before, token), cancellation);

    private static async Task<DraftLook?> ReadAsync(
        DbConnection connection, DraftLook? before, CancellationToken cancellation)
    {
        var releases = await ReleaseReader.ListAsync(connection, cancellation);
        var current = releases.Current;
        if (releases.Releases.SingleOrDefault(row => row.Status == ReleaseStatus.Draft) is not { } draft)
            return null;
        var old = current is { } number ? await ReleaseReader.EditionsAsync(connection, number, cancellation) : [];
        var made = await ReleaseReader.EditionsAsync(connection, draft.Number, cancellation);
        var editions = $"{current} {string.Join(' ', old.Values.Concat(made.Values).Select(edition => edition.Id))}";
        var stamp = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(editions)).AsSpan(0, 8));
        if (draft.Number == before?.Number && stamp == before.Stamp)
            return before;

        var changes = new List<Change>();
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var code in old.Keys.Union(made.Keys).Order(StringComparer.Ordinal))
        {
            var (was, now) = (old.GetValueOrDefault(code), made.GetValueOrDefault(code));
            if (was?.ContentHash == now?.ContentHash)
                continue;
            var earlier = was is null ? null : await EditionReader.ReadAsync(connection, was.Id, cancellation);
            var later = now is null ? null : await EditionReader.ReadAsync(connection, now.Id, cancellation);
            changes.AddRange(MunicipalityComparison.Compare(earlier, later));
            foreach (var municipality in new[] { later, earlier }.OfType<Municipality>())
                AddNames(MunicipalityNode.Of(municipality), names);
        }

        return new DraftLook(
            draft.Number,
            current,
            stamp,
            [.. changes.Where(change => !MunicipalityComparison.IsOfPrint(change))],
            changes.Count(MunicipalityComparison.IsOfPrint),
            names);
    }

    private static void AddNames(MunicipalityNode node, Dictionary<string, string> names)
    {
        if (node.Type == nameof(Assessment))
            return;
        names.TryAdd(node.Key, node.Label ?? "");
        foreach (var child in node.Children())
            AddNames(child, names);
    }
}
