using ReformOpenData.GraphQL.Language;

namespace ReformOpenData.GraphQL.Tests.Language;

public sealed class SuggestionsTests
{
    [Theory]
    [InlineData("", "a", "a")]
    [InlineData("input", "", "")]
    [InlineData("greenish", "green", "green")]
    [InlineData("green", "greenish", "greenish")]
    [InlineData("verylongstring", "abc", "")]
    [InlineData("abc", "a ab abc", "abc ab a")]
    [InlineData("abc", "xbc axc xyz", "axc xbc")]
    [InlineData("ABC", "abc xabc", "abc xabc")]
    [InlineData("abcd", "abdc", "abdc")]
    [InlineData("xacde", "acde a10cde a2cde", "acde a2cde a10cde")]
    public void Near_names_come_nearest_first(string input, string options, string near) =>
        Assert.Equal(Words(near), Suggestions.Near(input, Words(options)));

    [Theory]
    [InlineData("a", " Did you mean \"a\"?")]
    [InlineData("a b", " Did you mean \"a\" or \"b\"?")]
    [InlineData("a b c", " Did you mean \"a\", \"b\", or \"c\"?")]
    [InlineData("a b c d e f g", " Did you mean \"a\", \"b\", \"c\", \"d\", or \"e\"?")]
    [InlineData("", "")]
    public void Up_to_five_are_named(string names, string sentence) =>
        Assert.Equal(sentence, Suggestions.Sentence("", Words(names)));

    [Theory]
    [InlineData("a", "b", -1)]
    [InlineData("a2", "a10", -1)]
    [InlineData("a10", "a2", 1)]
    [InlineData("a01", "a1", -1)]
    [InlineData("a", "aa", -1)]
    [InlineData("a1b", "a1b", 0)]
    [InlineData("A", "a", -1)]
    public void Numbers_are_compared_by_value(string a, string b, int sign) =>
        Assert.Equal(sign, Math.Sign(Suggestions.NaturalCompare(a, b)));

    private static string[] Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
