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
        Assert.Equal(year, FiscalYears.Find(label));
        Assert.True(FiscalYears.IsLabel(label));
    }

    [Theory]
    [InlineData("R3取組状況", 2021)]
    [InlineData("における令和3年度の実績", 2021)]
    [InlineData("H31", 2019)]
    [InlineData("ISBN13", null)]
    [InlineData("R300", null)]
    [InlineData("取組状況", null)]
    public void A_fiscal_year_is_found_in_a_text(string text, int? year) => Assert.Equal(year, FiscalYears.Find(text));

    [Theory]
    [InlineData("R3", true)]
    [InlineData("令和3年度の", true)]
    [InlineData("R3の見込み", false)]
    [InlineData("", false)]
    public void A_label_is_nothing_but_a_year(string text, bool expected) => Assert.Equal(expected, FiscalYears.IsLabel(text));
}
