using ReformOpenData.Data.Import;
using ReformOpenData.Data.Plans;

namespace ReformOpenData.Data.Releases;

/// <summary>
/// Joins a document with its municipality: rows are matched, corrections applied, and what would be lost or changed
/// against the print is asked. All questions of a document are asked in one run, as far as they do not depend on each
/// other.
/// </summary>
internal static class DocumentJoin
{
    /// <param name="published">As the current release has the municipality; null where it has none.</param>
    /// <param name="stored">As the draft has it; null where it has none.</param>
    public static MergeResult Join(
        Municipality? published, Municipality? stored, ReadResult read, ImportOptions options)
    {
        var log = new FindingLog();
        read.NamePages?.Invoke(log);
        var answers = new Answers(options.Mapping, read.Municipality!.Code, log);
        var merged = MunicipalityMerge.Merge(stored, read, answers, log);
        var hasQuestions = log.HasErrors;
        if (merged is not null && published is not null && stored is not null)
            new Losses(published, stored, merged, read, answers, log).AskYears();
        if (merged is null || hasQuestions)
            return new MergeResult(null, log.Findings) { Questions = log.Questions };

        // What the merge has to say is published with the document; what comes behind are questions, or is said
        // elsewhere.
        merged = MunicipalityMerge.WithFindings(merged, read.Document, log.Findings);
        var corrected = Corrections.Apply(merged, options.Corrections ?? merged.Corrections);
        if (corrected.Municipality is not { } municipality)
            return new MergeResult(null, [.. log.Findings, .. corrected.Findings]);

        if (stored is not null)
            municipality = new PrintedChanges(stored, read, answers, log).Check(municipality);
        if (published is not null && stored is not null)
            new Losses(published, stored, municipality, read, answers, log).AskValues();
        answers.ReportUnused(log);
        return new MergeResult(log.HasErrors ? null : municipality, [.. log.Findings, .. corrected.Findings])
        {
            Questions = log.Questions,
        };
    }
}
