using System.Globalization;
using System.Text.RegularExpressions;

namespace ReformOpenData.Data.Plans;

/// <summary>
/// Fiscal years begin on 1 April; the print names them by era (令和3年度, R3), the model by number (2021).
/// </summary>
public static partial class FiscalYears
{
    private static readonly (string Name, char Letter, int FirstYear)[] Eras =
        [("令和", 'R', 2019), ("平成", 'H', 1989), ("昭和", 'S', 1926)];

    /// <summary>So many characters beside a year are looked at for the other end of a period.</summary>
    private const int MaxPeriodLength = 32;

    /// <summary>April.</summary>
    private const int FirstMonth = 4;

    /// <summary>
    /// The year as the print names it: 令和3年度. 2019 began in one era and ended in the next: 平成31/令和元年度.
    /// </summary>
    public static string Label(int fiscalYear)
    {
        // The first fiscal year of 令和 began as the 31st of 平成, one month before the change.
        if (fiscalYear == 2019)
            return "平成31/令和元年度";

        foreach (var (name, _, firstYear) in Eras)
        {
            if (fiscalYear >= firstYear)
                return $"{name}{EraYear(fiscalYear - firstYear + 1)}年度";
        }

        return string.Create(CultureInfo.InvariantCulture, $"{fiscalYear}年度");
    }

    /// <summary>
    /// The fiscal years that a title or heading without spaces, of one width, is about: 令和3年度, R3, 2021年度, 平成31/令和元年度.
    /// A date (令和4年8月, R4.3月末現在) and a period (令和2年度~令和6年度, H29-R3) name none.
    /// </summary>
    public static IReadOnlyList<int> NamedIn(string text)
    {
        var years = new SortedSet<int>();
        foreach (Match match in NamedYear().Matches(text))
        {
            if (!IsPartOfPeriod(text, match))
                years.Add(YearOf(match));
        }

        return [.. years];
    }

    /// <summary>
    /// The fiscal years that hold the dates in a text without spaces, of one width: H27.3月末現在 is in that of 2014.
    /// </summary>
    public static IReadOnlyList<int> OfDatesIn(string text) =>
    [
        .. from match in DatedYear().Matches(text)
           let month = int.Parse(match.Groups["month"].ValueSpan, CultureInfo.InvariantCulture)
           where month is >= 1 and <= 12
           select month < FirstMonth ? YearOf(match) - 1 : YearOf(match),
    ];

    /// <summary>
    /// Whether a text without spaces is the name of a fiscal year and nothing else (R3, 令和3年度, 令和3年度の).
    /// </summary>
    public static bool IsLabel(string text) => WholeLabel().IsMatch(text);

    private static int YearOf(Match match)
    {
        if (match.Groups["western"].Success)
            return int.Parse(match.Groups["western"].ValueSpan, CultureInfo.InvariantCulture);

        var era =
            Array.Find(Eras, e => match.Groups["era"].Value == e.Name || match.Groups["era"].Value[0] == e.Letter);
        return era.FirstYear - 1 + NumberOf(match.Groups["year"].Value);
    }

    /// <summary>元 is 1, and 三十一 is 31.</summary>
    private static int NumberOf(string year)
    {
        if (year == "元")
            return 1;
        if (char.IsAsciiDigit(year[0]))
            return int.Parse(year, CultureInfo.InvariantCulture);

        var ten = year.IndexOf('十', StringComparison.Ordinal);
        return ten < 0
            ? Digit(year[^1])
            : ((ten == 0 ? 1 : Digit(year[0])) * 10) + (ten == year.Length - 1 ? 0 : Digit(year[^1]));

        static int Digit(char character) => "一二三四五六七八九".IndexOf(character, StringComparison.Ordinal) + 1;
    }

    /// <summary>Whether the year begins or ends a period: 令和2~6年度, 平成29年度から令和3年度まで, 2017(平成29)年度~2021年度.</summary>
    private static bool IsPartOfPeriod(string text, Match match) =>
        PeriodBefore().IsMatch(text[Math.Max(0, match.Index - MaxPeriodLength)..match.Index])
        || PeriodBehind().IsMatch(
            text[(match.Index + match.Length)..Math.Min(text.Length, match.Index + match.Length + MaxPeriodLength)]);

    private static string EraYear(int year) => year == 1 ? "元" : year.ToString(CultureInfo.InvariantCulture);

    // A year that a month follows is a date, and a western year without 年 is part of a name (プラン2013).
    [GeneratedRegex(
        "(?:(?<era>令和|平成|昭和|(?<![A-Za-z])[RHS])(?<year>元|[0-9]{1,2}|[一二三四五六七八九十]{1,3}(?=年度))(?![0-9]|年?[0-9]{1,"
        + "2}月|[./][0-9])"
        + "|(?<![0-9])(?<western>(?:19|20)[0-9]{2})(?=年(?![0-9]{1,2}月)))(?:年度?)?",
        RegexOptions.None,
        1000)]
    private static partial Regex NamedYear();

    [GeneratedRegex(
        "(?:(?<era>令和|平成|昭和|(?<![A-Za-z])[RHS])(?<year>元|[0-9]{1,"
        + "2})|(?<![0-9])(?<western>(?:19|20)[0-9]{2}))(?:年|[./])(?<month>[0-9]{1,2})(?:月|[./][0-9]|$)",
        RegexOptions.None,
        1000)]
    private static partial Regex DatedYear();

    [GeneratedRegex("(?:[~〜至-]|から|より)(?:[^~〜()]{0,8}\\()?$", RegexOptions.None, 1000)]
    private static partial Regex PeriodBefore();

    [GeneratedRegex(
        "^(?:\\([^()]{0,12}\\)|\\))?(?:年度?)?(?:\\([^()]{0,12}\\))?(?:[~〜至-]|から|より)", RegexOptions.None, 1000)]
    private static partial Regex PeriodBehind();

    [GeneratedRegex(
        "^(?:(?:(?:令和|平成|昭和|[RHS])(?:元|[0-9]{1,2})[/・]?){1,2}(?:年度?の?)?|(?:19|20)[0-9]{2}年度?の?)$",
        RegexOptions.None,
        1000)]
    private static partial Regex WholeLabel();
}
