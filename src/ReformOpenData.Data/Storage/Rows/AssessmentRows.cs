using ReformOpenData.Data.Plans;

namespace ReformOpenData.Data.Storage.Rows;

/// <summary>Table <c>assessment</c>: one printed row, with the summary of its plan's years.</summary>
public sealed class AssessmentRow : InitiativePartRow
{
    public int Number { get; set; }

    public int? SummaryFiscalYear { get; set; }

    public string? SummaryText { get; set; }

    [Folded]
    public string? SummarySourceText { get; set; }

    public long DocumentId { get; set; }

    public int Page { get; set; }

    public int Row { get; set; }

    public int Line { get; set; }

    public int? SummaryPage { get; set; }

    public int? SummaryRow { get; set; }

    public int? SummaryColumn { get; set; }

    public int? SummaryLine { get; set; }

    public long? SummaryDocumentId { get; set; }
}

/// <summary>Table <c>responsibility</c>.</summary>
public sealed class ResponsibilityRow : DataRow
{
    public long AssessmentId { get; set; }

    public long DepartmentId { get; set; }

    public int Position { get; set; }

    [Folded]
    public string? Qualifier { get; set; }

    public ResponsibilityRole Role { get; set; }
}

/// <summary>Table <c>narrative</c>.</summary>
public sealed class NarrativeRow : PrintedRow
{
    public int FiscalYear { get; set; }

    public NarrativeKind Kind { get; set; }

    public string? Text { get; set; }

    [Folded]
    public string SourceText { get; set; } = "";
}

/// <summary>Table <c>section</c>: of a narrative, or of the summary where <see cref="NarrativeId"/> is null.</summary>
public sealed class SectionRow : DataRow
{
    public long AssessmentId { get; set; }

    public long? NarrativeId { get; set; }

    public int Position { get; set; }

    [Folded]
    public string? Label { get; set; }

    public long? DepartmentId { get; set; }

    [Folded]
    public string Text { get; set; } = "";
}

/// <summary>Table <c>rating</c>.</summary>
public sealed class RatingRow : PrintedRow
{
    public int Number { get; set; }

    public Grade Grade { get; set; }

    [Folded]
    public string Printed { get; set; } = "";

    /// <summary>Of its step in the plan's scale, repeated here as the next three are.</summary>
    [Folded]
    public string? Label { get; set; }

    [Folded]
    public string? Meaning { get; set; }

    /// <summary>A <see cref="Plans.Level"/>.</summary>
    public int? Level { get; set; }

    /// <summary>As declared; null where the grade says it.</summary>
    public bool? IsRated { get; set; }

    [Folded]
    public string? Evaluator { get; set; }

    [Folded]
    public string? Aspect { get; set; }

    public int FiscalYear { get; set; }

    public bool IsFinal { get; set; }
}

/// <summary>Table <c>rating_department</c>.</summary>
public sealed class RatingDepartmentRow
{
    public long EditionId { get; set; }

    public long RatingId { get; set; }

    public long DepartmentId { get; set; }

    public int Position { get; set; }
}

/// <summary>Table <c>measure</c>.</summary>
public sealed class MeasureRow : AssessmentPartRow
{
    public int Number { get; set; }

    [Folded]
    public string Name { get; set; } = "";

    [Folded]
    public string? Unit { get; set; }

    public MeasureKind Kind { get; set; }

    /// <summary>A <see cref="MeasureDirection"/>.</summary>
    public int? Direction { get; set; }
}

/// <summary>Table <c>measure_value</c>; name, unit, kind and direction of its measure are repeated.</summary>
public sealed class MeasureValueRow : PrintedRow
{
    public long MeasureId { get; set; }

    [Folded]
    public string Name { get; set; } = "";

    [Folded]
    public string? Unit { get; set; }

    public MeasureKind Kind { get; set; }

    /// <summary>A <see cref="MeasureDirection"/>.</summary>
    public int? Direction { get; set; }

    public int FiscalYear { get; set; }

    public MeasureRole Role { get; set; }

    /// <summary>In ten-thousandths.</summary>
    public long? Value { get; set; }

    /// <summary>In ten-thousandths.</summary>
    public long? Yen { get; set; }

    [Folded]
    public string Printed { get; set; } = "";
}
