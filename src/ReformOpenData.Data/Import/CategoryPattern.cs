using System.Text;
using System.Text.RegularExpressions;
using ReformOpenData.Data.Plans;

namespace ReformOpenData.Data.Import;

/// <summary>
/// The form of a line that names a category: as printed, with # for its number, in digits or signs of any kind (1, ２,
/// 三, Ⅳ, ⑤, ⑹), and * for its name. Spaces and widths make no difference.
/// </summary>
internal sealed partial class CategoryPattern
{
    private const string Number = @"(?<number>[0-9]{1,2}|[一二三四五六七八九十]{1,3}|[Ⅰ-Ⅻ]|[IVX]{1,4}|[①-⑳]|[⑴-⒇])";

    /// <summary>Forms that many plans use, beside (1): Ⅰ 名, ⑴ 名, 第1章 名, 基本方針1 名, 重点項目【1】名.</summary>
    private static readonly CategoryPattern[] BuiltIn =
    [
        new(new Regex(@"^(?<number>[Ⅰ-Ⅻ⑴-⒇])[\s.．、:]*(?<name>\S.*)$", Options, Timeout)),
        new(new Regex(@$"^第{Number}[章節編部][\s.．、:]*(?<name>\S.*)$", Options, Timeout)),
        new(new Regex(
            @$"^(基本|重点|改革|推進)*(方針|方向|目標|戦略|の柱|柱|項目|改革|課題|視点)\s*【?{Number}】?[\s.．、:]*(?<name>\S.*)$", Options, Timeout)),
    ];

    private const RegexOptions Options =
        RegexOptions.Singleline | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant;

    private readonly Regex form;

    public CategoryPattern(string declared)
        : this(new Regex($"^{Translate(declared)}$", Options, Timeout))
    {
    }

    private CategoryPattern(Regex form) => this.form = form;

    private static TimeSpan Timeout => TimeSpan.FromSeconds(1);

    /// <summary>
    /// The category that a line names; its number is null where the form has none, and as printed where it is not
    /// simply that.
    /// </summary>
    public (int? Number, string Name, string? Printed)? Read(string line)
    {
        var text = VisibleText.Of(line).Trim();
        // Widths are made equal character by character, so that the name's index holds for the text as printed.
        var match = form.Match(CellText.Narrow(text));
        if (!match.Success)
            return null;

        var sign = match.Groups["number"];
        int? number = sign.Success ? LevelNumber.Parse(sign.Value) : null;
        var name = match.Groups["name"];
        return (
            number,
            CellText.Clean(text.Substring(name.Index, name.Length)).Text,
            number is { } key ? LevelNumber.Printed(text.Substring(sign.Index, sign.Length), key) : null);
    }

    /// <summary>The category that a line names in one of the forms that many plans use.</summary>
    public static (int? Number, string Name, string? Printed)? ReadCommon(string line) =>
        BuiltIn.Select(pattern => pattern.Read(line)).FirstOrDefault(read => read is not null);

    /// <summary>
    /// The form of a line that may name a category, where it is not one of those above: １．名, 柱1－名, 【名】, ■ 名; null for
    /// others.
    /// </summary>
    public static string? Suggest(string line)
    {
        var text = VisibleText.Of(line).Trim();
        if (ReadCommon(text) is not null
            || FiscalYears.NamedIn(CellText.Narrow(CellText.WithoutSpaces(text))).Count > 0)
            return null;
        var numbered = Numbered().Match(CellText.Narrow(text));
        if (numbered.Success)
        {
            var (number, name) = (numbered.Groups["number"], numbered.Groups["name"]);
            return $"{text[..number.Index]}#{text[(number.Index + number.Length)..name.Index].TrimEnd()}*";
        }

        return Enclosed().IsMatch(text) ? $"{text[0]}*{text[^1]}" : Marked().IsMatch(text) ? $"{text[0]}*" : null;
    }

    [GeneratedRegex(
        @"^[^0-9()（）。、:]{0,6}" + Number + @"(?![0-9%年月])\s*[.．、:)）】\]―–—－-]\s*(?<name>[^\s0-9].{1,40})$",
        RegexOptions.ExplicitCapture,
        1000)]
    private static partial Regex Numbered();

    [GeneratedRegex(
        "^(【[^】]{2,40}】|<[^>]{2,40}>|＜[^＞]{2,40}＞|〈[^〉]{2,40}〉|《[^》]{2,40}》|［[^］]{2,40}］)$",
        RegexOptions.ExplicitCapture,
        1000)]
    private static partial Regex Enclosed();

    [GeneratedRegex("^[■□●◆◇▼▶][^。]{2,40}$", RegexOptions.None, 1000)]
    private static partial Regex Marked();

    private static string Translate(string declared)
    {
        var pattern = new StringBuilder();
        var hasName = false;
        foreach (var character in CellText.WithoutSpaces(CellText.Narrow(declared)))
        {
            pattern.Append(character switch
            {
                '#' => Number,
                '*' when !hasName => @"(?<name>\S.*?)",
                '*' => ".*?",
                _ => Regex.Escape(character.ToString()),
            });
            hasName |= character == '*';
            pattern.Append(@"\s*");
        }

        return pattern.ToString();
    }
}
