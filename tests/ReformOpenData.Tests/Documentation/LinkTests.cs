using System.Text.RegularExpressions;

namespace ReformOpenData.Tests.Documentation;

/// <summary>Links of the pages lead to files that are there, and to headings that these have.</summary>
public sealed partial class LinkTests
{
    public static TheoryData<string> Pages { get; } = [.. CommandLines.Pages];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_link_of_a_page_leads_somewhere(string page)
    {
        foreach (var link in Links(page).Where(link => !link.Contains("://", StringComparison.Ordinal)))
        {
            var (path, heading) = link.Split('#') is [var before, var behind] ? (before, behind) : (link, null);
            var target = path.Length == 0
                ? Repository.Path(page)
                : Path.Combine(Path.GetDirectoryName(Repository.Path(page))!, path);
            Assert.True(Path.Exists(target), $"{page} links to {link}, which is not there.");
            if (heading is not null)
                Assert.Contains(heading, Headings(target));
        }
    }

    /// <summary>A row behind a blank line is shown as bars and text.</summary>
    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_row_of_a_table_is_below_the_headings_of_the_table(string page)
    {
        var lines = File.ReadAllLines(Repository.Path(page));
        Assert.DoesNotContain(lines.Index(), line => line.Item.StartsWith('|')
            && (line.Index == 0 || !lines[line.Index - 1].StartsWith('|'))
            && (line.Index + 1 == lines.Length
                || !lines[line.Index + 1].StartsWith("|--", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("README.md")]
    [InlineData("README.ja.md")]
    public void Readme_lists_its_sections(string page) =>
        Assert.Equal(
            Headings(Repository.Path(page)).Skip(1),
            Links(page).Where(link => link.StartsWith('#')).Select(link => link[1..]));

    private static IEnumerable<string> Links(string page) =>
        Link().Matches(File.ReadAllText(Repository.Path(page))).Select(match => match.Groups[1].Value);

    /// <summary>As anchors: lower case, without punctuation, hyphens for spaces.</summary>
    private static IEnumerable<string> Headings(string file) => File.ReadLines(file)
        .Where(line => Heading().IsMatch(line))
        .Select(line => Punctuation().Replace(line.TrimStart('#').Trim().ToLowerInvariant(), "").Replace(' ', '-'));

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex("^#+ ")]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex Punctuation();
}
