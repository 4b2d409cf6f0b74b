using ReformOpenData.Data.Search;

namespace ReformOpenData.Tests.Search;

public sealed class FoldingTests
{
    [Theory]
    [InlineData("ＡＢＣ１２３", "abc123")]
    [InlineData("Straße ΑΣ", "strasse ασ")]
    [InlineData("髙橋 﨑山 塚本", "高橋 崎山 塚本")]
    [InlineData("10〜20～30", "10~20~30")]
    [InlineData("ｶﾞｷﾞﾌﾟ", "ガギプ")]
    [InlineData("か\u3099は\u309A", "がぱ")]
    [InlineData("㈱①㌔㍻", "(株)1キロ平成")]
    [InlineData("葛\U000E0100飾", "葛飾")]
    [InlineData("𠮷野", "吉野")]
    [InlineData("e\u0301\u0327", "\u0229\u0301")]
    [InlineData("\u1112\u1161\u11ab글", "한글")]
    [InlineData("a\u200Bb\uFEFF", "ab")]
    [InlineData("全　角", "全 角")]
    [InlineData("\u3099x", "\u3099x")]
    [InlineData("", "")]
    [InlineData("İ", "i\u0307")]
    [InlineData("邊邉辺", "邊邉辺")]
    public void Text_is_compared_without_width_case_and_variants(string text, string expected)
    {
        var folded = Folding.Fold(text);
        Assert.Equal(expected, folded);
        Assert.Equal(folded, Folding.Fold(folded));
        Assert.Equal(folded, Folding.FoldWithOrigins(text).Text);
    }

    [Fact]
    public void Plain_text_is_not_copied()
    {
        const string Text = "毎年度、中期財政見通しを作成・公表します。ガギグ";
        Assert.Same(Text, Folding.Fold(Text));
    }

    [Fact]
    public void Folding_twice_changes_nothing_for_any_character_of_the_basic_plane()
    {
        for (var code = 0; code < 0x10000; code++)
        {
            var folded = Folding.Fold("あ" + (char)code + "い");
            Assert.Equal(folded, Folding.Fold(folded));
            Assert.Equal(folded, Folding.FoldWithOrigins("あ" + (char)code + "い").Text);
        }
    }

    [Theory]
    [InlineData("（㈱）会津", "株", "㈱")]
    [InlineData("ﾊﾞｽ路線", "バ", "ﾊﾞ")]
    [InlineData("ﾊﾞｽ路線", "バス", "ﾊﾞｽ")]
    [InlineData("𠮷野と吉野", "吉", "𠮷", "吉")]
    [InlineData("ABab", "ab", "AB", "ab")]
    [InlineData("葛\U000E0100飾区", "葛飾", "葛\U000E0100飾")]
    [InlineData("何もない", "株")]
    public void A_place_in_the_folded_text_leads_back_to_whole_characters(string text, string needle, params string[] places)
    {
        var found = Folding.FoldWithOrigins(text).Find(Folding.Fold(needle));
        Assert.Equal(places, found.Select(place => text.Substring(place.Start, place.Length)));
    }
}
