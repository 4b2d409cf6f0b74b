namespace ReformOpenData.Data.Storage;

/// <summary>The store cannot do what was asked: one English sentence says why, and what to do about it.</summary>
public sealed class StoreException : Exception
{
    /// <param name="message">The sentence in English, which programs and the log get.</param>
    /// <param name="japanese">The same in Japanese, for the steward.</param>
    /// <param name="innerException">What the database or the system said; null where it said nothing.</param>
    public StoreException(string message, string japanese, Exception? innerException = null)
        : base(message, innerException) => Japanese = japanese;

    /// <summary>The sentence in Japanese.</summary>
    public string Japanese { get; }

    /// <summary>
    /// Of which kind it is for who asks; most of what a database refuses is as bad as a database that is away.
    /// </summary>
    public StoreFault Fault { get; init; } = StoreFault.Away;
}
