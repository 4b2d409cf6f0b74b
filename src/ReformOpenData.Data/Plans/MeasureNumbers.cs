using System.Globalization;
using ReformOpenData.Data.Search;

namespace ReformOpenData.Data.Plans;

/// <summary>
/// Reads the number that a cell prints, exactly: never as a floating-point number. The store holds it as
/// ten-thousandths, so that sums are exact on every database.
/// </summary>
public static class MeasureNumbers
{
    /// <summary>A number is so many of its smallest part.</summary>
    public const int Scale = 10_000;

    /// <summary>Larger numbers are not read; a hundred trillion.</summary>
    private const decimal Largest = 100_000_000_000_000m;

    private static readonly (string Unit, decimal Yen)[] Money =
    [
        ("円", 1), ("千円", 1_000), ("万円", 10_000), ("百万円", 1_000_000), ("千万円", 10_000_000), ("億円", 100_000_000),
        ("兆円", 1_000_000_000_000),
    ];

    /// <summary>Whether a unit is one of money.</summary>
    public static bool IsMoney(string? unit) => YenOf(unit) is not null;

    /// <summary>
    /// The number of a cell, with or without its unit (1,234; △5; 95.3%); null where it is anything else, has more than
    /// four decimals, or is too large.
    /// </summary>
    public static decimal? Read(string printed, string? unit)
    {
        var text = Folding.Fold(printed)
            .Replace(" ", "", StringComparison.Ordinal).Replace("\n", "", StringComparison.Ordinal);
        var own = unit is null ? "" : Folding.Fold(unit);
        if (own.Length > 0 && text.EndsWith(own, StringComparison.Ordinal))
            text = text[..^own.Length];
        var isNegative = text.Length > 0 && text[0] is '△' or '▲' or '-' or '−';
        if (isNegative)
            text = text[1..];
        if (text.Length == 0 || !char.IsAsciiDigit(text[0]) || !AreThousands(text)
            || !decimal.TryParse(
                text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowThousands, CultureInfo.InvariantCulture,
                out var number))
        {
            return null;
        }

        return Fits(number) ? (isNegative ? -number : number) / 1.0000000000000000000000000000m : null;
    }

    /// <summary>An amount of money in yen; null where it is none.</summary>
    public static decimal? Yen(decimal? number, string? unit) =>
        number is { } amount && YenOf(unit) is { } yen && Fits(Math.Abs(amount) * yen) ? amount * yen : null;

    /// <summary>As the store holds it.</summary>
    public static long? Stored(decimal? number) => number is { } value ? (long)(value * Scale) : null;

    /// <summary>The mean of numbers, to ten decimals.</summary>
    public static decimal Mean(decimal sum, long count) => decimal.Round(sum / count, 10);

    private static decimal? YenOf(string? unit)
    {
        var name = unit is null ? "" : Folding.Fold(unit).Trim();
        return Array.FindIndex(Money, known => known.Unit == name) is var index and >= 0 ? Money[index].Yen : null;
    }

    private static bool Fits(decimal number) => number <= Largest && decimal.Truncate(number * Scale) == number * Scale;

    /// <summary>Whether commas stand before three digits each.</summary>
    private static bool AreThousands(string text)
    {
        var parts = text.Split('.')[0].Split(',');
        return parts.Length == 1 || (parts[0].Length <= 3 && parts.Skip(1).All(part => part.Length == 3));
    }
}
