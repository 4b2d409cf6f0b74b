namespace ReformOpenData.Data.Plans;

/// <summary>What became of an initiative; the numbers are those of the store.</summary>
public enum InitiativeStatus
{
    /// <summary>廃止, 終了: it is no longer pursued.</summary>
    Ended = 1,

    /// <summary>完了: what it was to do is done.</summary>
    Completed = 2,

    /// <summary>統合: it goes on in another, together with others.</summary>
    Merged = 3,

    /// <summary>分割: it goes on in several, or a part of it does.</summary>
    Split = 4,

    /// <summary>移動: it goes on at another place of the plan.</summary>
    Moved = 5,

    /// <summary>継続: it goes on in the next plan.</summary>
    Succeeded = 6,
}

/// <summary>What became of an initiative, as a person said.</summary>
/// <param name="EndedIn">The last fiscal year in which it was reported; null while it is.</param>
/// <param name="Reason">For readers; null where nobody gave one.</param>
/// <param name="Successors">Keys of the initiatives of the municipality that go on with it.</param>
public sealed record InitiativeEnding(
    InitiativeStatus Status, int? EndedIn, string? Reason, IReadOnlyList<string> Successors);

/// <summary>The names of what may become of initiatives, in files and in the API.</summary>
public static class InitiativeStatuses
{
    private static readonly (string Japanese, InitiativeStatus Status)[] Words =
    [
        ("終了", InitiativeStatus.Ended), ("廃止", InitiativeStatus.Ended), ("完了", InitiativeStatus.Completed),
        ("統合", InitiativeStatus.Merged), ("分割", InitiativeStatus.Split), ("移動", InitiativeStatus.Moved),
        ("継続", InitiativeStatus.Succeeded),
    ];

    /// <summary>All names, for messages.</summary>
    public static string Names => string.Join(", ", Enum.GetValues<InitiativeStatus>().Select(Name));

    /// <summary>The words that people write, the usual one first.</summary>
    public static IEnumerable<string> JapaneseNames => Words.Select(word => word.Japanese);

    /// <summary>MERGED.</summary>
    public static string Name(InitiativeStatus status) => status.ToString().ToUpperInvariant();

    /// <summary>The status of a name, or of the word that people write (統合); null where there is none.</summary>
    public static InitiativeStatus? Parse(string name)
    {
        foreach (var (japanese, status) in Words)
        {
            if (name == japanese || name == Name(status))
                return status;
        }

        return null;
    }
}
