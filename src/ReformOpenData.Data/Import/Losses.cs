using System.Text;
using ReformOpenData.Data.Exports;
using ReformOpenData.Data.Plans;

namespace ReformOpenData.Data.Import;

/// <summary>
/// Asks before an import takes anything from what is public. What a document does not hold is not deleted: a column
/// that is missing is an error, and values that would be gone are a question that names how many and which.
/// </summary>
/// <param name="published">The municipality in the current release.</param>
/// <param name="stored">The municipality in the draft, before the import: what it lost already was asked about.</param>
/// <param name="after">What the import makes of it.</param>
internal sealed class Losses(
    Municipality published, Municipality stored, Municipality after, ReadResult read, Answers answers, FindingLog log)
{
    private const int MaxNamed = 5;
    private const string SourceEnding = "_source";

    /// <summary>
    /// A file for a fiscal year of which another file is public: a new edition of that one, or the wrong year.
    /// </summary>
    public void AskYears()
    {
        foreach (var old in published.Documents
            .Where(old => stored.Documents.Any(document => document.Sha256 == old.Sha256)))
        {
            var takers = read.Municipality!.Documents
                .Where(document => document.PlanCode == old.PlanCode)
                .Where(document => stored.Documents.All(known => known.Sha256 != document.Sha256));
            foreach (var taker in takers)
                AskYear(old, taker);
        }
    }

    /// <summary>Columns that the file lacks, or else all kinds of values that would be gone.</summary>
    public void AskValues()
    {
        if (ReportMissingColumns())
            return;

        var kept = PublicValues.Of(after).Select(Identity).ToHashSet();
        var known = PublicValues.Of(stored).Select(Identity).ToHashSet();
        var lost = PublicValues.Of(published)
            .Where(value => known.Contains(Identity(value)) && !kept.Contains(Identity(value)))
            .ToList();
        var identities = lost.Select(Identity).ToHashSet();
        var rows = lost.Where(value => value.Kind == PublicValues.Row)
            .Select(value => value.Key)
            .ToHashSet(StringComparer.Ordinal);
        foreach (var kind in lost.Where(value => !IsConsequence(value)).GroupBy(value => value.Kind))
            Ask(kind.Key, [.. kind]);

        // A row takes what is below it along, what is said of its initiative included; and a text its print.
        bool IsConsequence(PublicValue value) => value.Kind switch
        {
            PublicValues.Row => answers.IsGone(value.Key),
            PublicValues.Description or PublicValues.Status or PublicValues.Reason or PublicValues.Successor =>
                rows.Any(row => row.StartsWith(value.Key.Split(' ')[0] + "/", StringComparison.Ordinal)),
            _ => rows.Any(row => value.Key.StartsWith(row, StringComparison.Ordinal))
                || (value.Kind.EndsWith(SourceEnding, StringComparison.Ordinal)
                    && identities.Contains((value.Kind[..^SourceEnding.Length], value.Key))),
        };

        static (string Kind, string Key) Identity(PublicValue value) => (value.Kind, value.Key);
    }

    private void Ask(string kind, List<PublicValue> values)
    {
        var answer = answers.Lost(published.Code, kind);
        if (answer == values.Count)
            return;

        var heading = TidyColumns.All.FirstOrDefault(column => column.English == kind) is { } column
            ? $"“{kind}” ({column.Japanese})"
            : $"“{kind}”";
        log.Ask(
            new Question(
                FindingKinds.ValuesLost.Code,
                QuestionForm.Allowed,
                $"公開中の「{PublicValues.JapaneseOf(kind)}」が {values.Count} 件なくなります。それでよければ「はい」と書いてください。",
                "",
                Named([.. values.Select(value => value.Label)]),
                new MappingAnswer(null, published.Code, Lost: kind, Count: values.Count)),
            FindingKinds.ValuesLost,
            default,
            $"Public values of {heading} would be gone, {values.Count} in "
            + $"all: {Named([.. values.Select(value => value.Label)])}. "
            + (answer is null ? "" : $"The mapping answers for {answer}. ")
            + "Put them back; or, if they are to go, answer "
            + $"{{\"stored\": \"{published.Code}\", \"lost\": \"{kind}\", \"count\": {values.Count}}} in the mapping "
            + "file.");
    }

    private void AskYear(SourceDocument old, SourceDocument taker)
    {
        var (texts, changedTexts, ratings, changedRatings) = (0, 0, 0, 0);
        var gone = new List<string>();
        var now = KeyedAssessment.Of(after).ToDictionary(row => row.Key);
        foreach (var row in KeyedAssessment.Of(published))
        {
            var current = now.GetValueOrDefault(row.Key);
            var isTold = false;
            foreach (var narrative in row.Row.Narratives.Where(narrative => narrative.Location.Document == old.Sha256))
            {
                isTold = true;
                texts++;
                var other = current?.Row.Narratives.FirstOrDefault(
                    other => (other.FiscalYear, other.Kind) == (narrative.FiscalYear, narrative.Kind));
                changedTexts += other?.Text == narrative.Text && other is not null ? 0 : 1;
            }

            if (row.Row.Summary is { } summary && summary.Location.Document == old.Sha256)
            {
                isTold = true;
                texts++;
                changedTexts += current?.Row.Summary is { } other
                    && (other.FiscalYear > summary.FiscalYear || other.Text == summary.Text) ? 0 : 1;
            }

            foreach (var rating in row.Row.Ratings.Where(rating => rating.Location.Document == old.Sha256))
            {
                isTold = true;
                ratings++;
                var other = current?.Row.Ratings
                    .FirstOrDefault(other => (other.FiscalYear, other.Number) == (rating.FiscalYear, rating.Number));
                changedRatings += other?.Grade == rating.Grade ? 0 : 1;
            }

            if (isTold && current is null)
                gone.Add(row.Label);
        }

        var isReplaced = after.Documents.All(document => document.Sha256 != old.Sha256);
        if (!isReplaced && changedTexts + changedRatings == 0)
            return;

        var (key, storedKey) = ($"{after.Code}/{taker.Sha256}", $"{after.Code}/{old.Sha256}");
        if (answers.TryGetStored(key, out var answer) && answer == storedKey)
            return;

        var message = new StringBuilder();
        message.Append(
            System.Globalization.CultureInfo.InvariantCulture,
            $"“{old.FileName}” ({old.Title}) is public and tells of fiscal year {old.FiscalYear} too. ");
        message.Append(
            System.Globalization.CultureInfo.InvariantCulture,
            $"In its place, this file changes {changedTexts} of its {texts} texts and {changedRatings} of "
            + $"its {ratings} ratings");
        if (gone.Count > 0)
            message.Append(
                System.Globalization.CultureInfo.InvariantCulture,
                $", and drops {gone.Count} of its rows: {Named(gone)}");
        message.Append(". If it is a new edition of that document, answer ")
            .Append(
                System.Globalization.CultureInfo.InvariantCulture,
                $"{{\"document\": \"{key}\", \"stored\": \"{storedKey}\"}} in the mapping file; ")
            .Append("if it tells of another year, mend the fiscal year in its metadata, or in its rows.");
        log.Ask(
            new Question(
                FindingKinds.YearPublished.Code,
                QuestionForm.Allowed,
                $"{old.FiscalYear}年度の資料はもう公開されています。その資料の改訂版であれば「はい」と書いてください。年度の誤りであれば、表の情報（JSON）の年度を直してください。",
                taker.FileName,
                $"{old.FileName}（{old.Title}）",
                new MappingAnswer(key, storedKey)),
            FindingKinds.YearPublished,
            default,
            message.ToString(),
            taker.FileName,
            old.FileName,
            $"「{old.FileName}」（{old.Title}）の{old.FiscalYear}年度はもう公開されています。この表に代えると、文章 {texts} 件のうち {changedTexts} 件、"
            + $"評価 {ratings} 件のうち {changedRatings} 件が変わり、行が {gone.Count} 件なくなります。改訂版ですか。年度の誤りなら、JSON の年度を直してください。");
    }

    /// <summary>
    /// What the file has no column for must stay as it is. Columns of places in print belong to a table that names
    /// documents.
    /// </summary>
    private bool ReportMissingColumns()
    {
        if (read.Columns is not { } columns)
            return false;

        var missing = TidyColumns.All
            .Where(column => !columns.Contains(column))
            .Where(column => column.Index < TidyColumns.Document.Index || columns.Contains(TidyColumns.Document))
            .ToList();
        if (missing.Count == 0)
            return false;

        var (old, known, now) = (TidyUnits.Of(published), TidyUnits.Of(stored), TidyUnits.Of(after));
        var isReported = false;
        foreach (var column in missing)
        {
            List<string> changed =
            [
                .. old.Keys.Where(unit => now.ContainsKey(unit))
                    .Where(unit => old[unit].Has(column)
                        && known.GetValueOrDefault(unit)?.ValueOf(column) != now[unit].ValueOf(column))
                    .Select(unit => now[unit].Label),
            ];
            if (changed.Count == 0)
                continue;

            isReported = true;
            log.Add(
                FindingKinds.ColumnMissing,
                default,
                $"The table has no column “{column.English}” ({column.Japanese}), and {changed.Count} rows that are "
                + $"public have a value there: {Named(changed)}. Put the column back; to take a value away, keep the "
                + "column and blank the cell.",
                japanese: $"「{column.Japanese}」の列がありませんが、公開中の {changed.Count} 行に値があります。"
                + "列を戻してください。値を消すときは、列を残してセルを空にします。");
        }

        return isReported;
    }

    private static string Named(IReadOnlyList<string> labels) => labels.Count <= MaxNamed
        ? string.Join("、", labels)
        : $"{string.Join("、", labels.Take(MaxNamed))} and {labels.Count - MaxNamed} more";
}
