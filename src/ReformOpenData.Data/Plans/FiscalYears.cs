using System.Globalization;
using System.Text.RegularExpressions;

namespace ReformOpenData.Data.Plans;

/// <summary>Fiscal years begin on 1 April; the print names them by era (令和3年度, R3), the model by number (2021).</summary>
public static partial class FiscalYears
{
    private static readonly (string Name, char Letter, int FirstYear)[] Eras =
        [("令和", 'R', 2019), ("平成", 'H', 1989), ("昭和", 'S', 1926)];

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

    /// <summary>The first fiscal year that a text without spaces names (令和3年度, R3, 平成31/令和元年度); null where it names none.</summary>
    public static int? Find(string text)
    {
        var match = NamedYear().Match(text);
        if (!match.Success)
            return null;

        var era = Array.Find(Eras, e => match.Groups["era"].Value == e.Name || match.Groups["era"].Value[0] == e.Letter);
        var year = match.Groups["year"].Value;
        return era.FirstYear - 1 + (year == "元" ? 1 : int.Parse(year, CultureInfo.InvariantCulture));
    }

    /// <summary>Whether a text without spaces is the name of a fiscal year and nothing else (R3, 令和3年度, 令和3年度の).</summary>
    public static bool IsLabel(string text) => WholeLabel().IsMatch(text);

    private static string EraYear(int year) => year == 1 ? "元" : year.ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex("(?<era>令和|平成|昭和|(?<![A-Za-z])[RHS])(?<year>元|[0-9]{1,2})(?![0-9])", RegexOptions.None, 1000)]
    private static partial Regex NamedYear();

    [GeneratedRegex("^(?:(?:令和|平成|昭和|[RHS])(?:元|[0-9]{1,2})[/・]?){1,2}(?:年度?の?)?$", RegexOptions.None, 1000)]
    private static partial Regex WholeLabel();
}
