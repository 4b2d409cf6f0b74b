using ReformOpenData.Data.Import;
using ReformOpenData.Data.Plans;

namespace ReformOpenData.Data.Releases;

/// <summary>How documents are imported.</summary>
public sealed record ImportOptions
{
    /// <summary>Finds out what would become public, and stores nothing.</summary>
    public bool DryRun { get; init; }

    /// <summary>Makes the draft the current release in the same transaction.</summary>
    public bool Publish { get; init; }

    /// <summary>What the steward writes about the release; null keeps the note that the draft has.</summary>
    public string? Note { get; init; }

    /// <summary>Answers to the questions of an earlier try.</summary>
    public Mapping? Mapping { get; init; }

    /// <summary>The corrections that apply from now on; null keeps those that are stored.</summary>
    public IReadOnlyList<Correction>? Corrections { get; init; }

    /// <summary>
    /// Whether documents of releases that were taken down may be imported: what had to go is mended in them.
    /// </summary>
    public bool AfterTakeDown { get; init; }

    /// <summary>How long to wait for another import or publication to end, in seconds; 0 to not wait.</summary>
    public int PatienceSeconds { get; init; } = 30;

    /// <summary>Told once when another import or publication is at work.</summary>
    public Action? Waiting { get; init; }

    /// <summary>Told after each municipality.</summary>
    public Action<ImportProgress>? Progress { get; init; }
}

/// <summary>How far an import has come.</summary>
/// <param name="Municipalities">So many are done.</param>
/// <param name="Narratives">They hold so many texts.</param>
public sealed record ImportProgress(int Municipalities, int Narratives);
