using System.Security.Cryptography;
using System.Text.Json;
using ReformOpenData.Data.Storage;
using ReformOpenData.Server.Commands;
using ReformOpenData.Tests.Databases;

namespace ReformOpenData.Tests.Commands;

/// <summary>The commands as a steward types them.</summary>
public abstract class CommandTests(TestDatabase database)
{
    protected static readonly string Document = Path.Combine(AppContext.BaseDirectory, "data", "072028-fy2021.txt");

    [SkippableFact]
    public async Task A_year_of_the_steward()
    {
        var at = database.NewLocation();
        var dry = await RunAsync(at, "import", Document, "--dry-run");
        Assert.Equal(
            (0, "Dry run: nothing was stored. This would become public as release 1:"),
            (dry.Code, Line(dry, "Dry run")));
        Assert.Equal("         66  rows (取組の行)", Line(dry, "rows (取組の行)"));
        Assert.Equal("         72  ratings (評価)", Line(dry, "ratings (評価)"));
        Assert.Equal("    (1) 財政マネジメントの強化 — ratings: A 31, B 6, 完了 2", Line(dry, "    (1) "));
        Assert.Equal("    (2) 行政サービスのオープン化・アウトソーシング等の推進 — ratings: A 12, B 8, 完了 2", Line(dry, "    (2) "));
        Assert.Equal("    (3) 市民サービスの向上 — ratings: A 4, B 5, - 2", Line(dry, "    (3) "));
        Assert.Equal(
            "There are no releases yet: import a document first.", (await RunAsync(at, "releases")).Output.Trim());

        var import = await RunAsync(at, "import", Document, "--note", "令和3年度");
        Assert.Equal((0, "Draft 1 is ready; it is not public yet:"), (import.Code, Line(import, "Draft")));
        Assert.Equal(
            "error: Nothing is public yet, so there is nothing to compare with.",
            (await RunAsync(at, "compare")).Error.Trim());
        var publish = await RunAsync(at, "publish");
        Assert.Equal(
            (0, "Release 1 is public now. Take it back with: rollback"), (publish.Code, publish.Output.Trim()));
        Assert.EndsWith("令和3年度", Line(await RunAsync(at, "releases"), "      1  current"));

        var again = await RunAsync(at, "import", Document);
        Assert.Equal(
            (0, "Nothing new: release 1, which is public, holds all of it already."),
            (again.Code, Line(again, "Nothing new")));
    }

    [SkippableFact]
    public async Task Answers_for_scripts_are_json()
    {
        var at = database.NewLocation();
        var import = Json(await RunAsync(at, "import", Document, "--publish", "--json"));
        Assert.Equal("IMPORTED", import.GetProperty("status").GetString());
        Assert.True(import.GetProperty("isPublished").GetBoolean());
        Assert.Equal(72, import.GetProperty("after").GetProperty("counts").GetProperty("ratings").GetInt32());
        var release = Assert.Single(Json(await RunAsync(at, "releases", "--json")).EnumerateArray());
        Assert.Equal(
            (1, true), (release.GetProperty("number").GetInt32(), release.GetProperty("isCurrent").GetBoolean()));
        Assert.Equal(
            "There is no draft: import a document first.",
            Json(await RunAsync(at, "publish", "--json")).GetProperty("error").GetString());
    }

    [SkippableFact]
    public async Task What_is_exported_imports_to_the_same_release()
    {
        var at = database.NewLocation();
        await RunAsync(at, "import", Document, "--publish");
        foreach (var ending in new[] { ".csv", ".xlsx" })
        {
            var file = Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N") + ending);
            try
            {
                var export = await RunAsync(at, "export", file);
                Assert.Equal((0, $"{file} holds release 1: 1 municipality."), (export.Code, export.Output.Trim()));
                var back = await RunAsync(at, "import", file);
                Assert.Equal(
                    (0, "Nothing new: release 1, which is public, holds all of it already."),
                    (back.Code, Line(back, "Nothing new")));
                Assert.False(File.Exists(file + ".part"));
            }
            finally
            {
                File.Delete(file);
            }
        }
    }

