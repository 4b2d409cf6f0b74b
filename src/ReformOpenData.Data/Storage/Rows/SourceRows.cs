using ReformOpenData.Data.Plans;

namespace ReformOpenData.Data.Storage.Rows;

/// <summary>Table <c>source_cell</c>: a printed cell, whatever became of it.</summary>
public sealed class SourceCellRow : DataRow
{
    public long AssessmentId { get; set; }

    public long DocumentId { get; set; }

    public SourceColumn Column { get; set; }

    [Folded]
    public string Text { get; set; } = "";

    [Folded]
    public string SourceText { get; set; } = "";

    public int Page { get; set; }

    public int Row { get; set; }

    /// <summary>
    /// The column in which it was printed, where that is known; a shifted row has its cells elsewhere.
    /// </summary>
    public int? PrintedColumn { get; set; }

    public int Line { get; set; }
}

/// <summary>Table <c>source_document</c>.</summary>
public sealed class SourceDocumentRow : NodeRow
{
    public long MunicipalityId { get; set; }

    /// <summary>Null where a document tells of a plan that the municipality does not have.</summary>
    public long? PlanId { get; set; }

    public string Sha256 { get; set; } = "";

    [Folded]
    public string FileName { get; set; } = "";

    [Folded]
    public string Title { get; set; } = "";

    [Folded]
    public string Publisher { get; set; } = "";

    [Folded]
    public string? Url { get; set; }

    [Folded]
    public string? Licence { get; set; }

    public bool LicenceConfirmed { get; set; }

    public DateOnly? RetrievedOn { get; set; }

    public int PlanFirstFiscalYear { get; set; }

    /// <summary>The id of the plan among those of the same first year; null for none.</summary>
    public string? PlanOwnId { get; set; }

    public int FiscalYear { get; set; }
}

/// <summary>Table <c>finding</c>.</summary>
public sealed class FindingRow : DataRow
{
    public long DocumentId { get; set; }

    public int Position { get; set; }

    public string Code { get; set; } = "";

    public FindingSeverity Severity { get; set; }

    [Folded]
    public string Message { get; set; } = "";

    public int? Page { get; set; }

    public int? Row { get; set; }

    public int? Column { get; set; }

    public int? Line { get; set; }

    [Folded]
    public string? Read { get; set; }

    [Folded]
    public string? Made { get; set; }
}

/// <summary>Table <c>correction</c>.</summary>
public sealed class CorrectionRow : NodeRow
{
    public long MunicipalityId { get; set; }

    public long? AssessmentId { get; set; }

    public string TargetKey { get; set; } = "";

    public string Field { get; set; } = "";

    [Folded]
    public string Printed { get; set; } = "";

    [Folded]
    public string Corrected { get; set; } = "";

    [Folded]
    public string Reason { get; set; } = "";

    public int? SinceRelease { get; set; }
}

/// <summary>What a row of <c>search_text</c> speaks of; the numbers are those of the store.</summary>
public enum SearchKind
{
    Municipality = 1,
    Department = 2,
    Plan = 3,
    Category = 4,
    Item = 5,
    Initiative = 6,

    /// <summary>The summary (総括) of an assessment.</summary>
    Assessment = 7,

    /// <summary>What was reported for a year.</summary>
    Narrative = 8,
}

/// <summary>Table <c>search_text</c>: a text as it is compared.</summary>
public sealed class SearchTextRow : DataRow
{
    public SearchKind Kind { get; set; }

    /// <summary>Id of the row in the table of its kind.</summary>
    public long EntityId { get; set; }

    /// <summary>
    /// Key of that row: search results come in its order, and none of them is looked up to be ordered.
    /// </summary>
    public string Key { get; set; } = "";

    /// <summary>The field as the API names it: name, romanName, fullName, title, description, text.</summary>
    public string Field { get; set; } = "";

    public string Folded { get; set; } = "";
}
