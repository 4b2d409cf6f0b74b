using ReformOpenData.Data.Exports;
using ReformOpenData.Data.Plans;

namespace ReformOpenData.Data.Import;

/// <summary>
/// Joins a document with what is stored of its municipality. Rows are the same where number and name say so, where they
/// stand at the same place of the same bytes, or where a mapping says so; everything else is a question. What other
/// documents told stays; a document for the same plan and fiscal year as a stored one takes its place. The result shows
/// the print, and lists the corrections that were stored: <see cref="Corrections.Apply"/> comes next.
/// </summary>
public static class MunicipalityMerge
{
    /// <summary>The merged municipality, or the questions that keep it from being one.</summary>
    /// <param name="stored">Null where nothing is stored yet.</param>
    /// <param name="read">Without errors.</param>
    /// <param name="mapping">Answers to the questions of an earlier try; null for none.</param>
    public static MergeResult Merge(Municipality? stored, ReadResult read, Mapping? mapping)
    {
        if (read.Municipality is not { } fresh)
            return new MergeResult(null, []);

        var log = new FindingLog();
        var answers = new Answers(mapping, fresh.Code, log);
        var merged = Merge(stored, read, answers, log);
        answers.ReportUnused(log);
        return new MergeResult(log.HasErrors ? null : WithFindings(merged!, read.Document, log.Findings), log.Findings)
        {
            Questions = log.Questions,
        };
    }

    /// <summary>
    /// The merged municipality; with errors in the log, as the likeliest answers would make it, so that the questions
    /// behind them can be asked at once; null where that makes no sense.
    /// </summary>
    internal static Municipality? Merge(Municipality? stored, ReadResult read, Answers answers, FindingLog log)
    {
        var fresh = read.Municipality!;
        if (stored is null)
        {
            CheckCode(fresh, answers, log);
            KnownDepartments.ReportSimilar(fresh, log);
            var first =
                new InitiativeEndings(null, fresh, new Dictionary<string, string>(), answers, log).Settle(fresh);
            return DepartmentSuccessions.Settle(null, fresh, first, answers, log);
        }

        if (stored.Code != fresh.Code)
        {
            log.Add(
                FindingKinds.MunicipalityDiffers,
                default,
                $"The document is of {fresh.Code}, not of {stored.Code}.",
                japanese: $"資料の自治体コードは {fresh.Code} で、{stored.Code} ではありません。");
            return null;
        }

        stored = Corrections.Restore(stored);
        if (!CheckPlans(stored, fresh, answers, log))
            return null;

        fresh = KnownDepartments.Respell(stored, fresh, answers, log);
        var places = new Dictionary<string, string>(StringComparer.Ordinal);
        var merged = Join(stored, read, fresh, new RowMatcher(answers, log), places, log);
        merged = new InitiativeEndings(stored, fresh, places, answers, log).Settle(merged);
        return DepartmentSuccessions.Settle(stored, fresh, merged, answers, log);
    }

    /// <summary>
    /// The sixth digit of a local government code is computed from the first five, so most typing errors show.
    /// </summary>
    private static void CheckCode(Municipality fresh, Answers answers, FindingLog log)
    {
        if (Keys.HasCheckDigit(fresh.Code) || answers.TryGetStored(fresh.Code, out _))
            return;

        log.Ask(
            new Question(
                FindingKinds.CodeUnlikely.Code,
                QuestionForm.Allowed,
                "自治体コードの検査数字が合いません。コードが正しければ「はい」と書いてください。",
                fresh.Code,
                "",
                new MappingAnswer(fresh.Code)),
            FindingKinds.CodeUnlikely,
            default,
            $"The check digit of the local government code {fresh.Code} ({fresh.Name}) is wrong: a code that begins "
            + $"with {fresh.Code[..5]} ends in {Keys.CheckDigit(fresh.Code)}. Mend it; or, if it is right, answer "
            + $"{{\"document\": \"{fresh.Code}\"}} in the mapping file.",
            fresh.Code);
    }

