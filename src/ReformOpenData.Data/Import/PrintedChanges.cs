using ReformOpenData.Data.Plans;

namespace ReformOpenData.Data.Import;

/// <summary>
/// Asks about values that an import changes while the print that they come from stays: a table that people edited says
/// one thing, and the cell as printed another. An answer with a reason makes it a correction, which readers see beside
/// the print.
/// </summary>
/// <param name="stored">The municipality before the import.</param>
internal sealed class PrintedChanges(Municipality stored, ReadResult read, Answers answers, FindingLog log)
{
    /// <summary>The municipality with the corrections that were answered.</summary>
    /// <param name="after">Merged, with its corrections applied.</param>
    public Municipality Check(Municipality after)
    {
        // A printed table is its own print: only in a table of values can a value differ from it.
        if (read.Columns is null)
            return after;

        after = KeepCells(after);
        AskDepartments(after);
        var before = CorrectableFields.Of(stored);
        var typed = CorrectableFields.Of(read.Municipality!);
        var own = after.Corrections.ToDictionary(correction => (correction.TargetKey, correction.Field));
        var answered = new Dictionary<(string Key, string Name), (string? Value, Correction Correction)>();
        foreach (var (key, field) in CorrectableFields.Of(after))
        {
            var value = IsTypedAnew(key) ? typed[key].Value : field.Value;
            if (value is null
                || !before.TryGetValue(key, out var old)
                || old.Value == value
                || old.Source is null
                || old.Source != field.Source)
                continue;
            if (own.TryGetValue(key, out var correction)
                && value == field.Value
                && !stored.Corrections.Contains(correction))
                continue; // The corrections file says why.

            // Where the print is blank, no passage of it can be corrected: the answer alone lets the value differ.
            if (Ask(field, old, value) is { } reason && PrintOf(field).Length > 0)
                answered.Add(key, (value, PassageOf(field, value, reason)));
        }

        if (answered.Count == 0)
            return after;

        var corrected = CorrectableFields.Rewrite(
            after, field => answered.TryGetValue((field.Key, field.Name), out var answer) ? answer.Value : field.Value);
        return corrected with
        {
            Corrections =
            [
                .. after.Corrections
                    .Where(correction => !answered.ContainsKey((correction.TargetKey, correction.Field))),
                .. answered.Values.Select(answer => answer.Correction),
            ],
        };

        // The file lists the correction of a value, and gives another value: applying the correction would undo what a
        // person typed.
        bool IsTypedAnew((string Key, string Name) key) =>
            own.TryGetValue(key, out var correction)
            && typed.TryGetValue(key, out var field)
            && field.Value != before.GetValueOrDefault(key).Value
            && read.Municipality!.Corrections
                .Any(one => one with { SinceRelease = null } == correction with { SinceRelease = null });
    }

    /// <summary>No correction holds departments: an answer with a reason lets them differ from the print.</summary>
    private void AskDepartments(Municipality after)
    {
        var now = KeyedAssessment.Of(after).ToDictionary(row => row.Key);
        foreach (var old in KeyedAssessment.Of(stored))
        {
            if (!now.TryGetValue(old.Key, out var row)
                || row.Row.Responsibilities.SequenceEqual(old.Row.Responsibilities)
                || PrintOf(old.Row) is not { Length: > 0 } print
                || PrintOf(row.Row) != print
                || answers.ReasonOf(old.Key, "departments", RowReader.Canonical(row.Row.Responsibilities)) is not null)
            {
                continue;
            }

            log.Ask(
                Asked(
                    old.Key,
                    "departments",
                    RowReader.Canonical(row.Row.Responsibilities),
                    RowReader.Canonical(old.Row.Responsibilities)),
                FindingKinds.PrintDiffers,
                read.Locate?.Invoke(old.Key, "departments") ?? default,
                $"The departments of {KeyWords.Of(stored, old.Key)} were changed, and their cell as printed was not. "
                + $"If they are right, answer {{\"stored\": \"{old.Key}\", \"field\": \"departments\", \"reason\": "
                + "\"…\"} in the mapping file; if the print is another one now, change the printed cell too.",
                RowReader.Canonical(row.Row.Responsibilities),
                RowReader.Canonical(old.Row.Responsibilities));
        }

        static string? PrintOf(Assessment row) =>
            row.Cells.LastOrDefault(cell => cell.Column == SourceColumn.Department)?.SourceText;
    }

