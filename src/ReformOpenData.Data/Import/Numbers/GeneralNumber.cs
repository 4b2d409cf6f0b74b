using System.Globalization;

namespace ReformOpenData.Data.Import.Numbers;

/// <summary>Shows a number as an unformatted cell that is wide enough does: with at most eleven characters.</summary>
internal static class GeneralNumber
{
    private const int MaxLength = 11;

    public static string Display(double value)
    {
        if (value == Math.Truncate(value) && Math.Abs(value) < 1e11)
            return ((long)value).ToString(CultureInfo.InvariantCulture);

        var number = new Decimals(value);
        var sign = value < 0 ? "-" : "";
        var whole = Math.Max(1, number.Magnitude + 1);
        if (whole <= MaxLength && number.Magnitude >= -9)
        {
            var places = Math.Max(0, Math.Min(9, MaxLength - whole - 1));
            var exact = Join(number.Round(20));
            var shown = Join(number.Round(places));
            // A number below 0.0001 is not cut: it is shown in full, or by its power of ten.
            if ((number.Magnitude >= -4 || exact == shown) && shown.Length <= MaxLength)
                return sign + shown;
        }

        var (first, rest) = number.Round(5, -number.Magnitude);
        var magnitude = number.Magnitude;
        if (first.Length > 1) // 9.999996 became 10.00000
            (first, rest, magnitude) = ("1", "", magnitude + 1);
        return sign + Join((first, rest)) + string.Create(
            CultureInfo.InvariantCulture, $"E{(magnitude < 0 ? '-' : '+')}{Math.Abs(magnitude):00}");
    }

    private static string Join((string Whole, string Fraction) digits)
    {
        var fraction = digits.Fraction.TrimEnd('0');
        return fraction.Length == 0 ? digits.Whole : $"{digits.Whole}.{fraction}";
    }
}