    /// <summary>
    /// A plan is known by its first fiscal year and its id; another title, or another id under the same title, may mean
    /// another plan than it seems, whose rows must not be joined with the stored ones, or parted from them.
    /// </summary>
    private static bool CheckPlans(Municipality stored, Municipality fresh, Answers answers, FindingLog log)
    {
        var isSame = true;
        foreach (var plan in fresh.Plans)
        {
            var beside = stored.Plans.Where(old => old.FirstFiscalYear == plan.FirstFiscalYear).ToList();
            var known = beside.Find(old => old.Code == plan.Code);
            if (beside.Count == 0 || (known is not null && (NameKey.AreSame(known.Title, plan.Title) || IsEdit(plan))))
                continue;

            var same = beside.Find(
                old => old.Code != plan.Code && (NameKey.AreSame(old.Title, plan.Title) || IsToldBy(old, plan)));
            if (known is not null && same is null)
                isSame &= IsRetitled(stored, plan, known, answers, log);
            else if (plan.Id is null || same is not null)
                isSame = Refuse(stored, plan, same ?? beside[0], log);
        }

        return isSame;

        // The same bytes tell of the plan that they told of before.
        bool IsToldBy(Plan old, Plan plan) => fresh.Documents.Where(document => document.PlanCode == plan.Code)
            .Any(document =>
                stored.Documents.Any(known => known.Sha256 == document.Sha256 && known.PlanCode == old.Code));

        // A table whose documents are all stored is an export that was edited, and its title was changed by hand.
        bool IsEdit(Plan plan)
        {
            var own = fresh.Documents.Where(document => document.PlanCode == plan.Code).ToList();
            return (own.Count > 0 ? own : fresh.Documents).All(document =>
                stored.Documents.Any(old => old.Sha256 == document.Sha256 && old.PlanCode == document.PlanCode));
        }
    }

    /// <summary>
    /// Only an id and a title of its own say that a plan is another than those that begin in the same year.
    /// </summary>
    private static bool Refuse(Municipality stored, Plan plan, Plan known, FindingLog log)
    {
        var line = known.Id is null ? "without \"id\"" : $"with \"id\": \"{known.Id}\"";
        log.Add(
            FindingKinds.PlanIdDiffers,
            default,
            $"The stored plan of {stored.Name} that begins in {plan.FirstFiscalYear} is “{known.Title}” {line}, the "
            + $"document's is “{plan.Title}” {(plan.Id is null ? "without an id" : $"with the id {plan.Id}")}. In "
            + $"\"plan\" of the metadata (plan_id of a tidy table), write it {line} if it is the same plan; if it is "
            + "another, give it a title and an id of its own (a–z and 0–9, at most 20).",
            plan.Code,
            known.Code,
            $"同じ{plan.FirstFiscalYear}年度に始まる計画「{known.Title}」（id は{known.Id ?? "なし"}）が{stored.Name}にあります。"
            + "同じ計画であれば、メタデータの plan の id を"
            + (known.Id is null ? "書かないでください。" : $"\"id\": \"{known.Id}\" と書いてください（整然データでは plan_id）。")
            + "別の計画であれば、別の名称と id（英小文字と数字、20字まで）を付けてください。");
        return false;
    }

    private static bool IsRetitled(Municipality stored, Plan plan, Plan known, Answers answers, FindingLog log)
    {
        var key = Keys.Plan(stored.Code, plan.Code);
        if (answers.TryGetStored(key, out var answer) && answer == key)
            return true;

        log.Ask(
            new Question(
                FindingKinds.PlanDiffers.Code,
                QuestionForm.Allowed,
                "計画の名称が違います。同じ計画の名称が変わったのであれば「はい」と書いてください。別の計画であれば、メタデータの plan に \"id\": \"shisetsu\" のような id "
                + "を書いて、もう一度取り込んでください。",
                plan.Title,
                known.Title,
                new MappingAnswer(key, key)),
            FindingKinds.PlanDiffers,
            default,
            $"The stored plan of {stored.Name} that begins in {plan.FirstFiscalYear} is “{known.Title}”, the "
            + $"document's is “{plan.Title}”. If it is the same plan under a new title, answer {{\"document\": "
            + $"\"{key}\", \"stored\": \"{key}\"}} in the mapping file. If it is another plan that begins in the same "
            + "year, give it an id in \"plan\" of the metadata (plan_id of a tidy table), as in \"id\": \"shisetsu\".",
            plan.Title,
            known.Title);
        return false;
    }