    [SkippableFact]
    public async Task The_steward_sees_what_changes_before_it_is_public_and_takes_it_back()
    {
        var at = database.NewLocation();
        await RunAsync(at, "import", Document, "--publish");
        var file = Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N") + ".csv");
        try
        {
            await RunAsync(at, "export", file);
            var table = await File.ReadAllTextAsync(file);
            await File.WriteAllTextAsync(
                file, table.Replace("令和3年10月に、予算編成方針", "令和3年11月に、予算編成方針", StringComparison.Ordinal));
            const string Expected = "~ text (取組状況) 072028/2017/01/01/001/001/2021, text: "
                + "「令和3年10月に、予算編成方針とともに中期財政見通しを作成・公表し、これを基本に…」 is now 「令和3年11月に、予算編成方針とともに中期財政見通しを作成・公表し、これを基本に…」";
            var dry = await RunAsync(at, "import", file, "--dry-run");
            Assert.Equal("Against release 1, which is public, 1 thing changes:", Line(dry, "Against release"));
            Assert.Equal("  " + Expected, Line(dry, "~ text"));
            Assert.Equal(0, (await RunAsync(at, "import", file)).Code);
            Assert.Equal(
                Expected + "\nFrom release 1 to 2: 1 text changed.", (await RunAsync(at, "compare")).Output.Trim());
            Assert.Equal(0, (await RunAsync(at, "publish")).Code);
            Assert.Equal("Release 1 is served again.", (await RunAsync(at, "rollback")).Output.Trim());
            var releases = await RunAsync(at, "releases");
            Assert.StartsWith("      1  current", Line(releases, "      1  "));
            Assert.StartsWith("      2  withdrawn", Line(releases, "      2  "));
            Assert.Equal(
                "error: There is no draft: import a document first.", (await RunAsync(at, "discard")).Error.Trim());
        }
        finally
        {
            File.Delete(file);
        }
    }

    [SkippableFact]
    public async Task Places_in_print_that_look_the_same_in_a_revised_file_are_one_line()
    {
        var at = database.NewLocation();
        await RunAsync(at, "import", Document, "--publish");
        var folder = Directory.CreateTempSubdirectory().FullName;
        try
        {
            var revised = Path.Combine(folder, Path.GetFileName(Document));
            await File.WriteAllTextAsync(revised, await File.ReadAllTextAsync(Document) + "\n");
            var metadata = await File.ReadAllLinesAsync(Path.ChangeExtension(Document, ".json"));
            await File.WriteAllLinesAsync(
                Path.ChangeExtension(revised, ".json"), metadata.Where(line => !line.Contains("\"sha256\"")));
            var answers = Path.Combine(folder, "answers.json");
            await File.WriteAllTextAsync(
                answers,
                $$"""{"answers": [{"document": "{{KeyOf(revised)}}", "stored": "{{KeyOf(Document)}}"}]}""");
            Assert.Equal(0, (await RunAsync(at, "import", revised, "--mapping", answers)).Code);
            var lines = (await RunAsync(at, "compare")).Output.Trim().Split('\n');
            Assert.Equal(4, lines.Length);
            Assert.StartsWith("+ document (公表資料) 072028/", lines[0]);
            Assert.StartsWith("- document (公表資料) 072028/", lines[1]);
            Assert.Matches("^~ [0-9]{3,} places and cells in print look the same: ", lines[2]);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        static string KeyOf(string file) =>
            "072028/" + Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)));
    }

    [SkippableFact]
    public async Task A_file_that_is_not_right_is_one_error_with_what_to_do()
    {
        var at = database.NewLocation();
        var missing = await RunAsync(at, "import", "no/such.txt");
        Assert.Equal(1, missing.Code);
        Assert.Equal(
            "  error   FILE_UNREADABLE: no/such.txt is not there: check the name and the folder.",
            Line(missing, "  error"));
        Assert.Equal(
            "Nothing was stored: mend what is marked as error, and import again.", Line(missing, "Nothing was"));
        var folder = await RunAsync(at, "import", AppContext.BaseDirectory);
        Assert.Equal(1, folder.Code);
        Assert.EndsWith("is a folder: name the files in it.", Line(folder, "  error"));
        var json = await RunAsync(at, "import", Path.ChangeExtension(Document, ".json"));
        Assert.EndsWith(
            "is not a table: name the table; the metadata beside it is found by its name.", Line(json, "  error"));
        var metadata = await RunAsync(at, "import", Document, "--metadata", "no/such.json");
        Assert.Equal(
            "  error   FILE_UNREADABLE: no/such.json is not there: check the name and the folder.",
            Line(metadata, "  error"));
        var mapping = await RunAsync(at, "import", Document, "--mapping", "no/mapping.json");
        Assert.Equal(
            (1, "error: FILE_UNREADABLE: no/mapping.json is not there: check the name and the folder."),
            (mapping.Code, mapping.Error.Trim()));
        foreach (var (content, says) in new[]
        {
            ("[]", "it is not an object."),
            ("{ \"rows\": 1 }", "it has 'rows', which is not a field of it."),
            ("{ \"corrections\": 1 }", "$.corrections is of another kind."),
            ("{ \"corrections\": [{}] }", "it lacks "),
            ("{", "it is not JSON here; look for a comma"),
        })
        {
            var file = Path.GetTempFileName();
            await File.WriteAllTextAsync(file, content);
            var corrections = await RunAsync(at, "import", Document, "--corrections", file);
            Assert.Equal(1, corrections.Code);
            Assert.StartsWith(
                $"error: METADATA_INVALID: {Path.GetFileName(file)} is not what its format asks for (schema/formats): "
                    + $"{says}",
                corrections.Error);
            Assert.DoesNotContain("ReformOpenData", corrections.Error);
            File.Delete(file);
        }

        Assert.Equal(0, (await RunAsync(at, "import", Document, "--publish")).Code);
        var nowhere = await RunAsync(at, "export", "no/such/table.csv");
        Assert.Equal(1, nowhere.Code);
        Assert.StartsWith("error: no/such/table.csv cannot be written: ", nowhere.Error);
        var export = await RunAsync(at, "export", "table.pdf");
        Assert.Equal(
            (1, "error: table.pdf ends neither in .csv nor in .xlsx, so the format is not known."),
            (export.Code, export.Error.Trim()));
    }

    private static string Line((int Code, string Output, string Error) ran, string part) =>
        ran.Output.Split('\n').FirstOrDefault(line => line.Contains(part, StringComparison.Ordinal))
        ?? $"no line with {part} in: {ran.Output} {ran.Error}";

    private static JsonElement Json((int Code, string Output, string Error) ran) =>
        JsonDocument.Parse(ran.Output).RootElement;

    private async Task<(int Code, string Output, string Error)> RunAsync(string location, params string[] arguments) =>
        await CommandLineTests.RunAsync(
            [.. arguments, database.Kind == DatabaseKind.Sqlite ? "--data" : "--connection", location]);
}

