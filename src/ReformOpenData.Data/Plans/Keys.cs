using System.Globalization;

namespace ReformOpenData.Data.Plans;

/// <summary>The keys of docs/ARCHITECTURE.md, “Keys”: zero-padded, so that their order by code point is the order of the print.</summary>
public static class Keys
{
    /// <summary>072028/上下水道局経営企画課.</summary>
    public static string Department(string municipality, string fullName) => $"{municipality}/{fullName}";

    /// <summary>072028/2017.</summary>
    public static string Plan(string municipality, int firstFiscalYear) =>
        string.Create(CultureInfo.InvariantCulture, $"{municipality}/{firstFiscalYear:0000}");

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

    /// <summary>072028/2017/01/06/001/002/2021/01.</summary>
    public static string Rating(string assessment, int fiscalYear, int number) =>
        Padded(Padded(assessment, fiscalYear, 4), number, 2);

    private static string Padded(string parent, int number, int digits) =>
        parent + "/" + number.ToString(CultureInfo.InvariantCulture).PadLeft(digits, '0');
}
