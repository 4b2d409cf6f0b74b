using System.Globalization;
using System.Text.RegularExpressions;
using ReformOpenData.Data.Plans;

namespace ReformOpenData.Data.Import;

/// <summary>
/// What headings that are not understood are likely to be, as the metadata say it: rather a part of a text than lost.
/// </summary>
internal static partial class HeadingGuesses
{
    private const string Initiative = "initiative";
    private const string Number = "number";
    private const string RatingRole = "rating";

    /// <summary>A rating has a label; what is longer is a text.</summary>
    private const int MaxLabel = 20;

    /// <summary>
    /// What is longer is a text that stands in the row of the headings, and not looked at for what it may mean.
    /// </summary>
    private const int MaxHeading = 200;

    /// <summary>What names of levels end in, where they are left of the initiative.</summary>
    private static readonly string[] Categories =
        ["章", "柱", "方針", "方向", "方向性", "目標", "分野", "視点", "体系", "政策", "戦略", "大分類", "大区分"];

    private static readonly string[] Items = ["節", "項", "区分", "分類", "施策", "事項", "項目"];

    private static readonly string[] Initiatives = ["取組", "取組事項", "事業", "事務事業"];

    private static readonly string[] RowLabels = ["目標", "計画", "予定", "実績", "実施", "見込", "目標値", "計画値", "実績値"];

    /// <summary>
    /// Units of indicators that a heading has in brackets behind it; those of money are known elsewhere.
    /// </summary>
    private static readonly string[] Units = ["%", "人", "名", "件", "回", "世帯", "時間", "㎡", "m2", "t", "トン", "kWh"];

    /// <summary>Columns that are right of all levels.</summary>
    private static readonly ColumnRole[] Details =
        [
        ColumnRole.Bureau,
        ColumnRole.Department,
        ColumnRole.Description,
        ColumnRole.Progress,
        ColumnRole.Narrative,
        ColumnRole.Rating,
    ];

    /// <summary>For each heading that has to be declared, what it is likely to be; null for the others.</summary>
    /// <param name="headings">The whole header.</param>
    /// <param name="known">What is known of it.</param>
    /// <param name="rows">What is below it, as far as that is known: a rating has a label in its cells.</param>
    /// <param name="unit">Of amounts whose heading names none, as a line above the table tells it; null where none
    /// does.</param>
    public static string?[] Of(
        IReadOnlyList<string> headings,
        IReadOnlyList<ColumnMeaning?> known,
        IEnumerable<TableLine>? rows = null,
        string? unit = null)
    {
        var below = rows?.ToList() ?? [];
        var guesses = new string?[headings.Count];
        for (var index = 0; index < guesses.Length; index++)
        {
            guesses[index] = known[index] is not null || CellText.IsBlank(headings[index]) ? null : Of(headings[index]);
            if (guesses[index] == Number && guesses.AsSpan(..index).Contains(Number))
                guesses[index] = $"description:{Label(headings[index])}";
            if (IsRating(guesses[index]) && HoldsTexts(below, index))
                guesses[index] = $"progress:{Label(headings[index])}";
        }

        GuessLevels(headings, known, guesses);
        GuessRowLabels(headings, guesses, below);
        GuessAmounts(headings, guesses, below, unit);
        // What was done is told in sentences, where any column does.
        int[] told = [.. Enumerable.Range(0, guesses.Length)
            .Where(index => IsTold(guesses[index]))
            .OrderByDescending(index => HoldsTexts(below, index))];
        if (told.Length > 0 && !known.Any(IsPlainProgress))
            guesses[told[0]] = "progress";
        TellApart(headings, known, guesses);
        return guesses;

        bool IsTold(string? guess) => guess is not null && Told().IsMatch(guess);
    }

