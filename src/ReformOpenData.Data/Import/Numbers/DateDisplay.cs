using System.Globalization;
using System.Text;

namespace ReformOpenData.Data.Import.Numbers;

/// <summary>Shows a number as a date or a time; eras are those of Japan.</summary>
internal static class DateDisplay
{
    private const string WeekDays = "日月火水木金土";
    private static readonly CultureInfo English = CultureInfo.InvariantCulture;

    private static readonly (DateTime From, char Letter, string Name)[] Eras =
    [
        (new DateTime(2019, 5, 1), 'R', "令和"),
        (new DateTime(1989, 1, 8), 'H', "平成"),
        (new DateTime(1926, 12, 25), 'S', "昭和"),
        (new DateTime(1912, 7, 30), 'T', "大正"),
        (new DateTime(1868, 1, 25), 'M', "明治"),
    ];

    /// <summary>Null where the number is not a date, or the format is not known.</summary>
    /// <param name="value">Days; not negative.</param>
    public static string? Of(FormatSection section, double value, bool is1904)
    {
        var tokens = section.Locale.ToUpperInvariant() switch
        {
            "F800" or "X-SYSDATE" => FormatSection.Parse("yyyy\"年\"m\"月\"d\"日\"")[0].Tokens,
            "F400" or "X-SYSTIME" => FormatSection.Parse("h:mm:ss")[0].Tokens,
            _ => section.Tokens,
        };
        if (value >= 2958466 - (is1904 ? 1462 : 0))
            return null;

        var places = SecondPlaces(tokens);
        var unit = Math.Pow(10, places);
        var ticks = (long)Math.Round(value * 86400 * unit, MidpointRounding.AwayFromZero)
            * (TimeSpan.TicksPerSecond / (long)unit);
        var time = new TimeSpan(ticks);
        if (Day(time.Days, is1904) is not { } day && tokens.Any(
            token => token.Kind == FormatTokenKind.Date && token.Text[0] is 'y' or 'd' or 'g' or 'e' or 'a'))
            return null;

        return new Writer(tokens, time, Day(time.Days, is1904), section.Locale).Write();
    }

    /// <summary>
    /// Excel counts a 29 February 1900 that never was; days before 1 March 1900 are shown by nobody alike.
    /// </summary>
    private static DateTime? Day(int serial, bool is1904) => is1904
        ? new DateTime(1904, 1, 1).AddDays(serial)
        : serial >= 61 ? new DateTime(1899, 12, 30).AddDays(serial)
        : serial is >= 1 and <= 59 ? new DateTime(1899, 12, 31).AddDays(serial)
        : null;

    private static int SecondPlaces(IReadOnlyList<FormatToken> tokens)
    {
        for (var index = 0; index + 1 < tokens.Count; index++)
        {
            if (tokens[index].Kind == FormatTokenKind.Point && NumberDisplay.IsPlace(tokens[index + 1]))
                return Math.Min(3, tokens.Skip(index + 1).TakeWhile(NumberDisplay.IsPlace).Count());
        }

        return 0;
    }

    private sealed class Writer(IReadOnlyList<FormatToken> tokens, TimeSpan time, DateTime? day, string locale)
    {
        private readonly StringBuilder shown = new();
        private readonly bool isHalfDay = tokens.Any(token => token.Kind == FormatTokenKind.Noon);

        public string? Write()
        {
            for (var index = 0; index < tokens.Count; index++)
            {
                var isKnown = tokens[index] switch
                {
                    {
                        Kind: FormatTokenKind.Literal or FormatTokenKind.Slash or FormatTokenKind.Comma,
                        Text: var text
                    } => Add(text),
                    { Kind: FormatTokenKind.Point } => Add("."),
                    { Kind: FormatTokenKind.Digit } => AddFraction(ref index),
                    { Kind: FormatTokenKind.Noon, Text: var text } => AddNoon(text),
                    { Kind: FormatTokenKind.Elapsed, Text: var text } => AddElapsed(text),
                    { Kind: FormatTokenKind.Date, Text: ['m', ..] text } when IsMinute(index) =>
                        Add(Two(time.Minutes, text)),
                    { Kind: FormatTokenKind.Date, Text: var text } => AddPart(text),
                    _ => false,
                };
                if (!isKnown)
                    return null;
            }

            return shown.ToString();
        }

