using System.Globalization;
using System.Text.RegularExpressions;

namespace ReformOpenData.Data.Import;

/// <summary>The number that stands before the name of a level of a plan, in any of the usual forms.</summary>
internal static partial class LevelNumber
{
    private const int Max = 99;

    /// <summary>The number and the name of 1 名, (1) 名, ①名, Ⅰ．名; null for a number where there is none.</summary>
    public static (int? Number, string Name) Split(string text)
    {
        var match = Leading().Match(CellText.Narrow(text));
        return match.Success && Parse(match.Groups["number"].Value) is { } number
            ? (number, text[match.Groups["name"].Index..])
            : (null, text);
    }

    /// <summary>
    /// What is printed before a name, where it is not simply the number of the key (Ⅰ); null otherwise.
    /// </summary>
    public static string? Printed(string text, string name, int key) =>
        Printed(text[..^name.Length].Trim(' ', '　', '.', '．', '、'), key);

    /// <summary>A printed number, where it is not simply that of the key: 1, (1) and ① are simply 1.</summary>
    public static string? Printed(string number, int key) =>
        CellText.Narrow(number).Trim('(', ')') is var plain
            && (plain.Length == 0 || plain == key.ToString(CultureInfo.InvariantCulture)
                || (plain.Length == 1 && plain[0] is (>= '①' and <= '⒇') or (>= '㉑' and <= '㊿') && Parse(plain) == key))
            ? null
            : number;

    /// <summary>The number that a text is, in any form; null where it is none.</summary>
    public static int? Of(string? text) => text is null ? null : Split(text + " 名").Number;

    /// <summary>The printed number where it is free, else the next one.</summary>
    public static int Free(int? printed, IEnumerable<int> taken)
    {
        var numbers = taken.ToHashSet();
        return printed is { } number && !numbers.Contains(number) ? number : numbers.DefaultIfEmpty().Max() + 1;
    }

    /// <summary>1 to 99; null for anything else.</summary>
    public static int? Parse(string number)
    {
        var value = number[0] switch
        {
            >= 'Ⅰ' and <= 'Ⅻ' => number[0] - 'Ⅰ' + 1,
            >= '⑴' and <= '⒇' => number[0] - '⑴' + 1,
            'I' or 'V' or 'X' => Array.IndexOf(Roman, number) + 1,
            _ when CellText.CircledNumber(number[0]) is { } circled => circled,
            _ when char.IsAsciiDigit(number[0]) => int.Parse(number, CultureInfo.InvariantCulture),
            _ => Kanji(number),
        };
        return value is >= 1 and <= Max ? value : null;
    }

    private static readonly string[] Roman = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"];

    private static int Kanji(string number)
    {
        var ten = number.IndexOf('十', StringComparison.Ordinal);
        return ten < 0
            ? (number.Length == 1 ? Digit(number[0]) : 0)
            : ((ten == 0 ? 1 : Digit(number[0])) * 10) + (ten == number.Length - 1 ? 0 : Digit(number[^1]));

        static int Digit(char character) => "一二三四五六七八九".IndexOf(character, StringComparison.Ordinal) + 1;
    }

    [GeneratedRegex(
        @"^(\((?<number>[0-9]{1,2})\)|(?<number>[①-⑳㉑-㉟㊱-㊿⑴-⒇Ⅰ-Ⅻ])|(?<number>[0-9]{1,2})([.．、"
        + @"\s]|(?=[^0-9\s.,年月日件%~-])))[\s.．、]*(?<name>\S.*)$",
        RegexOptions.Singleline | RegexOptions.ExplicitCapture,
        1000)]
    private static partial Regex Leading();
}
