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
}
