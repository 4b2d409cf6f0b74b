using ReformOpenData.Data.Plans;

namespace ReformOpenData.Data.Storage.Rows;

/// <summary>The figures of an edition or a release, counted once when it is written.</summary>
public abstract class CountedRow
{
    public int DepartmentCount { get; set; }

    public int PlanCount { get; set; }

    public int CategoryCount { get; set; }

    public int ItemCount { get; set; }

    public int InitiativeCount { get; set; }

    public int AssessmentCount { get; set; }

    public int NarrativeCount { get; set; }

    public int RatingCount { get; set; }

    public int SourceDocumentCount { get; set; }

    public int FindingCount { get; set; }

    public int CorrectionCount { get; set; }

    public int MeasureCount { get; set; }

    public int MeasureValueCount { get; set; }
}

/// <summary>Table <c>edition</c>: one immutable state of one municipality.</summary>
public sealed class EditionRow : CountedRow
{
    public long Id { get; set; }

    public string MunicipalityCode { get; set; } = "";

    /// <summary>Sha-256 of all it holds: an import that changes nothing is recognised by it.</summary>
    public string ContentHash { get; set; } = "";
}

/// <summary>Whether a release is still being prepared; the numbers are those of the store.</summary>
public enum ReleaseStatus
{
    Draft = 1,
    Published = 2,

    /// <summary>It was public, and a rollback took it back.</summary>
    Withdrawn = 3,

    /// <summary>It was public, and what it held was deleted for good; the row says when, by whom and why.</summary>
    TakenDown = 4,
}

/// <summary>Table <c>release</c>.</summary>
public sealed class ReleaseRow : CountedRow
{
    public int Number { get; set; }

    public ReleaseStatus Status { get; set; }

    /// <summary>The release that was current when the draft was begun.</summary>
    public int? BaseRelease { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset? PublishedAt { get; set; }

    /// <summary>When a rollback took it back; null where it is public, and where an earlier build did.</summary>
    public DateTimeOffset? WithdrawnAt { get; set; }

    /// <summary>When a rollback made it current again, the last time; null where only its publication did.</summary>
    public DateTimeOffset? ServedAgainAt { get; set; }

    [Folded]
    public string? Note { get; set; }

    public DateTimeOffset? TakenDownAt { get; set; }

    /// <summary>Who took it down, for the steward; no answer shows it.</summary>
    public string? TakenDownBy { get; set; }

    [Folded]
    public string? TakenDownReason { get; set; }

    public int MunicipalityCount { get; set; }

    public int ChangeCount { get; set; }
}

/// <summary>Table <c>release_edition</c>: a release is a set of editions, one for each municipality.</summary>
public sealed class ReleaseEditionRow
{
    public int ReleaseNumber { get; set; }

    public long EditionId { get; set; }
}

/// <summary>Table <c>release_change</c>: what a release changed against its base.</summary>
public sealed class ReleaseChangeRow
{
    public long Id { get; set; }

    public int ReleaseNumber { get; set; }

    public int Position { get; set; }

    public ChangeKind Kind { get; set; }

    /// <summary>Type of the changed row (Rating).</summary>
    public string Type { get; set; } = "";

    public string Key { get; set; } = "";

    public string? Field { get; set; }

    [Folded]
    public string? Before { get; set; }

    [Folded]
    public string? After { get; set; }

    internal static ReleaseChangeRow Of(Change change, long id, int release, int position) => new()
    {
        Id = id,
        ReleaseNumber = release,
        Position = position,
        Kind = change.Kind,
        Type = change.Type,
        Key = change.Key,
        Field = change.Field,
        Before = change.Before,
        After = change.After,
    };
}

/// <summary>Table <c>taken_down_document</c>: a document that no release holds since one was taken down.</summary>
public sealed class TakenDownDocumentRow
{
    public int ReleaseNumber { get; set; }

    public string Sha256 { get; set; } = "";
}

/// <summary>
/// Table <c>gram_count</c>: how many texts of a kind hold a character or a pair of neighbours, from a release until the
/// next row of the same, by their numbers.
/// </summary>
public sealed class GramCountRow
{
    /// <summary>Most grams occur in fewer texts than this, and are not kept in memory.</summary>
    public const int Rare = 64;

    /// <summary>Kind and field of the texts: <c>8:text</c>.</summary>
    public string Text { get; set; } = "";

    /// <summary>One character or two, folded.</summary>
    public string Gram { get; set; } = "";

    public int SinceRelease { get; set; }

    public int Texts { get; set; }
}

/// <summary>
/// Table <c>row_count</c>: how many rows of an entity have a combination of the values that are counted, from a release
/// until the next row of the same, by their numbers.
/// </summary>
public sealed class RowCountRow
{
    /// <summary>As the catalogue calls it: <c>rating</c>.</summary>
    public string Entity { get; set; } = "";

    /// <summary>The values, in their order, as JSON.</summary>
    public string Cell { get; set; } = "";

    public int SinceRelease { get; set; }

    public int Rows { get; set; }
}

/// <summary>Table <c>store_state</c>: one row.</summary>
public sealed class StoreStateRow
{
    public int Id { get; set; }

    public int? CurrentRelease { get; set; }

    /// <summary>The next number that no row bears.</summary>
    public long NextId { get; set; }

    /// <summary>Given at random when the store was made; a copy has the same.</summary>
    public string? StoreId { get; set; }
}
