using ReformOpenData.Data.Plans;

namespace ReformOpenData.Data.Import;

/// <summary>
/// Collects what cells hold in the place of a grade and no scale declares, to tell all of it at once.
/// </summary>
internal sealed class UnknownGrades
{
    private const int MaxListed = 20;

    private readonly Dictionary<string, (Place First, int Count)> met = new(StringComparer.Ordinal);

    /// <summary>A label that is the name of another grade: A for B.</summary>
    public static void ReportMisleading(IReadOnlyList<GradeLabel> scale, FindingLog log)
    {
        string[] misleading =
        [
            .. scale.Where(step => Grades.Parse(CellText.Narrow(step.Label)) is { } other
                && other != step.Grade
                && step.Grade != Grade.Other)
                .Select(step => $"“{step.Label}” ({Grades.Name(step.Grade)})"),
        ];
        if (misleading.Length > 0)
        {
            log.Add(
                FindingKinds.GradeMisleading,
                default,
                $"The metadata declare labels that are the names of other grades: {string.Join(", ", misleading)}. "
                + "Leave “grade” out where a label is not one of ours, and declare its “level”: that is what can be "
                + "compared.",
                japanese: $"JSON の評価区分に、ほかの段階の記号と同じ名前があります: {string.Join("、", misleading)}。"
                + "その段階には grade を書かず、level（計画に対する達成度）を書いてください。");
        }
    }

    public void Add(string text, Place place) =>
        met[text] = met.TryGetValue(text, out var known) ? (known.First, known.Count + 1) : (place, 1);

    /// <summary>One error for all, with the lines that declare them.</summary>
    /// <param name="inTable">Whether the scale is a column of the table, and not a part of the metadata.</param>
    public void Report(IReadOnlyList<GradeLabel> scale, bool inTable, FindingLog log)
    {
        if (met.Count == 0)
            return;

        var all = met.Keys.ToList();
        var listed = all.Take(MaxListed).ToList();
        var known = scale.Count == 0 ? "which declares none" : string.Join(", ", scale.Select(step => step.Label));
        var lines = inTable
            ? string.Join(';', [
                .. scale.Select(step => $"{Grades.Name(step.Grade)}={step.Label}"),
                .. listed.Select(text => $"OTHER={text}"),
            ])
            : string.Join(", ", listed.Select(text => $"{{ \"label\": {JsonText.Of(text)} }}"));
        log.Add(
            FindingKinds.GradeUnknown,
            met[all[0]].First,
            $"{Excerpts.List([.. listed.Select(Told)], all.Count)} "
            + $"{(all.Count == 1 ? "is not a grade" : "are not grades")} of the plan ({known}). "
            + (inTable
                ? "Mend them; or write what is one into rating_scale of every row: "
                : "Mend them; or add what is one to “ratingScale” of the metadata: ")
            + lines,
            string.Join(", ", listed),
            japanese: $"{string.Join("、", listed.Select(text => $"「{text}」"))} は、"
            + $"計画の評価区分（{string.Join("、", scale.Select(step => step.Label))}）にありません。"
            + $"表を直すか、評価であれば {(inTable ? "どの行の rating_scale にもこう書いてください" : "JSON の ratingScale に加えてください")}: {lines}");

        string Told(string text) => met[text].Count == 1 ? $"“{text}”" : $"“{text}” ({met[text].Count} times)";
    }
}
