using ReformOpenData.Data.Plans;
using ReformOpenData.GraphQL.Types;
using ReformOpenData.Server.Discovery;
using ReformOpenData.Server.Lists;
using ReformOpenData.Server.Pages;
using ReformOpenData.Tests.Documentation;

namespace ReformOpenData.Tests.Pages;

/// <summary>Pages have words for what the API has codes for.</summary>
public sealed class CodeWordsTests
{
    private static readonly ListSchema Schema =
        new(File.ReadAllBytes(Repository.Path("schema/reform.graphql")));

    [Theory]
    [InlineData("ja")]
    [InlineData("en")]
    public void Every_code_of_a_list_has_words_in_the_language_of_the_page(string language)
    {
        var at = At(language);
        var types = ListTables.All.SelectMany(list => Schema.Of(list, hasPlanCodes: true).Fields)
            .Select(field => field.Type).OfType<EnumType>().Distinct().ToList();
        Assert.True(types.Count > 8, $"{types.Count} kinds of codes");
        // A to D are printed as they are.
        foreach (var (type, code) in types.SelectMany(type => type.Values.Select(value => (type.Name, value.Name)))
            .Where(code => code.Item2.Length > 1 && code.Item2 != "OTHER"))
        {
            var word = CodeWords.Of(at, type, code);
            Assert.True(word != code, $"{type}.{code} has no words");
            Assert.Equal(language == "ja", word.Any(letter => letter > '\u3000'));
        }
    }

    [Theory]
    [InlineData("ja")]
    [InlineData("en")]
    public void Every_field_that_changes_can_be_named(string language)
    {
        var at = At(language);
        foreach (var field in OddMunicipalities.All
            .SelectMany(municipality => Nodes(MunicipalityNode.Of(municipality)))
            .SelectMany(node => node.Fields).Select(field => field.Name).Distinct())
        {
            var word = CodeWords.Field(at, field);
            Assert.True(
                word.Any(letter => letter > '\u3000') == (language == "ja"), $"{field} is called {word}");
            Assert.DoesNotMatch("[a-z][A-Z.]", word);
        }
    }

    [Theory]
    [InlineData("location", "page 1, row 2, line 9 of t.xlsx", "1 ページ 2 行（t.xlsx の 9 行目）", null)]
    [InlineData(
        "summary.location", "page 1, row 2, column 6, line 9 of t 1.xlsx", "1 ページ 2 行 6 列（t 1.xlsx の 9 行目）", null)]
    [InlineData(
        "cells",
        "ITEM, INITIATIVE: page 1, row 2, line 9 of t.xlsx",
        "改革項目、具体的取組: 1 ページ 2 行（t.xlsx の 9 行目）",
        "Reform item, Initiative: page 1, row 2, line 9 of t.xlsx")]
    [InlineData("cells", "RATING: A\nPPP: B", "評価: A\nPPP: B", "Rating: A\nPPP: B")]
    [InlineData("grade", "NOT_RATED", "評価なし（-）", "not rated")]
    [InlineData("text", "ITEM: page 1, row 2, line 9 of t.xlsx", null, null)]
    public void A_change_is_told_in_words_where_the_API_tells_codes_or_English(
        string field, string value, string? japanese, string? english)
    {
        Assert.Equal(japanese ?? value, ChangeValues.InWords(field, value, isEnglish: false));
        Assert.Equal(english ?? value, ChangeValues.InWords(field, value, isEnglish: true));
    }

    private static IEnumerable<MunicipalityNode> Nodes(MunicipalityNode node) =>
        node.Children().SelectMany(Nodes).Prepend(node);

    private static PageRequest At(string language) => new(
        new PageAddress(language == "en" ? Language.English : Language.Japanese, null, []),
        new Dictionary<string, string>(), [], "");
}
