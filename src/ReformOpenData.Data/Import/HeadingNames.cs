using ReformOpenData.Data.Plans;

namespace ReformOpenData.Data.Import;

/// <summary>The headings that are understood without being declared.</summary>
internal static class HeadingNames
{
    /// <summary>
    /// What a heading ends in, spaces and widths aside; before it, or in brackets behind it, may stand a fiscal year
    /// (R3取組状況).
    /// </summary>
    private static readonly (ColumnRole Role, string? Evaluator, string[] Names)[] Known =
    [
        (ColumnRole.Item, null, ["改革項目", "重点項目", "重点改革項目", "基本項目", "改革事項", "取組事項", "推進項目", "大項目"]),
        (
            ColumnRole.Initiative,
            null,
            ["具体的取組", "具体的な取組", "具体的取組項目", "具体的な取組項目", "実施項目", "実施項目名", "取組項目", "取組項目名", "取組名", "事業名", "実施事項"]),
        (ColumnRole.Description, null, ["内容", "概要", "取組概要", "事業概要", "取組の概要", "主な取組"]),
        (ColumnRole.Bureau, null, ["部局", "所管部", "担当部", "部局名"]),
        (
            ColumnRole.Department,
            null,
            ["所管課", "担当課", "主管課", "所管課名", "担当課名", "主管課名", "所属", "担当部署", "所管部署", "担当部課", "課室", "担当所属", "所管", "担当"]),
        (ColumnRole.Supporting, null, ["関係課", "関連課", "協力課", "関係部署", "関係所属"]),
        (ColumnRole.Progress, null, ["取組状況", "実施状況", "進捗状況", "取組実績", "取組結果", "実施結果", "実績"]),
        (ColumnRole.Summary, null, ["総括", "総評"]),
        (ColumnRole.FinalRating, null, ["最終評価"]),
        (ColumnRole.Rating, null, ["評価", "自己評価", "達成度", "進捗度", "評価区分", "評定"]),
        (ColumnRole.Rating, "委員会", ["委員会評価"]),
        (ColumnRole.Rating, "外部評価", ["外部評価"]),
    ];

    /// <summary>Texts of a year beside what was done.</summary>
    private static readonly (NarrativeKind Kind, string[] Names)[] Texts =
    [
        (NarrativeKind.Plan, ["年度計画", "計画", "取組計画", "実施計画"]),
        (NarrativeKind.Issue, ["課題", "問題点", "課題・問題点"]),
        (NarrativeKind.NextStep, ["今後の取組", "今後の方向性", "今後の予定", "次年度の取組", "次年度以降の取組", "翌年度の取組"]),
        (NarrativeKind.Opinion, ["委員会の意見", "委員会意見"]),
    ];

    /// <summary>What was done, where no other column says it; else, what is to be done.</summary>
    private const string Ambiguous = "取組内容";

    /// <summary>The names that a header had before others were understood, for people.</summary>
    public const string Names = "改革項目、具体的取組、内容、所管課、取組状況、総括、最終評価、評価";

    /// <summary>A heading as it is compared.</summary>
    public static string Comparable(string heading) =>
        CellText.Narrow(CellText.WithoutSpaces(heading))
            .Replace("取り組み", "取組", StringComparison.Ordinal)
            .Replace("取組み", "取組", StringComparison.Ordinal);

    /// <summary>What a header means, column by column; null where a heading is not understood.</summary>
    public static ColumnMeaning?[] Read(IReadOnlyList<string> headings, TableLayout? layout)
    {
        var found = new ColumnMeaning?[headings.Count];
        for (var index = 0; index < headings.Count; index++)
            found[index] = Find(headings[index], layout);

        for (var index = 0; index < headings.Count; index++)
        {
            if (found[index] is null && Named(Comparable(headings[index]), Ambiguous, out var year))
            {
                var isTold = found.Any(column => column is { Role: ColumnRole.Progress, Label: null });
                found[index] = new ColumnMeaning(
                    isTold ? ColumnRole.Description : ColumnRole.Progress, Year: isTold ? null : year);
            }
        }

        return found;
    }

    /// <summary>A declared heading, or a known name, alone or with a fiscal year.</summary>
    private static ColumnMeaning? Find(string printed, TableLayout? layout)
    {
        var text = Comparable(printed);
        if (text.Length == 0)
            return null;
        if (layout?.Columns.GetValueOrDefault(text) is { } declared)
            return declared;

        foreach (var (role, evaluator, names) in Known)
        {
            foreach (var name in names)
            {
                if (Named(text, name, out var year))
                    return new ColumnMeaning(role, Evaluator: evaluator, Year: year);
            }
        }

        foreach (var (kind, names) in Texts)
        {
            foreach (var name in names)
            {
                if (Named(text, name, out var year))
                    return new ColumnMeaning(ColumnRole.Narrative, Year: year) { Kind = kind };
            }
        }

        return null;
    }

    private static bool Named(string text, string name, out int? year)
    {
        year = null;
        if (text == name)
            return true;

        string label;
        if (text.EndsWith(name, StringComparison.Ordinal))
            label = text[..^name.Length];
        else if (text.StartsWith(name + "(", StringComparison.Ordinal) && text[^1] == ')')
            label = text[(name.Length + 1)..^1];
        else
            return false;

        if (!FiscalYears.IsLabel(label))
            return false;
        var named = FiscalYears.NamedIn(label);
        year = named.Count == 1 ? named[0] : null;
        return true;
    }
}
