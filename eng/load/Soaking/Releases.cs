using System.Collections.Concurrent;
using ReformOpenData.Generate;

namespace ReformOpenData.Load.Soaking;

/// <summary>Which edition of each municipality each release holds. Safe for concurrent use.</summary>
internal sealed class Releases(Fragments fragments, int municipalities)
{
    private readonly ConcurrentDictionary<int, int[]> editions = new();

    public int Municipalities => municipalities;

    /// <summary>The newest that is certainly public; <see cref="Newest"/> may be on its way.</summary>
    public int Published { get; set; } = 1;

    public int Newest => editions.Keys.DefaultIfEmpty(0).Max();

    public void Add(int release, int[] editionsOfMunicipalities) => editions[release] = editionsOfMunicipalities;

    /// <summary>Of one municipality, in the newest release.</summary>
    public int EditionOf(int index) => editions[Newest][index - 1];

    /// <summary>The newest release with another edition of one municipality.</summary>
    public int[] With(int index, int edition)
    {
        var next = (int[])editions[Newest].Clone();
        next[index - 1] = edition;
        return next;
    }

    public Facts Facts(int release, int index) => editions.TryGetValue(release, out var known)
        ? Soaking.Facts.Of(fragments, index, known[index - 1])
        : throw new InvalidDataException($"The server answered from release {release}, which was never published.");

    public IEnumerable<Facts> All(int release) =>
        Enumerable.Range(1, municipalities).Select(index => Facts(release, index));
}
