using System.Globalization;

namespace ReformOpenData.Load;

/// <summary>CPU time and memory of processes from the kernel's accounting (/proc).</summary>
internal static class ProcessTimes
{
    private const int TicksPerSecond = 100;

    /// <summary>User and system time of one process.</summary>
    public static TimeSpan Of(int processId) => Read(processId) is { } stat ? stat.Own : TimeSpan.Zero;

    /// <summary>Of a process, its living children, and the children that have ended: a PostgreSQL cluster
    /// whole.</summary>
    public static TimeSpan OfFamily(int processId)
    {
        var total = Read(processId) is { } parent ? parent.Own + parent.EndedChildren : TimeSpan.Zero;
        foreach (var directory in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(directory), CultureInfo.InvariantCulture, out var id)
                && Read(id) is { } child && child.Parent == processId)
            {
                total += child.Own + child.EndedChildren;
            }
        }

        return total;
    }

    /// <summary>Resident memory, in bytes.</summary>
    public static long Memory(int processId)
    {
        var line = File.ReadLines($"/proc/{processId}/status")
            .First(line => line.StartsWith("VmRSS:", StringComparison.Ordinal));
        return long.Parse(
            line["VmRSS:".Length..^"kB".Length],
            NumberStyles.Integer | NumberStyles.AllowTrailingWhite,
            CultureInfo.InvariantCulture) * 1024;
    }

    private static (int Parent, TimeSpan Own, TimeSpan EndedChildren)? Read(int processId)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{processId}/stat");
            // The name, in brackets, may hold anything; what follows it does not.
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return (int.Parse(fields[1], CultureInfo.InvariantCulture), Ticks(11) + Ticks(12), Ticks(13) + Ticks(14));

            TimeSpan Ticks(int field) =>
                TimeSpan.FromSeconds(long.Parse(fields[field], CultureInfo.InvariantCulture) / (double)TicksPerSecond);
        }
        catch (IOException)
        {
            return null; // It ended meanwhile.
        }
    }
}
