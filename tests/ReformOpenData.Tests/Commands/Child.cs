using System.Diagnostics;
using ReformOpenData.Data.Storage;

namespace ReformOpenData.Tests.Commands;

/// <summary>The program in a process of its own.</summary>
internal sealed class Child : IDisposable
{
    private readonly Process process;
    private readonly Task<string> output;
    private readonly Task<string> error;

    private Child(Process process)
    {
        this.process = process;
        output = process.StandardOutput.ReadToEndAsync();
        error = process.StandardError.ReadToEndAsync();
    }

    /// <param name="shell">What a shell does before it becomes the program (ulimit …); empty for nothing.</param>
    public static Child Start(DatabaseKind kind, string location, string[] arguments, string shell = "")
    {
        var start = new ProcessStartInfo("/bin/sh") { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        string[] all =
        [
            "-c", shell + " exec dotnet \"$@\"", "sh", Path.Combine(AppContext.BaseDirectory, "ReformOpenData.Server.dll"),
            .. arguments, kind == DatabaseKind.Sqlite ? "--data" : "--connection", location,
        ];
        foreach (var argument in all)
            start.ArgumentList.Add(argument);
        return new Child(Process.Start(start)!);
    }

    /// <summary>kill -9; harmless when it has ended.</summary>
    public void Kill() => process.Kill();

    public async Task<(int Code, string Output, string Error)> EndAsync()
    {
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await error);
    }

    public void Dispose()
    {
        if (!process.HasExited)
            process.Kill();
        process.Dispose();
    }
}
