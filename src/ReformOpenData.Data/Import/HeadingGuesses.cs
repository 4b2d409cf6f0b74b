using System.Globalization;
using System.Text.RegularExpressions;
using ReformOpenData.Data.Plans;

namespace ReformOpenData.Data.Import;

/// <summary>What headings that are not understood are likely to be, as the metadata say it: rather a part of a text than lost.</summary>
internal static partial class HeadingGuesses
{
    private const string Initiative = "initiative";
    private const string Number = "number";

    /// <summary>Names of levels, where they are left of the initiative.</summary>
    private static readonly string[] Categories =
        ["章", "柱", "改革の柱", "方針", "基本方針", "改革方針", "基本方向", "基本的方向", "基本目標", "目標", "分野", "視点", "体系", "政策", "大分類", "大区分"];

    private static readonly string[] Items =
        ["節", "項", "区分", "分類", "施策", "小施策", "基本施策", "中項目", "小項目", "中分類", "小分類", "推進事項", "推進施策", "項目"];

    private static readonly string[] Initiatives = ["取組", "取組事項", "事業"];

    /// <summary>Units of indicators that a heading has in brackets behind it; those of money are known elsewhere.</summary>
    private static readonly string[] Units = ["%", "人", "名", "件", "回", "世帯", "時間", "㎡", "m2", "t", "トン", "kWh"];

    /// <summary>For each heading that is not known, what it is likely to be; null for the others.</summary>
    /// <param name="headings">The whole header.</param>
    /// <param name="known">What is known of it.</param>
    public static string?[] Of(IReadOnlyList<string> headings, IReadOnlyList<ColumnMeaning?> known)
    {
        var guesses = new string?[headings.Count];
        for (var index = 0; index < guesses.Length; index++)
        {
            guesses[index] = known[index] is not null || CellText.IsBlank(headings[index]) ? null : Of(headings[index]);
            if (guesses[index] == Number && guesses.AsSpan(..index).Contains(Number))
                guesses[index] = $"description:{Label(headings[index])}";
        }

        var named = 0;
        while (named < guesses.Length && guesses[named] != Initiative && known[named]?.Role != ColumnRole.Initiative)
            named++;
        for (var index = 0; index < guesses.Length && named < guesses.Length; index++)
        {
            if (guesses[index] is not null && index < named)
                guesses[index] = LevelOf(HeadingNames.Comparable(headings[index])) ?? guesses[index];
            else if (guesses[index] == Initiative && index > named)
                guesses[index] = $"progress:{Label(headings[index])}";
        }

        return guesses;
    }

    /// <summary>Whether a line could be a header whose names are not known: short words, several, no sentence, no number.</summary>
    public static bool AreLikely(IReadOnlyList<string> cells)
    {
        var filled = cells.Where(cell => !CellText.IsBlank(cell)).Select(CellText.WithoutSpaces).ToList();
        return filled.Count > 2 && filled.TrueForAll(cell => cell.Length <= 30 && !cell.Contains('。') && !cell.AsSpan().Trim("0123456789,.%").IsEmpty)
            && CellText.CircledNumber(filled[0][0]) is null;
    }

    private static string Of(string heading)
    {
        var text = HeadingNames.Comparable(heading);
        if (text.Trim('.') is "No" or "NO" or "№" or "番号" or "項番" or "整理番号" or "通し番号" or "取組番号")
            return Number;
        if (ContainsAny(text, "No", "番号", "№"))
            return $"description:{Label(heading)}";
        if (Rated().Match(text) is { Success: true } rated)
            return Rating(rated.Groups["what"].Value, rated.Groups["who"].Value);
        if (Valued().Match(text) is { Success: true } valued && Measure(valued) is { } measure)
            return measure;
        if (ContainsAny(text, "備考", "意見", "課題", "額", "円", "率", "目標", "計画", "予定", "指標", "方向"))
            return $"progress:{Label(heading)}";
        if (ContainsAny(text, "評価", "達成", "判定", "進捗", "区分"))
            return "rating";
        if (ContainsAny(text, "課", "部署", "担当", "所管"))
            return "department";
        return ContainsAny(text, "項目", "事業") || text == "取組" ? Initiative : $"progress:{Label(heading)}";
    }

    private static string? LevelOf(string text)
    {
        var name = text.EndsWith('名') ? text[..^1] : text;
        return Array.IndexOf(Categories, name) >= 0 ? "category"
            : Array.IndexOf(Items, name) >= 0 ? "item"
            : Array.IndexOf(Initiatives, name) >= 0 ? Initiative
            : null;
    }

    /// <summary>A rating with who gave it and what it is of; the municipality's own, and a plain rating, need no name.</summary>
    private static string Rating(string what, string who)
    {
        var evaluator = ContainsAny(who, "自己", "内部", "庁内", "担当", "所管") ? "" : Label(who);
        var aspect = what is "評価" or "達成度" or "評価区分" or "評定" or "判定" ? "" : Label(what);
        return $"rating:{evaluator}:{aspect}".TrimEnd(':');
    }

    /// <summary>An amount or an indicator, by the unit behind its name; null where what is in brackets is not a unit.</summary>
    private static string? Measure(Match heading)
    {
        string Part(string group) => heading.Groups[group].Value;
        var unit = Part("unit");
        if (!MeasureNumbers.IsMoney(unit) && Array.IndexOf(Units, unit) < 0)
            return null;
        var role = MeasureNames.Role(Part("role")) ?? (Part("name").EndsWith("累計", StringComparison.Ordinal) ? MeasureRole.Cumulative : MeasureRole.Actual);
        var name = Part("name") is ['額' or '値'] ? Part("role") + Part("name") : Part("name");
        var years = FiscalYears.NamedIn(Part("year"));
        var parts = new[]
        {
            $"measure:{Label(name)}:{unit}",
            years.Count == 1 ? years[0].ToString(CultureInfo.InvariantCulture) : null,
            role == MeasureRole.Actual ? null : MeasureNames.Name(role).ToLowerInvariant(),
        };
        return string.Join(':', parts.OfType<string>());
    }

    private static string Label(string heading) => CellText.WithoutSpaces(heading).Replace(':', ' ').Replace('：', ' ');

    private static bool ContainsAny(string text, params string[] parts) => Array.Exists(parts, part => text.Contains(part, StringComparison.OrdinalIgnoreCase));

    /// <summary>Such as 目標の達成状況(改革PT).</summary>
    [GeneratedRegex(
        @"^(?<what>.*(評価|評価区分|達成度|達成状況|実施状況|進捗状況|評定|判定))\((?<who>[^()]*(自己|内部|庁内|担当|所管|外部|委員|本部|PT|市民|町民|村民|議会|審議会|有識者|[一二1-3]次)[^()]*)\)$",
        RegexOptions.ExplicitCapture,
        1000)]
    private static partial Regex Rated();

    /// <summary>Such as 令和3年度目標効果額(千円).</summary>
    [GeneratedRegex(
        @"^(?<year>[^()年]*年度|[RHS][0-9]{1,2})?(?<role>基準|計画|目標|実績|見込)?(?<name>[^()]+)\((単位[::]?)?(?<unit>[^()]+)\)$",
        RegexOptions.ExplicitCapture,
        1000)]
    private static partial Regex Valued();
}
