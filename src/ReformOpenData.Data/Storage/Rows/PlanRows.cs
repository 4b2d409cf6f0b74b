using ReformOpenData.Data.Plans;

namespace ReformOpenData.Data.Storage.Rows;

/// <summary>A row of a data table: numbered by the importer, and part of one immutable edition.</summary>
public abstract class DataRow
{
    public long Id { get; set; }

    public long EditionId { get; set; }
}

/// <summary>A row that is a node of the API: its key is unique within a release and stable across releases.</summary>
public abstract class NodeRow : DataRow
{
    public string Key { get; set; } = "";
}

/// <summary>Table <c>municipality</c>.</summary>
public sealed class MunicipalityRow : NodeRow
{
    public string Code { get; set; } = "";

    public string Name { get; set; } = "";

    public string NameFolded { get; set; } = "";

    public string RomanName { get; set; } = "";

    public string RomanNameFolded { get; set; } = "";
}

/// <summary>Table <c>department</c>.</summary>
public sealed class DepartmentRow : NodeRow
{
    public long MunicipalityId { get; set; }

    public int Position { get; set; }

    public string Name { get; set; } = "";

    public string NameFolded { get; set; } = "";

    public string? Bureau { get; set; }

    public string? BureauFolded { get; set; }

    public string FullName { get; set; } = "";

    public string FullNameFolded { get; set; } = "";
}

/// <summary>Table <c>plan</c>.</summary>
public sealed class PlanRow : NodeRow
{
    public long MunicipalityId { get; set; }

    public string Title { get; set; } = "";

    public string TitleFolded { get; set; } = "";

    public string? CategoryLevelName { get; set; }

    public string? ItemLevelName { get; set; }

    public string? InitiativeLevelName { get; set; }

    public int FirstFiscalYear { get; set; }

    /// <summary>What tells it from others of the same first year; null for none.</summary>
    public string? OwnId { get; set; }

    public int LastFiscalYear { get; set; }
}

/// <summary>Table <c>rating_scale</c>.</summary>
public sealed class RatingScaleRow : DataRow
{
    public long PlanId { get; set; }

    public int Position { get; set; }

    public Grade Grade { get; set; }

    [Folded]
    public string Label { get; set; } = "";

    [Folded]
    public string? Symbol { get; set; }

    [Folded]
    public string? Meaning { get; set; }

    /// <summary>A <see cref="Plans.Level"/>.</summary>
    public int? Level { get; set; }

    /// <summary>As declared; null where the grade says it.</summary>
    public bool? IsRated { get; set; }

    public int? FirstFiscalYear { get; set; }

    public int? LastFiscalYear { get; set; }
}

/// <summary>Table <c>category</c>.</summary>
public sealed class CategoryRow : NodeRow
{
    public long MunicipalityId { get; set; }

    public long PlanId { get; set; }

    public int Number { get; set; }

    public string Name { get; set; } = "";

    public string NameFolded { get; set; } = "";

    [Folded]
    public string? PrintedNumber { get; set; }
}

/// <summary>Table <c>item</c>.</summary>
public sealed class ItemRow : NodeRow
{
    public long MunicipalityId { get; set; }

    public long PlanId { get; set; }

    public long CategoryId { get; set; }

    public int Number { get; set; }

    public string Name { get; set; } = "";

    public string NameFolded { get; set; } = "";

    /// <summary>Names of levels above it, one a line.</summary>
    public string? Headings { get; set; }

    [Folded]
    public string? PrintedNumber { get; set; }
}

/// <summary>Table <c>initiative</c>.</summary>
public sealed class InitiativeRow : NodeRow
{
    public long MunicipalityId { get; set; }

    public long PlanId { get; set; }

    public long CategoryId { get; set; }

    public long ItemId { get; set; }

    public int Number { get; set; }

    public string Name { get; set; } = "";

    public string NameFolded { get; set; } = "";

    [Folded]
    public string? PrintedNumber { get; set; }

    public string? Description { get; set; }

    /// <summary>An <see cref="InitiativeStatus"/>.</summary>
    public int? Status { get; set; }

    public int? EndedIn { get; set; }

    [Folded]
    public string? Reason { get; set; }
}

/// <summary>Table <c>initiative_successor</c>.</summary>
public sealed class InitiativeSuccessorRow
{
    public long EditionId { get; set; }

    public long InitiativeId { get; set; }

    public long SuccessorId { get; set; }
}

/// <summary>Table <c>department_successor</c>.</summary>
public sealed class DepartmentSuccessorRow
{
    public long EditionId { get; set; }

    public long DepartmentId { get; set; }

    public long SuccessorId { get; set; }
}
