using System.Globalization;
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
        && DateTimeOffset.TryParseExact(text, Formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant)
            ? instant
            : throw Refuse($"DateTime is a text like \"2022-08-01T09:00:00+09:00\", and this is {Describe(value)}.");

    public override void CoerceResult(object value, ref LeafWriter writer) => writer.String(Format((DateTimeOffset)value));
}

/// <summary>A day: 2022-08-01.</summary>
internal sealed class DateScalar : ScalarCoercion
{
    public override object? CoerceInput(object value) =>
        value is string text && DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : throw Refuse($"Date is a text like \"2022-08-01\", and this is {Describe(value)}.");

    public override void CoerceResult(object value, ref LeafWriter writer) =>
        writer.String(((DateOnly)value).ToString("O", CultureInfo.InvariantCulture));
}
