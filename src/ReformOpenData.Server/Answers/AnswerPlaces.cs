using ReformOpenData.Data.Storage;
using ReformOpenData.Server.Configuration;

namespace ReformOpenData.Server.Answers;

/// <summary>In which answers are made.</summary>
internal sealed class AnswerPlaces(ServerOptions options)
{
    /// <summary>A place belongs to the making of an answer, and not to who waits for it.</summary>
    public FairLane Answers { get; } = new(options.ConcurrentRequests, extra: 0, options.ConcurrentRequests);

    /// <summary>For the parts of the making that take a processor: other threads are for what is answered at once.</summary>
    public FairLane Processors { get; } = new(Environment.ProcessorCount, extra: 0, options.ConcurrentRequests);
}
