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

    /// <summary>Of which kind it is for who asks; most of what a database refuses is as bad as a database that is away.</summary>
    public StoreFault Fault { get; init; } = StoreFault.Away;
}
