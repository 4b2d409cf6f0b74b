using System.Globalization;
using System.Numerics;

namespace ReformOpenData.Data.Import.Numbers;

/// <summary>
/// A number as a spreadsheet counts it: with fifteen digits, rounded half away from zero.
/// </summary>
internal readonly struct Decimals
{
    private const int Digits = 15;
    private readonly BigInteger mantissa;
    private readonly int exponent;

    public Decimals(double value)
    {
        var text = Math.Abs(value).ToString("E14", CultureInfo.InvariantCulture);
        var at = text.IndexOf('E', StringComparison.Ordinal);
        mantissa = BigInteger.Parse(
            text.AsSpan(0, at).ToString().Replace(".", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);
        exponent = int.Parse(text.AsSpan(at + 1), CultureInfo.InvariantCulture) - Digits + 1;
    }

    /// <summary>The power of ten of its first digit; 0 for zero.</summary>
    public int Magnitude => mantissa.IsZero ? 0 : exponent + Digits - 1;

    /// <summary>The digits before and behind the point of the number times a power of ten.</summary>
    public (string Whole, string Fraction) Round(int places, int power = 0)
    {
        var shift = exponent + places + power;
        var scaled = shift >= 0
            ? mantissa * BigInteger.Pow(10, shift)
            : -shift > Digits + 1 ? BigInteger.Zero : Divide(mantissa, BigInteger.Pow(10, -shift));
        var text = scaled.ToString(CultureInfo.InvariantCulture).PadLeft(places + 1, '0');
        return (text[..^places], text[^places..]);
    }

    private static BigInteger Divide(BigInteger value, BigInteger by) => (value + (by / 2)) / by;
}