    private Question Asked(string key, string field, string value, string? before) => new(
        FindingKinds.PrintDiffers.Code,
        QuestionForm.Allowed,
        $"{KeyWords.InJapanese(stored, key)}の{Japanese(field)}は、印字（原文）はそのままで、値だけが変わっています。"
            + "誤植の訂正であれば「はい」と、理由を書いてください。印字も変わったのであれば、原文のセルも直してください。",
        Excerpts.Of(value),
        Excerpts.Of(before ?? ""),
        new MappingAnswer(null, key, Field: field));

    private static string Japanese(string field) => field switch
    {
        "grade" => "評価",
        "summary" => "総括",
        "text" => "文章",
        "name" => "名称",
        "description" => "内容",
        _ => "所管課",
    };

    private string? Ask(CorrectableFields.Field field, CorrectableFields.Field old, string value)
    {
        if (answers.ReasonOf(field.Key, field.Name, value) is { } reason)
            return reason;

        log.Ask(
            Asked(field.Key, field.Name, value, old.Value),
            FindingKinds.PrintDiffers,
            read.Locate?.Invoke(field.Key, field.Name) ?? default,
            $"The {field.Name} of {KeyWords.Of(stored, field.Key)} was changed, and its cell as printed was not. If it "
            + $"mends a misprint, answer {{\"stored\": \"{field.Key}\", \"field\": \"{field.Name}\", \"reason\": "
            + "\"…\"} in the mapping file; if the print is another one now, change the printed cell too.",
            value,
            old.Value);
        return null;
    }

    /// <summary>
    /// What a cell of a name or a description means is told by its print: an edited value beside it does not change
    /// that.
    /// </summary>
    private Municipality KeepCells(Municipality after)
    {
        var known = KeyedAssessment.Of(stored).SelectMany(row => row.Row.Cells)
            .Where(cell => cell.Column is SourceColumn.Item or SourceColumn.Initiative or SourceColumn.Description)
            .GroupBy(cell => (cell.Column, cell.Location)).ToDictionary(group => group.Key, group => group.First());
        return InitiativeRewriter.RewriteRows(after, row => row with
        {
            Cells =
            [
                .. row.Cells.Select(cell => known.TryGetValue((cell.Column, cell.Location), out var old)
                    && old.SourceText == cell.SourceText
                    ? cell with { Text = old.Text }
                    : cell),
            ],
        });
    }

    private static string PrintOf(CorrectableFields.Field field) => field.Printed ?? field.Source!.Trim();

    /// <summary>The shortest passage that is in the print once and takes in all that differs.</summary>
    private static Correction PassageOf(CorrectableFields.Field field, string value, string reason)
    {
        var print = PrintOf(field);
        var start = 0;
        while (start < Math.Min(print.Length, value.Length) && print[start] == value[start])
            start++;
        var end = 0;
        while (end < Math.Min(print.Length, value.Length) - start && print[^(end + 1)] == value[^(end + 1)])
            end++;
        for (var step = 0; !IsPassage(print, start, print.Length - end); step = (step * 2) + 1)
        {
            start = Math.Max(0, start - step);
            end = Math.Max(0, end - step);
        }

        return new Correction(field.Key, field.Name, print[start..^end], value[start..^end], reason, null);

        static bool IsPassage(string text, int start, int end) =>
            (start == 0 && end == text.Length)
            || (start < end
                && !char.IsLowSurrogate(text[start])
                && (end == text.Length || !char.IsLowSurrogate(text[end]))
                && text.IndexOf(text[start..end], StringComparison.Ordinal) == start
                && text.LastIndexOf(text[start..end], StringComparison.Ordinal) == start);
    }
}
