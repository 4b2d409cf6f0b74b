namespace ReformOpenData.Data.Storage;

/// <summary>The store answers, and has no place free for one more question; asked again a little later, it may.</summary>
public sealed class StoreBusyException(string message) : Exception(message);
