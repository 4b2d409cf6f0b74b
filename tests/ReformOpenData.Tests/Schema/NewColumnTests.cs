using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using ReformOpenData.Contract;
using ReformOpenData.Data.Storage;
using ReformOpenData.Tests.Databases;
using ReformOpenData.Tests.Documentation;

namespace ReformOpenData.Tests.Schema;

/// <summary>
/// A column that is new in a copy of the source, by a change of the files that docs/ARCHITECTURE.md lists and no other,
/// is read, stored, asked for and exported.
/// </summary>
public abstract partial class NewColumnTests(TestDatabase database, NewColumnTests.Built built)
{
    private const string Value = "全庁で進める";

    /// <summary>What is inserted behind a text of each file; files that are new are made of it.</summary>
    private static readonly (string File, string Behind, string Text)[] Changes =
    [
        (
            "src/ReformOpenData.Data/Plans/Plan.cs",
            "public sealed record Initiative(\n    int Number,\n    string Name,\n    string? Description,\n"
                + "    IReadOnlyList<Assessment> Assessments)\n{\n",
            "    public string? Pledge { get; init; }\n\n"),
        (
            "src/ReformOpenData.Data/Storage/Rows/PlanRows.cs",
            "public sealed class InitiativeRow : NodeRow\n{\n",
            "    [Folded]\n    public string? Pledge { get; set; }\n\n"),
        (
            "src/ReformOpenData.Data/Storage/Migrations/NNNN_pledges.sqlite.sql",
            "",
            "ALTER TABLE initiative ADD COLUMN pledge TEXT;\nALTER TABLE initiative ADD COLUMN pledge_folded TEXT;\n"),
        (
            "src/ReformOpenData.Data/Storage/Migrations/NNNN_pledges.postgresql.sql",
            "",
            "ALTER TABLE initiative ADD COLUMN pledge text COLLATE \"C\";\n"
                + "ALTER TABLE initiative ADD COLUMN pledge_folded text COLLATE \"C\";\n"),
        (
            "schema/types.graphql",
            "by: [\"municipality\", \"plan\", \"category\", \"item\", \"status\", \"endedIn\"])\n{\n",
            "  \"\"\"\n  What was promised.\n  公約です。\n  \"\"\"\n  pledge: String\n"),
        (
            "src/ReformOpenData.Data/Exports/TidyColumns.cs",
            "public static readonly TidyColumn PlanId = Extra(\"plan_id\", \"計画ID\");\n",
            "    public static readonly TidyColumn Pledge = Extra(\"initiative_pledge\", \"公約\");\n"),
        (
            "src/ReformOpenData.Data/Exports/TidyColumns.cs",
            "internal static IReadOnlyList<TidyText<Initiative>> OfInitiative { get; } =\n    [\n",
            "        new(\n            Pledge,\n            nameof(Initiative.Pledge),\n"
                + "            initiative => initiative.Pledge,\n"
                + "            (initiative, text) => initiative with { Pledge = text }),\n"),
    ];

    [Fact]
    public void The_list_in_the_architecture_is_of_at_most_six_files() => Assert.Equal(
        Changes.Select(change => change.File).Distinct().Order(StringComparer.Ordinal),
        Listed().Order(StringComparer.Ordinal));

    [SkippableFact]
    public async Task A_new_column_is_read_stored_asked_and_exported()
    {
        Missing.Unless(
            Environment.GetEnvironmentVariable("TEST_NEW_COLUMN") == "1",
            "TEST_NEW_COLUMN=1 builds a copy of the program with one column more, which takes minutes.");
        var at = database.NewLocation();
        var program = await built.Program;
        var folder = Path.GetDirectoryName(program)!;
        var (table, exported) = ($"{database.Kind}-with.csv", $"{database.Kind}-again.csv");
        await RunAsync(folder, program, at, "import", Repository.Path("data/072028-fy2021.txt"), "--publish");
        await RunAsync(folder, program, at, "export", table);
        var rows = Records(await File.ReadAllTextAsync(Path.Combine(folder, table)));
        await File.WriteAllTextAsync(
            Path.Combine(folder, table),
            string.Concat(rows.Select((row, i) => $"{row},{(i == 0 ? "initiative_pledge" : Value)}\r\n")));
        await RunAsync(folder, program, at, "import", table, "--publish");
        await RunAsync(folder, program, at, "export", exported);
        var again = Records(await File.ReadAllTextAsync(Path.Combine(folder, exported)));
        Assert.EndsWith(",initiative_pledge", again[0], StringComparison.Ordinal);
        Assert.Equal(again.Count - 1, again.Count(row => row.EndsWith("," + Value, StringComparison.Ordinal)));

        using var server = Start(folder, program, at, "serve", "--urls", "http://127.0.0.1:0");
        try
        {
            var line = await server.StandardOutput.ReadLineAsync() ?? await server.StandardError.ReadToEndAsync();
            using var client = new HttpClient { BaseAddress = new Uri(line.Split(' ')[1]) };
            Assert.Equal(
                "{\"data\":{\"initiatives\":{\"totalCount\":47,\"nodes\":[{\"number\":1,\"pledge\":\""
                    + Value + "\"}]}}}",
                await AskAsync(
                    "{initiatives(where:{pledge:{contains:\"全庁\"}},order:[{pledge:ASC}],first:1)"
                    + "{totalCount,nodes{number,pledge}}}"));
            Assert.Contains(
                $"\"after\":\"{Value}\"",
                await AskAsync("{release(number:2){changes(where:{field:{eq:\"pledge\"}},first:1){nodes{after}}}}"),
                StringComparison.Ordinal);

            Task<string> AskAsync(string document) => client.GetStringAsync(
                new Uri("/graphql?query=" + Uri.EscapeDataString(document), UriKind.Relative));
        }
        finally
        {
            server.Kill();
            await server.WaitForExitAsync();
        }

        await RunAsync(folder, program, at, "check");
    }

