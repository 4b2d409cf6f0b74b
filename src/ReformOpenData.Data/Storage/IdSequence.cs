namespace ReformOpenData.Data.Storage;

/// <summary>The numbers of rows: taken from the store in one transaction, which writes back what is next.</summary>
internal sealed class IdSequence(long next)
{
    /// <summary>What the store is to continue with.</summary>
    public long Upcoming { get; private set; } = next;

    public long Next() => Upcoming++;
}
