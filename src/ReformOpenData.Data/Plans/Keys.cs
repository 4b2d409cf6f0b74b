using System.Globalization;

namespace ReformOpenData.Data.Plans;

/// <summary>
/// The keys of docs/ARCHITECTURE.md, “Keys”: zero-padded, so that their order by code point is the order of the print.
/// </summary>
public static class Keys
{
    private const int MaxPlanIdLength = 20;
    private const string PlanIdSign = "_";

    /// <summary>072028/上下水道局経営企画課.</summary>
    public static string Department(string municipality, string fullName) => $"{municipality}/{fullName}";

    /// <summary>072028/2017, 072028/2017_zaisei.</summary>
    /// <param name="code">Of the plan.</param>
    public static string Plan(string municipality, string code) => $"{municipality}/{code}";

    /// <summary>A plan among those of its municipality: 2017, and 2017_zaisei where it has an id.</summary>
    public static string PlanCode(int firstFiscalYear, string? id) =>
        firstFiscalYear.ToString("0000", CultureInfo.InvariantCulture) + (id is null ? "" : PlanIdSign + id);

    /// <summary>First year and id of the code of a plan; null for any other text.</summary>
    public static (int FirstFiscalYear, string? Id)? ReadPlanCode(string code)
    {
        var year = code.Split(PlanIdSign, 2);
        return year[0].Length == 4 && year[0].All(char.IsAsciiDigit) && (year.Length == 1 || IsPlanId(year[1]))
            ? (int.Parse(year[0], CultureInfo.InvariantCulture), year.Length == 1 ? null : year[1])
            : null;
    }

    /// <summary>Whether a text can be the id of a plan: 1 to 20 of a–z and 0–9.</summary>
    public static bool IsPlanId(string text) =>
        text.Length is > 0 and <= MaxPlanIdLength
            && text.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter));

    /// <summary>072028/2017/01.</summary>
    public static string Category(string plan, int number) => Padded(plan, number, 2);

    /// <summary>072028/2017/01/06.</summary>
    public static string Item(string category, int number) => Padded(category, number, 2);

    /// <summary>072028/2017/01/06/001.</summary>
    public static string Initiative(string item, int number) => Padded(item, number, 3);

    /// <summary>072028/2017/01/06/001/002.</summary>
    public static string Assessment(string initiative, int number) => Padded(initiative, number, 3);

    /// <summary>072028/2017/01/06/001/002/2021.</summary>
    public static string YearlyNarrative(string assessment, int fiscalYear) => Padded(assessment, fiscalYear, 4);

    /// <summary>072028/2017/01/06/001/002/2021 of a result, …/2021/ISSUE of another kind.</summary>
    public static string YearlyNarrative(string assessment, int fiscalYear, NarrativeKind kind) =>
        YearlyNarrative(assessment, fiscalYear) + (kind == NarrativeKind.Result ? "" : "/" + NarrativeKinds.Name(kind));

    /// <summary>The same of a text.</summary>
    public static string YearlyNarrative(string assessment, YearlyNarrative narrative) =>
        YearlyNarrative(assessment, narrative.FiscalYear, narrative.Kind);

    /// <summary>072028/2017/01/06/001/002/2021/01.</summary>
    public static string Rating(string assessment, int fiscalYear, int number) =>
        Padded(Padded(assessment, fiscalYear, 4), number, 2);

    /// <summary>072028/2017/01/06/001/002/M01.</summary>
    public static string Measure(string assessment, int number) =>
        string.Create(CultureInfo.InvariantCulture, $"{assessment}/M{number:00}");

    /// <summary>072028/2017/01/06/001/002/M01/2021/ACTUAL.</summary>
    public static string MeasureValue(string measure, int fiscalYear, MeasureRole role) =>
        $"{Padded(measure, fiscalYear, 4)}/{MeasureNames.Name(role)}";

    /// <summary>Whether the last of six digits is the check digit of the five before it (総務省「全国地方公共団体コード」).</summary>
    public static bool HasCheckDigit(string municipality) =>
        municipality.Length == 6 && municipality.All(char.IsAsciiDigit) && municipality[5] == CheckDigit(municipality);

    /// <summary>
    /// The check digit: 11 less the remainder by 11 of the digits weighted 6, 5, 4, 3, 2; its last digit where it has
    /// two.
    /// </summary>
    /// <param name="municipality">Begins with five digits.</param>
    public static char CheckDigit(string municipality)
    {
        var sum = 0;
        for (var index = 0; index < 5; index++)
            sum += (municipality[index] - '0') * (6 - index);
        return (char)('0' + ((11 - (sum % 11)) % 10));
    }

    /// <summary>
    /// Whether a text is a part of a key of so many characters: a year or a code, or a number, which may begin with a
    /// letter.
    /// </summary>
    public static bool IsPart(string text, int length) =>
        text.Length == length && (length is 2 or 3 ? NumberOf(text) is not null : text.All(char.IsAsciiDigit));

    /// <summary>The largest number that a part of a key can be: 359 of two characters, 3599 of three.</summary>
    public static int Largest(int length) => (36 * Power(length - 1)) - 1;

    /// <summary>The number of a part of a key; null where it is none.</summary>
    public static int? NumberOf(string part)
    {
        if (part.Length == 0 || !part.AsSpan(1).TrimStart("0123456789").IsEmpty)
            return null;
        var first = char.IsAsciiDigit(part[0]) ? part[0] - '0'
            : char.IsAsciiLetterUpper(part[0]) ? part[0] - 'A' + 10
            : -1;
        return first < 0 || part.Length > 9 ? null : (first * Power(part.Length - 1))
            + (part.Length == 1 ? 0 : int.Parse(part.AsSpan(1), CultureInfo.InvariantCulture));
    }

    /// <summary>007; behind 999, A00 to Z99, so that the order by code point is that of the numbers.</summary>
    private static string Padded(string parent, int number, int length)
    {
        var (first, rest) = Math.DivRem(number, Power(length - 1));
        var text = first is >= 10 and < 36
            ? (char)('A' + first - 10) + rest.ToString(CultureInfo.InvariantCulture).PadLeft(length - 1, '0')
            : number.ToString(CultureInfo.InvariantCulture).PadLeft(length, '0');
        return parent + "/" + text;
    }

    private static int Power(int exponent) => exponent == 0 ? 1 : 10 * Power(exponent - 1);
}
