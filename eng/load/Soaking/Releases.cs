using System.Collections.Concurrent;
using ReformOpenData.Generate;

namespace ReformOpenData.Load.Soaking;

/// <summary>Which municipality was made of which seed in each release. Safe for concurrent use.</summary>
internal sealed class Releases(Fragments fragments, int municipalities)
{
    private readonly ConcurrentDictionary<int, int[]> seeds = new();

    public int Municipalities => municipalities;

    public int Newest => seeds.Keys.DefaultIfEmpty(0).Max();

    public void Add(int release, int[] seedsOfMunicipalities) => seeds[release] = seedsOfMunicipalities;

    /// <summary>The seeds of the newest release, with one municipality made anew.</summary>
    public int[] With(int index, int seed)
    {
        var next = (int[])seeds[Newest].Clone();
        next[index - 1] = seed;
        return next;
    }

    public Facts Facts(int release, int index) => seeds.TryGetValue(release, out var known)
        ? Soaking.Facts.Of(fragments, index, known[index - 1])
        : throw new InvalidDataException($"The server answered from release {release}, which was never published.");

    public IEnumerable<Facts> All(int release) => Enumerable.Range(1, municipalities).Select(index => Facts(release, index));
}