    /// <summary>What is left of departments and texts are levels, the last of them the initiative.</summary>
    private static void GuessLevels(
        IReadOnlyList<string> headings, IReadOnlyList<ColumnMeaning?> known, string?[] guesses)
    {
        var names = headings.Select(HeadingNames.Comparable).ToList();
        var named = Enumerable.Range(0, guesses.Length)
            .FirstOrDefault(index => known[index]?.Role == ColumnRole.Initiative, -1);
        if (named < 0)
        {
            var end = Enumerable.Range(0, guesses.Length).FirstOrDefault(
                index => known[index] is { } meaning && Array.IndexOf(Details, meaning.Role) >= 0, guesses.Length);
            int[] left = [.. Enumerable.Range(0, guesses.Length).Where(index =>
                (known[index]?.Role == ColumnRole.Item || guesses[index] is not null) && !IsNumber(guesses[index]))];
            int[] levels = [.. left.Where(index => index < end
                && (known[index] is not null || guesses[index] == Initiative || LevelOf(names[index]) is not null))];
            named = levels.LastOrDefault(
                index => LevelOf(names[index]) == Initiative || names[index].Contains("事業名", StringComparison.Ordinal),
                -1);
            if (named < 0)
                named = levels.Length > 0 ? levels[^1]
                    : left is [var leftmost, ..] && IsText(guesses[leftmost]) ? leftmost
                    : -1;
            if (named < 0)
                return;
            guesses[named] = Initiative;
        }

        for (var index = 0; index < guesses.Length; index++)
        {
            if (index < named
                && guesses[index] is not null
                && !IsNumber(guesses[index])
                && LevelOf(names[index]) is { } level)
                guesses[index] = level;
            else if (index > named && guesses[index] == Initiative)
                guesses[index] = LevelOf(names[index]) == Initiative
                    ? Initiative
                    : $"progress:{Label(headings[index])}";
        }

        // Of two upper levels without one between them and the initiative, the lower is that one.
        var upper = Array.FindLastIndex(guesses, guess => guess == "category");
        if (upper > Array.IndexOf(guesses, "category") && !guesses.Contains("item") && Enumerable.Range(
            0, guesses.Length).All(index => guesses[index] is not null || known[index]?.Role != ColumnRole.Item))
            guesses[upper] = "item";
    }

    /// <summary>
    /// A column of 目標, 実績 … says what the other cells of its rows are, and columns that are years what they were in
    /// these.
    /// </summary>
    private static void GuessRowLabels(IReadOnlyList<string> headings, string?[] guesses, List<TableLine> rows)
    {
        var label = Enumerable.Range(0, guesses.Length)
            .FirstOrDefault(index => guesses[index] is not null && IsOfLabels(index), -1);
        if (label < 0)
            return;

        guesses[label] = "row-label";
        for (var index = label + 1; index < guesses.Length; index++)
        {
            var text = HeadingNames.Comparable(headings[index]);
            if (guesses[index] is not null && FiscalYears.IsLabel(text) && FiscalYears.NamedIn(text) is [var year])
                guesses[index] = $"progress::{year}";
        }

        bool IsOfLabels(int column)
        {
            string[] cells = [.. rows.Where(row => column < row.Cells.Count)
                .Select(row => CellText.WithoutSpaces(row.Cells[column]))
                .Where(cell => cell.Length > 0)
                .Distinct()];
            return cells.Length is > 1 and <= 6 && cells.Count(cell => RowLabels.Contains(cell)) > 1;
        }
    }

    /// <summary>
    /// Columns of nothing but numbers whose unit is known all the same: amounts in the unit of the table, and rates in
    /// percent.
    /// </summary>
    private static void GuessAmounts(
        IReadOnlyList<string> headings, string?[] guesses, List<TableLine> rows, string? unit)
    {
        for (var index = 0; index < guesses.Length; index++)
        {
            if (guesses[index]?.StartsWith("progress:", StringComparison.Ordinal) != true
                || headings[index].Length > MaxHeading)
                continue;

            var name = Formula().Replace(HeadingNames.Comparable(headings[index]), "");
            var own = name.EndsWith('率') ? "%" : name is [.., '額' or '費' or '差'] ? unit : null;
            string[] cells = [.. rows.Where(row => index < row.Cells.Count)
                .Select(row => row.Cells[index].Trim())
                .Where(cell => !CellText.IsNothing(cell))];
            if (own is not null && cells.Length > 0 && Array.TrueForAll(cells, IsOf)
                && Valued().Match($"{name}({own})") is { Success: true } valued && Measure(valued) is { } measure)
            {
                guesses[index] = measure;
            }

            // A rate without its sign may be a part of 1 as well as of 100.
            bool IsOf(string cell) =>
                MeasureNumbers.Read(cell, own) is not null && (own != "%" || cell is [.., '%' or '％']);
        }
    }

    /// <summary>The unit of the amounts of a table, in a line such as （単位：百万円）; null where no line tells it.</summary>
    public static string? UnitIn(IEnumerable<string> cells) =>
        cells.Select(cell => UnitLine().Match(CellText.Narrow(CellText.WithoutSpaces(cell))))
            .Where(match => match.Success)
            .Select(match => match.Groups["unit"].Value)
            .FirstOrDefault(MeasureNumbers.IsMoney);

