using ReformOpenData.Server.Pages;

namespace ReformOpenData.Tests.Pages;

/// <summary>Which ratings sum up a plan, and what the pages make of odd addresses and cells.</summary>
public sealed class TallyTests
{
    private static readonly GradeLabel[] Scale = [new("A", "A", null), new("B", "B", null), new("OTHER", "S", "とてもよい")];

    [Fact]
    public void Years_are_never_added_up()
    {
        var tally = Tally.Of(
            [Group("A", 3, 2020, false), Group("A", 4, 2021, false), Group("B", 1, 2021, false)], Scale)!;
        Assert.Equal((2021, 5, 4, 1), (tally.Chosen.Year, tally.Total, tally.Count(Scale[0]), tally.Count(Scale[1])));
        Assert.Equal("fiscal_year=2021&is_final=false", tally.Query);
        Assert.Equal(["A", "B"], tally.Used.Select(grade => grade.Label));
    }

    [Fact]
    public void A_rating_of_the_whole_plan_stands_for_it()
    {
        var tally = Tally.Of([Group("A", 3, 2022, false), Group("S", 2, 2021, true)], Scale)!;
        Assert.Equal((true, 2021, 2), (tally.Chosen.IsFinal, tally.Chosen.Year, tally.Total));
        Assert.Equal("fiscal_year=2021&is_final=true", tally.Query);
    }

    [Fact]
    public void The_own_rating_stands_before_that_of_others_and_aspects_are_not_added_up()
    {
        var tally = Tally.Of(
            [
                Group("A", 3, 2021, true) with { Evaluator = "委員会" },
                Group("B", 2, 2021, true) with { Aspect = "目標の達成状況" },
                Group("S", 4, 2021, true) with { Aspect = "方向性" },
            ],
            Scale)!;
        Assert.Equal((2, null, "目標の達成状況"), (tally.Total, tally.Chosen.Evaluator, tally.Chosen.Aspect));
        Assert.Equal("aspect=" + Uri.EscapeDataString("目標の達成状況"), tally.Query);
    }

    [Fact]
    public void Several_plans_are_told_by_the_last_year_that_was_rated()
    {
        GradeGroup[] groups = [Group("A", 3, 2021, true), Group("B", 2, 2023, false)];
        Assert.Equal(new Choice(2023, false, null, null), Choice.OfLastYear(groups));
        Assert.Equal(new Choice(2021, true, null, null), Choice.Of(groups));
    }

    [Fact]
    public void Where_there_are_no_others_the_list_is_not_filtered() =>
        Assert.Equal("", Tally.Of([Group("A", 3, 2021, true)], Scale)!.Query);

    [Fact]
    public void Nothing_rated_has_no_tally() => Assert.Null(Tally.Of([], Scale));

    private static GradeGroup Group(string label, int count, int year, bool isFinal) =>
        new(label, count, year, isFinal, null, null, null);

    [Theory]
    [InlineData("/", Language.Japanese, null, "")]
    [InlineData("/en", Language.English, null, "")]
    [InlineData("/en/072028/2017", Language.English, null, "072028/2017")]
    [InlineData("/releases/3/072028", Language.Japanese, 3, "072028")]
    [InlineData("/en/releases/3/072028", Language.English, 3, "072028")]
    [InlineData("/releases/3", Language.Japanese, null, "releases/3")]
    public void An_address_is_read_and_written_alike(string path, object language, int? release, string segments)
    {
        var address = PageAddress.Parse(path)!;
        Assert.Equal(
            (language, release, segments),
            ((object)address.Language, address.Release, string.Join('/', address.Segments)));
        Assert.Equal(path, address.Path);
        Assert.Equal(address.Path,
            address.In(Language.English).Replace("/en", "", StringComparison.Ordinal) is { Length: > 0 } plain
            && address.Language == Language.Japanese ? plain : address.Path);
    }

    [Theory]
    [InlineData("//")]
    [InlineData("/072028/")]
    [InlineData("/releases/0/072028")]
    [InlineData("/releases/99999999999/072028")]
    [InlineData("/releases/+3/072028")]
    public void What_is_no_address_is_none(string path) => Assert.Null(PageAddress.Parse(path));

    [Theory]
    [InlineData("72028")]
    [InlineData("０７２０２８")]
    [InlineData("072028/017")]
    [InlineData("072028/2017/1")]
    [InlineData("releases/01")]
    public void What_is_no_key_is_no_page(string path) => Assert.Null(PageList.Find("/" + path));

    [Theory]
    [InlineData("a\nb", "ab", "a<del>↵</del><br>b")]
    [InlineData("a b", "ab", "a<del>␣</del>b")]
    [InlineData("<a>", "<a>", "&lt;a&gt;")]
    [InlineData("𠮷\n野", "𠮷野", "𠮷<del>↵</del><br>野")]
    [InlineData("-", null, "-")]
    [InlineData("a b c", "a\nb c", "a<del>␣</del><ins>↵</ins><br>b c")]
    [InlineData("ab\nc", "a bc", "a<ins>␣</ins>b<del>↵</del><br>c")]
    [InlineData("ab", "ab c", "ab<ins>␣c</ins>")]
    [InlineData("a123b c", "a45b c", "a<del>123</del><ins>45</ins>b c")]
    [InlineData("a𠮷b", "a𠮸b", "a<del>𠮷</del><ins>𠮸</ins>b")]
    [InlineData("", "a", "<ins>a</ins>")]
    [InlineData("a\n", "", "<del>a↵</del><br>")]
    public void What_was_taken_out_of_a_cell_or_put_in_is_marked(string source, string? text, string shown)
    {
        using var writer = new StringWriter();
        CellDifference.Source(source, text).WriteTo(
            writer, System.Text.Encodings.Web.HtmlEncoder.Create(System.Text.Unicode.UnicodeRanges.All));
        Assert.Equal(System.Net.WebUtility.HtmlDecode(shown), System.Net.WebUtility.HtmlDecode(writer.ToString()));
    }
}
