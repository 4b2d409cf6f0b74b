using System.Diagnostics;

namespace ReformOpenData.Tests.Clients;

/// <summary>Programs of other languages that ask the server.</summary>
internal static class Scripts
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    /// <returns>The exit code, and what was written to both outputs.</returns>
    public static async Task<(int Code, string Output)> RunAsync(
        string program, string folder, Uri server, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false,
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        start.Environment["SERVER_URL"] = server.ToString().TrimEnd('/');
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        using var patience = new CancellationTokenSource(Patience);
        var output = process.StandardOutput.ReadToEndAsync(patience.Token);
        var error = process.StandardError.ReadToEndAsync(patience.Token);
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
        return (process.ExitCode, await output + await error);
    }
}
