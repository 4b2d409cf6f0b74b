using ReformOpenData.Data.Plans;

namespace ReformOpenData.Data.Import;

/// <summary>Applies a list of corrections to the print, and says which of them do not fit it.</summary>
internal sealed class CorrectionPass(IReadOnlyList<Correction> corrections, FindingLog log)
{
    private Municipality? rows;

    public Municipality Apply(Municipality printed)
    {
        if (corrections.Count == 0)
            return printed;

        rows = printed;
        var open =
            corrections.DistinctBy(one => (one.TargetKey, one.Field)).ToDictionary(one => (one.TargetKey, one.Field));
        var corrected = CorrectableFields.Rewrite(
            printed,
            field => open.Remove((field.Key, field.Name), out var correction) ? Apply(correction, field) : field.Value);
        foreach (var correction in open.Values)
        {
            log.Add(
                FindingKinds.CorrectionTarget,
                default,
                $"No field “{correction.Field}” of {KeyWords.Of(rows!, correction.TargetKey)} can be corrected; known "
                + $"are {CorrectableFields.Names}.",
                correction.Printed,
                correction.Corrected);
        }

        return corrected;
    }

    private string? Apply(Correction correction, CorrectableFields.Field field)
    {
        // A field of which the print says nothing can be filled: “-” becomes a text.
        var text = field.Value ?? (field.IsPrintedDash ? field.Source!.Trim() : "");
        var first = text.IndexOf(correction.Printed, StringComparison.Ordinal);
        if (first < 0 || text.IndexOf(correction.Printed, first + 1, StringComparison.Ordinal) >= 0)
        {
            log.Add(
                FindingKinds.CorrectionText,
                default,
                first < 0
                    ? $"The {correction.Field} of {KeyWords.Of(rows!, correction.TargetKey)} does not hold the passage "
                        + "that the correction mends."
                    : $"The {correction.Field} of {KeyWords.Of(rows!, correction.TargetKey)} holds the passage more "
                        + "than once; give a longer one.",
                correction.Printed,
                correction.Corrected);
            return field.Value;
        }

        var corrected =
            string.Concat(text.AsSpan(0, first), correction.Corrected, text.AsSpan(first + correction.Printed.Length));
        // Where no print is kept, a correction is taken back by its own passage, which must be there once.
        if (field.Printed is null && !field.IsPrintedDash && !IsInvertible(correction, corrected, text))
        {
            log.Add(
                FindingKinds.CorrectionText,
                default,
                $"The {correction.Field} of {KeyWords.Of(rows!, correction.TargetKey)} could not be put back from what "
                + "the correction says; give a longer passage.",
                correction.Printed,
                correction.Corrected);
            return field.Value;
        }

        if (field.Accepts(corrected))
            return corrected;

        log.Add(
            FindingKinds.CorrectionText,
            default,
            $"The {correction.Field} of {KeyWords.Of(rows!, correction.TargetKey)} cannot become what the correction "
            + "says.",
            correction.Printed,
            correction.Corrected);
        return field.Value;
    }

    private static bool IsInvertible(Correction correction, string corrected, string text) =>
        correction.Corrected.Length > 0
        && corrected.Replace(correction.Corrected, correction.Printed, StringComparison.Ordinal) == text;
}
