namespace ReformOpenData.Server.Discovery;

/// <summary>What feeds and pages call a change: its kind, the thing that it is of, and the field.</summary>
internal static class ChangeWords
{
    /// <summary>By the code of the API.</summary>
    public static Dictionary<string, (string Japanese, string English)> Kinds { get; } = new()
    {
        ["ADDED"] = ("追加", "added"),
        ["REMOVED"] = ("削除", "removed"),
        ["RENAMED"] = ("改称", "renamed"),
        ["RATING_CHANGED"] = ("評価の変更", "rating changed"),
        ["TEXT_CHANGED"] = ("文章の変更", "text changed"),
        ["VALUE_CHANGED"] = ("値の変更", "value changed"),
    };

    /// <summary>Of things, by the code of the API.</summary>
    public static Dictionary<string, (string Japanese, string English)> Types { get; } = new()
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
    };

    /// <summary>Of printed cells, by the code of the API.</summary>
    public static Dictionary<string, (string Japanese, string English)> Columns { get; } = new()
    {
        ["ITEM"] = ("改革項目", "Reform item"),
        ["INITIATIVE"] = ("具体的取組", "Initiative"),
        ["DESCRIPTION"] = ("内容", "Description"),
        ["DEPARTMENT"] = ("所管課", "Department"),
        ["PROGRESS"] = ("取組状況", "Progress"),
        ["SUMMARY"] = ("総括", "Summary"),
        ["RATING"] = ("評価", "Rating"),
    };

    /// <summary>By the name in the API.</summary>
    public static Dictionary<string, (string Japanese, string English)> Fields { get; } = new()
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

    /// <summary>A word; a code that has none as it is.</summary>
    public static string Of(
        Dictionary<string, (string Japanese, string English)> words, string code, bool isEnglish) =>
        words.TryGetValue(code, out var word) ? isEnglish ? word.English : word.Japanese : code;
}
