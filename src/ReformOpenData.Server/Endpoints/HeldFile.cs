namespace ReformOpenData.Server.Endpoints;

/// <summary>A made file that is there until it is disposed, whichever release becomes current meanwhile.</summary>
internal sealed class HeldFile(MadeFile file, Action release) : IDisposable
{
    public MadeFile File => file;

    public void Dispose() => release();
}
