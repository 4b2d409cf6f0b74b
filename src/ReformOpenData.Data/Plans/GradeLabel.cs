using System.Text.Json.Serialization;

namespace ReformOpenData.Data.Plans;

/// <summary>A step of a plan's rating scale: the grade, and the label that the print gives it (完了).</summary>
public sealed record GradeLabel(Grade Grade, string Label)
{
    /// <summary>The sign in the cells of the print (◎), where that is another than the label; null otherwise.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Symbol { get; init; }

    /// <summary>What the document says that the label means, in its words; null where it does not.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Meaning { get; init; }

    /// <summary>What can be compared between scales, as declared; null where nothing is declared.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Level? Level { get; init; }

    /// <summary>Whether it says how the work went, as declared; null where that follows from the grade.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? DeclaredRated { get; init; }

    /// <summary>The first fiscal year in which the label has this meaning; null for the plan's first.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? FirstFiscalYear { get; init; }

    /// <summary>The last such fiscal year; null for the plan's last.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? LastFiscalYear { get; init; }

    /// <summary>Whether it says how the work went: a dash, or “not assessed”, does not.</summary>
    [JsonIgnore]
    public bool IsRated => DeclaredRated ?? Grade != Grade.NotRated;

    /// <summary>Whether more is known than grade and label.</summary>
    [JsonIgnore]
    public bool HasDetails =>
        Sign != Label || Meaning is not null || Level is not null || IsRated != (Grade != Grade.NotRated)
        || FirstFiscalYear is not null || LastFiscalYear is not null;

    /// <summary>What cells of the print hold.</summary>
    [JsonIgnore]
    public string Sign => Symbol ?? Label;

    /// <summary>Whether the label is used in a fiscal year.</summary>
    public bool IsValidIn(int fiscalYear) => !(fiscalYear < FirstFiscalYear || fiscalYear > LastFiscalYear);

    /// <summary>Whether some year is one of both.</summary>
    public bool Overlaps(GradeLabel other) =>
        !(LastFiscalYear < other.FirstFiscalYear || other.LastFiscalYear < FirstFiscalYear);
}