    /// <summary>The files that the architecture lists for a stored column.</summary>
    private static IEnumerable<string> Listed()
    {
        var text = File.ReadAllText(Repository.Path("docs/ARCHITECTURE.md"));
        var from = text.IndexOf("## A stored column", StringComparison.Ordinal);
        return ListedFile().Matches(text[from..text.IndexOf("\n## ", from + 1, StringComparison.Ordinal)])
            .Select(match => match.Groups["file"].Value);
    }

    [GeneratedRegex(@"^\| `(?<file>[^`]+)` \|", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex ListedFile();

    /// <summary>Records of a CSV file, whose cells may hold ends of lines.</summary>
    private static List<string> Records(string csv)
    {
        var records = new List<string>();
        foreach (var line in csv.TrimEnd('\r', '\n').TrimStart('\uFEFF').Split("\r\n"))
        {
            if (records.Count > 0 && records[^1].Count(character => character == '"') % 2 == 1)
                records[^1] += "\r\n" + line;
            else
                records.Add(line);
        }

        return records;
    }

    /// <summary>The program of a copy that has the column.</summary>
    private static async Task<string> CopyAsync(string folder)
    {
        string[] parts = [".editorconfig", "*.props", "global.json", "src", "data", "schema", "eng/*.txt"];
        var listed = await RunAsync(Repository.Root, "git", ["ls-files", "-co", "--exclude-standard", .. parts]);
        foreach (var file in listed.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(IsThere))
        {
            var to = Path.Combine(folder, file);
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            File.Copy(Repository.Path(file), to);
        }

        var migrations = Path.Combine(folder, "src/ReformOpenData.Data/Storage/Migrations");
        var number = Directory.GetFiles(migrations, "*.sql")
            .Max(path => int.Parse(Path.GetFileName(path)[..4], CultureInfo.InvariantCulture)) + 1;
        foreach (var (file, behind, text) in Changes)
        {
            var path = Path.Combine(folder, file.Replace("NNNN", $"{number:0000}", StringComparison.Ordinal));
            var before = File.Exists(path) ? await File.ReadAllTextAsync(path) : "";
            var place = before.IndexOf(behind, StringComparison.Ordinal);
            Assert.True(place >= 0, $"{file} has no longer: {behind}");
            var after = before.Insert(place + behind.Length, text);
            await File.WriteAllTextAsync(path, after);
        }

        var types = await File.ReadAllBytesAsync(Path.Combine(folder, "schema/types.graphql"));
        await File.WriteAllTextAsync(Path.Combine(folder, "schema/reform.graphql"), Generator.Generate(types));
        await RunAsync(
            folder,
            "dotnet",
            [
                "build", "src/ReformOpenData.Server", "-o", "out", "-v", "q", "--nologo", "-p:RunAnalyzers=false",
                "-p:TreatWarningsAsErrors=false",
            ]);
        return Path.Combine(folder, "out", "ReformOpenData.Server.dll");

        static bool IsThere(string file) => File.Exists(Repository.Path(file));
    }

    /// <summary>The copy, built once for both databases when it is first needed.</summary>
    public sealed class Built : IDisposable
    {
        private readonly string _folder = Directory.CreateTempSubdirectory("reform-column-").FullName;
        private Task<string>? _program;

        public Task<string> Program => _program ??= CopyAsync(_folder);

        public void Dispose() => Directory.Delete(_folder, recursive: true);
    }

    [CollectionDefinition(nameof(NewColumnTests))]
    public sealed class Sharing : ICollectionFixture<Built>;

    private Task<string> RunAsync(string folder, string program, string location, params string[] arguments) =>
        RunAsync(folder, "dotnet", [program, .. arguments, .. Store(location)]);

    private Process Start(string folder, string program, string location, params string[] arguments) =>
        Start(folder, "dotnet", [program, .. arguments, .. Store(location)]);

    private string[] Store(string location) =>
        [database.Kind == DatabaseKind.Sqlite ? "--data" : "--connection", location];

    private static async Task<string> RunAsync(string folder, string command, string[] arguments)
    {
        using var process = Start(folder, command, arguments);
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"{command} {string.Join(' ', arguments)}\n{output}\n{await error}");
        return output;
    }

    private static Process Start(string folder, string command, string[] arguments)
    {
        var start = new ProcessStartInfo(command, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            UseShellExecute = false,
        };
        // Of the test run that this is a part of.
        var others = start.Environment.Keys
            .Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToList();
        others.ForEach(name => start.Environment.Remove(name));
        return Process.Start(start)!;
    }
}

[Collection(nameof(NewColumnTests))]
public sealed class NewColumnTestsOnSqlite(SqliteDatabase database, NewColumnTests.Built built)
    : NewColumnTests(database, built), IClassFixture<SqliteDatabase>;

[Collection(nameof(NewColumnTests))]
public sealed class NewColumnTestsOnPostgreSql(PostgreSqlDatabase database, NewColumnTests.Built built)
    : NewColumnTests(database, built), IClassFixture<PostgreSqlDatabase>;