public sealed class CommandTestsOnSqlite(SqliteDatabase database)
    : CommandTests(database), IClassFixture<SqliteDatabase>
{
    [Fact]
    public async Task A_refused_import_leaves_the_store_byte_identical()
    {
        var at = database.NewLocation();
        Assert.Equal(0, (await CommandLineTests.RunAsync(["import", Document, "--publish", "--data", at])).Code);
        var store = Path.Combine(at, Store.FileName);
        var before = await File.ReadAllBytesAsync(store);
        var bad = Path.Combine(at, "072028-fy2021.txt");
        await File.WriteAllTextAsync(
            bad, (await File.ReadAllTextAsync(Document)).Replace("\t完了", "\tSS", StringComparison.Ordinal));
        File.Copy(Path.ChangeExtension(Document, ".json"), Path.ChangeExtension(bad, ".json"));
        Assert.Equal(1, (await CommandLineTests.RunAsync(["import", bad, "--data", at])).Code);
        Assert.Equal(1, (await CommandLineTests.RunAsync(["import", Document, bad, "--data", at])).Code);
        Assert.Equal(0, (await CommandLineTests.RunAsync(["import", Document, "--dry-run", "--data", at])).Code);
        Assert.Equal(before, await File.ReadAllBytesAsync(store));
        Assert.Equal(0, new FileInfo(store + "-wal") is { Exists: true } log ? log.Length : 0);
    }
}

public sealed class CommandTestsOnPostgreSql(PostgreSqlDatabase database)
    : CommandTests(database), IClassFixture<PostgreSqlDatabase>;

public sealed class CommandLineTests
{
    [Theory]
    [InlineData("import")]
    [InlineData("nonsense")]
    [InlineData("rollback", "one")]
    [InlineData("publish", "--no-such-option")]
    [InlineData("export")]
    public async Task A_command_line_that_is_not_understood_ends_with_2(params string[] arguments)
    {
        var (code, output, error) = await RunAsync(arguments);
        Assert.Equal((ExitCode.Usage, ""), (code, output));
        Assert.StartsWith("error: ", error);
        Assert.EndsWith("--help\n", error);
    }

