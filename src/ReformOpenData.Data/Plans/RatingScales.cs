namespace ReformOpenData.Data.Plans;

/// <summary>Finds the step of a rating scale that a rating names.</summary>
public static class RatingScales
{
    /// <summary>The steps of a scale that are used in a fiscal year.</summary>
    public static IReadOnlyList<GradeLabel> In(this IReadOnlyList<GradeLabel> scale, int fiscalYear) =>
        scale.All(step => step.IsValidIn(fiscalYear)) ? scale : [.. scale.Where(step => step.IsValidIn(fiscalYear))];

    /// <summary>
    /// The step of a rating: by its label where it has one, else the first of its grade; one that is used in the year
    /// of the rating goes before others. Null where the scale has none.
    /// </summary>
    public static GradeLabel? StepOf(this IReadOnlyList<GradeLabel> scale, Rating rating) =>
        scale.StepOf(rating.Grade, rating.Label, rating.FiscalYear);

    /// <summary>Likewise for a rating that is being made.</summary>
    public static GradeLabel? StepOf(this IReadOnlyList<GradeLabel> scale, Grade grade, string? label, int fiscalYear)
    {
        GradeLabel? found = null;
        foreach (var step in scale)
        {
            if (step.Grade != grade || (label is not null && step.Label != label))
                continue;
            if (step.IsValidIn(fiscalYear))
                return step;
            found ??= step;
        }

        return found;
    }

    /// <summary>The label that tells which step a rating is of; null where the grade alone does.</summary>
    public static string? LabelToKeep(this IReadOnlyList<GradeLabel> scale, Rating rating) =>
        scale.StepOf(rating) is { } step ? scale.LabelToKeep(step, rating.FiscalYear) : rating.Label;

    /// <summary>The label to keep with a rating: none where the grade alone says it.</summary>
    public static string? LabelToKeep(this IReadOnlyList<GradeLabel> scale, GradeLabel step, int fiscalYear) =>
        step.Grade != Grade.Other && scale.StepOf(step.Grade, null, fiscalYear)?.Label == step.Label
            ? null
            : step.Label;

    /// <summary>
    /// Why a step cannot stand beside those before it, in a sentence without its end: in no year may two have one label
    /// or sign, or one grade but OTHER. Null where it can.
    /// </summary>
    public static string? FaultOf(IReadOnlyList<GradeLabel> scale, GradeLabel step)
    {
        if (step.LastFiscalYear < step.FirstFiscalYear)
            return $"the last fiscal year of the label “{step.Label}” is before its first";
        foreach (var known in scale.Where(known => known.Overlaps(step)))
        {
            if (known.Label == step.Label || known.Sign == step.Sign)
                return $"the scale has the label “{step.Label}”, or its sign, twice";
            if (known.Grade == step.Grade && step.Grade != Grade.Other)
            {
                return $"each grade has a label of its own, which {Grades.Name(step.Grade)} has not: it has "
                    + $"“{known.Label}” and “{step.Label}” in the same years. One of them may be OTHER";
            }
        }

        return null;
    }

    /// <summary>
    /// The steps of two documents of a plan: those of the newer, and those of the older that it neither repeats nor
    /// replaces. A step is replaced by another label for its grade, unless years are declared, or the grade is OTHER.
    /// </summary>
    public static IReadOnlyList<GradeLabel> Join(IReadOnlyList<GradeLabel> newer, IReadOnlyList<GradeLabel> older)
    {
        return [.. newer, .. older.Where(step => !newer.Any(known => Replaces(known, step)))];

        static bool Replaces(GradeLabel known, GradeLabel step) =>
            known.Overlaps(step)
                && (known.Label == step.Label || (known.Grade == step.Grade && step.Grade != Grade.Other));
    }
}
