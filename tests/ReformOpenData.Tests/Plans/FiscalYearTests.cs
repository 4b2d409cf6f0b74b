using ReformOpenData.Data.Plans;

namespace ReformOpenData.Tests.Plans;

public sealed class FiscalYearTests
{
    [Theory]
    [InlineData(2021, "令和3年度")]
    [InlineData(2020, "令和2年度")]
    [InlineData(2019, "平成31/令和元年度")]
    [InlineData(2018, "平成30年度")]
    [InlineData(1989, "平成元年度")]
    [InlineData(1988, "昭和63年度")]
    public void A_fiscal_year_has_the_name_of_its_era_and_is_found_by_it(int year, string label)
    {
        Assert.Equal(label, FiscalYears.Label(year));
        Assert.Equal([year], FiscalYears.NamedIn(label));
        Assert.True(FiscalYears.IsLabel(label));
    }

    [Theory]
    [InlineData("R3取組状況", 2021)]
    [InlineData("における令和3年度の実績", 2021)]
    [InlineData("H31", 2019)]
    [InlineData("令和三年度", 2021)]
    [InlineData("平成三十年度取組状況", 2018)]
    [InlineData("2021年度進捗状況", 2021)]
    [InlineData("令和3年度(2021年度)", 2021)]
    [InlineData("令和3年度末", 2021)]
    [InlineData("ISBN13", null)]
    [InlineData("R300", null)]
    [InlineData("取組状況", null)]
    public void A_fiscal_year_is_found_in_a_text(string text, int? year) =>
        Assert.Equal(year is { } named ? [named] : [], FiscalYears.NamedIn(text));

    [Theory]
    [InlineData("(R4.3月末現在)")]
    [InlineData("(H27.3月末現在)")]
    [InlineData("令和4年8月公表")]
    [InlineData("2022年8月1日現在")]
    [InlineData("R4.4.1現在")]
    [InlineData("さいたま市行財政改革推進プラン2013")]
    public void A_date_and_a_year_in_a_name_are_no_fiscal_years(string text) => Assert.Empty(FiscalYears.NamedIn(text));

    [Theory]
    [InlineData("第1次行財政改革プラン(令和2年度~令和6年度)令和3年度進捗状況", 2021)]
    [InlineData("平成29年度から令和3年度までの5年間。令和2年度分", 2020)]
    [InlineData("計画(令和2~6年度)の令和4年度実績", 2022)]
    [InlineData("H29-R3取組 R2実績", 2020)]
    [InlineData("2017~2021年度計画 2019年度", 2019)]
    [InlineData("令和2年度(2020年度)~令和6年度(2024年度) 令和3年度", 2021)]
    public void A_period_names_no_fiscal_year(string text, int year) => Assert.Equal([year], FiscalYears.NamedIn(text));

    [Theory]
    [InlineData("R3", true)]
    [InlineData("令和3年度の", true)]
    [InlineData("2021年度", true)]
    [InlineData("R3の見込み", false)]
    [InlineData("", false)]
    public void A_label_is_nothing_but_a_year(string text, bool expected) =>
        Assert.Equal(expected, FiscalYears.IsLabel(text));
}