    [Theory]
    [InlineData(
        "There is no command 'nonsense'; there are serve, import, preview, publish, rollback, take-down, discard, "
            + "releases, compare, check, export, schema.",
        "nonsense")]
    [InlineData("There is no option '--dryrun'; a file of that name is ./--dryrun", "import", "table.txt", "--dryrun")]
    [InlineData("There is no option '-x.csv'; a file of that name is ./-x.csv", "export", "-x.csv")]
    [InlineData("Cannot parse argument 'one' for command 'rollback': it is not a whole number.", "rollback", "one")]
    [InlineData(
        "Cannot parse argument 'x' for option '--release': it is not a whole number.",
        "export",
        "a.csv",
        "--release",
        "x")]
    [InlineData("--connection is empty; leave it out to use the embedded store.", "releases", "--connection", "")]
    [InlineData(
        "--data and --connection name two stores; leave one of them out.",
        "releases",
        "--data",
        "x",
        "--connection",
        "Host=x")]
    [InlineData("The configuration file nowhere.json is not there.", "releases", "--config", "nowhere.json")]
    [InlineData("The configuration file /dev is a folder.", "--config", "/dev")]
    public async Task What_is_wrong_with_a_command_line_is_one_sentence_in_json_too(
        string says, params string[] arguments)
    {
        var (code, _, error) = await RunAsync(arguments);
        Assert.Equal((ExitCode.Usage, "error: " + says), (code, error.Split('\n')[0]));
        foreach (var line in (string[][])[[.. arguments, "--json"], ["--json", .. arguments]])
        {
            (code, var output, error) = await RunAsync(line);
            Assert.Equal(
                (ExitCode.Usage, says),
                (code, JsonDocument.Parse(output).RootElement.GetProperty("error").GetString()));
            Assert.DoesNotContain("error:", error);
        }
    }

    [Fact]
    public async Task A_folder_without_a_store_is_not_made_one_by_asking()
    {
        var folder = Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N"));
        foreach (var command in new[] { "releases", "publish", "rollback", "discard", "compare", "export a.csv" })
        {
            var (code, _, error) = await RunAsync([.. command.Split(' '), "--data", folder]);
            Assert.Equal(
                (
                    1,
                    $"error: There is no store in {folder}: name its folder with --data, or make one with import or "
                        + $"serve."),
                (code, error.Trim()));
        }
        Assert.False(Directory.Exists(folder));
    }

    [Fact]
    public async Task A_folder_on_the_command_line_is_meant_whatever_database_is_set_elsewhere()
    {
        var folder = Directory.CreateTempSubdirectory().FullName;
        var settings = Path.Combine(folder, "reform.json");
        await File.WriteAllTextAsync(settings, """{ "Connection": "Host=127.0.0.1;Port=1;Timeout=2" }""");
        var (code, _, error) =
            await RunAsync(["releases", "--config", settings, "--data", Path.Combine(folder, "nothing")]);
        Assert.Equal(1, code);
        Assert.StartsWith("error: There is no store in ", error);
        Assert.StartsWith(
            "error: The PostgreSQL server does not answer", (await RunAsync(["releases", "--config", settings])).Error);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Each_command_has_help_with_an_example()
    {
        foreach (var command in CommandLine.Create(new CommonOptions()).Subcommands)
        {
            var (code, output, _) = await RunAsync([command.Name, "--help"]);
            Assert.Equal(0, code);
            Assert.Contains("Example: ", output);
        }
    }

    [Fact]
    public async Task The_schema_is_printed_as_it_is_served()
    {
        var (code, output, _) = await RunAsync(["schema"]);
        Assert.Equal(
            (0, File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "schema", "reform.graphql"))), (code, output));
    }

    [Fact]
    public async Task A_folder_that_cannot_be_made_is_one_sentence()
    {
        var (code, _, error) = await RunAsync(["import", "table.txt", "--data", "/dev/null/store"]);
        Assert.Equal(1, code);
        Assert.StartsWith("error: The folder of the store cannot be used: ", error);
    }

    [Theory]
    [InlineData(
        "Host=127.0.0.1;Port=1;Username=nobody",
        "error: The PostgreSQL server does not answer: check that it runs and that host and port in --connection are "
            + "right.")]
    [InlineData(
        "nonsense",
        "error: The connection string is not understood: write it like "
            + "Host=localhost;Database=reform;Username=reform.")]
    public async Task A_database_that_is_not_there_is_one_sentence(string connection, string expected)
    {
        var (code, _, error) = await RunAsync(["releases", "--connection", connection]);
        Assert.Equal((1, expected), (code, error.Trim()));
    }

    internal static async Task<(int Code, string Output, string Error)> RunAsync(string[] arguments)
    {
        await using var output = new StringWriter();
        await using var error = new StringWriter();
        var code = await CommandLine.RunAsync(arguments, output, error);
        return (code, output.ToString(), error.ToString());
    }
}
