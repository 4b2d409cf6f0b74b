using System.Diagnostics;
using System.Text.RegularExpressions;
using ReformOpenData.Data.Storage;
using ReformOpenData.GraphQL;

namespace ReformOpenData.Tests.Documentation;

/// <summary>Rules of CONTRIBUTING.md and docs/ARCHITECTURE.md that a machine can read.</summary>
public sealed partial class StyleTests
{
    private const int MaxLineLength = 120;

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
            .Where(file => file.EndsWith(".cs", StringComparison.Ordinal)
                || file.EndsWith(".mjs", StringComparison.Ordinal))
            .Where(file => File.Exists(Repository.Path(file)) && File.ReadLines(Repository.Path(file)).Count() > 400);
        Assert.Empty(tooLong);
    }

    /// <summary>A line may be longer where its end is inside a raw string literal, which cannot be broken.</summary>
    [Fact]
    public void No_line_is_longer_than_120_characters() => Assert.Empty(
        from file in Tracked()
        where file.EndsWith(".cs", StringComparison.Ordinal) && File.Exists(Repository.Path(file))
        from line in TooLong(File.ReadAllLines(Repository.Path(file)))
        select $"{file}:{line}");

    [Fact]
    public void A_line_that_is_too_long_is_found_outside_a_raw_literal_alone()
    {
        var text = new string('x', 120);
        const string raw = "\"\"\"";
        string[] lines = [text, text + ";", $"var a = {raw}", text + ";", raw + ";", $"var a = {raw}x{raw}; {text}"];
        Assert.Equal([2, 6], TooLong(lines));
    }

    [Fact]
    public void Lock_files_name_no_registry() =>
        Assert.All(
            Tracked().Where(file => Path.GetFileName(file) == "package-lock.json"),
            file => Assert.DoesNotContain("\"resolved\"", File.ReadAllText(Repository.Path(file))));

    /// <summary>Numbers of the lines, from 1.</summary>
    private static IEnumerable<int> TooLong(string[] lines)
    {
        // How many quotes began the raw literal that the place is in, and end it; 0 outside.
        var quotes = 0;
        for (var i = 0; i < lines.Length; i++)
        {
            var atTheEnd = quotes;
            foreach (Match run in Quotes().Matches(lines[i]))
            {
                if (quotes == 0)
                    quotes = run.Length;
                else if (run.Length >= quotes)
                    quotes = 0;
                if (run.Index < MaxLineLength)
                    atTheEnd = quotes;
            }

            if (lines[i].Length > MaxLineLength && atTheEnd == 0)
                yield return i + 1;
        }
    }

    [GeneratedRegex("\"{3,}")]
    private static partial Regex Quotes();

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
