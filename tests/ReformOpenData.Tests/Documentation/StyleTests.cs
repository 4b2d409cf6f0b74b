using System.Diagnostics;
using ReformOpenData.Data.Storage;
using ReformOpenData.GraphQL;

namespace ReformOpenData.Tests.Documentation;

/// <summary>Rules of CONTRIBUTING.md and docs/ARCHITECTURE.md that a machine can read.</summary>
public sealed class StyleTests
{
    [Fact]
    public void The_engine_and_the_data_know_nothing_of_each_other_nor_of_the_server()
    {
        Assert.Empty(References(typeof(Limits)));
        Assert.Empty(References(typeof(Store)));
        Assert.Equal(["ReformOpenData.Data", "ReformOpenData.GraphQL"], References(typeof(Server.Hosting.Served)));
    }

    [Fact]
    public void The_engine_is_made_of_the_base_class_library_alone() =>
        Assert.All(
            typeof(Limits).Assembly.GetReferencedAssemblies(),
            reference => Assert.StartsWith("System.", reference.Name, StringComparison.Ordinal));

    [Fact]
    public void No_file_of_code_is_longer_than_400_lines()
    {
        var tooLong = Tracked()
            .Where(file => file.EndsWith(".cs", StringComparison.Ordinal) || file.EndsWith(".mjs", StringComparison.Ordinal))
            .Where(file => File.Exists(Repository.Path(file)) && File.ReadLines(Repository.Path(file)).Count() > 400);
        Assert.Empty(tooLong);
    }

    /// <summary>The engine, which people read beside the specification, keeps to it without exception.</summary>
    [Fact]
    public void No_line_of_the_engine_is_longer_than_120_characters() => Assert.Empty(
        from file in Tracked()
        where file.StartsWith("src/ReformOpenData.GraphQL/", StringComparison.Ordinal)
            && file.EndsWith(".cs", StringComparison.Ordinal)
            && File.Exists(Repository.Path(file))
        from line in File.ReadLines(Repository.Path(file)).Index()
        where line.Item.Length > 120
        select $"{file}:{line.Index + 1}");

    [Fact]
    public void Lock_files_name_no_registry() =>
        Assert.All(
            Tracked().Where(file => Path.GetFileName(file) == "package-lock.json"),
            file => Assert.DoesNotContain("\"resolved\"", File.ReadAllText(Repository.Path(file))));

    private static IEnumerable<string> References(Type type) => type.Assembly.GetReferencedAssemblies()
        .Select(reference => reference.Name!)
        .Where(name => name.StartsWith("ReformOpenData.", StringComparison.Ordinal))
        .Order(StringComparer.Ordinal);

    private static string[] Tracked()
    {
        using var git = Process.Start(new ProcessStartInfo("git", ["ls-files"])
        {
            WorkingDirectory = Repository.Root,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        })!;
        return git.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
