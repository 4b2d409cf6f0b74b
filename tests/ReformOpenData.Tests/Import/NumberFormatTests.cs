using System.Globalization;
using ReformOpenData.Data.Import.Numbers;

namespace ReformOpenData.Tests.Import;

/// <summary>Numbers as Excel in Japanese shows them; null is what we do not claim to know.</summary>
public sealed class NumberFormatTests
{
    [Theory]
    [InlineData("General", 1E+20, "1E+20")]
    [InlineData("General", 0.30000000000000004, "0.3")]
    [InlineData("General", 5.0999999999999996, "5.1")]
    [InlineData("General", 12345678901.0, "12345678901")]
    [InlineData("General", 123456789012.0, "1.23457E+11")]
    [InlineData("General", 1234567.891234567, "1234567.891")]
    [InlineData("General", 0.333333333333, "0.333333333")]
    [InlineData("General", -2.5, "-2.5")]
    [InlineData("General", 0.00001, "0.00001")]
    [InlineData("General", 0.000000123456789, "1.23457E-07")]
    [InlineData("General", 99999999999.9, "1E+11")]
    [InlineData("G/標準\"件\"", 3, "3件")]
    [InlineData("0", 2.5, "3")]
    [InlineData("0", -2.5, "-3")]
    [InlineData("0.00", 1.005, "1.01")]
    [InlineData("0%", 0.953, "95%")]
    [InlineData("0.0%", 0.953, "95.3%")]
    [InlineData("#,##0", 1234567, "1,234,567")]
    [InlineData("#,##0", 0, "0")]
    [InlineData("#,##0;[Red]-#,##0", -1234567, "-1,234,567")]
    [InlineData("#,##0_);[Red]\\(#,##0\\)", -1234, "(1,234)")]
    [InlineData("#,##0;\"△ \"#,##0", -1234, "△ 1,234")]
    [InlineData("#,##0.0;▲#,##0.0", -5.25, "▲5.3")]
    [InlineData("#,##0\"千円\"", 1234, "1,234千円")]
    [InlineData("#,##0,", 1234567, "1,235")]
    [InlineData("\\¥#,##0", 1234, "¥1,234")]
    [InlineData("[$¥-411]#,##0", 1234, "¥1,234")]
    [InlineData("_ * #,##0_ ;_ * \\-#,##0_ ;_ * \"-\"_ ;_ @_ ", 5, "5")]
    [InlineData("_ * #,##0_ ;_ * \\-#,##0_ ;_ * \"-\"_ ;_ @_ ", 0, "-")]
    [InlineData("000000", 12025, "012025")]
    [InlineData("000\\-0000", 9650026, "965-0026")]
    [InlineData("\"第\"0\"号\"", 3, "第3号")]
    [InlineData("#.#", 5, "5.")]
    [InlineData("#.##", 0.5, ".5")]
    [InlineData("0.0##", 1.25, "1.25")]
    [InlineData("[>=100]0\"大\";0\"小\"", 150, "150大")]
    [InlineData("[>=100]0\"大\";0\"小\"", 15, "15小")]
    [InlineData("[=1]\"有\";[=0]\"無\"", 1, "有")]
    [InlineData("[=1]\"有\";[=0]\"無\"", 5, null)]
    [InlineData("# ?/?", 0.75, "3/4")]
    [InlineData("# ??/??", 3.14159265, null)]
    [InlineData("# ?/4", 2.5, "2 2/4")]
    [InlineData("# ?/?", 2, "2")]
    [InlineData("# ??/??", 1.333333333, "1 1/3")]
    [InlineData("0.00E+00", 12345.678, "1.23E+04")]
    [InlineData("##0.0E+0", 12345.678, "12.3E+3")]
    [InlineData("0.00E+00", 9.999e9, "1.00E+10")]
    [InlineData("0.00E+00", 0, "0.00E+00")]
    [InlineData(";;;", 5, "")]
    [InlineData("0;-0;;@", 0, "")]
    [InlineData("@", 12, "12")]
    [InlineData("yyyy/m/d", 44652, "2022/4/1")]
    [InlineData("yyyy/mm/dd;@", 44652, "2022/04/01")]
    [InlineData("[$-411]ggge\"年\"m\"月\"d\"日\"", 44652, "令和4年4月1日")]
    [InlineData("[$-411]ggge\"年\"m\"月\"d\"日\";@", 43585, "平成31年4月30日")]
    [InlineData("[$-411]ge.m.d", 43586, "R1.5.1")]
    [InlineData("[$-ja-JP-x-gannen]ggge\"年\"m\"月\"d\"日\";@", 43586, "令和元年5月1日")]
    [InlineData("[$-411]gge.mm.dd", 32516, "平1.01.08")]
    [InlineData("[$-411]ggge\"年\"", 32515, "昭和64年")]
    [InlineData("[$-411]ggge\"年\"", 9856, "昭和1年")]
    [InlineData("e/m/d", 44652, "4/4/1")]
    [InlineData("yyyy\"年\"m\"月\"", 44652, "2022年4月")]
    [InlineData("m/d(aaa)", 44652, "4/1(金)")]
    [InlineData("[$-411]aaaa", 44652, "金曜日")]
    [InlineData("[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", 44652, "2022年4月1日")]
    [InlineData("[$-409]d\\-mmm\\-yy;@", 44652, "1-Apr-22")]
    [InlineData("h:mm", 0.604, "14:29")]
    [InlineData("h:mm AM/PM", 0.604, "2:29 PM")]
    [InlineData("h\"時\"mm\"分\"", 0.604, "14時29分")]
    [InlineData("mm:ss.0", 0.0012345, "01:46.7")]
    [InlineData("[h]:mm", 1.5, "36:00")]
    [InlineData("yyyy/m/d h:mm", 44652.5, "2022/4/1 12:00")]
    [InlineData("yyyy/m/d h:mm:ss", 44652.99999999, "2022/4/2 0:00:00")]
    [InlineData("yyyy/m/d", 60, null)]
    [InlineData("yyyy/m/d", 59, "1900/2/28")]
    [InlineData("yyyy/m/d", 0, null)]
    [InlineData("yyyy/m/d", -1, null)]
    [InlineData("yyyy/m/d", 2958466, null)]
    [InlineData("[$-1030411]yyyy/m/d", 44652, null)]
    [InlineData("[$-404]e/m/d", 44652, null)]
    [InlineData("[DBNum1]#,##0", 1234, null)]
    [InlineData("0\"x\"b", 1, null)]
    [InlineData("General", double.NaN, null)]
    public void A_number_is_shown_as_its_format_says(string format, double value, string? shown) =>
        Assert.Equal(shown, NumberFormat.Parse(format).Display(value));