        private bool IsJapanese => locale is "411" || locale.StartsWith("ja-JP", StringComparison.OrdinalIgnoreCase);

        private bool Add(string text)
        {
            shown.Append(text);
            return true;
        }

        private bool AddPart(string text) => (text[0], text.Length) switch
        {
            ('y', <= 2) => Add(day!.Value.ToString("yy", English)),
            ('y', _) => Add(day!.Value.ToString("yyyy", English)),
            ('m', <= 2) when day is not null => Add(Two(day.Value.Month, text)),
            ('m', 3) when day is not null && !IsJapanese => Add(day.Value.ToString("MMM", English)),
            ('m', 4) when day is not null && !IsJapanese => Add(day.Value.ToString("MMMM", English)),
            ('d', <= 2) => Add(Two(day!.Value.Day, text)),
            ('d', 3) when !IsJapanese => Add(day!.Value.ToString("ddd", English)),
            ('d', 4) when !IsJapanese => Add(day!.Value.ToString("dddd", English)),
            ('a', 3) => Add(WeekDays[(int)day!.Value.DayOfWeek].ToString()),
            ('a', 4) => Add(WeekDays[(int)day!.Value.DayOfWeek] + "曜日"),
            ('h', <= 2) => Add(Two(isHalfDay ? (time.Hours + 11) % 12 + 1 : time.Hours, text)),
            ('s', <= 2) => Add(Two(time.Seconds, text)),
            ('g', <= 3) or ('e', <= 2) => AddEra(text),
            _ => false,
        };

        private bool AddEra(string text)
        {
            var index = Array.FindIndex(Eras, era => era.From <= day!.Value);
            if (index < 0)
                return false;

            var (from, letter, name) = Eras[index];
            var year = day!.Value.Year - from.Year + 1;
            return Add(text switch
            {
                "g" => letter.ToString(),
                "gg" => name[..1],
                "ggg" => name,
                _ when year == 1 && locale.EndsWith("gannen", StringComparison.OrdinalIgnoreCase) => "元",
                _ => Two(year, text),
            });
        }

        private bool AddNoon(string text)
        {
            if (IsJapanese)
                return false;
            var noon = time.Hours < 12 ? "AM" : "PM";
            return Add(text.Length > 3 ? noon : noon[..1]);
        }

        private bool AddElapsed(string text)
        {
            var whole = text[0] switch
            {
                'h' => time.Ticks / TimeSpan.TicksPerHour,
                'm' => time.Ticks / TimeSpan.TicksPerMinute,
                _ => time.Ticks / TimeSpan.TicksPerSecond,
            };
            return Add(whole.ToString(text.Length == 2 ? "00" : "0", English));
        }

        private bool AddFraction(ref int index)
        {
            var length = tokens.Skip(index).TakeWhile(NumberDisplay.IsPlace).Count();
            if (length > 3 || index == 0 || tokens[index - 1].Kind != FormatTokenKind.Point)
                return false;
            index += length - 1;
            return Add(time.Milliseconds.ToString("000", English)[..length]);
        }

        /// <summary>m is minutes behind hours and before seconds, and months anywhere else.</summary>
        private bool IsMinute(int index) => tokens[index].Text.Length <= 2
            && (Neighbour(index, -1) is 'h' || Neighbour(index, +1) is 's');

        private char Neighbour(int index, int step)
        {
            for (index += step; index >= 0 && index < tokens.Count; index += step)
            {
                if (tokens[index].Kind is FormatTokenKind.Date or FormatTokenKind.Elapsed)
                    return tokens[index].Text[0];
            }

            return '\0';
        }

        private static string Two(int number, string text) => number.ToString(text.Length == 2 ? "00" : "0", English);
    }
}
