namespace ReformOpenData.Data.Storage;

/// <summary>What the server does about a store that cannot do what was asked.</summary>
public enum StoreFault
{
    /// <summary>The database does not answer, or refuses: nothing can be asked until that has changed.</summary>
    Away = 1,

    /// <summary>
    /// The database answers, and has no connection, memory or disk left for this: others are served, and coming again
    /// helps.
    /// </summary>
    Crowded = 2,

    /// <summary>A statement took longer than it may, and was ended.</summary>
    TimeLimit = 3,

    /// <summary>As many questions wait as this program lets wait: coming again in a moment helps.</summary>
    Full = 4,

    /// <summary>
    /// The servers that answer do not hold what was asked about: in a moment it is known what they hold.
    /// </summary>
    NotHeld = 5,
}
