using ReformOpenData.Data.Storage;
using ReformOpenData.Server.Configuration;

namespace ReformOpenData.Server.Answers;

/// <summary>In which answers are made.</summary>
internal sealed class AnswerPlaces(ServerOptions options)
{
    /// <summary>A place belongs to the making of an answer, and not to who waits for it.</summary>
    public FairLane Answers { get; } = new(options.ConcurrentRequests, extra: 0, options.ConcurrentRequests);

    /// <summary>From this number of values an answer is large: it may be of some megabytes.</summary>
    public const double LeastLarge = 5_000;

    private const int MostWaitingLarge = 64;

    public static int MostLarge { get; } = Math.Max(1, Environment.ProcessorCount / 2);

    /// <summary>
    /// Large answers are made a few at a time, from their first row to their last byte: each holds its rows and up to
    /// three times its bytes, and a processor for so long that another has to be left for the others.
    /// </summary>
    public FairLane Large { get; } = new(MostLarge, extra: 0, MostWaitingLarge);

    /// <summary>For the parts of the making that take a processor: other threads are for what is answered at once.</summary>
    public FairLane Processors { get; } = new(Environment.ProcessorCount, extra: 0, options.ConcurrentRequests);
}
