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
