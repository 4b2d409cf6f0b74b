using System.Globalization;
using System.Text;

namespace ReformOpenData.Data.Import.Numbers;

/// <summary>Shows a number that is not a date: digits, thousands, percent, powers of ten, fractions.</summary>
internal static class NumberDisplay
{
    /// <summary>Null where the format is not known.</summary>
    /// <param name="value">Not negative.</param>
    public static string? Of(IReadOnlyList<FormatToken> tokens, double value)
    {
        if (tokens.Any(token => token.Kind == FormatTokenKind.General))
            return tokens.Any(IsPlace) ? null : Literals(tokens, GeneralNumber.Display(value));
        if (!tokens.Any(IsPlace))
            return Literals(tokens, "");
        if (tokens.Any(token => token.Kind == FormatTokenKind.Exponent))
            return Power(tokens, value);

        var slash = IndexOf(tokens, FormatTokenKind.Slash);
        return slash > 0 && IsPlace(tokens[slash - 1])
            ? FractionDisplay.Of(tokens, slash, value)
            : Fixed(tokens, new Decimals(value), power: 0);
    }

    internal static bool IsPlace(FormatToken token) => token.Kind == FormatTokenKind.Digit;

    private static string Literals(IReadOnlyList<FormatToken> tokens, string value) =>
        string.Concat(tokens.Select(token => token.Kind switch
        {
            FormatTokenKind.General => value,
            FormatTokenKind.Text => "",
            _ => token.Text,
        }));

    private static string? Power(IReadOnlyList<FormatToken> tokens, double value)
    {
        var at = IndexOf(tokens, FormatTokenKind.Exponent);
        var mantissa = tokens.Take(at).ToList();
        var rest = tokens.Skip(at + 1).ToList();
        var point = IndexOf(mantissa, FormatTokenKind.Point);
        var whole = mantissa.Take(point < 0 ? mantissa.Count : point).Count(IsPlace);
        var places = mantissa.Count(IsPlace) - whole;
        if (whole == 0 || !rest.TrueForAll(token => IsPlace(token) || token.Kind == FormatTokenKind.Literal))
            return null;

        var number = new Decimals(value);
        var power = Step(number.Magnitude, whole);
        if (number.Round(places, -power).Whole.Length > Math.Max(1, whole)) // 9.996 became 10.00
            power = Step(number.Magnitude + 1, whole);
        var sign = power < 0 ? "-" : tokens[at].Text.EndsWith('+') ? "+" : "";
        var digits = Math.Abs(power).ToString(CultureInfo.InvariantCulture).PadLeft(rest.Count(IsPlace), '0');
        return $"{Fixed(mantissa, number, -power)}E{sign}{digits}"
            + $"{string.Concat(rest.Where(token => !IsPlace(token)).Select(token => token.Text))}";

        static int Step(int magnitude, int whole) => (int)Math.Floor((double)magnitude / whole) * whole;
    }

    private static string? Fixed(IReadOnlyList<FormatToken> tokens, Decimals number, int power)
    {
        var point = IndexOf(tokens, FormatTokenKind.Point);
        var last = 0;
        for (var index = 0; index < tokens.Count; index++)
        {
            if (IsPlace(tokens[index]) && (point < 0 || index < point))
                last = index;
        }

        var thousands = 0;
        var isGrouped = false;
        for (var index = 0; index < tokens.Count; index++)
        {
            if (tokens[index].Kind != FormatTokenKind.Comma)
                continue;
            if (index < last)
                isGrouped = true;
            else if (point < 0 || index < point)
                thousands++;
            else
                return null;
        }

        var places = point < 0 ? 0 : tokens.Skip(point).Count(IsPlace);
        power += (2 * tokens.Count(token => token.Kind == FormatTokenKind.Percent)) - (3 * thousands);
        var (whole, fraction) = number.Round(places, power);
        return Whole([.. tokens.Take(point < 0 ? tokens.Count : point)], whole == "0" ? "" : whole, isGrouped)
            + (point < 0 ? "" : Fraction(tokens.Skip(point), fraction));
    }

    /// <summary>Places are filled from the right; the first takes all digits that are left.</summary>
    private static string Whole(IReadOnlyList<FormatToken> tokens, string digits, bool isGrouped)
    {
        var shown = new StringBuilder();
        var left = digits.Length;
        var written = 0;
        var places = tokens.Count(IsPlace);
        foreach (var token in tokens.Reverse())
        {
            if (!IsPlace(token))
            {
                shown.Insert(0, token.Kind == FormatTokenKind.Comma ? "" : token.Text);
                continue;
            }

            places--;
            if (left == 0)
            {
                if (token.Text != "#")
                    Insert(token.Text == "0" ? '0' : ' ');
                continue;
            }

            do
                Insert(digits[--left]);
            while (places == 0 && left > 0);
        }

        return shown.ToString();

        void Insert(char digit)
        {
            if (isGrouped && written > 0 && written % 3 == 0 && digit != ' ')
                shown.Insert(0, ',');
            shown.Insert(0, digit);
            written++;
        }
    }

    private static string Fraction(IEnumerable<FormatToken> tokens, string digits)
    {
        var shown = new StringBuilder();
        var index = 0;
        foreach (var token in tokens)
        {
            if (!IsPlace(token))
            {
                shown.Append(token.Kind == FormatTokenKind.Comma ? "" : token.Text);
                continue;
            }

            if (token.Text == "0" || digits.AsSpan(index).ContainsAnyExcept('0'))
                shown.Append(digits[index]);
            else if (token.Text == "?")
                shown.Append(' ');
            index++;
        }

        return shown.ToString();
    }

    private static int IndexOf(IReadOnlyList<FormatToken> tokens, FormatTokenKind kind)
    {
        for (var index = 0; index < tokens.Count; index++)
        {
            if (tokens[index].Kind == kind)
                return index;
        }

        return -1;
    }
}