    private static Municipality Join(
        Municipality stored,
        ReadResult read,
        Municipality fresh,
        RowMatcher matcher,
        Dictionary<string, string> places,
        FindingLog log)
    {
        // A table may tell of two documents of the same year: neither takes the place of the other.
        var told = fresh.Documents.Select(document => document.Sha256).ToHashSet();
        var storedDocuments = stored.Documents
            .Where(old => told.Contains(old.Sha256) || !fresh.Documents.Any(document => Replaces(document, old, log)))
            .ToList();
        foreach (var document in fresh.Documents
            .Where(document => storedDocuments.Any(old => old.Sha256 == document.Sha256)))
            log.Add(FindingKinds.DocumentStored, default, "The same bytes were imported before.", document.FileName);

        SourceDocument[] documents =
        [
            .. storedDocuments.Where(old => fresh.Documents.All(document => document.Sha256 != old.Sha256))
                .Concat(fresh.Documents)
                .OrderBy(document => document.PlanCode, StringComparer.Ordinal)
                .ThenBy(document => document.FiscalYear)
                .ThenBy(document => document.Sha256, StringComparer.Ordinal),
        ];
        var kept = documents.Except(fresh.Documents).Select(document => document.Sha256).ToHashSet();
        var tellsEndings = read.Columns?.Contains(TidyColumns.Status) == true;
        var plans = new List<Plan>();
        foreach (var plan in stored.Plans)
        {
            var update = fresh.Plans.FirstOrDefault(other => other.Code == plan.Code);
            plans.Add(update is null
                ? plan
                : new PlanMerge(Keys.Plan(
                    stored.Code,
                    plan.Code), plan, update, kept, matcher, places, tellsEndings, KeepsMeasures, log).Join());
        }

        bool KeepsMeasures(string document) =>
            kept.Contains(document) || (!read.TellsMeasures && documents.Any(known => known.Sha256 == document));

        plans.AddRange(fresh.Plans.Where(plan => stored.Plans.All(old => old.Code != plan.Code)));
        plans.Sort((one, other) => string.CompareOrdinal(one.Code, other.Code));
        var newest = documents.MaxBy(document => document.FiscalYear);
        var names = newest is not null && fresh.Documents.Any(document => document.FiscalYear >= newest.FiscalYear)
            ? fresh
            : stored;
        return new Municipality(
            stored.Code,
            names.Name,
            names.RomanName,
            NamedOf([.. stored.Departments, .. fresh.Departments], plans),
            plans,
            documents,
            [
                .. stored.Corrections.Where(
                    old => !fresh.Corrections.Any(one => one.TargetKey == old.TargetKey && one.Field == old.Field)),
                .. fresh.Corrections,
            ]);
    }

    private static bool Replaces(SourceDocument document, SourceDocument old, FindingLog log)
    {
        var replaces = document.Sha256 != old.Sha256
            && document.PlanCode == old.PlanCode
            && document.FiscalYear == old.FiscalYear;
        if (replaces)
        {
            log.Add(
                FindingKinds.DocumentReplaced,
                default,
                $"The document takes the place of an earlier one for fiscal year {old.FiscalYear}.",
                old.Sha256,
                document.Sha256);
        }

        return replaces;
    }

    /// <summary>Those that a row still names, each once, in the order in which documents named them first.</summary>
    internal static Department[] NamedOf(IEnumerable<Department> all, IReadOnlyList<Plan> plans)
    {
        var named = plans.SelectMany(plan => plan.Rows())
            .SelectMany(row => row.Responsibilities.Select(one => one.Department)
                .Concat(row.Ratings.SelectMany(rating => rating.Departments))
                .Concat(row.Narratives.SelectMany(narrative => narrative.Sections)
                    .Select(section => section.Department ?? ""))
                .Concat(row.Summary?.Sections.Select(section => section.Department ?? "") ?? []))
            .ToHashSet();
        return [.. all.DistinctBy(department => department.FullName)
            .Where(department => named.Contains(department.FullName))];
    }

    /// <summary>What the merge has to say is published with the document, beside what the reading said.</summary>
    internal static Municipality WithFindings(Municipality merged, SourceDocument read, IReadOnlyList<Finding> findings)
    {
        // That the same bytes came again says nothing of them.
        Finding[] kept = [.. findings.Where(finding => finding.Code != FindingKinds.DocumentStored.Code)];
        return kept.Length == 0
            ? merged
            : merged with
            {
                Documents =
                [
                    .. merged.Documents.Select(document =>
                        document.Sha256 == read.Sha256
                            ? document with { Findings = [.. document.Findings, .. kept] }
                            : document),
                ],
            };
    }
}
