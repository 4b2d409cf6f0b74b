namespace ReformOpenData.Data.Plans;

/// <summary>What a text tells of a year; the numbers are those of the store.</summary>
public enum NarrativeKind
{
    /// <summary>取組状況: what was done.</summary>
    Result = 0,

    /// <summary>計画: what was to be done.</summary>
    Plan = 1,

    /// <summary>課題: what is in the way.</summary>
    Issue = 2,

    /// <summary>今後の取組: what is to be done next.</summary>
    NextStep = 3,

    /// <summary>意見: what others say of it, such as a committee.</summary>
    Opinion = 4,
}

/// <summary>The names of kinds of texts, in files and in the API.</summary>
public static class NarrativeKinds
{
    private static readonly (NarrativeKind Kind, string Name, string Japanese)[] All =
    [
        (NarrativeKind.Result, "RESULT", "取組状況"), (NarrativeKind.Plan, "PLAN", "計画"),
        (NarrativeKind.Issue, "ISSUE", "課題"), (NarrativeKind.NextStep, "NEXT_STEP", "今後の取組"),
        (NarrativeKind.Opinion, "OPINION", "意見"),
    ];

    /// <summary>All names, for messages.</summary>
    public static string Names => string.Join(", ", All.Select(kind => kind.Name));

    /// <summary>NEXT_STEP.</summary>
    public static string Name(NarrativeKind kind) => All[(int)kind].Name;

    /// <summary>今後の取組.</summary>
    public static string Japanese(NarrativeKind kind) => All[(int)kind].Japanese;

    /// <summary>
    /// The kind of a name (NEXT_STEP, next-step), or of the word that people write (今後の取組); null where there is none.
    /// </summary>
    public static NarrativeKind? Parse(string name)
    {
        var code = name.Replace('-', '_').ToUpperInvariant();
        foreach (var (kind, english, japanese) in All)
        {
            if (code == english || name == japanese)
                return kind;
        }

        return null;
    }

    /// <summary>Texts in the order of their keys.</summary>
    public static IEnumerable<YearlyNarrative> Ordered(IEnumerable<YearlyNarrative> narratives) =>
        narratives.OrderBy(one => one.FiscalYear).ThenBy(one => Keys.YearlyNarrative("", one), StringComparer.Ordinal);
}