    /// <summary>No two columns are the same: what cannot be told apart by its meaning is by its heading.</summary>
    private static void TellApart(
        IReadOnlyList<string> headings, IReadOnlyList<ColumnMeaning?> known, string?[] guesses)
    {
        var meanings = guesses.Select((guess, index) => guess is null ? known[index] : Meaning(guess)).ToList();
        for (var index = 0; index < guesses.Length; index++)
        {
            if (guesses[index] is not { } guess || meanings[
                index] is not { Role: not (ColumnRole.Category or ColumnRole.Item or ColumnRole.Initiative) } meaning
                || meanings.Where((other, column) => column != index && other == meaning).Any() is false)
            {
                continue;
            }

            var label = Label(headings[index]);
            var inBrackets = Bracketed().Match(label);
            guesses[index] = meaning.Role switch
            {
                ColumnRole.Rating when label.EndsWith("区分", StringComparison.Ordinal) => $"progress:{label}",
                ColumnRole.Rating =>
                    $"rating:{meaning.Evaluator}:{(inBrackets.Success ? inBrackets.Groups["what"].Value : label)}",
                ColumnRole.Narrative => $"{guess}:{label}",
                _ => $"progress:{label}",
            };
        }

        static ColumnMeaning? Meaning(string guess) => LayoutFile.MeaningOf(guess, 1900, 2999);
    }

    private static bool IsText(string? guess) =>
        guess == Initiative || guess?.StartsWith("progress:", StringComparison.Ordinal) == true;

    private static bool IsPlainProgress(ColumnMeaning? meaning) =>
        meaning is { Role: ColumnRole.Progress, Label: null };

    private static bool IsNumber(string? guess) =>
        guess == Number || guess?.StartsWith("description:", StringComparison.Ordinal) == true;

    public static bool IsRating(string? guess) => guess?.StartsWith(RatingRole, StringComparison.Ordinal) == true;

    private static bool HoldsTexts(List<TableLine> rows, int column) => rows.Any(row =>
        column < row.Cells.Count
            && row.Cells[column].Trim() is var cell
            && (cell.Length > MaxLabel || cell.Contains('。')));

    /// <summary>
    /// Whether a line could be a header whose names are not known: short words, several, no sentence, no number.
    /// </summary>
    public static bool AreLikely(IReadOnlyList<string> cells) =>
        cells.Count(cell => !CellText.IsBlank(cell)) > 2 && AreShort(cells);

    /// <summary>Whether all that a line holds are short words.</summary>
    public static bool AreShort(IReadOnlyList<string> cells)
    {
        var filled = cells.Where(cell => !CellText.IsBlank(cell)).Select(CellText.WithoutSpaces).ToList();
        return filled.Count > 0 && filled.TrueForAll(
            cell => cell.Length <= 30 && !cell.Contains('。') && !cell.AsSpan().Trim("0123456789,.%").IsEmpty)
            && CellText.CircledNumber(filled[0][0]) is null;
    }

    private static string Of(string heading)
    {
        if (heading.Length > MaxHeading)
            return $"progress:{Label(heading)}";
        var text = HeadingNames.Comparable(heading);
        if (text.Trim('.') is "No" or "NO" or "№" or "番号" or "項番" or "項目番号" or "事業番号" or "整理番号" or "通し番号" or "取組番号")
            return Number;
        if (ContainsAny(text, "No", "番号", "№", "コード"))
            return $"description:{Label(heading)}";
        if (Rated().Match(text) is { Success: true } rated)
            return Rating(rated.Groups["what"].Value, rated.Groups["who"].Value);
        if (RatedBy().Match(text) is { Success: true } by)
            return Rating(by.Groups["what"].Value, by.Groups["who"].Value);
        if (Valued().Match(Doubled().Replace(
            Inner().Replace(text, "${name}${rest}${unit}"),
            "${part}")) is { Success: true } valued && Measure(valued) is { } measure)
            return measure;
        if (ContainsAny(text, "意見", "提言", "講評"))
            return "narrative:opinion";
        if (ContainsAny(text, "今後の", "次年度", "翌年度"))
            return "narrative:next-step";
        if (ContainsAny(text, "備考", "理由", "課題", "額", "円", "率", "点", "目標", "計画", "予定", "指標", "方向", "前回", "前年")
            || text.EndsWith('日'))
            return $"progress:{Label(heading)}";
        if (ContainsAny(text, "評価", "達成", "判定", "評定", "進捗", "区分", "着手", "実績度", "実施度", "成果度"))
            return RatingRole;
        if (ContainsAny(text, "課", "部署", "担当", "所管"))
            return "department";
        return ContainsAny(text, "項目", "事業") || LevelOf(text) == Initiative ? Initiative : $"progress:{Label(heading)}";
    }

    private static string? LevelOf(string text)
    {
        var name = text.EndsWith('名') ? text[..^1] : text;
        return Array.IndexOf(Initiatives, name) >= 0 || name.EndsWith("事業", StringComparison.Ordinal) ? Initiative
            : Ends(name, Categories) ? "category"
            : Ends(name, Items) ? "item"
            : null;

        static bool Ends(string name, string[] endings) =>
            Array.Exists(endings, ending => name.EndsWith(ending, StringComparison.Ordinal));
    }

