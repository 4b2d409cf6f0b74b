using ReformOpenData.Data.Releases;

namespace ReformOpenData.Server.Commands;

/// <summary>An import, for scripts.</summary>
internal static class ImportJson
{
    public static object Of(ImportOutcome outcome, ImportOptions options) => new
    {
        outcome.Status,
        options.DryRun,
        outcome.IsPublished,
        outcome.Draft,
        Documents = outcome.Documents.Select(document => new
        {
            document.FileName,
            document.MunicipalityCode,
            document.MunicipalityName,
            document.IsUnchanged,
            document.Findings,
        }),
        Before = outcome.Before is null ? null : ReleaseJson.Of(outcome.Before, outcome.Before.Number),
        After = outcome.After is null
            ? null
            : ReleaseJson.Of(outcome.After, outcome.IsPublished ? outcome.After.Number : outcome.Before?.Number),
        outcome.ChangeCount,
        outcome.Changes,
    };
}
