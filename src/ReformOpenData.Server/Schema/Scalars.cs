using System.Globalization;
using ReformOpenData.Data.Plans;
using ReformOpenData.GraphQL.Execution;

namespace ReformOpenData.Server.Schema;

/// <summary>A point in time with its offset: 2022-08-01T09:00:00Z.</summary>
internal sealed class DateTimeScalar : ScalarCoercion
{
    private static readonly string[] Formats =
        ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mmK"];

    public static string Format(DateTimeOffset instant) =>
        instant.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);

    public override object? CoerceInput(object value) =>
        value is string text && (text.EndsWith('Z') || text.LastIndexOfAny(['+', '-']) > 10)
        && DateTimeOffset.TryParseExact(
            text, Formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant)
            ? instant
            : throw Refuse($"DateTime is a text like \"2022-08-01T09:00:00+09:00\", and this is {Describe(value)}.");

    public override void CoerceResult(object value, ref LeafWriter writer) =>
        writer.String(Format((DateTimeOffset)value));
}

/// <summary>A day: 2022-08-01.</summary>
internal sealed class DateScalar : ScalarCoercion
{
    public override object? CoerceInput(object value) =>
        value is string text && DateOnly.TryParseExact(
            text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : throw Refuse($"Date is a text like \"2022-08-01\", and this is {Describe(value)}.");

    public override void CoerceResult(object value, ref LeafWriter writer) =>
        writer.String(((DateOnly)value).ToString("O", CultureInfo.InvariantCulture));
}

/// <summary>A decimal, exactly as it is: 5.49, or as a text "5.49".</summary>
internal sealed class DecimalScalar : ScalarCoercion
{
    private const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;

    public override object? CoerceInput(object value) => value switch
    {
        long number when Fits(number) => (decimal)number,
        double number when Math.Abs(number) < 1e14 && Fits((decimal)number) => (decimal)number,
        string text when decimal.TryParse(text, Style, CultureInfo.InvariantCulture, out var number) && Fits(number) =>
            number,
        _ => throw Refuse(
            $"Decimal is a number with at most four decimals, below 10^14, and this is {Describe(value)}."),
    };

    public override void CoerceResult(object value, ref LeafWriter writer) => writer.Decimal((decimal)value);

    private static bool Fits(decimal number) =>
        Math.Abs(number) <= 100_000_000_000_000m
            && decimal.Truncate(number * MeasureNumbers.Scale) == number * MeasureNumbers.Scale;
}
