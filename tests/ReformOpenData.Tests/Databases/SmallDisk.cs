using System.Diagnostics;

namespace ReformOpenData.Tests.Databases;

/// <summary>A file system of few megabytes in memory; only root can make one, so elsewhere its tests are
/// skipped.</summary>
internal sealed class SmallDisk : IDisposable
{
    private readonly string folder;

    private SmallDisk(string folder)
    {
        this.folder = folder;
        Location = folder;
    }

    /// <summary>Where the store on it is.</summary>
    public string Location { get; set; }

    /// <summary>What lets go of the disk before it goes.</summary>
    public Action? Closing { get; set; }

    /// <param name="owner">The user that writes to it; null for this one.</param>
    public static SmallDisk Mount(int megabytes, string? owner)
    {
        Missing.Unless(OperatingSystem.IsLinux()
            && Environment.UserName == "root", "Only root can mount a small disk.");
        var place = Directory.CreateTempSubdirectory("reform-disk-").FullName;
        var who = owner is null ? "" : $",uid={owner},mode=0700";
        if (!Run("mount", "-t", "tmpfs", "-o", $"size={megabytes}m{who}", "tmpfs", place))
        {
            Directory.Delete(place);
            Missing.Unless(false, "A small disk cannot be mounted here.");
        }

        return new SmallDisk(place);
    }

    /// <summary>Makes room.</summary>
    public void Grow() => Assert.True(Run("mount", "-o", "remount,size=200m", folder));

    /// <summary>Lazily, since a server may still hold files of it.</summary>
    public void Dispose()
    {
        Closing?.Invoke();
        Run("umount", "-l", folder);
        Directory.Delete(folder);
    }

    private static bool Run(string program, params string[] arguments)
    {
        using var process = Process.Start(
            new ProcessStartInfo(program, arguments) { RedirectStandardError = true, UseShellExecute = false })!;
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