    [Theory]
    [InlineData(14, 44652, "2022/4/1")]
    [InlineData(22, 44652.25, "2022/4/1 6:00")]
    [InlineData(27, 44652, "R4.4.1")]
    [InlineData(28, 44652, "令和4年4月1日")]
    [InlineData(31, 44652, "2022年4月1日")]
    [InlineData(33, 0.5, "12時00分00秒")]
    [InlineData(35, 44652, "4月1日")]
    [InlineData(36, 44652, "R4.4.1")]
    [InlineData(46, 1.5, "36:00:00")]
    [InlineData(55, 44652, "2022年4月")]
    [InlineData(58, 44652, "令和4年4月1日")]
    [InlineData(6, -1234, "¥-1,234")]
    [InlineData(10, 0.12345, "12.35%")]
    [InlineData(12, 0.5, "1/2")]
    public void A_format_named_by_its_number_is_that_of_Japan(int id, double value, string shown) =>
        Assert.Equal(shown, NumberFormat.Parse(BuiltInFormats.Code(id)!).Display(value));

    [Fact]
    public void A_day_counted_from_1904_is_the_same_day() =>
        Assert.Equal("2022/4/1", NumberFormat.Parse("yyyy/m/d").Display(44652 - 1462, is1904: true));

    [Theory]
    [InlineData("General", "文", "文")]
    [InlineData("@", "文", "文")]
    [InlineData("\"第\"@", "三", "第三")]
    [InlineData(";;;", "文", "")]
    [InlineData("0;0;0;@\"課\"", "財政", "財政課")]
    [InlineData("_ * #,##0_ ;_ * \\-#,##0_ ;_ * \"-\"_ ;_ @_ ", " 文", " 文")]
    public void A_text_is_shown_as_its_format_says(string format, string text, string shown) =>
        Assert.Equal(shown, NumberFormat.Parse(format).Display(text));

    [Fact]
    public void Any_format_and_number_give_a_text_or_null_and_never_throw()
    {
        const string signs = "0#?.,%E+-/@ymdhsgea[]$411;\"\\_*¥年General AM/PM<>=x";
        var random = new Random(20_220_401);
        for (var round = 0; round < 20_000; round++)
        {
            var format = string.Concat(
                Enumerable.Range(0, random.Next(12)).Select(_ => signs[random.Next(signs.Length)]));
            var value = (random.NextDouble() - 0.3) * Math.Pow(10, random.Next(-20, 20));
            _ = NumberFormat.Parse(format).Display(value)?.ToString(CultureInfo.InvariantCulture);
            _ = NumberFormat.Parse(format).Display("文");
        }
    }
}
