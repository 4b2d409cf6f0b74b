using System.Diagnostics;
using ReformOpenData.Data.Storage;
using ReformOpenData.Server.Commands;

namespace ReformOpenData.Tests.Commands;

/// <summary>
/// Whatever happens, at whatever seam: a command ends with one sentence and an exit code, and no stack trace.
/// </summary>
public sealed class CommandFaultTests : IDisposable
{
    private static readonly string Document = Path.Combine(AppContext.BaseDirectory, "data", "072028-fy2021.txt");

    private readonly string folder = Directory.CreateTempSubdirectory("reform-fault-").FullName;

    public void Dispose()
    {
        Permit("u+rwX");
        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [InlineData("schema")]
    [InlineData("releases")]
    [InlineData("import", "DOCUMENT", "--dry-run")]
    [InlineData("import", "DOCUMENT", "--dry-run", "--json")]
    [InlineData("compare", "1", "2")]
    [InlineData("export", "FOLDER/x.csv")]
    [InlineData("check")]
    [InlineData("publish")]
    [InlineData("rollback", "1")]
    [InlineData("discard")]
    [InlineData("take-down", "1", "--reason", "x")]
    [InlineData("serve", "--urls", "http://127.0.0.1:0")]
    [InlineData("--help")]
    public async Task What_a_command_meets_when_it_writes_is_one_sentence(params string[] arguments)
    {
        await FillAsync();
        var error = new StringWriter();
        var code = await CommandLine.RunAsync(
            Arguments(arguments), new Failing(() => new InvalidTimeZoneException("Never\nforeseen")), error);
        // What is not there to be done is said before anything is written.
        Assert.NotEqual(0, code);
        AssertOneSentence(error.ToString());
    }

    [Theory]
    [InlineData("releases")]
    [InlineData("import", "DOCUMENT", "--dry-run", "--json")]
    [InlineData("nothing")]
    [InlineData("serve", "--set", "x")]
    public async Task Where_nobody_can_be_told_the_exit_code_says_it(params string[] arguments)
    {
        await FillAsync();
        var failing = new Failing(() => new IOException("No space left on device"));
        Assert.NotEqual(0, await CommandLine.RunAsync(Arguments(arguments), failing, failing));
    }

    [Theory]
    [InlineData("schema/reform.graphql", null, "schema/reform.graphql")]
    [InlineData("schema/reform.graphql", "type Query {", "please report this line")]
    [InlineData("schema/operations/Search.graphql", "query {", "please report this line")]
    [InlineData("schema/operations/PlanOverview.graphql", null, "no file PlanOverview.graphql")]
    [InlineData("wwwroot/site.css", null, "/site.css")]
    [InlineData("data/072028-fy2021.txt", "nothing of a table", "072028-fy2021.txt")]
    [InlineData("reformopendata.json", "{", "is not a JSON object of settings")]
    [InlineData("reformopendata.json", "{\"Limits\":7}", "Limits")]
    [InlineData("reformopendata.json", "{\"Urls\":\"http://192.0.2.1:5219\"}", "The server cannot listen: ")]
    [InlineData("reformopendata.json", "{\"Urls\":\"http://unix:/nowhere/x\"}", "The server cannot listen: ")]
    [InlineData("reformopendata.json", "{\"Connection\":\"Host=127.0.0.1;Port=99999\"}", "error: ")]
    [InlineData("reformopendata.json", "{\"Connection\":\"Host=/nowhere\"}", "does not answer")]
    [InlineData(".store", "a file", ".store")]
    [InlineData(
        ".store/reform.db",
        "no database, and long enough to be looked at as if it were one ………………………………………………………",
        "not a store")]
    public async Task A_start_that_meets_something_broken_ends_with_one_sentence(
        string path, string? content, string says)
    {
        var program = Install(without: path.Split('/')[0]);
        var broken = Path.Combine(folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(broken)!);
        if (content is null) File.Delete(broken);
        else await File.WriteAllTextAsync(broken, content);
        var (code, output, error) = await RunAsync(program, "serve");
        Assert.NotEqual(0, code);
        Assert.Equal("", output);
        AssertOneSentence(error);
        Assert.Contains(says, error);
    }

    [Fact]
    public async Task An_output_that_cannot_be_written_is_said()
    {
        var (code, _, error) = await RunAsync(
            "/bin/sh",
            "-c",
            $"exec dotnet {Path.Combine(AppContext.BaseDirectory, "ReformOpenData.Server.dll")} schema > /dev/full");
        Assert.Equal((1, "error: No space left on device."), (code, error.Split(" :")[0].Trim()));
    }

    [SkippableTheory]
    [InlineData(true, "publish")]
    [InlineData(true, "import", "DOCUMENT")]
    [InlineData(false, "serve", "--urls", "http://127.0.0.1:0")]
    [InlineData(false, "releases")]
    public async Task A_store_that_may_not_be_written_is_said(bool isFilled, params string[] arguments)
    {
        if (isFilled) await FillAsync();
        else Directory.CreateDirectory(Path.Combine(folder, "store"));
        var program = await ProgramOfNobodyAsync();
        var (code, output, error) = await RunAsync("/bin/sh", [.. program, .. Arguments(arguments)]);
        Assert.Equal((1, ""), (code, output));
        AssertOneSentence(error);
        Assert.Matches(
            "The store cannot be written|The file of the store cannot be opened|There is no store in", error);
    }

    [SkippableTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_store_that_may_not_be_written_is_served(bool hasLog)
    {
        await FillAsync();
        await using var store = hasLog ? await Store.OpenSqliteAsync(Path.Combine(folder, "store")) : null;
        await using var kept = store is null ? null : await store.OpenWriteAsync(default);
        if (kept is not null) await kept.ExecuteAsync("UPDATE release SET note = 'In the log.'", default);
        var program = await ProgramOfNobodyAsync();
        var (code, output, _) = await RunAsync("/bin/sh", [.. program, .. Arguments(["releases"])]);
        Assert.Equal(0, code);
        Assert.Equal(hasLog, output.Contains("In the log.", StringComparison.Ordinal));

        string[] serve = ["serve", "--urls", "http://127.0.0.1:0"];
        var start = new ProcessStartInfo("/bin/sh", [.. program, .. Arguments(serve)])
        {
            UseShellExecute = false,
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start)!;
        try
        {
            var line = await process.StandardOutput.ReadLineAsync();
            using var client = new HttpClient { BaseAddress = new Uri(line!.Split(' ')[1]) };
            var counted =
                await client.GetStringAsync(new Uri("/graphql?query={ratings{totalCount}}", UriKind.Relative));
            Assert.Equal("""{"data":{"ratings":{"totalCount":72}}}""", counted);
            var listed = await client.GetStringAsync(new Uri("/municipalities.csv", UriKind.Relative));
            Assert.Contains("会津若松市", listed, StringComparison.Ordinal);
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync();
        }
    }

    /// <summary>The program as somebody runs it who may write nothing in the folder.</summary>
    private async Task<string[]> ProgramOfNobodyAsync()
    {
        Permit("a-w,a+rX");
        // Root may write whatever it likes, so it is nobody who asks.
        var nobody = Environment.IsPrivilegedProcess
            ? "exec setpriv --reuid=65534 --regid=65534 --clear-groups dotnet \"$@\""
            : "exec dotnet \"$@\"";
        string[] program = ["-c", nobody, "sh", Path.Combine(AppContext.BaseDirectory, "ReformOpenData.Server.dll")];
        var (schema, _, _) = await RunAsync("/bin/sh", [.. program, "schema"]);
        Skip.If(schema != 0, "Nobody but root can start the program here.");
        return program;
    }

    private void Permit(string mode)
    {
        using var chmod = Process.Start("chmod", ["-R", mode, folder]);
        chmod.WaitForExit();
    }

    private static void AssertOneSentence(string error)
    {
        var lines = error.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.DoesNotContain("   at ", error);
        Assert.Single(lines, line => line.StartsWith("error: ", StringComparison.Ordinal));
        Assert.DoesNotContain("Unhandled", error);
    }

    private string[] Arguments(string[] arguments) =>
    [
        .. arguments.Select(argument => argument
            .Replace("DOCUMENT", Document, StringComparison.Ordinal)
            .Replace("FOLDER", folder, StringComparison.Ordinal)),
        "--data", Path.Combine(folder, "store"),
    ];

    private async Task FillAsync() => Assert.Equal(0, await CommandLine.RunAsync(
        ["import", Document, "--publish", "--data", Path.Combine(folder, "store")], TextWriter.Null, TextWriter.Null));

    /// <summary>The program in the folder of the test, but for one part of it.</summary>
    private string Install(string without)
    {
        foreach (var part in Directory.EnumerateFileSystemEntries(AppContext.BaseDirectory))
        {
            var name = Path.GetFileName(part);
            // The program finds its folder by the true path of its file.
            if (name.StartsWith("ReformOpenData.Server.", StringComparison.Ordinal))
                File.Copy(part, Path.Combine(folder, name));
            else if (name == without) CopyFolder(part);
            else File.CreateSymbolicLink(Path.Combine(folder, name), part);
        }

        return Path.Combine(folder, "ReformOpenData.Server.dll");
    }

    private void CopyFolder(string part)
    {
        foreach (var file in Directory.EnumerateFiles(part, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(folder, Path.GetRelativePath(AppContext.BaseDirectory, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    private async Task<(int Code, string Output, string Error)> RunAsync(string program, params string[] arguments)
    {
        var isProgram = program.EndsWith(".dll", StringComparison.Ordinal);
        var start = new ProcessStartInfo(
            isProgram ? "dotnet" : program, isProgram ? [program, .. arguments] : arguments)
        {
            UseShellExecute = false,
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        // What goes on where it should have ended is a failure, and no run that hangs.
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        await using var end = patience.Token.Register(process.Kill);
        var output = process.StandardOutput.ReadToEndAsync();
        var error = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, error);
    }

    /// <summary>Takes nothing.</summary>
    private sealed class Failing(Func<Exception> fault) : StringWriter
    {
        public override void Write(char value) => throw fault();

        public override void Write(string? value) => throw fault();

        public override void WriteLine(string? value) => throw fault();

        public override Task WriteAsync(string? value) => throw fault();

        public override Task WriteLineAsync(string? value) => throw fault();
    }
}
