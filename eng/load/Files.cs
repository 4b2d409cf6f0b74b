using System.Diagnostics;
using System.Globalization;
using ReformOpenData.Generate;

namespace ReformOpenData.Load;

/// <summary>
/// Lists and questions as files, read whole by one client as fast as they come, from a server that keeps no answers:
/// how many megabytes a second, when the first byte comes, and how much memory the server takes more while it sends.
/// </summary>
internal sealed class Files(Target server, int municipalities, TimeSpan duration, TextWriter output)
{
    public async Task RunAsync()
    {
        (string Name, string Path)[] workloads =
        [
            ("list-csv", "/narratives.csv"),
            ("list-ndjson", "/narratives.ndjson"),
            ("question-csv", "/graphql/operations/GradesByItem.csv?plan=2017&municipality="),
        ];
        await output.WriteLineAsync(
            "| workload | MB | MB/s | first byte, ms | memory, MB more |\n|---|---|---|---|---|");
        foreach (var (name, path) in workloads)
            await output.WriteLineAsync(await MeasureAsync(name, path));
    }

    private async Task<string> MeasureAsync(string name, string path)
    {
        using var client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{server.Port}") };
        // Once before, so that nothing is compiled or planned while it is measured.
        var (bytes, _) = await ReadAsync(client, path, 0);
        var before = ProcessTimes.Memory(server.ProcessId);
        var (total, most, times) = (0L, before, new List<double>());
        var watch = Stopwatch.StartNew();
        using var stop = new CancellationTokenSource();
        var looking = Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested)
            {
                most = Math.Max(most, ProcessTimes.Memory(server.ProcessId));
                await Task.Delay(10);
            }
        });
        for (var number = 1; watch.Elapsed < duration; number++)
        {
            var (read, first) = await ReadAsync(client, path, number);
            total += read;
            times.Add(first);
        }

        var seconds = watch.Elapsed.TotalSeconds;
        await stop.CancelAsync();
        await looking;
        times.Sort();
        return string.Create(
            CultureInfo.InvariantCulture,
            $"| {name} | {bytes / 1e6:0.0} | {total / 1e6 / seconds:0.0} | {times[times.Count / 2]:0.0} "
            + $"| {(most - before) / 1e6:0} |");
    }

    /// <param name="number">Which of the requests it is: each is another address, so that nothing in between keeps
    /// it.</param>
    private async Task<(long Bytes, double FirstMs)> ReadAsync(HttpClient client, string path, int number)
    {
        var address = path.EndsWith('=')
            ? path + MunicipalityGenerator.Code(1 + (number % municipalities))
            : string.Create(CultureInfo.InvariantCulture, $"{path}?_={number}");
        var watch = Stopwatch.StartNew();
        using var answer =
            await client.GetAsync(new Uri(address, UriKind.Relative), HttpCompletionOption.ResponseHeadersRead);
        answer.EnsureSuccessStatusCode();
        await using var body = await answer.Content.ReadAsStreamAsync();
        var buffer = new byte[256 * 1024];
        var (bytes, first) = (0L, 0.0);
        for (int read; (read = await body.ReadAsync(buffer)) > 0; bytes += read)
            first = bytes == 0 ? watch.Elapsed.TotalMilliseconds : first;
        return (bytes, first);
    }
}
