using Microsoft.AspNetCore.Html;
using ReformOpenData.Data.Import;
using ReformOpenData.Server.Schema;

namespace ReformOpenData.Server.Pages;

/// <summary>What pages call that for which the API and its files have a code.</summary>
internal static class CodeWords
{
    /// <summary>By the name of the enum, and its value.</summary>
    private static readonly Dictionary<string, Dictionary<string, (string Japanese, string English)>> Words = new()
    {
        ["Level"] = new()
        {
            ["EXCEEDED"] = ("計画を上回る", "better than planned"),
            ["AS_PLANNED"] = ("計画どおり", "as planned"),
            ["MOSTLY"] = ("おおむね計画どおり", "mostly as planned"),
            ["BEHIND"] = ("計画より遅れ", "behind the plan"),
            ["NOT_DONE"] = ("未実施", "not done"),
        },
        ["InitiativeStatus"] = new()
        {
            ["ENDED"] = ("終了", "ended"),
            ["COMPLETED"] = ("完了", "completed"),
            ["MERGED"] = ("統合", "merged into another"),
            ["SPLIT"] = ("分割", "split"),
            ["MOVED"] = ("計画内で移動", "moved within the plan"),
            ["SUCCEEDED"] = ("次の計画に継続", "continued in the next plan"),
        },
        ["ResponsibilityRole"] = new() { ["LEAD"] = ("主管課", "in charge"), ["SUPPORTING"] = ("関係課", "supporting") },
        ["MeasureKind"] = new()
        {
            ["INDICATOR"] = ("指標", "indicator"),
            ["EFFECT"] = ("効果額", "effect"),
            ["COST"] = ("費用", "cost"),
        },
        ["MeasureDirection"] = new()
        {
            ["UP"] = ("増えるほどよい", "more is better"),
            ["DOWN"] = ("減るほどよい", "less is better"),
        },
        ["MeasureRole"] = new()
        {
            ["BASELINE"] = ("基準", "baseline"),
            ["PLAN"] = ("計画", "plan"),
            ["ACTUAL"] = ("実績", "actual"),
            ["FORECAST"] = ("見込", "forecast"),
            ["CUMULATIVE"] = ("累計", "cumulative"),
        },
        ["FindingSeverity"] = new()
        {
            ["NOTE"] = ("参考", "note"),
            ["WARNING"] = ("要確認", "worth a look"),
            ["ERROR"] = ("誤り", "error"),
        },
        ["ReleaseStatus"] = new()
        {
            ["CURRENT"] = ("現在の版", "current"),
            ["SUPERSEDED"] = ("旧版", "superseded"),
            ["WITHDRAWN"] = ("撤回", "withdrawn"),
            ["TAKEN_DOWN"] = ("削除", "taken down"),
        },
        ["ChangeKind"] = new()
        {
            ["ADDED"] = ("追加", "added"),
            ["REMOVED"] = ("削除", "removed"),
            ["RENAMED"] = ("改称", "renamed"),
            ["RATING_CHANGED"] = ("評価の変更", "rating changed"),
            ["TEXT_CHANGED"] = ("文章の変更", "text changed"),
            ["VALUE_CHANGED"] = ("値の変更", "value changed"),
        },
        ["NodeType"] = new()
        {
            ["MUNICIPALITY"] = ("自治体", "municipality"),
            ["DEPARTMENT"] = ("所管課", "department"),
            ["PLAN"] = ("計画", "plan"),
            ["CATEGORY"] = ("分野", "category"),
            ["ITEM"] = ("改革項目", "reform item"),
            ["INITIATIVE"] = ("具体的取組", "initiative"),
            ["ASSESSMENT"] = ("取組の行", "row"),
            ["YEARLY_NARRATIVE"] = ("取組状況", "text of a year"),
            ["RATING"] = ("評価", "rating"),
            ["MEASURE"] = ("指標・金額", "indicator or amount"),
            ["MEASURE_VALUE"] = ("指標・金額の値", "value"),
            ["SOURCE_DOCUMENT"] = ("公表資料", "document"),
            ["CORRECTION"] = ("訂正", "correction"),
        },
    };

