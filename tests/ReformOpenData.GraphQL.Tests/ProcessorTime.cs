using System.Diagnostics;
using System.Globalization;

namespace ReformOpenData.GraphQL.Tests;

/// <summary>
/// What a thread spent of a processor: a busy machine does not lengthen it. Where the system does not tell (it is Linux
/// that does), the wall clock.
/// </summary>
internal static class ProcessorTime
{
    private const string Accounting = "/proc/thread-self/schedstat";

    /// <summary>Runs something that stays on this thread and fails where it takes longer.</summary>
    public static void Within(TimeSpan most, string what, Action run)
    {
        var start = Now();
        run();
        var taken = Now() - start;
        Assert.True(taken < most, $"{what} took {taken.TotalMilliseconds:F1} ms.");
    }

    private static TimeSpan Now() => File.Exists(Accounting)
        ? TimeSpan.FromMicroseconds(
        long.Parse(File.ReadAllText(Accounting).Split(' ')[0], CultureInfo.InvariantCulture) / 1000)
        : Stopwatch.GetElapsedTime(0);
}
