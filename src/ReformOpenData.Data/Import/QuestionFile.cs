using System.Globalization;
using System.Text.RegularExpressions;
using CsvHelper;
using ReformOpenData.Data.Exports;
using ReformOpenData.Data.Plans;

namespace ReformOpenData.Data.Import;

/// <summary>
/// The questions of an import as a table that opens in a spreadsheet: a row for each, in words, with the best guess
/// filled in. Read back, it is the answers (schema/formats/mapping.md).
/// </summary>
public static partial class QuestionFile
{
    private const string Same = "同じ";
    private const string Other = "別";
    private const string New = "新規";
    private const string Gone = "終了";
    private const string Yes = "はい";

    private static readonly string[] Headings =
        ["番号", "質問", "今回の表", "公開中のデータ", "答え", "理由", "書ける答え", "種類", "対象", "相手", "件数"];

    private static readonly CsvWriterOptions Options =
        new() { WriteByteOrderMark = true, Quoting = CsvQuoting.WhenNeededOrWhitespace };

    /// <summary>Writes the rows that were answered, as they are, and a row for each open question.</summary>
    public static void Write(IReadOnlyList<AnsweredQuestion> answered, IEnumerable<Question> open, Stream stream)
    {
        using var writer = CsvWriter.Create(stream, Options, leaveOpen: true);
        writer.WriteRecord(Headings);
        var number = 0;
        foreach (var row in answered)
            Record([.. row.Cells]);
        foreach (var question in open)
        {
            Record(
            [
                "", question.Asked, Words(question.Document), Words(question.Stored), Guess(question.Form), "",
                Choices(question), question.Code, question.Yes.Lost is null
                    ? question.Yes.Document ?? ""
                    : question.Yes.Stored!, question.Yes.Lost ?? question.Yes.Field ?? question.Yes.Stored ?? "",
                question.Yes.Count?.ToString(CultureInfo.InvariantCulture)
                    ?? (question.Yes.Field is null ? "" : question.Yes.Stored!),
            ]);
        }

        void Record(string[] cells)
        {
            cells[0] = (++number).ToString(CultureInfo.InvariantCulture);
            writer.WriteRecord(Array.ConvertAll(cells, FormulaGuard.Protect));
        }
    }

    /// <summary>Reads a table back; null, with all that is wrong with it, where an answer is not understood.</summary>
    public static (IReadOnlyList<AnsweredQuestion>? Answered, IReadOnlyList<Finding> Findings) Read(
        Stream content, string fileName)
    {
        var log = new FindingLog();
        using var buffer = new MemoryStream();
        content.CopyTo(buffer);
        var bytes = buffer.ToArray();
        var encoding = TextDecoding.Detect(bytes);
        var text = encoding.Read(bytes);
        // A spreadsheet may save it with tabs, or with semicolons.
        var head = text.AsSpan(0, Math.Max(0, text.AsSpan().IndexOfAny('\r', '\n')));
        var separator = head.Contains('\t') ? '\t' : head.Contains(',') ? ',' : ';';
        var rows = new CsvRows(new StringReader(text), separator, encoding.Name);
        var answered = new List<AnsweredQuestion>();
        int[]? columns = null;
        foreach (var (line, cells) in rows.Read())
        {
            if (columns is null)
            {
                columns = [.. Headings.Select(heading => Array.FindIndex(cells, cell => cell.Trim() == heading))];
                if (!columns.Contains(-1))
                    continue;
                log.Add(
                    FindingKinds.MetadataInvalid,
                    new Place(Line: line),
                    $"{fileName} is not a table of questions; its headings are {string.Join("、", Headings)}.",
                    japanese: $"{fileName} は質問の表ではありません。見出しは「{string.Join("、", Headings)}」です。");
                break;
            }

            if (cells.All(string.IsNullOrWhiteSpace))
                continue;
            string[] own =
                [.. columns.Select(column => column < cells.Length ? FormulaGuard.Restore(cells[column]) : "")];
            if (string.IsNullOrWhiteSpace(own[4]))
                continue; // Still open: it is asked again.
            if (Answers(own) is { } answers)
                answered.Add(new AnsweredQuestion(own, Shown(own, answers)));
            else if (own[4].Trim() == Yes && own[7] == FindingKinds.PrintDiffers.Code)
                log.Add(
                    FindingKinds.MetadataInvalid,
                    new Place(Line: line),
                    $"{fileName}: the answer of question {own[0]} needs a reason; write it in the column 理由.",
                    own[1],
                    japanese: $"{fileName} の質問 {own[0]} は「理由」がありません。利用者に示すので、書いてください。");
            else
                log.Add(
                    FindingKinds.MetadataInvalid,
                    new Place(Line: line),
                    $"{fileName}: the answer “{own[4]}” of question {own[0]} is not understood; write {own[6]}.",
                    own[1],
                    japanese: $"{fileName} の質問 {own[0]} の答え「{own[4]}」が分かりません。書けるのは「{own[6]}」です。");
        }

        if (rows.Fault is { } fault)
            log.Add(
                fault.Kind,
                new Place(Line: fault.Line),
                $"{fileName}: {fault.Message}",
                japanese: $"{fileName}: {fault.Japanese}");
        return (log.HasErrors ? null : answered, log.Findings);
    }