    /// <summary>Fields whose values change, and how pages call them.</summary>
    private static readonly Dictionary<string, (string Japanese, string English)> Fields = new(StringComparer.Ordinal)
    {
        ["name"] = ("名称", "name"),
        ["romanName"] = ("ローマ字の名称", "name in Roman letters"),
        ["bureau"] = ("局", "bureau"),
        ["title"] = ("名称", "title"),
        ["description"] = ("内容", "description"),
        ["text"] = ("文章", "text"),
        ["sourceText"] = ("原文", "text in print"),
        ["sections"] = ("節", "sections"),
        ["findings"] = ("読取所見", "findings"),
        ["summary"] = ("総括", "summary"),
        ["summary.fiscalYear"] = ("総括の年度", "fiscal year of the summary"),
        ["summary.sourceText"] = ("総括の原文", "summary in print"),
        ["summary.sections"] = ("総括の節", "sections of the summary"),
        ["summary.location"] = ("総括の印字の位置", "place of the summary in print"),
        ["location"] = ("印字の位置", "place in print"),
        ["cells"] = ("印字されたセル", "printed cells"),
        ["grade"] = ("評価", "rating"),
        ["label"] = ("評価の表記", "label"),
        ["isFinal"] = ("最終評価か", "whether it is final"),
        ["evaluator"] = ("評価した者", "evaluator"),
        ["aspect"] = ("評価の観点", "aspect"),
        ["departments"] = ("評価が示す所管課", "departments"),
        ["printed"] = ("印字", "print"),
        ["printedNumber"] = ("番号（印字）", "number in print"),
        ["headings"] = ("見出し", "headings"),
        ["responsibilities"] = ("所管課", "departments"),
        ["responsibilities.role"] = ("所管課の役割", "roles of the departments"),
        ["status"] = ("状態", "state"),
        ["endedIn"] = ("終わった年度", "last fiscal year"),
        ["reason"] = ("理由", "reason"),
        ["successors"] = ("引き継ぎ先", "what it goes on in"),
        ["lastFiscalYear"] = ("計画の最終年度", "last fiscal year of the plan"),
        ["levelNames"] = ("階層の呼び名", "names of the levels"),
        ["ratingScale"] = ("評価の尺度", "scale of ratings"),
        ["unit"] = ("単位", "unit"),
        ["kind"] = ("種類", "kind"),
        ["direction"] = ("望ましい方向", "direction"),
        ["fileName"] = ("ファイル名", "name of the file"),
        ["publisher"] = ("公表者", "publisher"),
        ["url"] = ("公表された場所", "where it is published"),
        ["licence"] = ("利用条件", "terms"),
        ["licenceConfirmed"] = ("利用条件を確認済みか", "whether the terms are confirmed"),
        ["retrievedOn"] = ("取得日", "day of retrieval"),
        ["fiscalYear"] = ("年度", "fiscal year"),
        ["plan"] = ("計画", "plan"),
        ["corrected"] = ("訂正後の内容", "corrected text"),
        ["sinceRelease"] = ("反映されたリリース", "release since which it holds"),
    };

    /// <summary>The fields of which changes tell a code: of which enum it is.</summary>
    private static readonly Dictionary<string, string> Coded = new(StringComparer.Ordinal)
    {
        ["grade"] = "Grade",
        ["status"] = "InitiativeStatus",
        ["kind"] = "MeasureKind",
        ["direction"] = "MeasureDirection",
    };

    /// <summary>A value of an enum of the API; a code that has no words as it is.</summary>
    public static string Of(PageRequest at, string type, string code) => type switch
    {
        "Grade" => Grades.Name(at, code),
        "NarrativeKind" => NarrativeWords.Of(at, code),
        _ => Words.TryGetValue(type, out var words) && words.TryGetValue(code, out var word)
            ? at.T(word.Japanese, word.English) : code,
    };

    /// <summary>A type of things by its name in the API.</summary>
    public static string Type(PageRequest at, string name) => Of(at, "NodeType", EnumCodes.UpperSnake(name));

    /// <summary>A field that changed, or that was corrected.</summary>
    public static string Field(PageRequest at, string field) =>
        Fields.TryGetValue(field, out var word) ? at.T(word.Japanese, word.English) : field;

    /// <summary>The enum whose codes the values of a field are; null where they are none.</summary>
    public static string? TypeOf(string field) => Coded.GetValueOrDefault(field);

    /// <summary>The value of a field before or after a change.</summary>
    public static IHtmlContent Value(PageRequest at, string? field, string? value) =>
        value is { Length: > 0 } && TypeOf(field ?? "") is { } type
            ? at.Mixed(Of(at, type, value))
            : at.Ja(value);

    /// <summary>What was met while a document was read: what its kind means, or in English how it was told.</summary>
    public static string Finding(PageRequest at, string code, string message) =>
        at.IsEnglish ? message : FindingLanguage.InJapanese(code) ?? message;
}
