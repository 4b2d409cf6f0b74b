using System.Runtime.CompilerServices;

namespace ReformOpenData.Tests;

/// <summary>
/// Compares a text with the file <c>__snapshots__/Class.Test.snap</c> beside the test. <c>UPDATE_SNAPSHOTS=1</c> writes it, and so does the first
/// run of a new test; a CI run never writes. What differs is put into <c>__mismatch__/</c> beside it, to be compared by hand.
/// </summary>
internal static class Snapshots
{
    /// <param name="text">Small, pretty and deterministic; ends in one line feed when it is written.</param>
    /// <param name="name">Tells apart several snapshots of one test.</param>
    public static void Match(
        string text,
        string? name = null,
        [CallerMemberName] string test = "",
        [CallerFilePath] string file = "")
    {
        var actual = text.ReplaceLineEndings("\n").TrimEnd('\n') + "\n";
        var folder = Path.GetDirectoryName(file)!;
        var fileName = $"{Path.GetFileNameWithoutExtension(file)}.{test}{(name is null ? "" : "." + name)}.snap";
        var snapshot = Path.Combine(folder, "__snapshots__", fileName);
        var isCi = Environment.GetEnvironmentVariable("CI") is { Length: > 0 };
        var exists = File.Exists(snapshot);
        if (!isCi && (!exists || Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1"))
        {
            Write(snapshot, actual);
            return;
        }

        var expected = exists ? File.ReadAllText(snapshot).ReplaceLineEndings("\n") : "";
        if (expected == actual)
            return;

        var mismatch = Path.Combine(folder, "__mismatch__", fileName);
        Write(mismatch, actual);
        Assert.Fail(
            $"{snapshot} {(exists ? "differs" : "is missing")}; what the test made is in {mismatch}. "
            + $"UPDATE_SNAPSHOTS=1 accepts it.\n{FirstDifference(expected, actual)}");
    }

    private static string FirstDifference(string expected, string actual)
    {
        var before = expected.Split('\n');
        var after = actual.Split('\n');
        var line = Enumerable.Range(0, Math.Max(before.Length, after.Length))
            .First(index => before.ElementAtOrDefault(index) != after.ElementAtOrDefault(index));
        return $"Line {line + 1}\n- {before.ElementAtOrDefault(line)}\n+ {after.ElementAtOrDefault(line)}";
    }

    private static void Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
