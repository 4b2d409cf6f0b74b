using System.Globalization;

namespace ReformOpenData.Data.Import.Numbers;

/// <summary>
/// Shows a number as a fraction, with as many digits below the line as the format has places, or with a fixed
/// denominator.
/// </summary>
internal static class FractionDisplay
{
    private const int MaxPlaces = 4;

    /// <summary>Null where the format is not known.</summary>
    public static string? Of(IReadOnlyList<FormatToken> tokens, int slash, double value)
    {
        var numerator = slash;
        while (numerator > 0 && NumberDisplay.IsPlace(tokens[numerator - 1]))
            numerator--;
        var end = slash + 1;
        while (end < tokens.Count && (NumberDisplay.IsPlace(tokens[end]) || IsDigit(tokens[end])))
            end++;

        var below = tokens.Skip(slash + 1).Take(end - slash - 1).ToList();
        var hasWhole = tokens.Take(numerator).Any(NumberDisplay.IsPlace);
        if (below.Count is 0 or > MaxPlaces || value > 1e9 || tokens.Skip(end).Any(NumberDisplay.IsPlace)
            || tokens.Any(
                token => token.Kind is FormatTokenKind.Point or FormatTokenKind.Comma or FormatTokenKind.Percent))
        {
            return null;
        }

        var whole = hasWhole ? Math.Floor(value) : 0;
        var (above, under) = below.Exists(IsDigit)
            ? Fixed(value - whole, string.Concat(below.Select(token => token.Text)))
            : Nearest(value - whole, (int)Math.Pow(10, below.Count) - 1);
        // Spreadsheets differ in what fraction is near enough: only one that is the number is certain.
        if (under == 0 || Math.Abs(value - whole - ((double)above / under)) > 1e-6)
            return null;
        if (hasWhole && above == under)
            (whole, above) = (whole + 1, 0);

        var before = string.Concat(tokens.Take(numerator).Where(IsShown).Select(token => token.Text)).Trim();
        var after = string.Concat(tokens.Skip(end).Where(IsShown).Select(token => token.Text)).Trim();
        string[] parts =
        [
            before,
            hasWhole && (whole > 0 || above == 0) ? whole.ToString("0", CultureInfo.InvariantCulture) : "",
            above == 0 && hasWhole ? "" : string.Create(CultureInfo.InvariantCulture, $"{above}/{under}"),
            after,
        ];
        return string.Join(' ', parts.Where(part => part.Length > 0));

        static bool IsShown(FormatToken token) => token.Kind == FormatTokenKind.Literal;
    }

    private static bool IsDigit(FormatToken token) =>
        token is { Kind: FormatTokenKind.Literal, Text: [>= '0' and <= '9'] };

    private static (long Above, long Under) Fixed(double part, string denominator) =>
        long.TryParse(
            denominator.Replace('?', '0').Replace('#', '0'),
            NumberStyles.None,
            CultureInfo.InvariantCulture,
            out var under)
            ? ((long)Math.Round(part * under, MidpointRounding.AwayFromZero), under)
            : (0, 0);

    private static (long Above, long Under) Nearest(double part, int max)
    {
        (long Above, long Under) best = (0, 1);
        var least = double.MaxValue;
        for (var under = 1; under <= max; under++)
        {
            var above = (long)Math.Round(part * under, MidpointRounding.AwayFromZero);
            var distance = Math.Abs(part - ((double)above / under));
            if (distance < least - 1e-12)
                (best, least) = ((above, under), distance);
        }

        return best;
    }
}
