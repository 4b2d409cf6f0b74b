using System.Diagnostics;

namespace ReformOpenData.Load.Soaking;

/// <summary>Runs a line of bash at the root of the repository; gives its output.</summary>
internal static class Shell
{
    public static async Task<string> Run(string line)
    {
        var start = new ProcessStartInfo(
            "bash", ["-euo", "pipefail", "-c", line])
        { RedirectStandardOutput = true, UseShellExecute = false };
        using var process = Process.Start(start) ?? throw new InvalidOperationException("bash does not start.");
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? output.Trim()
            : throw new InvalidOperationException($"{line}: exit code {process.ExitCode}, {output}");
    }
}
