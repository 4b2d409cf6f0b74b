using System.Diagnostics;
using System.Text.Json.Nodes;
using ReformOpenData.Data.Exports;
using ReformOpenData.Data.Releases;
using ReformOpenData.Data.Storage;
using ReformOpenData.Tests.Databases;
using ReformOpenData.Tests.Releases;

namespace ReformOpenData.Tests.Documentation;

/// <summary>
/// Every command line of the pages does what it says: each is run as it is printed, in a folder of its own that looks
/// like the checkout, with a table made for it and a store that holds five releases and a draft. What needs a machine
/// of its own is marked in the page with the reason.
/// </summary>
public sealed class CommandLineExampleTests(PostgreSqlDatabase database) : IClassFixture<PostgreSqlDatabase>
{
    private const string Program = "dotnet run --project src/ReformOpenData.Server";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <summary>A line that two pages print is run once.</summary>
    public static TheoryData<string> Run { get; } =
        [.. CommandLines.All().Where(line => line.Unrun is null).DistinctBy(line => line.Text).Select(line =>
            line.ToString())];

    [Fact]
    public void Pages_show_command_lines_and_say_why_some_are_not_run()
    {
        var lines = CommandLines.All().ToList();
        Assert.Contains(lines, line => line.Page == "README.md"
            && line.Text == Program + " -- import table.xlsx --dry-run");
        Assert.Contains(lines, line => line.Page == "docs/publishing.md"
            && line.Text.StartsWith("take-down 3 --reason", StringComparison.Ordinal));
        Assert.All(lines.Where(line => line.Unrun is not null), line => Assert.StartsWith("it needs ", line.Unrun));
        Assert.True(
            CommandLines.All().Count(line => line.Unrun is null) > 20, "The pages show more than 20 command lines.");
    }

    [Fact]
    public void A_command_line_is_found_in_a_block_and_in_a_sentence_and_a_mark_holds_for_the_block_below_it()
    {
        string[] page =
        [
            "Say `import table.txt --dry-run` or `publish`, and look at `docs/x.md`.", "",
            "    createdb reform    # makes it", "",
            "<!-- not run by the tests: it needs root -->", "", "    useradd --system reform", "", "```sh", "curl x",
            "```", "```json", "{}", "```",
        ];
        Assert.Equal(
            [
                "1 import table.txt --dry-run", "3 createdb reform", "7 useradd --system reform: it needs root",
                "10 curl x"
            ],
            CommandLines.Of("page", page).Select(
                line => $"{line.Line} {line.Text}{(line.Unrun is null ? "" : ": " + line.Unrun)}"));
    }

    [SkippableTheory]
    [MemberData(nameof(Run))]
    public async Task A_command_line_does_what_the_page_says(string example)
    {
        var line = CommandLines.All().First(line => line.ToString() == example);
        using var folder = new Checkout();
        if (line.Text == Program)
        {
            await ServeAsync(folder);
            return;
        }

        // The store of an example is the one of the folder, but where it names a database.
        await folder.FillAsync();
        await using var server = line.Text.Contains("localhost:5080", StringComparison.Ordinal)
            ? await Http.PublishedHost.StartAsync(new SqliteDatabase())
            : null;
        var environment = await DatabaseAsync(line.Text);
        var text = Printed(line.Text, folder, server?.Address);
        var program = Path.Combine(AppContext.BaseDirectory, "ReformOpenData.Server.dll");
        string[] all = line.Text.Split(' ')[0] switch
        {
            // What is restored is whole.
            "pg_restore" =>
                [
                    "pg_dump -Fc reform > reform.dump", text,
                    $"dotnet {program} check --connection \"Host=$PGHOST;Username=$PGUSER;Database=reform_restored\""
                ],
            "sqlite3" => [text, $"dotnet {program} check --data backup"],
            _ => [text],
        };
        foreach (var printed in all)
        {
            var (code, output) = await ShellAsync(folder, printed, environment);
            Assert.True(code == 0, $"{printed} ended with {code}:{Environment.NewLine}{output}");
        }
    }

