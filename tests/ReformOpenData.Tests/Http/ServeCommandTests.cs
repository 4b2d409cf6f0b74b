using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;

namespace ReformOpenData.Tests.Http;

/// <summary>The program as it is started by a person or a machine: one process, an empty folder, and the signals of the
/// system.</summary>
public sealed class ServeCommandTests
{
    [Fact]
    public async Task An_empty_folder_is_filled_served_and_left_in_order_when_told_to_stop()
    {
        var folder = Directory.CreateTempSubdirectory("reform-serve-").FullName;
        using var process = Start(folder, "--urls", "http://127.0.0.1:0");
        var errors = process.StandardError.ReadToEndAsync();
        var line = await process.StandardOutput.ReadLineAsync();
        Assert.NotNull(line);
        Assert.Matches("^Serving http://127\\.0\\.0\\.1:[0-9]+ – try .+ \\(Ctrl-C stops\\)$", line);
        var address = line.Split(' ')[1];
        using (var client = new HttpClient { BaseAddress = new Uri(address) })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/graphql/operations/RatingsByCategory");
            request.Headers.Add("X-Request-Id", "for-the-log");
            using var answer = await client.SendAsync(request);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Contains("\"totalCount\":19", await answer.Content.ReadAsStringAsync());
        }
        Assert.True(File.Exists(Path.Combine(folder, ".store", "reform.db")));

        using (var kill = Process.Start(
            "kill", ["-TERM", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]))
            await kill.WaitForExitAsync();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await process.WaitForExitAsync(patience.Token);
        Assert.Equal(0, process.ExitCode);

        // The log is one JSON object a line, and holds the request with its id.
        var entries = (await errors)
            .Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(entry => JsonDocument.Parse(entry).RootElement)
            .ToList();
        var logged = Assert.Single(entries, entry => entry.TryGetProperty("requestId", out var id)
            && id.GetString() == "for-the-log");
        Assert.Equal("/graphql/operations/RatingsByCategory", logged.GetProperty("path").GetString());
        Assert.Equal(200, logged.GetProperty("status").GetInt32());
        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [InlineData(
        2,
        "CacheBites in the command line is not a setting; docs/configuration.md lists them.",
        "--set",
        "CacheBites=1")]
    [InlineData(2, "--set CacheBytes is not NAME=VALUE.", "--set", "CacheBytes")]
    [InlineData(2, "The configuration file nowhere.json is not there.", "--config", "nowhere.json")]
    [InlineData(1, "does not answer", "--connection", "Host=127.0.0.1;Port=1;Database=none;Timeout=2")]
    public async Task What_cannot_be_served_ends_with_a_sentence_and_an_exit_code(
        int code, string says, params string[] arguments)
    {
        var folder = Directory.CreateTempSubdirectory("reform-serve-").FullName;
        using var process = Start(folder, ["serve", .. arguments]);
        var errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.Equal(code, process.ExitCode);
        Assert.Contains(says, errors);
        Assert.Single(errors.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_variable_of_the_environment_that_is_no_setting_is_said_by_every_command()
    {
        var folder = Directory.CreateTempSubdirectory("reform-serve-").FullName;
        foreach (var command in new[] { "serve", "releases" })
        {
            using var process = Start(folder, ("REFORM_CACHEBITES", "1"), command);
            var errors = await process.StandardError.ReadToEndAsync();
            await process.WaitForExitAsync();
            Assert.Equal(
                (
                    2,
                    "error: CACHEBITES in the environment (REFORM_…) is not a setting; docs/configuration.md lists "
                        + "them."),
                (process.ExitCode, errors.Trim()));
        }
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task An_address_that_cannot_be_listened_on_is_one_sentence_after_the_log()
    {
        var folder = Directory.CreateTempSubdirectory("reform-serve-").FullName;
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        using var process = Start(folder, "serve", "--urls", $"http://127.0.0.1:{port}");
        var errors = (await process.StandardError.ReadToEndAsync()).Trim().Split('\n');
        await process.WaitForExitAsync();
        Assert.Equal(1, process.ExitCode);
        Assert.Equal(
            $"error: The server cannot listen: Failed to bind to address http://127.0.0.1:{port}: address already in "
                + $"use. "
            + "Stop what listens there, or name another address with --urls.",
            errors[^1]);
        Assert.All(
            errors[..^1],
            line => Assert.Equal("Information", JsonDocument.Parse(line).RootElement.GetProperty("level").GetString()));
        Directory.Delete(folder, recursive: true);
    }

    private static Process Start(string folder, params string[] arguments) => Start(folder, ("", ""), arguments);

    private static Process Start(string folder, (string Name, string Value) variable, params string[] arguments)
    {
        var start = new ProcessStartInfo(
            "dotnet", [Path.Combine(AppContext.BaseDirectory, "ReformOpenData.Server.dll"), .. arguments])
        {
            UseShellExecute = false,
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        if (variable.Name.Length > 0) start.Environment[variable.Name] = variable.Value;
        return Process.Start(start)!;
    }
}