    /// <summary>The answers about a row or a value of the document, with what the question showed of it.</summary>
    private static IReadOnlyList<MappingAnswer> Shown(string[] cells, IReadOnlyList<MappingAnswer> answers) =>
        [.. answers.Select(answer => answer.Document is null && answer.Field is null
            ? answer : answer with { Shown = cells[2] })];

    private static IReadOnlyList<MappingAnswer>? Answers(string[] cells)
    {
        var reason = string.IsNullOrWhiteSpace(cells[5]) ? null : cells[5].Trim();
        var (code, target, other, count) = (cells[7], cells[8], cells[9], cells[10]);
        string? document = target.Length > 0 ? target : null;
        if (code == FindingKinds.ValuesLost.Code)
        {
            return cells[4].Trim() == Yes
                && int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                ? [new MappingAnswer(null, target, reason, other, number)] : null;
        }

        if (code == FindingKinds.PrintDiffers.Code)
            return cells[4].Trim() == Yes && reason is not null
                ? [new MappingAnswer(null, count, reason, Field: other)]
                : null;

        return (cells[4].Trim(), document, other) switch
        {
            (Same or Yes, not null, { Length: > 0 }) => [new MappingAnswer(document, other, reason)],
            (Other, not null, { Length: > 0 }) when code == FindingKinds.DepartmentUnlikely.Code =>
                [new MappingAnswer(document, null, reason)],
            (Other, not null, { Length: > 0 }) =>
                [new MappingAnswer(document, null, reason), new MappingAnswer(null, other, reason)],
            (New or Yes, not null, "") => [new MappingAnswer(document, null, reason)],
            (var answer, null, { Length: > 0 }) => Ending(answer, other, reason),
            _ => null,
        };
    }

    /// <summary>
    /// What became of something that is gone; of an initiative, 統合→窓口の統合 says with which others it goes on, by their
    /// names.
    /// </summary>
    private static MappingAnswer[]? Ending(string answer, string stored, string? reason)
    {
        if (answer == Gone)
            return [new MappingAnswer(null, stored, reason)];
        var parts = answer.Split(['→', '：', ':'], 2, StringSplitOptions.TrimEntries);
        return !IsInitiative(stored) || InitiativeStatuses.Parse(parts[0]) is null ? null :
        [
            new MappingAnswer(null, stored, reason)
            {
                Status = parts[0],
                Successors = parts.Length < 2 ? null : parts[1].Split(
                    ['、', '，', ','], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
            },
        ];
    }

    /// <summary>A key of municipality, plan, category, item and initiative.</summary>
    private static bool IsInitiative(string key) => key.AsSpan().Count('/') == 4;

    private static string Guess(QuestionForm form) => form switch
    {
        QuestionForm.Same => Same,
        QuestionForm.New => New,
        QuestionForm.Gone => Gone,
        _ => "",
    };

    private static string Choices(Question question) => question.Form switch
    {
        QuestionForm.Same or QuestionForm.Either => $"{Same} / {Other}",
        QuestionForm.New => New,
        QuestionForm.Gone when question.Yes.Stored is { } stored && IsInitiative(stored) =>
            $"{string.Join(" / ", InitiativeStatuses.JapaneseNames)}（統合→引き継ぐ取組の名称）",
        QuestionForm.Gone => Gone,
        _ => Yes,
    };

    /// <summary>“名称” of “上の名称” as 名称（上の名称）; a level that the plan does not have is left out.</summary>
    public static string Words(string label) =>
        Quoted()
            .Replace(Of().Replace(label, "${name}（${above}）").Replace("（）", "", StringComparison.Ordinal), "${name}");

    [GeneratedRegex("“(?<name>[^”]*)” of “(?<above>[^”]*)”", RegexOptions.NonBacktracking)]
    private static partial Regex Of();

    [GeneratedRegex("“(?<name>[^”]*)”", RegexOptions.NonBacktracking)]
    private static partial Regex Quoted();
}

/// <summary>A row of a table of questions that has an answer.</summary>
/// <param name="Cells">As the row has them.</param>
/// <param name="Answers">What it says.</param>
public sealed record AnsweredQuestion(IReadOnlyList<string> Cells, IReadOnlyList<MappingAnswer> Answers);
