using System.Diagnostics;
using System.Globalization;

namespace ReformOpenData.Tests.Http;

/// <summary>The program as it serves what ships with it, in a process and a folder of its own.</summary>
internal sealed class ServeProcess : IAsyncDisposable
{
    private readonly string _folder;

    private ServeProcess(string folder, Process process, Uri address)
    {
        (_folder, Process, Address) = (folder, process, address);
        Client = new HttpClient { BaseAddress = address };
    }

    public Process Process { get; }

    public Uri Address { get; }

    public HttpClient Client { get; }

    /// <summary>What it holds in memory now, in bytes, as the system counts them.</summary>
    public long Memory
    {
        get
        {
            var line = File.ReadLines($"/proc/{Process.Id}/status")
                .First(line => line.StartsWith("VmRSS:", StringComparison.Ordinal));
            return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture)
                * 1024;
        }
    }

    /// <summary>Starts it; its error output is read by nobody but the test.</summary>
    public static Task<ServeProcess> StartAsync(params string[] settings) => StartAsync([], settings);

    /// <param name="environment">Beside that of the test.</param>
    public static async Task<ServeProcess> StartAsync(Dictionary<string, string> environment, params string[] settings)
    {
        var folder = Directory.CreateTempSubdirectory("reform-serve-").FullName;
        string[] program =
        [
            Path.Combine(AppContext.BaseDirectory, "ReformOpenData.Server.dll"), "serve", "--urls",
            "http://127.0.0.1:0",
        ];
        var start = new ProcessStartInfo(
            "dotnet", [.. program, .. settings.SelectMany(setting => new[] { "--set", setting })])
        {
            UseShellExecute = false,
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment) start.Environment[name] = value;
        var process = Process.Start(start)!;
        var line = await process.StandardOutput.ReadLineAsync();
        return line is null
            ? throw new InvalidOperationException(await process.StandardError.ReadToEndAsync())
            : new ServeProcess(folder, process, new Uri(line.Split(' ')[1]));
    }

    /// <summary>Tells it to stop, as a service manager does.</summary>
    public void Stop()
    {
        using var kill = Process.Start("kill", ["-TERM", Process.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (!Process.HasExited) Process.Kill();
        await Process.WaitForExitAsync();
        Process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
