using System.Diagnostics;
using System.Globalization;
using System.Text;
using ReformOpenData.Data.Storage;

namespace ReformOpenData.Tests.Commands;

/// <summary>The program in a process of its own.</summary>
internal sealed class Child : IDisposable
{
    private readonly Process process;
    private readonly Task<string> output;
    private readonly Task<string> error;
    private readonly TaskCompletionSource started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource reading = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource waiting = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private Child(Process process)
    {
        this.process = process;
        output = process.StandardOutput.ReadToEndAsync();
        error = ErrorAsync();
    }

    /// <param name="shell">What a shell does before it becomes the program (ulimit …); empty for nothing.</param>
    public static Child Start(DatabaseKind kind, string location, string[] arguments, string shell = "")
    {
        var start =
            new ProcessStartInfo("/bin/sh")
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                UseShellExecute = false
            };
        string[] all =
        [
            "-c", shell + " exec dotnet \"$@\"", "sh",
            Path.Combine(AppContext.BaseDirectory, "ReformOpenData.Server.dll"),
            .. arguments, kind == DatabaseKind.Sqlite ? "--data" : "--connection", location,
        ];
        foreach (var argument in all)
            start.ArgumentList.Add(argument);
        return new Child(Process.Start(start)!);
    }

    /// <summary>Ends when the program has said that it reads a document.</summary>
    public Task Reading => reading.Task;

    /// <summary>Ends when the program has said that it waits for another writer, or has ended.</summary>
    public Task Waiting => waiting.Task;

    /// <summary>Ends when the program has said anything.</summary>
    public Task Started => started.Task;

    /// <summary>Tells the program to stop, as a service manager does.</summary>
    public void Stop()
    {
        using var kill = Process.Start("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    /// <summary>kill -9; harmless when it has ended.</summary>
    public void Kill() => process.Kill();

    public async Task<(int Code, string Output, string Error)> EndAsync()
    {
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await error);
    }

    private async Task<string> ErrorAsync()
    {
        var text = new StringBuilder();
        while (await process.StandardError.ReadLineAsync() is { } line)
        {
            text.AppendLine(line);
            started.TrySetResult();
            if (line.StartsWith("Reading ", StringComparison.Ordinal))
                reading.TrySetResult();
            if (line.Contains("waiting for it to end", StringComparison.Ordinal))
                waiting.TrySetResult();
        }

        reading.TrySetResult();
        started.TrySetResult();
        waiting.TrySetResult();
        return text.ToString();
    }

    public void Dispose()
    {
        if (!process.HasExited)
            process.Kill();
        process.Dispose();
    }
}
