using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using ReformOpenData.Tests.Documentation;

namespace ReformOpenData.Tests.Pages;

/// <summary>The one style sheet: small, without rules that nothing uses, and readable in light and dark.</summary>
public sealed partial class StyleSheetTests
{
    private const int MostBytes = 12_000;

    /// <summary>Classes whose names are made of a value.</summary>
    private static readonly string[] Made =
        ["h1", "h2", "h3", "h4", "h5", "light", "dark", "added", "removed", "actual"];

    private static readonly string Sheet = File.ReadAllText(
        Repository.Path("src/ReformOpenData.Server/wwwroot/site.css"));

    public static TheoryData<bool> Themes { get; } = [false, true];

    [Fact]
    public void It_is_small() => Assert.InRange(Encoding.UTF8.GetByteCount(Sheet), 1, MostBytes);

    [Fact]
    public void Every_class_of_it_is_on_a_page()
    {
        var server = Repository.Path("src/ReformOpenData.Server");
        var sources = string.Concat(
            new[] { "Pages", "Slices", "Commands" }
                .SelectMany(folder => Directory.EnumerateFiles(
                    Path.Combine(server, folder), "*.cs*", SearchOption.AllDirectories))
                .Select(File.ReadAllText));
        var used = ClassAttribute().Matches(sources)
            .SelectMany(match => match.Groups["names"].Value.Split([' ', '"', '(', ')', '?', ':', '@', '{', '}', '\\']))
            .ToHashSet(StringComparer.Ordinal);
        var unused = ClassSelector().Matches(Rules()).Select(match => match.Groups["name"].Value).Distinct()
            .Where(name => !used.Contains(name) && !Made.Contains(name)
                && !name.StartsWith("g-", StringComparison.Ordinal));
        Assert.Empty(unused);
    }

    [Theory]
    [MemberData(nameof(Themes))]
    public void Words_are_told_from_what_they_are_on_in_light_and_dark(bool isDark)
    {
        var grounds = BackgroundOrGrade().Matches(Sheet).Select(match => match.Groups["pair"].Value)
            .Concat(new[] { "ground", "paper", "mark", "removed", "added" }.Select(Token)).ToList();
        Assert.True(grounds.Count >= 5 + 7 + 5, $"{grounds.Count} grounds");
        foreach (var ground in grounds)
            AssertContrast(Token("ink"), ground, 4.5, isDark);
        foreach (var word in (string[])["quiet", "link", "link-hover"])
        {
            AssertContrast(Token(word), Token("ground"), 4.5, isDark);
            AssertContrast(Token(word), Token("paper"), 4.5, isDark);
        }

        AssertContrast(Token("on-link"), Token("link"), 4.5, isDark);
        AssertContrast(Token("line"), Token("ground"), 3, isDark);
    }

    private static void AssertContrast(string above, string below, double least, bool isDark)
    {
        var (one, other) = (Luminance(above, isDark), Luminance(below, isDark));
        var contrast = (Math.Max(one, other) + 0.05) / (Math.Min(one, other) + 0.05);
        Assert.True(contrast >= least, $"{above} on {below}: {contrast:0.00} of {least}");
    }

    /// <summary>Relative luminance (WCAG 2.2) of the colour that a pair has in a theme.</summary>
    private static double Luminance(string pair, bool isDark)
    {
        var colour = pair.Split(',')[isDark ? 1 : 0].Trim().TrimStart('#');
        double Part(int at)
        {
            var value = int.Parse(colour.AsSpan(at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255d;
            return value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
        }

        return (0.2126 * Part(0)) + (0.7152 * Part(2)) + (0.0722 * Part(4));
    }

    private static string Token(string name) =>
        Regex.Match(Sheet, $@"--{name}: light-dark\((?<pair>[^)]+)\)").Groups["pair"].Value;

    /// <summary>The selectors alone.</summary>
    private static string Rules() => Declarations().Replace(Comments().Replace(Sheet, ""), "{}");

    [GeneratedRegex(@"/\*.*?\*/", RegexOptions.Singleline)]
    private static partial Regex Comments();

    [GeneratedRegex(@"\{[^{}]*\}", RegexOptions.Singleline)]
    private static partial Regex Declarations();

    [GeneratedRegex(@"\.(?<name>[a-zA-Z][\w-]*)", RegexOptions.ExplicitCapture)]
    private static partial Regex ClassSelector();

    [GeneratedRegex(@"class=\\?""(?<names>@\([^)]*\)|[^""\\]*)", RegexOptions.ExplicitCapture)]
    private static partial Regex ClassAttribute();

    [GeneratedRegex(@"(background|--grade): light-dark\((?<pair>[^)]+)\)", RegexOptions.ExplicitCapture)]
    private static partial Regex BackgroundOrGrade();
}
