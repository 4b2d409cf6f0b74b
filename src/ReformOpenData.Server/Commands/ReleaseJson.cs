using ReformOpenData.Data.Storage.Rows;

namespace ReformOpenData.Server.Commands;

/// <summary>A release, for scripts.</summary>
internal static class ReleaseJson
{
    public static object Of(ReleaseRow release, int? current) => new
    {
        release.Number,
        release.Status,
        IsCurrent = release.Number == current && release.Status != ReleaseStatus.Draft,
        release.BaseRelease,
        release.CreatedAt,
        release.PublishedAt,
        release.WithdrawnAt,
        release.ServedAgainAt,
        release.Note,
        release.TakenDownAt,
        release.TakenDownBy,
        release.TakenDownReason,
        Counts = new
        {
            Municipalities = release.MunicipalityCount,
            Departments = release.DepartmentCount,
            Plans = release.PlanCount,
            Categories = release.CategoryCount,
            Items = release.ItemCount,
            Initiatives = release.InitiativeCount,
            Assessments = release.AssessmentCount,
            Narratives = release.NarrativeCount,
            Ratings = release.RatingCount,
            SourceDocuments = release.SourceDocumentCount,
            Findings = release.FindingCount,
            Corrections = release.CorrectionCount,
            Changes = release.ChangeCount,
        },
    };
}
