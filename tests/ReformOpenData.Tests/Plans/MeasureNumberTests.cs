using System.Globalization;
using ReformOpenData.Data.Plans;

namespace ReformOpenData.Tests.Plans;

/// <summary>The number of a cell is exactly what it prints, or none.</summary>
public sealed class MeasureNumberTests
{
    [Theory]
    [InlineData("1,234", "千円", "1234", "1234000")]
    [InlineData("１，２３４．５", "千円", "1234.5", "1234500")]
    [InlineData("△17.6", "百万円", "-17.6", "-17600000")]
    [InlineData("▲5", "件", "-5", null)]
    [InlineData("-2,500", "千円", "-2500", "-2500000")]
    [InlineData("5.49億円", "億円", "5.49", "549000000")]
    [InlineData("95.3%", "％", "95.3", null)]
    [InlineData("0.1", "円", "0.1", "0.1")]
    [InlineData("1234", null, "1234", null)]
    [InlineData("100,000,000,000,000", null, "100000000000000", null)]
    [InlineData("9,999,999", "億円", "9999999", null)]
    [InlineData("100,000,000,000,001", null, null, null)]
    [InlineData("0.12345", null, null, null)]
    [InlineData("約120", "件", null, null)]
    [InlineData("12,34", "件", null, null)]
    [InlineData("5件", "人", null, null)]
    [InlineData("-", "件", null, null)]
    [InlineData("", null, null, null)]
    public void A_number_is_read(string printed, string? unit, string? number, string? yen)
    {
        var read = MeasureNumbers.Read(printed, unit);
        Assert.Equal(number, read?.ToString(CultureInfo.InvariantCulture));
        var money = MeasureNumbers.Yen(read, unit);
        Assert.Equal(yen is null ? null : decimal.Parse(yen, CultureInfo.InvariantCulture), money);
    }
}
