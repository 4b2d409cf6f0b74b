namespace ReformOpenData.Data.Plans;

/// <summary>What kind of change it is; the numbers are those of the store.</summary>
public enum ChangeKind
{
    /// <summary>It was not there before; what is below it is not listed again.</summary>
    Added = 1,

    /// <summary>It is no longer there; what was below it is not listed again.</summary>
    Removed = 2,

    /// <summary>Its name or title changed.</summary>
    Renamed = 3,

    /// <summary>The grade changed.</summary>
    RatingChanged = 4,

    /// <summary>A narrative, a summary or a description changed.</summary>
    TextChanged = 5,

    /// <summary>Another value changed.</summary>
    ValueChanged = 6,
}

/// <summary>One difference between two states of a municipality.</summary>
/// <param name="Type">The type of what changed, as the API names it (Initiative, Rating …).</param>
/// <param name="Key">Its key (docs/ARCHITECTURE.md, “Keys”).</param>
/// <param name="Field">The field that changed, as the API names it; null where the whole was added or removed.</param>
/// <param name="Before">The value before; of what was removed, its name or text.</param>
/// <param name="After">The value after; of what was added, its name or text.</param>
public sealed record Change(ChangeKind Kind, string Type, string Key, string? Field, string? Before, string? After);
