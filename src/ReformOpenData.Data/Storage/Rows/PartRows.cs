namespace ReformOpenData.Data.Storage.Rows;

/// <summary>A row below an initiative, whose ancestors it repeats.</summary>
public abstract class InitiativePartRow : NodeRow
{
    public long MunicipalityId { get; set; }

    public long PlanId { get; set; }

    public long CategoryId { get; set; }

    public long ItemId { get; set; }

    public long InitiativeId { get; set; }
}

/// <summary>A row below an assessment.</summary>
public abstract class AssessmentPartRow : InitiativePartRow
{
    public long AssessmentId { get; set; }
}

/// <summary>A row below an assessment with its place in print.</summary>
public abstract class PrintedRow : AssessmentPartRow
{
    public long DocumentId { get; set; }

    public int Page { get; set; }

    public int Row { get; set; }

    public int? Column { get; set; }

    public int Line { get; set; }
}
