using System.Text.RegularExpressions;

namespace ReformOpenData.Tests.Documentation;

/// <summary>The folders of the server, and which way the arrows between them point.</summary>
public sealed partial class FolderTests
{
    private const string Server = "src/ReformOpenData.Server";

    [Fact]
    public void No_folder_of_the_server_both_uses_another_and_is_used_by_it()
    {
        var uses = Uses();
        var circles =
            from folder in uses.Keys
            where Reached(folder).Contains(folder)
            select $"{folder} reaches itself by "
                + $"{string.Join(", ", uses[folder].Where(next => Reached(next).Append(next).Contains(folder)))}";
        Assert.Empty(circles);

        HashSet<string> Reached(string from)
        {
            var reached = new HashSet<string>();
            var open = new Stack<string>(uses[from]);
            while (open.TryPop(out var next))
            {
                if (reached.Add(next))
                    foreach (var further in uses.GetValueOrDefault(next, [])) open.Push(further);
            }

            return reached;
        }
    }

    [Fact]
    public void The_arrows_are_those_of_the_architecture_page()
    {
        var page = File.ReadAllText(Repository.Path("docs/ARCHITECTURE.md"));
        Assert.All(Uses(), folder => Assert.Contains(
            folder.Value.Count == 0
                ? $"| `{folder.Key}` | none |"
                : $"| `{folder.Key}` | {string.Join(", ", folder.Value)} |",
            page));
    }

    /// <summary>Each folder with those that its files name, in a <c>using</c> or in full.</summary>
    private static SortedDictionary<string, SortedSet<string>> Uses()
    {
        var folders = Directory.EnumerateDirectories(Repository.Path(Server)).Select(path => Path.GetFileName(path))
            .Where(name => Directory.EnumerateFiles(Repository.Path($"{Server}/{name}"), "*.cs").Any()).ToHashSet();
        var uses = new SortedDictionary<string, SortedSet<string>>(StringComparer.Ordinal);
        foreach (var folder in folders)
        {
            uses[folder] = new SortedSet<string>(
                from file in Directory.EnumerateFiles(
                    Repository.Path($"{Server}/{folder}"), "*.cs", SearchOption.AllDirectories)
                from Match name in NamedFolder().Matches(File.ReadAllText(file))
                let other = name.Groups[1].Value
                where other != folder && folders.Contains(other)
                select other,
                StringComparer.Ordinal);
        }

        return uses;
    }

    [GeneratedRegex(@"ReformOpenData\.Server\.(\w+)")]
    private static partial Regex NamedFolder();
}
