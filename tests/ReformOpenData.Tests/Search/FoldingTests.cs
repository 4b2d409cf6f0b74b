using ReformOpenData.Data.Queries.Sql;
using ReformOpenData.Data.Search;
using ReformOpenData.Data.Storage;

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

    /// <summary>Each mark many times, then the next: the farthest that marks can be from their order.</summary>
    [Theory]
    [InlineData("\u0315\u0300")]
    [InlineData("\u0300\u0315\u0323")]
    [InlineData("か\u3099\u0315\u0300")]
    [InlineData("\u0345\u0315\u0300\u0323\u3099")]
    public void The_order_of_marks_is_found_in_work_that_grows_with_the_text(string marks)
    {
        var tables = UnicodeTables.Instance;
        var work = new[] { 1, 2, 4 }.Select(times => Work(times * 4000)).ToArray();
        Assert.InRange(work[1], work[0], (2 * work[0]) + 10);
        Assert.InRange(work[2], work[1], (2 * work[1]) + 10);
        Assert.InRange(work[0], 1, 4 * 4001);

        int Work(int characters)
        {
            var asked = 0;
            var text = string.Concat(marks.Select(mark => new string(mark, characters / marks.Length)));
            var segment = text.EnumerateRunes().Select((mark, at) => (mark.Value, at)).ToList();
            var expected = Ordered(segment);
            CanonicalOrder.Sort(segment, character =>
            {
                asked++;
                return tables.CombiningClass(character);
            });
            Assert.Equal(expected, segment);
            return asked;
        }

        List<(int, int)> Ordered(List<(int Character, int Origin)> segment)
        {
            var starters = 0;
            return [.. segment
                .Select(mark => (Mark: mark, Class: tables.CombiningClass(mark.Character)))
                .Select(mark => (mark.Mark, mark.Class, Run: mark.Class == 0 ? ++starters : starters))
                .OrderBy(mark => mark.Run).ThenBy(mark => mark.Class).Select(mark => mark.Mark)];
        }
    }

    [Fact]
    public void Marks_in_falling_order_fold_as_in_rising_order() => Assert.Equal(
        Folding.Fold("か" + new string('\u0300', 60_000) + new string('\u0315', 60_000)),
        Folding.Fold("か" + new string('\u0315', 60_000) + new string('\u0300', 60_000)));

    [Fact]
    public void A_request_folds_each_distinct_text_once()
    {
        var folds = new FoldMemo();
        var folded = folds.Fold("ＡＢＣ");
        Assert.Equal("abc", folded);
        Assert.Same(folded, folds.Fold(string.Concat("Ａ", "ＢＣ")));
        var statement = new Statement(DatabaseKind.Sqlite, folds);
        Assert.Same(folded, statement.Folds.Fold("ＡＢＣ"));
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
    public void A_place_in_the_folded_text_leads_back_to_whole_characters(
        string text, string needle, params string[] places)
    {
        var found = Folding.FoldWithOrigins(text).Find(Folding.Fold(needle));
        Assert.Equal(places, found.Select(place => text.Substring(place.Start, place.Length)));
    }
}
