using ReformOpenData.Data.Plans;

namespace ReformOpenData.Data.Import;

/// <summary>Reads a rating scale as the metadata declare it.</summary>
internal static class RatingScaleFile
{
    /// <summary>
    /// The steps that are understood; and, in a sentence without its end, what is wrong with the others.
    /// </summary>
    public static (IReadOnlyList<GradeLabel> Scale, string? Fault) Read(IReadOnlyList<MetadataGrade> entries)
    {
        var scale = new List<GradeLabel>();
        var faults = new List<string>();
        string[] unknown = [.. entries.Where(entry => GradeOf(entry) is null).Select(entry => $"“{entry.Grade}”")];
        if (unknown.Length > 0)
        {
            faults.Add(
                $"{string.Join(", ", unknown)} {(unknown.Length == 1 ? "is not a grade" : "are not grades")}; known "
                    + $"are {Grades.Names}. A label that is none of these has the grade OTHER");
        }

        foreach (var entry in entries)
        {
            if (string.IsNullOrWhiteSpace(entry.Label)
                || entry.Symbol is not null && string.IsNullOrWhiteSpace(entry.Symbol))
            {
                faults.Add("each step of the scale has a label, and its symbol, if it has one, is not blank");
                continue;
            }

            if (entry.Level is not null && Levels.Parse(entry.Level) is null)
                faults.Add($"“{entry.Level}” is not a level; known are {Levels.Names}");

            var step = entry.Step(GradeOf(entry) ?? Grade.Other);
            if (RatingScales.FaultOf(scale, step) is { } fault)
                faults.Add(fault);
            else
                scale.Add(step);
        }

        return (scale, faults.Count == 0 ? null : string.Join("; ", faults.Distinct()));
    }

    /// <summary>A grade that is written as its own label (5 for 5) is none of ours.</summary>
    private static Grade? GradeOf(MetadataGrade entry) => entry.Grade is null
        ? Grade.Other
        : Grades.Parse(entry.Grade) ?? (entry.Grade == entry.Label ? Grade.Other : null);
}
