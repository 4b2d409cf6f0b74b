using ReformOpenData.Data.Import;
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
                terminal.Line(Language.Of(
                    "Nothing was stored: mend what is marked as error, and import again.",
                    (HasErrors, HasQuestions) switch
                    {
                        (true, true) =>
                            "何も保存していません。エラーを直し、質問には --questions q.csv で答えて、もう一度取り込んでください。",
                        (false, true) => "何も保存していません。質問に --questions q.csv で答えて、もう一度取り込んでください。",
                        _ => "何も保存していません。エラーを直して、もう一度取り込んでください。",
                    }));
                return;
            case ImportStatus.Unchanged:
                Unchanged();
                return;
            default:
                Release(outcome.After!);
                return;
        }
    }

    private bool HasErrors => outcome.Documents.Any(document => document.Findings.Any(
        finding => finding.Severity == FindingSeverity.Error && !IsQuestion(document, finding)));

    private bool HasQuestions => outcome.Documents.Any(document => document.Questions.Count > 0);

    private void Document(ImportedDocument document)
    {
        // Of a file with hundreds of municipalities only those are told of that have something to say.
        var isTold = outcome.Documents.Count <= Importer.MaxContents || document.Findings.Count > 0;
        if (!isTold)
            return;
        var whose = document.MunicipalityName is null
            ? ""
            : $" — {document.MunicipalityName} ({document.MunicipalityCode})";
        terminal.Line($"{document.FileName}{whose}: {Findings(document)}");

        // Notes say what was mended on the way; a dry run shows all that becomes public, findings included.
        var order = document.Findings.Where(finding => options.DryRun || finding.Severity > FindingSeverity.Note)
            .OrderByDescending(finding => finding.Severity).ToList();
        var told = order.Take(MaxFindings).ToLookup(finding =>
            finding.Severity == FindingSeverity.Error && !IsQuestion(document, finding));
        foreach (var alike in AlikeErrors.Of(told[true]))
        {
            foreach (var error in alike.Whole)
                Finding(error, isQuestion: false);
            if (alike.Rest is { } rest)
                terminal.Line($"          {rest}");
        }

        foreach (var finding in told[false])
            Finding(finding, IsQuestion(document, finding));
        if (order.Count > MaxFindings)
            terminal.Line(Language.Of(
                $"    … and {order.Count - MaxFindings} more; --json lists them all",
                $"    … ほか {order.Count - MaxFindings} 件。--json ですべて表示します"));
        terminal.Line();
    }

    private static bool IsQuestion(ImportedDocument document, Finding finding) =>
        document.Questions.Any(question => question.Code == finding.Code);

    private void Finding(Finding finding, bool isQuestion)
    {
        var place = Words.Place(finding);
        terminal.Line(
            $"  {Severity(finding.Severity, isQuestion)} {finding.Code}"
            + $"{(place.Length > 0 ? $" ({place})" : "")}: {Language.Of(finding.Message, finding.InJapanese())}");
        if (finding.Made is not null && finding.Made != finding.Read)
            terminal.Line($"          {Words.Difference(Told(finding.Read), Told(finding.Made), Between(finding))}");
        else if (finding.Read is not null)
            terminal.Line($"          {Language.Of("read", "読み取り")}: {Words.Short(Told(finding.Read))}");
    }

    private static string Severity(FindingSeverity severity, bool isQuestion) => severity switch
    {
        FindingSeverity.Error when isQuestion => Language.Of("error  ", "質問　"),
        FindingSeverity.Error => Language.Of("error  ", "エラー"),
        FindingSeverity.Warning => Language.Of("warning", "注意　"),
        _ => Language.Of("note   ", "参考　"),
    };

    /// <summary>“名称” of “上の名称”, in the language of the command.</summary>
    private static string? Told(string? text) => text is null || !Language.IsJapanese ? text : QuestionFile.Words(text);

    private static string Between(Finding finding) => finding.Severity == FindingSeverity.Error
        ? Language.Of("against", "⇔")
        : Language.Of("was taken as", "→");

    private void Unchanged()
    {
        if (outcome.IsPublished)
        {
            terminal.Line(Language.Of(
                $"The draft held all of it already, and is public now: release {outcome.After!.Number}.",
                $"すべて下書きにあったので、そのまま公開しました。第{outcome.After!.Number}版です。"));
            return;
        }

        terminal.Line(outcome.After is { } draft
            ? Language.Of(
                $"Nothing new: draft {draft.Number} holds all of it already. Publish it with: publish",
                $"新しいものはありません。すべて下書き（第{draft.Number}版）にあります。公開するには: publish")
            : Language.Of(
                $"Nothing new: release {outcome.Before?.Number}, which is public, holds all of it already.",
                $"新しいものはありません。すべて公開中の第{outcome.Before?.Number}版にあります。"));
    }

    private void Release(ReleaseRow release)
    {
        terminal.Line((options.DryRun, outcome.IsPublished) switch
        {
            (true, _) => Language.Of(
                $"Dry run: nothing was stored. This would become public as release {release.Number}:",
                $"試しに読みました。何も保存していません。第{release.Number}版として公開される内容:"),
            (false, true) => Language.Of($"Release {release.Number} is public now:", $"第{release.Number}版を公開しました:"),
            (false, false) => Language.Of(
                $"Draft {release.Number} is ready; it is not public yet:",
                $"下書き（第{release.Number}版）ができました。まだ公開していません:"),
        });
        terminal.Line();
        Counts(outcome.Before, release);
        terminal.Line();
        if (outcome.Before is null)
        {
            foreach (var document in outcome.Documents.Where(document => document.Content is not null)
                .DistinctBy(one => one.MunicipalityCode))
                new Outline(terminal).Write(document.Content!);
        }
        else
        {
            Changes();
        }

        if (!options.DryRun && !outcome.IsPublished)
            terminal.Line(Language.Of(
                "Make it public with: publish. Throw it away with: discard", "公開するには: publish　捨てるには: discard"));
    }

    private void Changes()
    {
        var count = outcome.ChangeCount == 1 ? "1 thing changes" : $"{outcome.ChangeCount} things change";
        terminal.Line(Language.Of(
            $"Against release {outcome.Before!.Number}, which is public, {count}:",
            $"公開中の第{outcome.Before!.Number}版との違い {outcome.ChangeCount} 件:"));
        var listed = outcome.Changes.Where(change => !MunicipalityComparison.IsOfPrint(change)).Take(MaxChanges);
        foreach (var change in listed)
            terminal.Line("  " + Words.Of(change));
        var others = outcome.ChangeCount - outcome.PrintChangeCount;
        if (others > MaxChanges)
        {
            terminal.Line(Language.Of(
                $"  … and {others - MaxChanges} more; --json lists up to {Importer.MaxListed}, compare lists all",
                $"  … ほか {others - MaxChanges} 件。--json で {Importer.MaxListed} 件まで、compare ですべて表示します"));
        }

        if (outcome.PrintChangeCount > 0)
            terminal.Line(
                $"  ~ {Words.PrintChanges(outcome.PrintChangeCount)}"
                + $"{Language.Of("; compare lists them", "（compare で表示します）")}");
        terminal.Line();
        foreach (var added in outcome.Changes
            .Where(change => change is { Kind: ChangeKind.Added, Type: nameof(Municipality) }))
        {
            if (outcome.Documents
                .FirstOrDefault(document => document.MunicipalityCode == added.Key)?.Content is { } content)
                new Outline(terminal).Write(content);
        }
    }

    private void Counts(ReleaseRow? before, ReleaseRow after)
    {
        Count(Language.Of("municipalities (自治体)", "自治体"), row => row.MunicipalityCount);
        Count(Language.Of("plans (計画)", "計画"), row => row.PlanCount);
        Count(Language.Of("categories (分野)", "分野"), row => row.CategoryCount);
        Count(Language.Of("items (改革項目)", "改革項目"), row => row.ItemCount);
        Count(Language.Of("initiatives (具体的取組)", "具体的取組"), row => row.InitiativeCount);
        Count(Language.Of("rows (取組の行)", "取組の行"), row => row.AssessmentCount);
        Count(Language.Of("departments (所管課)", "所管課"), row => row.DepartmentCount);
        Count(Language.Of("texts (取組状況)", "取組状況"), row => row.NarrativeCount);
        Count(Language.Of("ratings (評価)", "評価"), row => row.RatingCount);
        Count(Language.Of("documents (公表資料)", "公表資料"), row => row.SourceDocumentCount);
        Count(Language.Of("findings (読取所見)", "読取所見"), row => row.FindingCount);
        Count(Language.Of("corrections (訂正)", "訂正"), row => row.CorrectionCount);

        void Count(string what, Func<ReleaseRow, int> count)
        {
            var now = count(after);
            var difference = now - (before is null ? 0 : count(before));
            var told = before is null ? ""
                : difference == 0 ? Language.Of("  as before", "  変わらず")
                : $"  {difference:+#;-#}";
            terminal.Line($"  {now,9:N0}  {what}{told}");
        }
    }

    private static string Findings(ImportedDocument document)
    {
        if (document.Findings.Count == 0)
            return Language.Of("no findings", "所見なし");
        // Questions are told apart in Japanese alone, as they are below.
        var parts = document.Findings
            .GroupBy(finding => (finding.Severity, IsAsked: Language.IsJapanese && IsQuestion(document, finding)))
            .OrderByDescending(group => group.Key.Severity)
            .ThenBy(group => group.Key.IsAsked)
            .Select(group => Language.Of(
                $"{group.Count()} {group.Key.Severity.ToString().ToLowerInvariant()}{(group.Count() == 1 ? "" : "s")}",
                $"{Severity(group.Key.Severity, group.Key.IsAsked).Trim('　')} {group.Count()} 件"));
        return string.Join(Language.Of(", ", "、"), parts);
    }
}
