using System.Diagnostics;
using System.Globalization;

namespace ReformOpenData.Scale;

/// <summary>Runs a program and watches its memory.</summary>
internal static class ChildPeak
{
    /// <summary>The most memory that the process had resident, in bytes, as the kernel counts it (VmHWM).</summary>
    public static async Task<long> RunAsync(string program, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, UseShellExecute = false };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var peak = 0L;
        while (!process.HasExited)
        {
            peak = Math.Max(peak, Read(process.Id));
            await Task.Delay(20);
        }

        if (process.ExitCode != 0)
            throw new InvalidOperationException(await output);
        return peak;
    }

    private static long Read(int id)
    {
        try
        {
            var line = File.ReadLines($"/proc/{id}/status")
                .FirstOrDefault(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
            return line is null
                ? 0
                : 1024 * long.Parse(
                    line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            // It ended between two looks.
            return 0;
        }
    }
}
