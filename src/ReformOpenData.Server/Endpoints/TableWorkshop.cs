using ReformOpenData.Data.Storage;
using ReformOpenData.Server.Answers;
using ReformOpenData.Server.Lists;

namespace ReformOpenData.Server.Endpoints;

/// <summary>
/// Makes the files of tables, a few at once: each takes seconds, a thread, and the memory of its pages.
/// </summary>
internal sealed class TableWorkshop
{
    internal const int MostAtOnce = 2;
    internal const int MostWaiting = 16;

    private readonly FairLane _places = new(MostAtOnce, extra: 0, MostWaiting);

    /// <summary>Makes a file, once it is the client's turn.</summary>
    /// <exception cref="ListCutException">Too many wait for theirs.</exception>
    public async Task<MadeFile> MakeAsync(
        ClientAddress client, Func<Task<MadeFile>> make, CancellationToken cancellation)
    {
        try
        {
            return await _places.RunAsync(client.Value, goesOn: false, make, cancellation);
        }
        catch (StoreException full) when (full.Fault == StoreFault.Full)
        {
            throw new ListCutException(AnswerFailure.Busy);
        }
    }
}