    /// <summary>
    /// A rating with who gave it and what it is of; the municipality's own, and a plain rating, need no name.
    /// </summary>
    private static string Rating(string what, string who)
    {
        var evaluator = ContainsAny(who, "自己", "内部", "庁内", "担当", "所管") ? "" : Label(who);
        var aspect = what is "評価" or "達成度" or "評価区分" or "評定" or "判定" ? "" : Label(what);
        return $"rating:{evaluator}:{aspect}".TrimEnd(':');
    }

    /// <summary>
    /// An amount or an indicator, by the unit behind its name; null where what is in brackets is not a unit.
    /// </summary>
    private static string? Measure(Match heading)
    {
        string Part(string group) => heading.Groups[group].Value;
        var unit = Part("unit");
        if (!MeasureNumbers.IsMoney(unit) && Array.IndexOf(Units, unit) < 0)
            return null;
        var role = MeasureNames.Role(Part("role") + Part("end"))
            ?? (Part("name").EndsWith("累計", StringComparison.Ordinal) ? MeasureRole.Cumulative : MeasureRole.Actual);
        var name = Part("name") is ['額' or '値'] ? Part("role") + Part("name") : Part("name").Trim('の', '・');
        var years = FiscalYears.NamedIn(Part("year"));
        var parts = new[]
        {
            $"measure:{Label(name)}:{unit}",
            years.Count == 1 ? years[0].ToString(CultureInfo.InvariantCulture) : null,
            role == MeasureRole.Actual ? null : MeasureNames.Name(role).ToLowerInvariant(),
            MeasureNumbers.IsMoney(unit) && ContainsAny(name, "予算", "決算", "費", "コスト") ? "cost" : null,
        };
        return string.Join(':', parts.OfType<string>());
    }

    private static string Label(string heading)
    {
        var label = CellText.WithoutSpaces(heading).Replace(':', ' ').Replace('：', ' ');
        return heading.Length > MaxHeading ? label : Doubled().Replace(label, "${part}");
    }

    private static bool ContainsAny(string text, params string[] parts) =>
        Array.Exists(parts, part => text.Contains(part, StringComparison.OrdinalIgnoreCase));

    /// <summary>Such as 目標の達成状況(改革PT).</summary>
    [GeneratedRegex(
        @"^(?<what>.*(評価|評価区分|達成度|達成状況|実施状況|進捗状況|評定|判定))"
        + @"\((?<who>[^()]*(自己|内部|庁内|担当|所管|外部|委員|本部|PT|市民|町民|村民|議会|審議会|有識者|[一二1-3]次)[^()]*)\)$",
        RegexOptions.ExplicitCapture,
        1000)]
    private static partial Regex Rated();

    /// <summary>Such as 令和3年度目標効果額(千円).</summary>
    [GeneratedRegex(
        @"^(?<year>[^()年]*年度|[RHS][0-9]{1,"
        + @"2})?(?<role>基準|計画|目標|実績|見込)?(?<name>[^()]+?)(?<end>(?<!^)(基準|計画|目標|実績|見込))?\((単位[::]?)?(?<unit>[^()]+)\)$",
        RegexOptions.ExplicitCapture,
        1000)]
    private static partial Regex Valued();

    /// <summary>Such as 行政改革委員会の評価.</summary>
    [GeneratedRegex(
        "^(?<who>.*(自己|内部|庁内|担当課|所管課|外部|委員会?|本部|PT|市民|町民|村民|議会|審議会|有識者|[一二1-3]次))の?(?<what>評価|評定|判定|達成度)$",
        RegexOptions.ExplicitCapture,
        1000)]
    private static partial Regex RatedBy();

    /// <summary>Such as 効果額(千円)歳入増加実績: the unit within a name that a header of several rows makes.</summary>
    [GeneratedRegex(@"^(?<name>[^()]+)(?<unit>\([^()]+\))(?<rest>[^()]+)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Inner();

    /// <summary>Such as 指標指標名: a heading that begins with the one above it.</summary>
    [GeneratedRegex(
        @"(?<part>[\p{IsCJKUnifiedIdeographs}\p{IsKatakana}].+?)\k<part>", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Doubled();

    /// <summary>What a heading says of how its column is reckoned, as in 差b-a and 達成率(②/①).</summary>
    [GeneratedRegex(@"\(?[A-Za-z①-⑳]([-/+÷][A-Za-z①-⑳])*\)?$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Formula();

    [GeneratedRegex(@"\(?単位:?(?<unit>[^():]{1,6})\)?$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex UnitLine();

    /// <summary>Such as 評価(9月末).</summary>
    [GeneratedRegex("[(（](?<what>[^()（）]+)[)）]$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Bracketed();

    /// <summary>What was done, and not how much of it.</summary>
    [GeneratedRegex(
        "^progress:(?!.*(指標|目標|額|円|数|率|予定|計画|着手)).*(実績|状況|成果|結果|取組内容)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Told();
}
