using System.Globalization;

namespace ReformOpenData.Load;

/// <summary>What the kernel says that threads have run, to the nanosecond, in milliseconds: on a busy machine, clocks
/// say little.</summary>
internal static class ThreadTimes
{
    /// <summary>All threads of a process that waits now: of one that runs, the last milliseconds may be
    /// missing.</summary>
    public static double Of(int process)
    {
        var sum = 0.0;
        if (!Directory.Exists($"/proc/{process}/task"))
            return sum;
        foreach (var task in Directory.EnumerateDirectories($"/proc/{process}/task"))
        {
            try
            {
                sum += Read(task + "/schedstat");
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                // It has ended meanwhile.
            }
        }

        return sum;
    }

    /// <summary>The thread that asks, which gives up the processor so that it is told all.</summary>
    public static double OfThis()
    {
        Thread.Sleep(1);
        return Read("/proc/thread-self/schedstat");
    }

    private static double Read(string path) =>
        long.Parse(File.ReadAllText(path).Split(' ')[0], CultureInfo.InvariantCulture) / 1e6;
}
