using ReformOpenData.Server.Answers;
using ReformOpenData.Server.Lists;

namespace ReformOpenData.Server.Endpoints;

/// <summary>
/// Makes the files of tables, a few at once: each takes seconds, a thread, and the memory of its pages.
/// </summary>
internal sealed class TableWorkshop : IDisposable
{
    internal const int MostAtOnce = 2;
    internal const int MostWaiting = 16;

    private readonly SemaphoreSlim _free = new(MostAtOnce);
    private int _waiting;

    /// <summary>Makes a file, once it is its turn.</summary>
    /// <exception cref="ListCutException">Too many wait for theirs.</exception>
    public async Task<MadeFile> MakeAsync(Func<Task<MadeFile>> make, CancellationToken cancellation)
    {
        try
        {
            if (Interlocked.Increment(ref _waiting) > MostAtOnce + MostWaiting)
                throw new ListCutException(AnswerFailure.Busy);
            await _free.WaitAsync(cancellation);
            try
            {
                return await make();
            }
            finally
            {
                _free.Release();
            }
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }

    public void Dispose() => _free.Dispose();
}
