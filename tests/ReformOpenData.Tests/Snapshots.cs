using Snapshooter;
using Snapshooter.Xunit;

namespace ReformOpenData.Tests;

/// <summary>
/// Texts that Snapshooter compares with files in <c>__snapshots__</c>. What differs is put into <c>__mismatch__</c>
/// there; a first run writes the file, and <c>UPDATE_SNAPSHOTS=1</c> writes all anew. CI does neither: with
/// <c>SNAPSHOOTER_STRICT_MODE</c> a missing file fails.
/// </summary>
internal static class Snapshots
{
    public static bool IsUpdating { get; } =
        Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1"
            && Environment.GetEnvironmentVariable("CI") is null or "";

    /// <summary>Compares with the file named after the test: <c>Class.Test.snap</c>.</summary>
    public static void Match(string text) => Match(text, Snapshot.FullName());

    /// <param name="text">Small, pretty and deterministic.</param>
    /// <param name="name">Names the file, and the folder in which <c>__snapshots__</c> is.</param>
    public static void Match(string text, SnapshotFullName name)
    {
        text = text.ReplaceLineEndings("\n").TrimEnd('\n') + "\n";
        if (IsUpdating)
            File.WriteAllText(
                Directory.CreateDirectory(Path.Combine(name.FolderPath, "__snapshots__")) + "/" + name.Filename, text);
        Snapshot.Match(text, name);
    }
}
