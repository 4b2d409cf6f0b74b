using System.Text.Encodings.Web;
using System.Text.Unicode;
using AngleSharp.Html.Parser;
using ReformOpenData.Server.Pages;

namespace ReformOpenData.Tests.Pages;

/// <summary>The years of an indicator or an amount as bars, made by the server.</summary>
public sealed class MeasureChartTests
{
    [Fact]
    public void Each_value_that_is_a_number_is_a_bar_and_what_is_negative_hangs_below_the_line()
    {
        var drawn = Draw(
            "千円",
            new(2020, "PLAN", "1,000"),
            new(2020, "ACTUAL", "500"),
            new(2021, "ACTUAL", "△1,000"),
            new(2022, "ACTUAL", "検討中"));
        var bars = new HtmlParser().ParseDocument(drawn).QuerySelectorAll("svg.years rect")
            .Select(bar => $"{bar.ClassName} {bar.GetAttribute("y")} {bar.GetAttribute("height")}");
        Assert.Equal(["other 0 60", "actual 30 30", "actual 60 60"], bars);
        // Bars of one year are told apart in words.
        Assert.Equal(
            ["2020", "計画", "2020", "実績", "2021", "実績"],
            new HtmlParser().ParseDocument(drawn).QuerySelectorAll("svg.years text").Select(text => text.TextContent));
        Assert.Contains("aria-label=\"効果額 &lt;年&gt;の年度ごとの値。", drawn, StringComparison.Ordinal);
        Assert.Contains("y1=\"60\"", drawn, StringComparison.Ordinal);
    }

    [Fact]
    public void A_single_number_is_not_drawn() =>
        Assert.Equal("", Draw("件", new(2020, "ACTUAL", "3件"), new(2021, "ACTUAL", "多数")));

    [Fact]
    public void Values_that_are_all_nothing_are_drawn_without_height() =>
        Assert.Contains(
            "height=\"0\"/>", Draw(null, new(2020, "ACTUAL", "0"), new(2021, "ACTUAL", "0")), StringComparison.Ordinal);

    private static string Draw(string? unit, params ChartedValue[] values)
    {
        var at = new PageRequest(PageAddress.Parse("/990001/2017")!, new Dictionary<string, string>(), [], "");
        using var writer = new StringWriter();
        new MeasureChart(at, "効果額 <年>", unit, values).WriteTo(writer, HtmlEncoder.Create(UnicodeRanges.All));
        return writer.ToString();
    }
}
