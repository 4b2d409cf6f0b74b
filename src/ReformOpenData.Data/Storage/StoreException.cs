namespace ReformOpenData.Data.Storage;

/// <summary>The store cannot do what was asked: one English sentence says why, and what to do about it.</summary>
public sealed class StoreException : Exception
{
    public StoreException(string message)
        : base(message)
    {
    }

    public StoreException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>The sentence in Japanese, where it is one that a steward meets.</summary>
    public string? Japanese { get; init; }

    /// <summary>Of which kind it is for who asks; most of what a database refuses is as bad as a database that is away.</summary>
    public StoreFault Fault { get; init; } = StoreFault.Away;
}
