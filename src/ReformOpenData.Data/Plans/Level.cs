namespace ReformOpenData.Data.Plans;

/// <summary>
/// What a label means beside the labels of other scales, as the steward declares it; never inferred. The numbers are
/// those of the store.
/// </summary>
public enum Level
{
    /// <summary>Better than planned.</summary>
    Exceeded = 1,

    /// <summary>As planned.</summary>
    AsPlanned = 2,

    /// <summary>Mostly as planned.</summary>
    Mostly = 3,

    /// <summary>Behind the plan.</summary>
    Behind = 4,

    /// <summary>Not done.</summary>
    NotDone = 5,
}
