using System.Globalization;

namespace ReformOpenData.Server.Hosting;

/// <summary>How many connections fit into what this process may open: each is a file to the system.</summary>
internal static class OpenFiles
{
    /// <summary>
    /// For the program itself (.NET keeps two hundred open), the database, what is read from the disk, and who is told
    /// that there is no room.
    /// </summary>
    private const int Others = 400;

    private const int Fewest = 16;

    /// <summary>As many connections as are asked for, and no more than there is room for.</summary>
    /// <param name="asked">0 for any number.</param>
    public static int Connections(int asked) =>
        OperatingSystem.IsLinux() ? Connections(asked, File.ReadLines("/proc/self/limits")) : asked;

    /// <param name="limits">As the kernel tells them of a process.</param>
    internal static int Connections(int asked, IEnumerable<string> limits)
    {
        const string Name = "Max open files";
        var line = limits.FirstOrDefault(line => line.StartsWith(Name, StringComparison.Ordinal)) ?? Name;
        var soft = line[Name.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault();
        if (!int.TryParse(soft, NumberStyles.None, CultureInfo.InvariantCulture, out var most))
            return asked;
        var room = Math.Max(Fewest, most - Others);
        return asked == 0 ? room : Math.Min(asked, room);
    }
}