    /// <summary>The line with what differs here: where the program was installed, whose names stand for what, and that
    /// all is built.</summary>
    private static string Printed(string text, Checkout folder, Uri? server)
    {
        if (CommandLines.IsOwn(text))
            text = $"dotnet {Path.Combine(AppContext.BaseDirectory, "ReformOpenData.Server.dll")} {text}";
        return text
            .Replace(
                "dotnet run --project",
                $"dotnet run --no-build -c {Checkout.Configuration} --project",
                StringComparison.Ordinal)
            .Replace("sudo -u postgres ", "", StringComparison.Ordinal)
            .Replace("createuser reform", "createuser reform_page", StringComparison.Ordinal)
            .Replace("sudo -u reform ", "", StringComparison.Ordinal)
            .Replace(
                "/opt/reform/ReformOpenData.Server ",
                $"dotnet {Path.Combine(AppContext.BaseDirectory, "ReformOpenData.Server.dll")} ",
                StringComparison.Ordinal)
            .Replace(" /etc/reform.json", " reform.json", StringComparison.Ordinal)
            .Replace("/var/lib/reform/store/", ".store/", StringComparison.Ordinal)
            .Replace("/backup/", Path.Combine(folder.Root, "backup") + "/", StringComparison.Ordinal)
            .Replace("/var/cache/nginx/", "nginx/", StringComparison.Ordinal)
            .Replace("import FILE", "import table.txt", StringComparison.Ordinal)
            .Replace("import …", "import table.txt", StringComparison.Ordinal)
            .Replace(
                "http://localhost:5080",
                server?.ToString().TrimEnd('/') ?? "http://localhost:5080",
                StringComparison.Ordinal);
    }

    /// <summary>Where the tools of PostgreSQL find a server; the databases that a line does not make itself are
    /// there.</summary>
    private async Task<Dictionary<string, string>> DatabaseAsync(string text)
    {
        if (!text.Contains("createdb", StringComparison.Ordinal)
            && !text.Contains("createuser", StringComparison.Ordinal)
            && !text.Contains("pg_", StringComparison.Ordinal))
        {
            return [];
        }

        var parts = database.NewLocation()
            .Split(';').Select(part => part.Split('=')).ToDictionary(part => part[0], part => part[1]);
        var environment = new Dictionary<string, string> { ["PGHOST"] = parts["Host"], ["PGUSER"] = parts["Username"] };
        foreach (var name in new[] { "reform", "reform_restored" })
        {
            await PostgresAsync($"DROP DATABASE IF EXISTS {name}");
            if (!text.Contains($"createdb {name}", StringComparison.Ordinal)
                && !text.EndsWith(" " + name, StringComparison.Ordinal))
                await PostgresAsync($"CREATE DATABASE {name}");
        }

        if (text.StartsWith("pg_", StringComparison.Ordinal))
        {
            await using var store = await Store.OpenPostgreSqlAsync(
                $"Host={parts["Host"]};Username={parts["Username"]};Database=reform");
            await store.ImportAndPublishAsync(Imports.Read("一"));
        }

        if (text.Contains("createuser", StringComparison.Ordinal))
            await PostgresAsync("DROP ROLE IF EXISTS reform_page");
        return environment;

        async Task PostgresAsync(string sql)
        {
            await using var connection = new Npgsql.NpgsqlConnection(
                $"Host={parts["Host"]};Username={parts["Username"]};Database=postgres;Pooling=false");
            await connection.OpenAsync();
            await using var command = new Npgsql.NpgsqlCommand(sql, connection);
            await command.ExecuteNonQueryAsync();
        }
    }

    private static async Task ServeAsync(Checkout folder)
    {
        using var process = StartShell(
            folder, "exec " + Printed(Program, folder, server: null), new() { ["REFORM_URLS"] = "http://127.0.0.1:0" });
        try
        {
            using var patience = new CancellationTokenSource(Patience);
            _ = process.StandardError.ReadToEndAsync(patience.Token);
            var line = await process.StandardOutput.ReadLineAsync(patience.Token);
            Assert.StartsWith("Serving http://127.0.0.1:", line);
            using var client = new HttpClient();
            var address = line!.Split(' ')[1];
            Assert.Contains(
                "72",
                await client.GetStringAsync(new Uri(address + "/graphql?query={ratings{totalCount}}"), patience.Token));
        }
        finally
        {
            process.Kill(entireProcessTree: true);
        }
    }

