using System.Collections.ObjectModel;

namespace ReformOpenData.Data.Releases;

/// <summary>
/// What is not as it was written in a release that was read back, and how long that took. A server that starts begins
/// it before it asks for the result, so that who waits for that cannot tell.
/// </summary>
public sealed class ReadBack(IList<StoreProblem> problems, TimeSpan duration)
    : ReadOnlyCollection<StoreProblem>(problems)
{
    /// <summary>From the first statement to the last.</summary>
    public TimeSpan Duration { get; } = duration;
}
