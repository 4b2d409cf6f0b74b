using ReformOpenData.Data.Plans;
using ReformOpenData.Data.Releases;
using ReformOpenData.Data.Storage.Rows;

namespace ReformOpenData.Server.Commands;

/// <summary>Tells the steward what an import did, or would do.</summary>
internal sealed class ImportReport(Terminal terminal, ImportOutcome outcome, ImportOptions options)
{
    private const int MaxFindings = 200;
    private const int MaxChanges = 200;

    public void Write()
    {
        foreach (var document in outcome.Documents)
            Document(document);
        switch (outcome.Status)
        {
            case ImportStatus.Refused:
                terminal.Line("Nothing was stored: mend what is marked as error, and import again.");
                return;
            case ImportStatus.Unchanged:
                Unchanged();
                return;
            default:
                Release(outcome.After!);
                return;
        }
    }

    private void Document(ImportedDocument document)
    {
        // Of a file with hundreds of municipalities only those are told of that have something to say.
        var isTold = outcome.Documents.Count <= Importer.MaxContents || document.Findings.Count > 0;
        if (!isTold)
            return;
        var whose = document.MunicipalityName is null ? "" : $" — {document.MunicipalityName} ({document.MunicipalityCode})";
        terminal.Line($"{document.FileName}{whose}: {Findings(document.Findings)}");

        // Notes say what was mended on the way; a dry run shows all that becomes public, findings included.
        var order = document.Findings.Where(finding => options.DryRun || finding.Severity > FindingSeverity.Note)
            .OrderByDescending(finding => finding.Severity).ToList();
        foreach (var finding in order.Take(MaxFindings))
            Finding(finding);
        if (order.Count > MaxFindings)
            terminal.Line($"    … and {order.Count - MaxFindings} more; --json lists them all");
        terminal.Line();
    }

    private void Finding(Finding finding)
    {
        var place = Words.Place(finding);
        terminal.Line($"  {finding.Severity.ToString().ToLowerInvariant(),-7} {finding.Code}{(place.Length > 0 ? $" ({place})" : "")}: {finding.Message}");
        if (finding.Made is not null)
            terminal.Line($"          {Words.Difference(finding.Read, finding.Made, finding.Severity == FindingSeverity.Error ? "against" : "was taken as")}");
        else if (finding.Read is not null)
            terminal.Line($"          read: {Words.Short(finding.Read)}");
    }

    private void Unchanged()
    {
        if (outcome.IsPublished)
        {
            terminal.Line($"The draft held all of it already, and is public now: release {outcome.After!.Number}.");
            return;
        }

        terminal.Line(outcome.After is { } draft
            ? $"Nothing new: draft {draft.Number} holds all of it already. Publish it with: publish"
            : $"Nothing new: release {outcome.Before?.Number}, which is public, holds all of it already.");
    }

    private void Release(ReleaseRow release)
    {
        terminal.Line((options.DryRun, outcome.IsPublished) switch
        {
            (true, _) => $"Dry run: nothing was stored. This would become public as release {release.Number}:",
            (false, true) => $"Release {release.Number} is public now:",
            (false, false) => $"Draft {release.Number} is ready; it is not public yet:",
        });
        terminal.Line();
        Counts(outcome.Before, release);
        terminal.Line();
        if (outcome.Before is null)
        {
            foreach (var document in outcome.Documents.Where(document => document.Content is not null).DistinctBy(one => one.MunicipalityCode))
                new Outline(terminal).Write(document.Content!);
        }
        else
        {
            Changes();
        }

        if (!options.DryRun && !outcome.IsPublished)
            terminal.Line("Make it public with: publish. Throw it away with: discard");
    }

    private void Changes()
    {
        var count = outcome.ChangeCount == 1 ? "1 thing changes" : $"{outcome.ChangeCount} things change";
        terminal.Line($"Against release {outcome.Before!.Number}, which is public, {count}:");
        var listed = outcome.Changes.Where(change => !MunicipalityComparison.IsOfPrint(change)).Take(MaxChanges);
        foreach (var change in listed)
            terminal.Line("  " + Words.Of(change));
        var others = outcome.ChangeCount - outcome.PrintChangeCount;
        if (others > MaxChanges)
        {
            terminal.Line(
                $"  … and {others - MaxChanges} more; --json lists up to {Importer.MaxListed}, compare lists all");
        }

        if (outcome.PrintChangeCount > 0)
            terminal.Line($"  ~ {Words.PrintChanges(outcome.PrintChangeCount)}; compare lists them");
        terminal.Line();
        foreach (var added in outcome.Changes.Where(change => change is { Kind: ChangeKind.Added, Type: nameof(Municipality) }))
        {
            if (outcome.Documents.FirstOrDefault(document => document.MunicipalityCode == added.Key)?.Content is { } content)
                new Outline(terminal).Write(content);
        }
    }

    private void Counts(ReleaseRow? before, ReleaseRow after)
    {
        Count("municipalities (自治体)", row => row.MunicipalityCount);
        Count("plans (計画)", row => row.PlanCount);
        Count("categories (分野)", row => row.CategoryCount);
        Count("items (改革項目)", row => row.ItemCount);
        Count("initiatives (具体的取組)", row => row.InitiativeCount);
        Count("rows (取組の行)", row => row.AssessmentCount);
        Count("departments (所管課)", row => row.DepartmentCount);
        Count("texts (取組状況)", row => row.NarrativeCount);
        Count("ratings (評価)", row => row.RatingCount);
        Count("documents (公表資料)", row => row.SourceDocumentCount);
        Count("findings (読取所見)", row => row.FindingCount);
        Count("corrections (訂正)", row => row.CorrectionCount);

        void Count(string what, Func<ReleaseRow, int> count)
        {
            var now = count(after);
            var difference = now - (before is null ? 0 : count(before));
            var told = before is null ? "" : difference == 0 ? "  as before" : $"  {difference:+#;-#}";
            terminal.Line($"  {now,9:N0}  {what}{told}");
        }
    }

    private static string Findings(IReadOnlyList<Finding> findings)
    {
        if (findings.Count == 0)
            return "no findings";
        var parts = findings.GroupBy(finding => finding.Severity).OrderByDescending(group => group.Key)
            .Select(group => $"{group.Count()} {group.Key.ToString().ToLowerInvariant()}{(group.Count() == 1 ? "" : "s")}");
        return string.Join(", ", parts);
    }
}