    private static async Task<(int Code, string Output)> ShellAsync(
        Checkout folder, string line, Dictionary<string, string> environment)
    {
        using var process = StartShell(folder, line, environment);
        using var patience = new CancellationTokenSource(Patience);
        var output = process.StandardOutput.ReadToEndAsync(patience.Token);
        var error = process.StandardError.ReadToEndAsync(patience.Token);
        await process.WaitForExitAsync(patience.Token);
        return (process.ExitCode, await output + await error);
    }

    private static Process StartShell(Checkout folder, string line, Dictionary<string, string> environment)
    {
        var start = new ProcessStartInfo("/bin/sh", ["-c", line])
        {
            WorkingDirectory = folder.Root,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        return Process.Start(start)!;
    }

    /// <summary>A folder with the sources of the checkout, tables, and a store of five releases and a draft.</summary>
    private sealed class Checkout : IDisposable
    {
        private static readonly Lazy<Task<string>> Made = new(MakeAsync);

        public Checkout()
        {
            foreach (var name in new[] { "src", "eng", "data", "schema/operations", "Directory.Build.props",
                "Directory.Packages.props", "global.json" })
            {
                Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(Root, name))!);
                File.CreateSymbolicLink(Path.Combine(Root, name), Repository.Path(name));
            }

            // A line may write them.
            foreach (var file in Directory.GetFiles(Repository.Path("schema")))
                File.Copy(file, Path.Combine(Root, "schema", Path.GetFileName(file)));
            foreach (var name in new[] { "backup", "nginx/reform/a" })
                Directory.CreateDirectory(Path.Combine(Root, name));
        }

        public static string Configuration =>
            AppContext.BaseDirectory.Contains("/Release/", StringComparison.Ordinal) ? "Release" : "Debug";

        public string Root { get; } = Directory.CreateTempSubdirectory("reform-page-").FullName;

        public async Task FillAsync()
        {
            foreach (var file in Directory.GetFiles(await Made.Value))
                File.Copy(file, Path.Combine(Root, Path.GetFileName(file)));
            Directory.CreateDirectory(Path.Combine(Root, ".store"));
            File.Move(Path.Combine(Root, Store.FileName), Path.Combine(Root, ".store", Store.FileName));
        }

        public void Dispose() => Directory.Delete(Root, recursive: true);

        private static async Task<string> MakeAsync()
        {
            var folder = Directory.CreateTempSubdirectory("reform-pages-").FullName;
            AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
            var table = Path.Combine(AppContext.BaseDirectory, "data", "072028-fy2021.txt");
            File.Copy(table, Path.Combine(folder, "table.txt"));

            // Without the checksum, which is that of the text alone.
            var metadata = (JsonObject)JsonNode.Parse(
                await File.ReadAllTextAsync(Path.ChangeExtension(table, ".json")))!;
            metadata["document"]!.AsObject().Remove("sha256");
            await File.WriteAllTextAsync(Path.Combine(folder, "table.json"), metadata.ToJsonString());
            var store = await Store.OpenSqliteAsync(folder);
            foreach (var text in new[] { "一", "二", "三", "四", "五" })
                await store.ImportAndPublishAsync(Imports.Read(text));
            await store.ImportAsync(Imports.Read("六"));
            await store.DisposeAsync();
            await using (var workbook = File.Create(Path.Combine(folder, "table.xlsx")))
                Workbook.Write(
                    [.. DocumentFiles.Read([table], metadata: null).Select(read => read.Municipality!)], workbook);
            await File.WriteAllTextAsync(Path.Combine(folder, "reform.json"), "{ \"Data\": \".store\" }");
            await File.WriteAllTextAsync(Path.Combine(folder, "answers.json"), "{ \"answers\": [] }");
            foreach (var file in Directory.GetFiles(folder, Store.FileName + "-*"))
                File.Delete(file);
            return folder;
        }
    }
}
