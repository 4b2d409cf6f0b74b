using ReformOpenData.Data.Plans;
using ReformOpenData.Server.Discovery;

namespace ReformOpenData.Server.Commands;

/// <summary>The data in the words of the city.</summary>
internal static class Words
{
    private const int MaxLength = 60;

    /// <summary>One line on a change.</summary>
    public static string Of(Change change) => change.Kind switch
    {
        ChangeKind.Added => $"+ {Type(change.Type)} {change.Key}: {Short(change.After)}",
        ChangeKind.Removed => $"- {Type(change.Type)} {change.Key}: {Short(change.Before)}",
        ChangeKind.RatingChanged =>
            $"~ {Type(change.Type)} {change.Key}: {Grade(change.Before)} "
                + $"{Language.Of("is now", "→")} {Grade(change.After)}",
        _ => $"~ {Type(change.Type)} {change.Key}{Language.Of(", ", "、")}"
            + $"{ChangeWords.Of(ChangeWords.Fields, change.Field ?? "", !Language.IsJapanese)}: "
            + $"{Difference(Told(change, change.Before), Told(change, change.After), Language.Of("is now", "→"))}",
    };

    /// <summary>Of places and printed cells together.</summary>
    public static string PrintChanges(int count) =>
        Language.Of(
            count == 1
                ? "1 place or cell in print (版面の位置・原文) changes"
                : $"{count:N0} places and cells in print (版面の位置・原文) change",
            $"版面の位置・原文の変更 {count:N0} 件");

    public static string Municipalities(int count) => count == 1 ? "1 municipality" : $"{count:N0} municipalities";

    /// <summary>The place of a finding, as people look for it in the document.</summary>
    public static string Place(Finding finding) => string.Join(Language.Of(", ", "・"), new[]
    {
        finding.Page is { } page ? Language.Of($"page {page}", $"{page}ページ") : null,
        finding.Row is { } row ? Language.Of($"row {row}", $"{row}行") : null,
        finding.Column is { } column ? Language.Of($"column {column}", $"{column}列") : null,
        finding.Line is { } line ? Language.Of($"line {line}", $"ファイルの{line}行目") : null,
    }.OfType<string>());

    /// <summary>The beginning of a text, on one line, in the quotes of the language.</summary>
    public static string Short(string? text)
    {
        if (text is null)
            return Language.Of("(none)", "（なし）");
        var line = text.ReplaceLineEndings(" ");
        return line.Length <= MaxLength
            ? $"「{line}」"
            : $"「{Cut(line, 0, MaxLength)}…」{Language.Of($" ({text.Length} characters)", $"（{text.Length}字）")}";
    }

    /// <summary>Where two texts begin to differ, and how.</summary>
    public static string Difference(string? before, string? after, string between)
    {
        if (before is null || after is null || before.Length + after.Length <= MaxLength)
            return $"{Short(before)} {between} {Short(after)}";
        var start = 0;
        while (start < before.Length && start < after.Length && before[start] == after[start])
            start++;
        return $"{Around(before, start)} {between} {Around(after, start)}";
    }

    private static string Around(string text, int place)
    {
        var start = Math.Max(0, place - 15);
        var length = Math.Min(text.Length - start, 40);
        var part = Cut(text.ReplaceLineEndings(" "), start, length);
        return $"「{(start > 0 ? "…" : "")}{part}{(start + length < text.Length ? "…" : "")}」";
    }

    /// <summary>A part that does not cut a character in two.</summary>
    private static string Cut(string text, int start, int length)
    {
        if (start > 0 && char.IsLowSurrogate(text[start]))
            start--;
        var end = Math.Min(text.Length, start + length);
        if (end < text.Length && char.IsLowSurrogate(text[end]))
            end--;
        return text[start..end];
    }

    /// <summary>A value in words, where it is a code.</summary>
    private static string? Told(Change change, string? value) =>
        value is null ? null : ChangeValues.InWords(change.Field, value, !Language.IsJapanese);

    private static string? Grade(string? code) => code switch
    {
        "NOT_RATED" => Language.Of("not rated (評価なし)", "評価なし"),
        "COMPLETED" => Language.Of("completed (完了)", "完了"),
        _ => code,
    };

    private static string Type(string type) => type switch
    {
        nameof(Municipality) => Language.Of("municipality (自治体)", "自治体"),
        nameof(Department) => Language.Of("department (所管課)", "所管課"),
        nameof(Plan) => Language.Of("plan (計画)", "計画"),
        nameof(Category) => Language.Of("category (分野)", "分野"),
        nameof(Item) => Language.Of("item (改革項目)", "改革項目"),
        nameof(Initiative) => Language.Of("initiative (具体的取組)", "具体的取組"),
        nameof(Assessment) => Language.Of("row (取組の行)", "取組の行"),
        nameof(YearlyNarrative) => Language.Of("text (取組状況)", "取組状況"),
        nameof(Rating) => Language.Of("rating (評価)", "評価"),
        nameof(Measure) => Language.Of("indicator or amount (指標・金額)", "指標・金額"),
        nameof(MeasureValue) => Language.Of("value (指標・金額の値)", "指標・金額の値"),
        nameof(SourceDocument) => Language.Of("document (公表資料)", "公表資料"),
        nameof(Correction) => Language.Of("correction (訂正)", "訂正"),
        _ => type,
    };
}
