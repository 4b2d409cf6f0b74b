using System.Text.RegularExpressions;
using ReformOpenData.Server.Commands;

namespace ReformOpenData.Tests.Documentation;

/// <summary>A command line that a page shows.</summary>
/// <param name="Text">As it is printed, without the comment at its end.</param>
/// <param name="Unrun">Why no test runs it; null where one does. The page says it above: <c>&lt;!-- not run by the
/// tests: … --&gt;</c>.</param>
public sealed record CommandLineExample(string Page, int Line, string Text, string? Unrun)
{
    public override string ToString() => $"{Page}:{Line} {Text}";
}

/// <summary>Every command line of the pages that people read: of blocks of code, and in the middle of a
/// sentence.</summary>
internal static partial class CommandLines
{
    private static readonly string[] Programs =
    [
        "dotnet", "curl", "sudo", "createdb", "createuser", "dropdb", "pg_dump", "pg_restore", "psql", "sqlite3",
        "systemctl", "journalctl", "rm",
        "useradd", "mv", "cp", "npm", "node", "python3", "git", "nginx", "docker", ".ci/run",
    ];

    private static readonly string[] OwnCommands =
        [.. CommandLine.Create(new CommonOptions()).Subcommands.Select(command => command.Name)];

    public static IReadOnlyList<string> Pages { get; } =
    [
        "README.md", "README.ja.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md",
        .. new[] { "docs", "docs/decisions", "schema/formats" }
            .SelectMany(folder => Directory.GetFiles(Repository.Path(folder), "*.md").Order(StringComparer.Ordinal))
            .Select(file => Path.GetRelativePath(Repository.Root, file)),
    ];

    public static IEnumerable<CommandLineExample> All() =>
        Pages.SelectMany(page => Of(page, File.ReadAllLines(Repository.Path(page))));

    /// <summary>Whether a command line is one of this program's own, named without the program.</summary>
    public static bool IsOwn(string text) => OwnCommands.Contains(text.Split(' ')[0]);

    internal static IEnumerable<CommandLineExample> Of(string page, string[] lines)
    {
        var (fence, unrun, isUsed) = ((string?)null, (string?)null, false);
        for (var i = 0; i < lines.Length; i++)
        {
            var line = lines[i];
            if (line.StartsWith("```", StringComparison.Ordinal))
            {
                fence = fence is null ? line[3..].Trim() : null;
                isUsed |= fence is null;
                continue;
            }

            if (fence is null && Mark().Match(line) is { Success: true } mark)
            {
                (unrun, isUsed) = (mark.Groups[1].Value, false);
                continue;
            }

            if (line.Length == 0)
            {
                // A mark holds for the block below it.
                if (isUsed)
                    unrun = null;
                continue;
            }

            var first = i;
            while (fence is "sh" && line.EndsWith('\\'))
                line = line[..^1] + lines[++i].Trim();
            foreach (var text in In(line, fence))
                yield return new CommandLineExample(page, first + 1, text, unrun);
            isUsed |= fence is null;
        }
    }

    private static IEnumerable<string> In(string line, string? fence)
    {
        if (fence is "sh" || (fence is null && line.StartsWith("    ", StringComparison.Ordinal)))
            return [Comment().Replace(line, "").Trim()];
        return fence is not null
            ? []
            : Span().Matches(line).Select(match => match.Groups[1].Value).Where(IsCommandLine);
    }

    private static bool IsCommandLine(string text)
    {
        var words = text.Split(' ');
        return words.Length > 1 && (OwnCommands.Contains(words[0])
            || Programs.Contains(words[0]) || words[0].StartsWith("/opt/", StringComparison.Ordinal));
    }

    [GeneratedRegex("^<!-- not run by the tests: (.+) -->$")]
    private static partial Regex Mark();

    [GeneratedRegex(@"\s+# .*$")]
    private static partial Regex Comment();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Span();
}
